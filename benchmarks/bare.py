"""The least that a grading could cost: compile a submission and call the checks right here."""

import importlib
import sys
import types
from collections.abc import Callable
from pathlib import Path

from autograder.suite.asserts import running
from autograder.suite.reference import Reference, load_reference
from autograder.suite.student import Student, parameters
from benchmarks import bundle, plain, suite

GradeOne = Callable[[bytes, int], float]


def by_our_helpers() -> GradeOne:
    """Return what grades a source for a seed: our hidden suite as it is, without a sandbox.

    The learner's functions run in this process behind the same proxy as a sandbox would.
    """
    assignment = suite.max_pool()
    checks = suite.functions(assignment)
    points = suite.ids_and_points(assignment)
    names = parameters(assignment.folder / assignment.files[0])
    reference = load_reference(assignment.solutions / assignment.files[0])

    def grade(source: bytes, seed: int) -> float:
        student = Student(Reference(vars(_compiled(source))), assignment.functions, names)
        earned = 0.0
        for name, check in checks.items():
            given = {
                "student": student,
                "reference": reference,
                "rng": plain.generator(seed, name),
            }
            wanted = check.__code__.co_varnames[: check.__code__.co_argcount]
            student.begin()
            try:
                with running(student):
                    check(**{argument: given[argument] for argument in wanted})
            except BaseException:  # noqa: S112 - a failed check earns nothing
                continue
            earned += points[name]
        return earned

    return grade


def by_numpy_alone(scratch: Path) -> GradeOne:
    """Return what grades a source for a seed with the checks that the other graders run."""
    made = bundle.write(suite.max_pool(), scratch / "bare-bundle")
    sys.path.insert(0, str(made.folder))
    graded = importlib.import_module("graded")

    def grade(source: bytes, seed: int) -> float:
        functions = vars(_compiled(source))
        earned = 0.0
        for name, check in graded.CHECKS.items():
            try:
                graded.plain.run_check(check, functions, graded.reference, seed)
            except Exception:  # noqa: S112
                continue
            earned += made.points[name]
        return earned

    return grade


def _compiled(source: bytes) -> types.ModuleType:
    """Return a submission as a module."""
    module = types.ModuleType(suite.SLUG)
    exec(compile(source, f"{suite.SLUG}.py", "exec"), vars(module))  # noqa: S102 - ours
    return module
