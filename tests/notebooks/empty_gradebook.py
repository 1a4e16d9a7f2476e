"""A gradebook of nbgrader with nothing in it, made once for all tests of a process."""

import functools
import tempfile
from pathlib import Path

from autograder.gradebook import due_dates

COURSE_ID = "small"


@functools.cache
def empty_gradebook() -> bytes:
    """Return its file; nbgrader starts `alembic`, which takes a second, to make one."""
    with tempfile.TemporaryDirectory() as name:
        due_dates.enter(Path(name), COURSE_ID, [])
        return Path(name, due_dates.GRADEBOOK).read_bytes()
