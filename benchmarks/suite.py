"""The hidden suite of max_pool as this process can call it, check by check."""

import importlib.util
from collections.abc import Callable
from functools import cache
from pathlib import Path

from autograder import course
from autograder.course import Assignment

SLUG = "max_pool"
ROOT = Path(__file__).parent.parent

CheckFunction = Callable[..., None]


@cache
def max_pool() -> Assignment:
    """Return the assignment whose checks are run."""
    return course.load(ROOT / "assignments").assignment(SLUG)


def functions(assignment: Assignment) -> dict[str, CheckFunction]:
    """Return the check functions of the hidden suite by id, in its order."""
    spec = importlib.util.spec_from_file_location("bench_checks", assignment.hidden_suite)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found = [each for name, each in vars(module).items() if name.startswith("test_")]
    return {_mark(function).args[0]: function for function in found}


def ids_and_points(assignment: Assignment) -> dict[str, float]:
    """Return the points of each check by its id, in the suite's order."""
    return {
        name: float(_mark(function).kwargs["points"])
        for name, function in functions(assignment).items()
    }


def _mark(function):
    """Return the `check` mark of a check function."""
    return next(mark for mark in function.pytestmark if mark.name == "check")
