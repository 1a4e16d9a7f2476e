"""The commands, one module each: parse, call `autograder`, render."""
