"""Keep what lies in the current folder, and what the caller's shell holds, out of this process.

A learner stands where their files are, and a `numpy.py` there must not be
imported. This module therefore imports nothing that a folder could shadow:
`os` and `sys` are loaded before any of our code runs.
"""

import os
import sys

_OWN_ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def clean_path() -> None:
    """Drop the current folder from the places where Python looks for modules.

    The folder that holds this very package stays: whoever can write there is
    the one who wrote us.
    """
    try:
        here = os.path.realpath(os.getcwd())
    except OSError:  # the folder was removed meanwhile
        here = ""
    sys.path[:] = [entry for entry in sys.path if entry and not _is_foreign(entry, here)]


def clean_environment() -> None:
    """Drop the variables by which Python and pytest are steered from outside."""
    for name in list(os.environ):
        if name.startswith(("PYTEST_", "PYTHON")):
            del os.environ[name]


def _is_foreign(entry: str, here: str) -> bool:
    place = os.path.realpath(entry)
    return place == here and place != os.path.realpath(_OWN_ROOT)
