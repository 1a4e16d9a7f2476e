"""Notebooks: made from an assignment, and graded with the judge outside of them."""
