"""The calls that a report shows of a sample, as if a reader had pasted them into Python."""

from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from autograder.course import Assignment
from autograder.model import Outcome
from autograder.suite.reference import Reference, load_reference
from autograder.suite.run import Suite
from autograder.suite.search import searches_of, smallest
from autograder.suite.student import Student, parameters
from tests.in_process import suite_module

SAMPLES = Path(__file__).parents[1] / "submissions"


def shown_calls(assignment: Assignment, stem: str) -> dict[str, str]:
    """Grade a wrong sample; return the call that is shown for each check that fails."""
    module = load_reference(SAMPLES / assignment.slug / "wrong" / f"{stem}.py")
    callee = Reference(vars(module))
    with Suite(assignment.hidden_suite, assignment) as suite:
        results = suite.with_smallest(callee, suite.run(callee, seed=0))
    return {
        result.check.id: result.finding.call or ""
        for result in results
        if result.outcome in {Outcome.FAILED, Outcome.ERROR} and result.finding
    }


def arguments(call: str, assignment: Assignment) -> dict[str, Any]:
    """Run a call as Python would; return its arguments, and those of a call inside it."""
    given: dict[str, Any] = {}

    def take(**arguments: Any) -> list[Any]:
        given.update(arguments)
        return [None] * 4

    eval(call, {"np": np} | dict.fromkeys(assignment.functions, take))
    return given


def found_in_the_reference(assignment: Assignment) -> list[object]:
    """Have every search of a suite look at the reference; return what it takes for mistakes."""
    reference = load_reference(assignment.solutions / assignment.files[0])
    with Suite(assignment.hidden_suite, assignment):
        return [
            verdict.finding
            for wanted in searches_of(suite_module(assignment.hidden_suite))
            for verdict in smallest(
                wanted, _as_student(reference, assignment), reference, set(Outcome)
            ).values()
        ]


def _as_student(module: ModuleType, assignment: Assignment) -> Student:
    names = parameters(assignment.folder / assignment.files[0])
    return Student(Reference(vars(module)), assignment.functions, names)
