"""The last lines of a report: what to do next, in words that work where the learner stands."""

from collections.abc import Sequence

from autograder.course import Assignment, Task
from autograder.model import GradeReport, Outcome, ReportedCheck
from cli import terminal
from cli.causes import load_failure
from cli.page import points
from cli.session import Session


def after_check(
    report: GradeReport, assignment: Assignment, session: Session, args: Sequence[str]
) -> list[str]:
    """Say in a paragraph or two what follows a run of the visible checks.

    Args:
        report: of the run.
        assignment: that was checked.
        session: says it in its language.
        args: what named the work, as it was typed.
    """
    if report.status == "failed" or not report.checks:
        return [session.say("check.problem")]
    failure = load_failure(report)
    if failure:
        return [_mend(failure, session, "check")]
    failed = next((check for check in report.checks if check.outcome is not Outcome.PASSED), None)
    if failed is None:
        command = " ".join(["grade submit", *map(terminal.quoted, args)])
        return [session.say("check.next.passed", command=command)]
    section = _section(assignment.task(failed.task), assignment, session)
    return [session.say("check.next.failed", **section), *_help(report, session)]


def after_grading(report: GradeReport, assignment: Assignment, session: Session) -> list[str]:
    """Say what an attempt still lacks and where to read; nothing where it lacks nothing."""
    if report.points is None or report.points >= report.max_points:
        return []
    failure = load_failure(report)
    if failure:
        return [_mend(failure, session, "submit")]
    lacking = [task for task in assignment.tasks if _lacks(report, task)]
    if not lacking:
        return []
    left = points(report.max_points - report.points)
    ids = ", ".join(str(task.id) for task in lacking)
    one = "next.point" if left == "1" else "next.points"
    said = session.say(
        "next.lacking",
        left=session.say(one, points=left),
        tasks=session.say("next.task" if len(lacking) == 1 else "next.tasks", ids=ids),
        **_section(lacking[0], assignment, session),
    )
    return [said, *_help(report, session)]


def _help(report: GradeReport, session: Session) -> list[str]:
    """Return the hint of the next step, which stands far above in a long report, and a quiz."""
    said = []
    if report.next and report.next.hint:
        said.append(f"{session.say('label.hint')}: {' '.join(report.next.hint.split())}")
    if report.next and report.next.topic:
        said.append(session.say("next.quiz", topic=report.next.topic))
    return said


def _lacks(report: GradeReport, task: Task) -> bool:
    return any(
        check.task == task.id and (check.points or 0) < check.max_points for check in report.checks
    )


def _mend(failure: ReportedCheck, session: Session, command: str) -> str:
    """Say which line keeps the file from being loaded."""
    if not failure.trace:
        return session.say("next.mend", command=command)
    last = failure.trace[-1]
    return session.say("next.mend.line", file=last.file, line=last.line, command=command)


def _section(task: Task, assignment: Assignment, session: Session) -> dict[str, str]:
    """Return what names the section of the handout that explains a task."""
    return {
        "title": task.title.in_(session.language),
        "anchor": task.handout,
        "handout": assignment.handout(session.language).name,
    }
