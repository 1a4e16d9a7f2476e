"""Keep interpreters that are started from importing what lies in the current folder."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

_VARIABLE = "PYTHONSAFEPATH"


@contextmanager
def safe_path() -> Iterator[None]:
    """Keep what is started meanwhile from importing a student's file in the current folder."""
    before = os.environ.get(_VARIABLE)
    os.environ[_VARIABLE] = before or "1"
    try:
        yield
    finally:
        if before is None:
            os.environ.pop(_VARIABLE, None)
        else:
            os.environ[_VARIABLE] = before
