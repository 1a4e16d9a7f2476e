"""The failure of a check: an outcome, and a finding to be put into words."""

from typing import Any

from _pytest.outcomes import Failed

from autograder.model import Finding, Outcome


class Verdict(Failed):
    """Ends the running check.

    It derives from pytest's own failure (`pytest.fail.Exception`), which is no `Exception`: a
    check that expects an exception of the submission never takes a crash for one.

    Args:
        outcome: how the check ended.
        reason: a key of `words/findings.yaml`.
        facts: the other fields of the `Finding`.

    Attributes:
        blamed: the function, and the part of its result, that failed the check, if it is known.
    """

    def __init__(self, outcome: Outcome, reason: str, **facts: Any) -> None:
        super().__init__(reason, pytrace=False)
        self.outcome = outcome
        self.blamed: tuple[str, tuple[str, int | str] | None] | None = None
        self.finding = Finding(reason=reason, **facts)
