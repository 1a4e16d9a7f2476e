"""The helpers of a suite with numpy alone, for graders that know nothing of convgrade.

This file is copied beside the checks that the other graders run. It imports as little as a
teacher's own helpers would, so that no other grader pays for what is ours.
"""

import functools
import importlib.util
import sys
import types
import zlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

Check = Callable[..., None]


def _mark(name: str, *, task: int, points: float) -> Callable[[Check], Check]:
    """Note the id and the points of a check on its function."""

    def note(function: Check) -> Check:
        vars(function).update(check_id=name, task=task, points=points)
        return function

    return note


# Stands for pytest where a grader does without: `@pytest.mark.check(...)`.
pytest = types.SimpleNamespace(mark=types.SimpleNamespace(check=_mark))


class Student:
    """A submission's functions in this process; remembers the last call's arrays.

    Args:
        functions: by name, a module's or a notebook's names.
    """

    def __init__(self, functions: Mapping[str, Any]) -> None:
        self._functions = functions
        self.last_arrays: list[tuple[np.ndarray, np.ndarray]] = []

    def __getattr__(self, name: str) -> Callable[..., Any]:
        return functools.partial(self._call, self._functions[name])

    def _call(self, function: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
        arrays = [value for value in arguments if isinstance(value, np.ndarray)]
        self.last_arrays = [(array, array.copy()) for array in arrays]
        return function(*arguments, **options)

    @property
    def later(self) -> "Later":
        """The same functions, whose results are asked for."""
        return Later(self)


class Later:
    """Calls at once; there is nothing to wait for in one process."""

    def __init__(self, student: Student) -> None:
        self._student = student

    def __getattr__(self, name: str) -> Callable[..., Any]:
        function = getattr(self._student, name)
        return lambda *arguments, **options: Given(function(*arguments, **options))


class Given:
    """The result of a call."""

    def __init__(self, value: Any) -> None:
        self._value = value

    def __getitem__(self, part: int) -> Any:
        return self._value[part]

    def result(self) -> Any:
        """Return all of it."""
        return self._value


def generator(seed: int, check_id: str) -> np.random.Generator:
    """Return the generator that convgrade would give a check for this seed."""
    return np.random.default_rng([seed, zlib.crc32(check_id.encode())])


def checks_of(module: Any) -> dict[str, Check]:
    """Return the checks of a suite by id, in its order."""
    functions = [each for name, each in vars(module).items() if name.startswith("test_")]
    return {function.check_id: function for function in functions}


def run_check(check: Check, functions: Mapping[str, Any], reference: Any, seed: int) -> None:
    """Run one check on a submission.

    Raises:
        AssertionError: it failed.
        Exception: whatever the submission raised.
    """
    given = {
        "student": Student(functions),
        "reference": reference,
        "rng": generator(seed, check.check_id),
    }
    wanted = check.__code__.co_varnames[: check.__code__.co_argcount]
    check(**{name: given[name] for name in wanted})


def assert_close(
    got: Any, expected: Any, *, rtol: float = 1e-9, atol: float = 1e-9, what: str = "result"
) -> None:
    """Hold that every number is finite and within atol + rtol * |expected| of the expected one."""
    ours, theirs = np.asarray(expected), np.asarray(got)
    assert theirs.shape == ours.shape, f"{what}: shape {theirs.shape}, expected {ours.shape}"
    assert theirs.dtype.kind in "biuf", f"{what}: dtype {theirs.dtype}, expected float64"
    near = np.abs(theirs.astype(np.float64, copy=False) - ours) <= atol + rtol * np.abs(ours)
    assert near.all(), f"{what}: {near.size - near.sum()} of {near.size} numbers differ"


def assert_inputs_unchanged(student: Student) -> None:
    """Hold that the latest call left its arguments as they were."""
    for array, before in student.last_arrays:
        assert np.array_equal(array, before), "an argument was changed in place"


def beside(file: str, name: str) -> types.ModuleType:
    """Return a module that stands beside a suite."""
    spec = importlib.util.spec_from_file_location(name, Path(file).with_name(f"{name}.py"))
    assert spec
    assert spec.loader
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def distinct(*_: Any) -> np.ndarray:
    """Draw nothing: only searches ask."""
    raise NotImplementedError


def search(*_: str, **__: Any) -> Callable[[Check], Check]:
    """Look for no smaller failing cases: nobody else does."""
    return lambda probe: probe


def draw(
    rng: np.random.Generator,
    kind: Callable[..., Any],
    space: Mapping[str, int | tuple[int, int]],
    accept: Callable[[Any], bool] = lambda _: True,
) -> Any:
    """Draw a case, again and again until one is accepted."""
    spans = [(span, span) if isinstance(span, int) else span for span in space.values()]
    while True:
        parts = zip(space, spans, rng.random(len(spans)).tolist(), strict=True)
        case = kind(
            **{name: low + int(part * (high - low + 1)) for name, (low, high), part in parts}
        )
        if accept(case):
            return case


def gradient_check(
    loss: Callable[..., float],
    *,
    at: Sequence[np.ndarray],
    gradients: Sequence[np.ndarray],
    names: Sequence[str],
    rng: np.random.Generator,
    directions: int = 3,
    step: float = 1e-5,
    rtol: float = 1e-6,
) -> None:
    """Hold that gradients agree with central differences of a loss along random directions."""
    for which, (gradient, point, name) in enumerate(zip(gradients, at, names, strict=True)):
        assert np.shape(gradient) == point.shape, f"{name}: shape {np.shape(gradient)}"
        for _ in range(directions):
            direction = rng.standard_normal(point.shape)
            sides = []
            for sign in (1.0, -1.0):
                moved = list(at)
                moved[which] = at[which] + sign * step * direction
                sides.append(float(loss(*moved)))
            numeric = (sides[0] - sides[1]) / 2 / step
            analytic = float(np.sum(gradient * direction))
            limit = rtol * max(1.0, abs(numeric), abs(analytic))
            assert abs(numeric - analytic) <= limit, f"{name}: {analytic}, expected {numeric}"
