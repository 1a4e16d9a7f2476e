"""Say which wrong idea stands behind a failed check.

`solutions/<slug>/misconceptions*.py` declare wrong implementations with `misconception`.
"""

from autograder.course import Text
from autograder.diagnosis.misconceptions import Misconception, load, misconception, reference_beside

__all__ = ["Misconception", "Text", "load", "misconception", "reference_beside"]
