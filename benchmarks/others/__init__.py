"""The other graders, each called as its own documentation says."""
