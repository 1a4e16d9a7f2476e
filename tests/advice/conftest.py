"""Advice on a source, without a grading around it."""

from collections.abc import Callable
from textwrap import dedent
from typing import Any

import pytest

from autograder import submission
from autograder.advice import Advised
from autograder.advice import advise as advise_on
from autograder.course import Assignment
from autograder.rules import AdviceRules

Advise = Callable[..., Advised]
HEAD = "import numpy as np\n"
FORWARD = "def conv2d_forward(x, w, b, stride=1, pad=0):\n"
USES_ALL = "    return np.sum(x) + w + b + stride + pad\n"


@pytest.fixture
def advise(conv2d: Assignment) -> Advise:
    """Return a function that gives advice on a source, or on several files."""

    def call(*sources: str | bytes, **rules: Any) -> Advised:
        files = {
            name: dedent(source).encode() if isinstance(source, str) else source
            for name, source in zip(("conv2d.py", "other.py"), sources, strict=False)
        }
        handed_in = submission.from_files(files, conv2d)
        given = {"advice": AdviceRules.model_validate(rules), "files": list(files)}
        return advise_on(handed_in, conv2d.model_copy(update=given))

    return call


def lines(advise: Advise, rule: str, source: str) -> list[int]:
    """The lines that a rule names; the lines marked `# !` are those that it must name."""
    return [found.place.line for found in advise(source).every if found.rule == rule]


def marked(source: str) -> list[int]:
    return [number for number, line in enumerate(source.split("\n"), 1) if "# !" in line]


def forward(*body: str) -> str:
    """The source of `conv2d_forward` with some statements before its last."""
    return HEAD + FORWARD + "".join(f"    {line}\n" for line in body) + USES_ALL
