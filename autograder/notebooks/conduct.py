"""Grade one notebook of any nbgrader assignment: student's cells there, test cells here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from autograder.jupyter_lines import python_lines
from autograder.model import Isolation, Level, Limits
from autograder.notebooks.proxies import Bridge
from autograder.notebooks.roles import SourceCell, role_of
from autograder.notebooks.script import Script
from autograder.notebooks.trial import Trial, Verdict
from autograder.sandbox.notebook import Ran


@dataclass(frozen=True)
class Conducted:
    """What became of a notebook's cells, by their place among all cells.

    Attributes:
        ran: the student's.
        verdicts: the tests'.
        isolation: the walls that stood.
    """

    isolation: Isolation
    ran: dict[int, Ran] = field(default_factory=dict)
    verdicts: dict[int, Verdict] = field(default_factory=dict)

    @property
    def cannot_cross(self) -> list[Verdict]:
        """The tests that can't be run from our side."""
        return [each for each in self.verdicts.values() if each.reason in CANNOT]


# A test can't be run across the boundary; elsewhere it would.
CANNOT = frozenset({"cannot-argument", "cannot-source", "cannot-use", "cannot-method"})


@dataclass(frozen=True, kw_only=True)
class Terms:
    """How a notebook is graded.

    Attributes:
        known: the gradebook's cells.
        script: the instructor's other cells.
        files: what the student's cells may import and open.
        limits: what they may use.
        level: the walls; by default the best that work here.
    """

    known: Mapping[str, SourceCell]
    script: Script
    files: Mapping[str, bytes]
    limits: Limits
    level: Level | None = None


def conduct(cells: Sequence[Any], terms: Terms) -> Conducted:
    """Run a restored notebook's student cells in the sandbox and its tests on our side.

    Where there are hidden tests, what the student's cells show comes from a run of their own: a
    function could keep what a hidden test calls it with, for a later cell to print.

    Args:
        cells: of the notebook, as `restore` left them.
        terms: how.

    Raises:
        SandboxError: no worker could be started.
    """
    roles = {at: role for at, cell in enumerate(cells) if (role := role_of(cell, terms.known))}
    tests = {at: role for at, role in roles.items() if role.is_test}
    trial = _Trial(terms)
    with trial.sandbox as sandbox:
        found = Conducted(sandbox.isolation)
        for at, name, source in _code(cells):
            trial.reach(roles.get(at))
            if at not in tests:
                found.ran[at] = sandbox.run(name, source)
            elif not tests[at].task:  # those of ours have a suite
                found.verdicts[at] = trial.test(name, tests[at])
    if any(role.hidden for role in tests.values() if not role.task):
        found.ran.update(_shown(cells, terms, found.ran))
    return found


class _Trial:
    """The sandbox of a notebook's student, and the instructor's side of it."""

    def __init__(self, terms: Terms) -> None:
        classes = terms.script.student_classes
        bridge = Bridge(terms.files, terms.limits, classes, level=terms.level)
        self.sandbox = bridge.sandbox
        self._ours = Trial(bridge, seconds=terms.limits.call_seconds, script=terms.script)
        self._coming = list(terms.script.helpers)

    def reach(self, role: SourceCell | None) -> None:
        """Run all of the instructor's cells that come before a solution or a test."""
        while role and self._coming and role.name in self._coming[0].before:
            helper = self._coming.pop(0)
            self._ours.prepare(f"helper {helper.number}", helper.source)

    def test(self, name: str, role: SourceCell) -> Verdict:
        """Run a test."""
        return self._ours.test(name, role.source, role.max_points)


def _shown(cells: Sequence[Any], terms: Terms, ran: Mapping[int, Ran]) -> dict[int, Ran]:
    """Run the student's cells alone, for what they show."""
    with Bridge(terms.files, terms.limits, level=terms.level).sandbox as sandbox:
        return {at: sandbox.run(name, source) for at, name, source in _code(cells) if at in ran}


def _code(cells: Sequence[Any]) -> Iterator[tuple[int, str, str]]:
    """Give each code cell: its place, what tracebacks call it, and its Python."""
    number = 0
    for at, cell in enumerate(cells):
        if cell.cell_type == "code":
            number += 1
            yield at, f"cell {number}", "\n".join(python_lines(cell.source.split("\n")).lines)
