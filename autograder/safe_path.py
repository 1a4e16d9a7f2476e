"""Keep interpreters that are started from importing what lies in the current folder."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

_VARIABLE = "PYTHONSAFEPATH"


@contextmanager
def safe_path() -> Iterator[str | None]:
    """Have what is started meanwhile import nothing from the current folder: it may be a student's.

    Yields:
        The variable as it was; None for none. `put_back` gives it to a process whose own ones
        must import from their folders.
    """
    before = os.environ.get(_VARIABLE)
    os.environ[_VARIABLE] = before or "1"
    try:
        yield before
    finally:
        put_back(before)


def put_back(before: str | None) -> None:
    """Give this process the variable as it was before `safe_path`."""
    if before is None:
        os.environ.pop(_VARIABLE, None)
    else:
        os.environ[_VARIABLE] = before
