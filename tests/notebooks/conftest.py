"""A notebook in the sandbox, and the instructor's side of it, without nbgrader."""

from textwrap import dedent
from typing import NamedTuple

import pytest

from autograder.model import Limits
from autograder.notebooks import script
from autograder.notebooks.bridge import Bridge
from autograder.notebooks.trial import Trial, Verdict
from autograder.sandbox.notebook import NotebookSandbox, Ran

SQUARES = """
def squares(n):
    if n < 1:
        raise ValueError("n must be positive")
    return [i ** 2 for i in range(1, n + 1)]

def sum_of_squares(n):
    return sum(squares(n))
"""


class Desk(NamedTuple):
    """One student's notebook, open for tests."""

    sandbox: NotebookSandbox
    trial: Trial
    ran: list[Ran]

    def test(self, source: str, max_points: float = 2.0) -> Verdict:
        """Run a test cell."""
        return self.trial.test("test", dedent(source), max_points)

    def passes(self, source: str) -> bool:
        """Whether a test cell earns all of its points."""
        verdict = self.test(source)
        return verdict.earned == 2.0


@pytest.fixture
def hand_in():
    """Run a student's cells, and return the desk to test them at; `asked` is the reference."""
    opened = []

    def run(
        *cells: str, files: dict[str, bytes] | None = None, classes: str = "", asked: str = "",
        ours: tuple[str, ...] = (), **limits: float,
    ) -> Desk:  # fmt: skip
        known = script.asked([dedent(asked)], map(dedent, ours))
        asked_for = known.student_classes | set(classes.split())
        bridge = Bridge(files or {}, Limits(**limits), frozenset(asked_for))
        sandbox = bridge.sandbox
        opened.append(sandbox)
        trial = Trial(bridge, seconds=limits.get("call_seconds", 5), script=known)
        ran = [sandbox.run(f"cell {number}", dedent(cell)) for number, cell in enumerate(cells, 1)]
        return Desk(sandbox, trial, ran)

    yield run
    for sandbox in opened:
        sandbox.close()
