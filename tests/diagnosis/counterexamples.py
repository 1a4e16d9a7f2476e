"""The smallest counterexamples of a sample, read as a learner would: pasted into Python."""

import math
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from autograder.course import Assignment, Course
from autograder.model import Finding, Outcome
from autograder.suite.reference import Reference, load_reference
from autograder.suite.run import Suite
from autograder.suite.search import searches_of, smallest
from autograder.suite.student import Student, parameters

SAMPLES = Path(__file__).parents[1] / "submissions"


def smallest_calls(sample: str, assignment: Assignment) -> dict[str, str]:
    """Grade a wrong sample in this process; return the call that each failed check shows."""
    callee = Reference(vars(_sample(sample, assignment)))
    with Suite(assignment.hidden_suite, assignment) as suite:
        results = suite.with_smallest(callee, suite.run(callee, seed=0), seconds=math.inf)
    return {
        result.check.id: result.finding.call
        for result in results
        if result.outcome is not Outcome.PASSED and result.finding and result.finding.call
    }


def arguments_of(call: str, assignment: Assignment) -> dict[str, Any]:
    """Evaluate a call; return its arguments and those of the call that it takes a handle from."""
    found: dict[str, Any] = {}

    def noted(**arguments: Any) -> list[None]:
        found.update(arguments)
        return [None, None]

    eval(call, {"np": np} | dict.fromkeys(assignment.functions, noted))
    return found


def differs_from_reference(call: str, sample: str, assignment: Assignment) -> bool:
    """Evaluate a call beside a sample and beside the reference; compare what is returned."""
    ours = _parts(eval(call, vars(_reference(assignment)) | {"np": np}))
    try:
        theirs = _parts(eval(call, vars(_sample(sample, assignment)) | {"np": np}))
    except Exception:  # what a sample raises where the reference answers
        return True
    return len(theirs) != len(ours) or any(
        np.shape(their) != np.shape(our) or not np.allclose(their, our)
        for their, our in zip(theirs, ours, strict=False)
    )


def counterexamples_to_reference(course: Course, slug: str) -> list[Finding]:
    """Ask the reference about the cases of all searches; return what it fails by."""
    assignment = course.assignment(slug)
    reference = _reference(assignment)
    names = parameters(assignment.folder / assignment.files[0])
    student = Student(Reference(vars(reference)), assignment.functions, names)
    with Suite(assignment.hidden_suite, assignment) as suite:
        found = [
            smallest(each, student, reference, list(Outcome), deadline=math.inf)
            for each in searches_of(suite.module)
        ]
    assert found
    return [verdict.finding for each in found for verdict in each.values()]


def _sample(name: str, assignment: Assignment) -> ModuleType:
    return load_reference(SAMPLES / assignment.slug / "wrong" / f"{name}.py")


def _reference(assignment: Assignment) -> ModuleType:
    return load_reference(assignment.solutions / assignment.files[0])


def _parts(value: Any) -> list[Any]:
    """Return what a call gives, part by part, without a cache."""
    parts = list(value.values()) if isinstance(value, dict) else value
    if isinstance(parts, tuple) and isinstance(parts[-1], tuple | dict | list):
        parts = parts[:-1]
    return list(parts) if isinstance(parts, tuple | list) else [parts]
