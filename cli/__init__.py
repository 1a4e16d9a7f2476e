"""The `grade` command: parse, call `autograder`, render."""
