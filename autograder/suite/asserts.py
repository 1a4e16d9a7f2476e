"""What a check holds, in helpers whose failures are words for a student.

Each compares a value that came from the submission with an expected one of ours.
The value may be anything of the declared kind, so it is looked at, shape first,
before anything is computed with it.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NoReturn

import numpy as np

from autograder.model import Outcome
from autograder.suite import show
from autograder.suite.student import Student
from autograder.suite.verdict import Verdict

Array = np.ndarray[Any, np.dtype[Any]]

# The student whose check is running; the plugin sets it.
_running: list[Student] = []


@contextmanager
def running(student: Student) -> Iterator[None]:
    """Let failures name the calls of this student."""
    _running.append(student)
    try:
        yield
    finally:
        _running.pop()


def assert_shape(got: Any, expected: Sequence[int], *, what: str = "result") -> None:
    """Hold that an array has the expected shape; a number has the shape ().

    Raises:
        Verdict: it has another.
    """
    shape = tuple(np.shape(got))
    if shape != tuple(expected):
        _fail(
            "shape",
            got,
            values={"what": what},
            expected=f"shape {show.shape(tuple(expected))}",
            got_words=f"shape {show.shape(shape)}",
            is_shape=True,
        )


def assert_dtype(got: Array, expected: Any, *, what: str = "result") -> None:
    """Hold that an array has the expected dtype.

    Raises:
        Verdict: it has another.
    """
    if got.dtype != np.dtype(expected):
        _fail(
            "dtype",
            got,
            values={"what": what},
            expected=f"dtype {np.dtype(expected)}",
            got_words=f"dtype {got.dtype}",
            is_shape=True,
        )


def assert_close(
    got: Any, expected: Any, *, rtol: float = 1e-9, atol: float = 1e-9, what: str = "result"
) -> None:
    """Hold that every number is finite and within atol + rtol * |expected| of the expected one.

    Args:
        got: what the submission returned: an array of any shape, or a number.
        expected: ours, finite.
        rtol: relative tolerance [1].
        atol: absolute tolerance [as the values].
        what: its name in the handout.

    Raises:
        Verdict: the shape differs, a value is NaN or infinite, or a value is too far off.
    """
    ours = np.asarray(expected)
    theirs = np.asarray(got)
    assert_shape(got, ours.shape, what=what)
    if theirs.dtype.kind not in "biuf":
        _fail(
            "dtype",
            got,
            values={"what": what},
            expected="dtype float64",
            got_words=f"dtype {theirs.dtype}",
            is_shape=True,
        )
    with np.errstate(invalid="ignore", over="ignore"):  # a signalling NaN, huge numbers
        numbers = theirs.astype(np.float64, copy=False)
        near = np.abs(numbers - ours) <= atol + rtol * np.abs(ours)
    if near.all():
        return
    bad = ~np.isfinite(numbers)
    if bad.any():
        _fail_at("not-finite", got, ours, bad, what)
    _fail_at("values" if near.ndim else "value", got, ours, ~near, what)


def assert_equal(got: Any, expected: Any, *, what: str = "result") -> None:
    """Hold that a number, a tuple of numbers or an array equals the expected one exactly.

    Raises:
        Verdict: it differs.
    """
    if isinstance(expected, np.ndarray):
        assert_close(got, expected, rtol=0.0, atol=0.0, what=what)
    elif got != expected:
        _fail(
            "equal",
            got,
            values={"what": what},
            expected=show.plain(repr(expected)),
            got_words=show.plain(repr(got)),
        )


def assert_true(holds: bool, reason: str, value: Any = None, **values: str | float) -> None:
    """Hold a condition that has words of its own in `words/findings.yaml`.

    Args:
        holds: the condition.
        reason: key of the words.
        value: what the submission returned, to name the call that returned it.
        values: what fills the places of the words.

    Raises:
        Verdict: it does not hold.
    """
    if not holds:
        _fail(reason, value, values=dict(values))


def assert_inputs_unchanged(student: Student) -> None:
    """Hold that the latest call left its arguments as they were.

    Raises:
        Verdict: it changed one in place.
    """
    call = student.last_call
    if call.answer.changed:
        names = list(call.arguments)
        changed = ", ".join(f"`{names[at]}`" for at in call.answer.changed)
        values = {"function": call.function, "names": changed}
        raise Verdict(Outcome.FAILED, "inputs-changed", values=values, **call.words)


@contextmanager
def must_raise(kind: type[Exception]) -> Iterator[None]:
    """Hold that the call inside raises an exception of this builtin kind.

    A crash, a time-out or an unfinished function is never taken for one.

    Raises:
        Verdict: it returned, or raised something else.
    """
    try:
        yield
    except Verdict as verdict:
        call = _running[-1].last_call
        raised = call.answer.raised
        if raised is None or call.answer.is_loading or "NotImplementedError" in raised.bases:
            raise
        if kind.__name__ in raised.bases:
            return
        came = str(verdict.finding.values["type"])
        values = {"function": call.function, "wanted": kind.__name__, "type": came}
        raise Verdict(
            Outcome.FAILED,
            "raised-other",
            values=values,
            expected=kind.__name__,
            got=came,
            is_shape=True,
            error_text=verdict.finding.error_text,
            trace=verdict.finding.trace,
            **call.words,
        ) from None
    call = _running[-1].last_call
    values = {"function": call.function, "wanted": kind.__name__}
    got = show.plain(repr(call.answer.value))
    raise Verdict(
        Outcome.FAILED,
        "did-not-raise",
        values=values,
        expected=kind.__name__,
        got=got,
        **call.words,
    )


def gradient_check(
    loss: Callable[..., float],
    *,
    at: Sequence[Array],
    gradients: Sequence[Array],
    names: Sequence[str],
    rng: np.random.Generator,
    directions: int = 3,
    step: float = 1e-5,
    rtol: float = 1e-6,
) -> None:
    """Hold that gradients agree with central differences of a loss along random directions.

    Args:
        loss: ours; takes arrays shaped as `at` and returns a number.
        at: where the gradients were taken, float64.
        gradients: what the submission returned, one for each array of `at`.
        names: their names in the handout.
        rng: draws the directions.
        directions: how many for each gradient; one number each, not one for each element.
        step: distance to both sides; the error of the difference falls with its square.
        rtol: tolerance relative to the larger of the two slopes and of 1.

    Raises:
        Verdict: a shape or a slope differs.

    Source:
        CS231n notes, "Gradient checks": centred formula, relative error.
    """
    for which, (gradient, point, name) in enumerate(zip(gradients, at, names, strict=True)):
        assert_shape(gradient, point.shape, what=name)
        _hold_finite(gradient, name)
        for _ in range(directions):
            direction = rng.standard_normal(point.shape)
            numeric = _slope(loss, at, which, step * direction) / step
            with np.errstate(over="ignore", invalid="ignore"):
                analytic = float(np.sum(gradient.astype(np.float64) * direction))
            # Finite numbers may have an infinite sum, and any tolerance relative to that holds.
            limit = rtol * max(1.0, abs(numeric), abs(analytic))
            if not (math.isfinite(analytic) and abs(numeric - analytic) <= limit):
                _fail(
                    "gradient", gradient, values={"what": name},
                    expected=show.number(numeric), got_words=show.number(analytic),
                )  # fmt: skip


def _hold_finite(got: Array, what: str) -> None:
    """Hold that an array holds finite numbers, whatever they should be."""
    if got.dtype.kind not in "biuf":
        assert_close(got, np.zeros(got.shape), what=what)
    bad = ~np.isfinite(got)
    if bad.any():
        place, first = show.place(tuple(np.argwhere(bad)[0].tolist())), got[bad][0]
        values = {"what": what, "count": int(bad.sum()), "total": int(bad.size)}
        _fail("not-finite", got, values=values, got_words=f"{what}{place} = {show.number(first)}")


def _slope(loss: Callable[..., float], at: Sequence[Array], which: int, shift: Any) -> float:
    """Return half the difference of the loss between both sides of a point."""
    sides = []
    for sign in (1.0, -1.0):
        moved = list(at)
        moved[which] = at[which] + sign * shift
        sides.append(float(loss(*moved)))
    return (sides[0] - sides[1]) / 2


def _fail_at(reason: str, got: Any, ours: Array, wrong: Array, what: str) -> NoReturn:
    """Fail with the first wrong element, or with the whole arrays where they are small."""
    theirs = np.asarray(got)
    index = tuple(int(n) for n in np.argwhere(wrong)[0])
    place = show.place(index) if index else ""
    small = 1 < ours.size <= show.FEW
    _fail(
        reason,
        got,
        values={"what": what, "count": int(wrong.sum()), "total": int(wrong.size)},
        expected=show.array(ours) if small else f"{what}{place} = {show.number(ours[index])}",
        got_words=show.array(theirs) if small else f"{what}{place} = {show.number(theirs[index])}",
    )


def _fail(
    reason: str,
    value: Any,
    *,
    values: dict[str, Any],
    expected: str | None = None,
    got_words: str | None = None,
    is_shape: bool = False,
) -> NoReturn:
    call = _running[-1].call_that_returned(value) if _running else None
    verdict = Verdict(
        Outcome.FAILED,
        reason,
        values=values,
        expected=expected,
        got=got_words,
        is_shape=is_shape,
        **(call.words if call else {}),
    )
    verdict.blamed = call.part_of(value) if call else None
    raise verdict
