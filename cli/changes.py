"""What has changed between two reports of the same checks."""

from typing import NamedTuple

from autograder.model import GradeReport, Outcome
from cli.page import points
from cli.session import Session
from cli.terminal import wrapped

MAX_TITLES = 5


class Changes(NamedTuple):
    """Titles of the checks that pass now and did not before, and the other way round."""

    better: list[str]
    worse: list[str]

    @classmethod
    def between(cls, before: GradeReport, after: GradeReport) -> "Changes":
        """Compare two reports; a check that only one of them has is no change."""
        was = {check.id: check.outcome is Outcome.PASSED for check in before.checks}
        better: list[str] = []
        worse: list[str] = []
        for check in after.checks:
            passes = check.outcome is Outcome.PASSED
            if was.get(check.id, passes) != passes:
                (better if passes else worse).append(check.title.rstrip("."))
        return cls(better, worse)

    def lines(self, session: Session, *, indent: int = 0) -> list[str]:
        """Say the changes, a line for each check, within the width of the screen."""
        if not (self.better or self.worse):
            return wrapped(session.say("changes.none"), indent=indent)
        told: list[str] = []
        for key, titles in (("changes.better", self.better), ("changes.worse", self.worse)):
            if not titles:
                continue
            told += wrapped(session.say(key, count=len(titles)), indent=indent)
            for title in titles[:MAX_TITLES]:
                told += wrapped(f"- {title}", indent=indent + 2, hang=2)
            if len(titles) > MAX_TITLES:
                more = session.say("more", count=len(titles) - MAX_TITLES)
                told += wrapped(more, indent=indent + 2)
        return told


def since_attempt(before: GradeReport, after: GradeReport, session: Session) -> list[str]:
    """Say what an attempt has changed since the one before."""
    earned, had = points(after.points), points(before.points)
    head = session.say("changes.since", attempt=before.attempt, had=had, earned=earned)
    return [*wrapped(head), *Changes.between(before, after).lines(session, indent=2)]
