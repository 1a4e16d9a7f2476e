"""Notebooks: made from an assignment, taken from a session, and graded from outside."""
