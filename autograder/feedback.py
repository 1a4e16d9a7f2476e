"""Put a grading into words: a `GradeReport` in one language, within the feedback policy."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from autograder import __version__
from autograder.course import Assignment
from autograder.model import (
    Advice,
    CheckResult,
    Counterexample,
    Feedback,
    Finding,
    GradeReport,
    Grading,
    Language,
    NextStep,
    Outcome,
    Record,
    ReportedAdvice,
    ReportedCheck,
    SourceLine,
    Status,
)
from autograder.words import catalogue

_MAX_MESSAGE = 1000
_DONE = {Outcome.PASSED, Outcome.SKIPPED, Outcome.INTERNAL_ERROR}


class HandedIn(Record):
    """Which attempt a report is about."""

    id: str
    student: str
    attempt: int
    submitted_at: datetime
    source_sha256: str


class View(Record):
    """Who looks: their language, what the course shows them, and whether they are staff."""

    language: Language
    feedback: Feedback = "full"
    staff: bool = False

    @property
    def shows_values(self) -> bool:
        """Whether values of a hidden check may be seen."""
        return self.staff or self.feedback == "full"

    @property
    def shows_words(self) -> bool:
        """Whether more than titles and outcomes may be seen."""
        return self.staff or self.feedback != "names"


def report(
    grading: Grading, handed_in: HandedIn, assignment: Assignment, view: View
) -> GradeReport:
    """Return the report of a grading as `view` may see it."""
    checks = tuple(_reported(result, assignment, view) for result in grading.checks)
    return GradeReport(
        id=handed_in.id,
        assignment=assignment.slug,
        student=handed_in.student,
        attempt=handed_in.attempt,
        submitted_at=handed_in.submitted_at,
        status=grading.status,
        points=grading.points,
        max_points=assignment.max_points,
        late_penalty=None if grading.points is None else 0.0,
        message=_message(grading.problem, view) if grading.problem else None,
        checks=checks,
        next=_next(checks, assignment, view.language),
        advice=tuple(_advice(advice, view.language) for advice in grading.advice),
        isolation=grading.isolation,
        seed=grading.seed if view.staff else None,
        source_sha256=handed_in.source_sha256,
        suite_sha256=grading.suite_sha256,
        toolkit_version=grading.toolkit_version,
        seconds=grading.seconds,
    )


def ungraded(
    handed_in: HandedIn, assignment: Assignment, *, status: Status, message: str
) -> GradeReport:
    """Return the report of a submission that was not graded.

    Args:
        handed_in: which one; without an id and as attempt 0 where it could not be stored.
        assignment: what it was handed in for.
        status: `rejected` where the student has to mend it, `failed` where it is our fault.
        message: why, in the reader's language.
    """
    return GradeReport(
        id=handed_in.id,
        assignment=assignment.slug,
        student=handed_in.student,
        attempt=handed_in.attempt,
        submitted_at=handed_in.submitted_at,
        status=status,
        points=0.0 if status == "rejected" else None,
        max_points=assignment.max_points,
        late_penalty=None,
        message=message[:_MAX_MESSAGE],
        source_sha256=handed_in.source_sha256,
        suite_sha256="",
        toolkit_version=__version__,
        seconds=0.0,
    )


def _reported(result: CheckResult, assignment: Assignment, view: View) -> ReportedCheck:
    check, finding = result.check, result.finding
    words: dict[str, Any] = {}
    if finding and view.shows_words:
        words = {
            "message": _message(finding, view),
            "hint": _hint(result, finding, assignment, view.language),
            "misconceptions": tuple(idea.id for idea in finding.ideas),
            "ideas": tuple(idea.ideas[view.language] for idea in finding.ideas),
            "counterexample": _counterexample(finding, view),
            "trace": _trace(finding, view),
            "printed": (finding.printed or None) if view.shows_values else None,
        }
    return ReportedCheck(
        id=check.id,
        title=check.titles.get(view.language, check.titles["en"]),
        task=check.task,
        outcome=result.outcome,
        points=result.points,
        max_points=check.points,
        seconds=result.seconds,
        **words,
    )


def _next(
    checks: Sequence[ReportedCheck], assignment: Assignment, language: Language
) -> NextStep | None:
    """Return where to look next; None where nothing failed."""
    lacking = [check for check in checks if check.outcome not in _DONE]
    if not lacking:
        return None
    task = assignment.task(min(check.task for check in lacking))
    first = next(check for check in lacking if check.task == task.id)
    return NextStep(
        task=task.id,
        title=task.title.in_(language),
        hint=first.hint or task.hint.in_(language),
        handout=task.handout,
        topic=task.quiz,
    )


def _advice(advice: Advice, language: Language) -> ReportedAdvice:
    """Put advice into words. It tells of the reader's own source alone: no policy hides it."""
    texts = catalogue("advice")[advice.rule]
    place = advice.place
    return ReportedAdvice(
        rule=advice.rule,
        message=texts["message"][language].format(**advice.values),
        hint=texts["hint"][language],
        file=place.file,
        line=place.line,
        text=place.text,
        more=advice.more,
    )


def _texts(finding: Finding) -> Mapping[str, Any]:
    """Return the texts of a finding, which may be that of a rule."""
    known = catalogue("findings")
    texts: Mapping[str, Any] = (known if finding.reason in known else catalogue("advice"))[
        finding.reason
    ]
    return texts


def _trace(finding: Finding, view: View) -> tuple[SourceLine, ...]:
    """Return the lines of the submission; a function's name may be made up while it runs."""
    if view.shows_values:
        return finding.trace
    return tuple(place.model_copy(update={"function": ""}) for place in finding.trace)


def _message(finding: Finding, view: View) -> str:
    """Say what was found; an exception's own text only where values may be seen."""
    text: str = _texts(finding)["message"][view.language]
    said = text.format(**finding.values)
    if finding.error_text and view.shows_values:
        said = f"{said}: {finding.error_text}"
    return said[:_MAX_MESSAGE]


def _hint(
    result: CheckResult, finding: Finding, assignment: Assignment, language: Language
) -> str | None:
    """Return the hint of the finding, else of the task."""
    if result.outcome in (Outcome.SKIPPED, Outcome.INTERNAL_ERROR):
        return None
    if finding.ideas:
        return "\n".join(idea.hints[language] for idea in finding.ideas)
    own = _texts(finding).get("hint")
    if own:
        hint: str = own[language]
        return hint
    return assignment.task(result.check.task).hint.in_(language)


def _counterexample(finding: Finding, view: View) -> Counterexample | None:
    """Return the call that shows the mistake, with no more than the policy allows."""
    call = finding.call if view.shows_values else finding.shape_call
    if call is None:
        return None
    if not (view.shows_values or finding.is_shape):
        return Counterexample(call=call)
    return Counterexample(call=call, expected=finding.expected, got=finding.got)
