"""What a rule finds in a source."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field

from autograder.rules import Rule

_MAX_NAME = 60


@dataclass(frozen=True)
class Found:
    """One place that a rule has something to say about.

    Attributes:
        line: counted from 1.
        values: what fills the places of its text.
    """

    rule: Rule
    line: int
    values: Mapping[str, str | int] = field(default_factory=dict)


def found(rule: Rule, node: ast.stmt | ast.expr | ast.excepthandler, **values: str | int) -> Found:
    """Return what a rule finds at a node; a learner's name may be as long as the file."""
    short = {
        key: value[:_MAX_NAME] + "..."
        if isinstance(value, str) and len(value) > _MAX_NAME
        else value
        for key, value in values.items()
    }
    return Found(rule, node.lineno, short)
