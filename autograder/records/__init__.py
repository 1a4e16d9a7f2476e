"""The database of submissions and gradings.

A submission is stored first and graded afterwards: `queued`, then `grading`
under a lease, then `graded`. A lease that runs out is taken again, and a
grading is recorded once, whoever brings it.
"""

from autograder.records.entries import Attempt, State, StoredSubmission, counting
from autograder.records.location import locate
from autograder.records.rows import Draft
from autograder.records.store import Store

__all__ = ["Attempt", "Draft", "State", "Store", "StoredSubmission", "counting", "locate"]
