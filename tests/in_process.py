"""Grade a sample in this process: no walls and no worker, but what returns crosses the wire.

A sandbox costs more than most samples do, and over hundreds of seeds that adds up. What a check
gets to see is the same: values are encoded and decoded by the wire's own code (a longdouble comes
back as float64, a named tuple as a tuple, an array in any order as one of its own in C order, what
can't cross as what stands for it), and kinds are held by the suite's own. What is not the same:
limits, walls, and what is printed, which is thrown away.
"""

import contextlib
import io
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from autograder.course import Assignment
from autograder.model import CheckResult
from autograder.sandbox.inside.wire import Decoder, Encoder
from autograder.suite.reference import Reference, load_reference
from autograder.suite.run import Suite

_MAX_BYTES = 1 << 26


def results_here(
    path: Path, assignment: Assignment, suite: Suite, seeds: Iterable[int]
) -> list[tuple[CheckResult, ...]]:
    """Grade one sample with several seeds; it is imported once, as in a worker."""
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")  # a worker says them to nobody
        known = vars(load_reference(path))
        callee = Reference(
            {
                name: _crossing(known[name], function.returns)
                for name, function in assignment.functions.items()
                if name in known
            }
        )
        return [suite.run(callee, seed=seed) for seed in seeds]


def _crossing(function: Callable[..., Any], returns: Any) -> Callable[..., Any]:
    """Let what a function returns cross the wire, but for the handles."""

    def call(*arguments: Any, **options: Any) -> Any:
        result = function(*arguments, **options)
        if not isinstance(returns, list) or not isinstance(result, tuple | list):
            return result if returns == "handle" else _crossed(result)
        kinds = returns + [""] * (len(result) - len(returns))
        return tuple(
            part if kind == "handle" else _crossed(part)
            for part, kind in zip(result, kinds, strict=False)
        )

    return call


def _crossed(value: Any) -> Any:
    """Return what the other side would make of a value."""
    encoder = Encoder(_MAX_BYTES)
    node = encoder.node(value)
    return Decoder(memoryview(b"".join(encoder.buffers))).value(node)
