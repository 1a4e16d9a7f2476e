"""What several tests of exports need: reports, full of what could break a format."""

from datetime import UTC, datetime

import pytest

from autograder.model import Counterexample, GradeReport, Isolation, Outcome, ReportedCheck

# What ends strings, documents and tags elsewhere; a zero byte, an escape code, half a character,
# a mark that turns the writing direction, and what XML has no character for.
NASTY = '"}],"score":100,"x":"</output>]]><b>&amp;\x00\x1b[2J\ud800\u202e\ufffe\r\n=cmd()'


def check(**values) -> ReportedCheck:
    known = {
        "id": "stride", "title": "The filter moves.", "task": 1, "outcome": Outcome.PASSED,
        "points": 2.0, "max_points": 2.0, "seconds": 0.1,
    }  # fmt: skip
    return ReportedCheck(**{**known, **values})


def nasty_check() -> ReportedCheck:
    return check(
        id="tiles", title=NASTY, outcome=Outcome.FAILED, points=0.0, message=NASTY, hint=NASTY,
        ideas=(NASTY,), printed=NASTY * 3,
        counterexample=Counterexample(call=NASTY, expected=NASTY, got=NASTY),
    )  # fmt: skip


def a_report(*checks: ReportedCheck, **values) -> GradeReport:
    known = {
        "id": "ab12", "assignment": "conv2d", "student": "alice", "attempt": 1,
        "submitted_at": datetime(2026, 11, 22, 3, 2, tzinfo=UTC), "status": "graded",
        "points": sum(each.points or 0.0 for each in checks), "max_points": 20.0,
        "late_penalty": 0.0, "checks": checks, "seed": 7, "source_sha256": "0" * 64,
        "isolation": Isolation(level="jail", layers=("bubblewrap", "seccomp")),
        "suite_sha256": "1" * 64, "toolkit_version": "0.1.0", "seconds": 0.4,
    }  # fmt: skip
    return GradeReport(**{**known, **values})


@pytest.fixture
def nasty() -> GradeReport:
    return a_report(check(), nasty_check(), student=NASTY)


@pytest.fixture
def make():
    """Make reports and checks of one's own."""
    return a_report, check
