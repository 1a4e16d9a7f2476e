"""Why checks fail: which of them fail by one cause, and whether anything ran at all.

Told from the report alone, in whichever language it is.
"""

import re
from collections.abc import Sequence

from autograder.model import Counterexample, GradeReport, Outcome, ReportedCheck

Cause = tuple[object, ...]
# How a file ends that cannot be loaded.
_STOPPED = {Outcome.ERROR, Outcome.TIMEOUT, Outcome.MEMORY_LIMIT, Outcome.OUTPUT_LIMIT}


def cause(check: ReportedCheck) -> Cause | None:
    """Return what explains a failure, to compare it with others; None where nothing does."""
    if check.outcome is Outcome.PASSED:
        return None
    if check.outcome is Outcome.NOT_ATTEMPTED:
        return (check.outcome, check.message)
    if check.outcome is Outcome.ERROR and check.trace:
        last = check.trace[-1]
        return (check.outcome, _raised(check.message or ""), last.file, last.line)
    told: Cause = (check.message, check.trace)
    if check.outcome is Outcome.FAILED:  # the call matters; elsewhere any call ends the same way
        told = (*told, check.hint, *_shown(check))
    return (check.outcome, *told) if any(told) else None


def grouped(checks: Sequence[ReportedCheck]) -> list[list[ReportedCheck]]:
    """Put checks of one cause together, in the order of the first of each."""
    groups: dict[object, list[ReportedCheck]] = {}
    for check in checks:
        groups.setdefault(cause(check) or check.id, []).append(check)
    return list(groups.values())


def load_failure(report: GradeReport) -> ReportedCheck | None:
    """Return the check that speaks for all where the file could not even be loaded.

    Then every check says the same, and none has a call to show.
    """
    if not report.checks:
        return None
    first = report.checks[0]
    told = {(check.outcome, check.message, check.trace) for check in report.checks}
    called = any(check.counterexample for check in report.checks)
    is_one = len(told) == 1 and bool(first.message) and not called
    return first if is_one and first.outcome in _STOPPED else None


def _raised(message: str) -> str:
    """Return a message without the function's name and without the exception's own text.

    The text often carries sizes that are drawn at random.
    """
    return re.sub(r"`[^`]*`", "", message).partition(": ")[0]


def _shown(check: ReportedCheck) -> Cause:
    """Return what tells a failed comparison from others: its call and its values.

    A wrong shape or a wrong kind is the same one in any call of the function.
    """
    case = check.counterexample
    if case and (_is_shape(case) or _is_kind(case)):
        return (case.call.partition("(")[0],)
    return (case, check.printed)


def _is_shape(case: Counterexample) -> bool:
    return all((text or "").startswith("shape ") for text in (case.expected, case.got))


def _is_kind(case: Counterexample) -> bool:
    """Whether words, not numbers, are compared: `array` and `None`."""
    told = (case.expected or "0") + (case.got or "0")
    return not any(sign.isdigit() for sign in told)
