"""Draw cases from a space that a suite describes once: its fields and their ranges."""

from collections.abc import Callable, Mapping
from typing import TypeVar

import numpy as np

from autograder.errors import SuiteError

Span = int | tuple[int, int]
C = TypeVar("C")
_MAX_TRIES = 10_000


def draw(
    rng: np.random.Generator,
    kind: Callable[..., C],
    space: Mapping[str, Span],
    accept: Callable[[C], bool] = lambda _: True,
) -> C:
    """Draw a case, again and again until one is accepted.

    Args:
        rng: of the check.
        kind: makes a case from its fields, a dataclass for instance.
        space: for each field its smallest and largest value, or the only one.
        accept: whether a case is one that the check is about.

    Raises:
        SuiteError: no case of the space is accepted, as far as one can try.
    """
    spans = [(span, span) if isinstance(span, int) else span for span in space.values()]
    for _ in range(_MAX_TRIES):
        parts = zip(space, spans, rng.random(len(spans)).tolist(), strict=True)
        case = kind(
            **{name: low + int(part * (high - low + 1)) for name, (low, high), part in parts}
        )
        if accept(case):
            return case
    problem = f"no case in {_MAX_TRIES} draws is accepted by `{accept.__name__}`"
    raise SuiteError("suite-broken", suite=getattr(kind, "__module__", ""), problem=problem)
