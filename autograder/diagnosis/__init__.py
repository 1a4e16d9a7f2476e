"""Say which wrong idea stands behind a failed check.

`solutions/<slug>/misconceptions*.py` declare wrong implementations with `misconception`.
"""

from autograder.course import Text
from autograder.diagnosis.misconceptions import Misconception, load, misconception, reference_beside
from autograder.diagnosis.naming import Diagnostician

__all__ = [
    "Diagnostician",
    "Misconception",
    "Text",
    "load",
    "misconception",
    "reference_beside",
]
