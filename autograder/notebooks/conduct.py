"""Grade one notebook of any nbgrader assignment: student's cells there, test cells here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from autograder.jupyter_lines import as_python
from autograder.model import Isolation, Level, Limits
from autograder.notebooks.bridge import Bridge
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

    Where there are hidden tests, what is told comes from a run without them: a function could keep
    what a hidden test calls it with, for a later cell to print or for a later test to find.

    Args:
        cells: of the notebook, as `restore` left them.
        terms: how.

    Raises:
        SandboxError: no worker could be started.
    """
    found = _conducted(cells, terms)
    if any(role.hidden for role in terms.known.values() if role.is_test and not role.task):
        known = {name: _released(role) for name, role in terms.known.items()}
        seen = _conducted(cells, replace(terms, known=known))
        found.ran.update(seen.ran)
        for at, verdict in found.verdicts.items():
            role = role_of(cells[at], terms.known)
            assert role
            found.verdicts[at] = _tellable(verdict, seen.verdicts[at], role.hidden)
    return found


def _conducted(cells: Sequence[Any], terms: Terms) -> Conducted:
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
    return found


def _released(role: SourceCell) -> SourceCell:
    """Return a cell without its hidden lines; the others keep their numbers."""
    lines = enumerate(role.source.split("\n"), 1)
    source = "\n".join("" if number in role.hidden else line for number, line in lines)
    return role._replace(source=source, hidden=frozenset())


def _tellable(verdict: Verdict, seen: Verdict, hidden: frozenset[int]) -> Verdict:
    """Return a verdict as it may be told.

    Args:
        verdict: what counts.
        seen: that of the same test in a run without hidden tests.
        hidden: the lines of the test that nobody may see.
    """
    if verdict.earned is not None:
        return replace(verdict, printed=seen.printed)
    is_alike = _kind(seen) == _kind(verdict)
    if is_alike and hidden.isdisjoint(verdict.lines):
        return seen
    return replace(verdict, printed=seen.printed, is_hidden=True)


def _kind(verdict: Verdict) -> tuple[str, str]:
    return type(verdict.error).__name__, verdict.reason  # each run has classes of its own


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


def _code(cells: Sequence[Any]) -> Iterator[tuple[int, str, str]]:
    """Give each code cell: its place, what tracebacks call it, and its Python."""
    number = 0
    for at, cell in enumerate(cells):
        if cell.cell_type == "code":
            number += 1
            yield at, f"cell {number}", as_python(cell.source)
