"""`%grade check`: the visible checks on the code of a Jupyter session."""

import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TypeVar

import click

from autograder.course import Assignment, Course
from autograder.errors import UsageError
from autograder.model import GradeReport, Outcome, ReportedAdvice, ReportedCheck, SourceLine
from autograder.notebooks.session_code import Module, module_of
from cli import jupyter_page
from cli.command import Command, Option
from cli.jupyter import GradeStopped, Notebook
from cli.terminal import safe_lines

# What a document of `grade check --json` lacks of a report.
_NOBODY = {"id": "", "student": "", "attempt": 0, "points": None, "late_penalty": None}
_FIELDS = set(GradeReport.model_fields)
_MAX_LINES = 4
_Place = TypeVar("_Place", SourceLine, ReportedAdvice)


@click.command("magic.check", cls=Command)
@click.argument("slug", required=False)
@click.option("--task", type=click.IntRange(1, 1000), metavar="N", cls=Option)
@click.pass_obj
def check_magic(session: Notebook, *, slug: str | None, task: int | None) -> None:
    """Run the visible checks, show them, and end with an error where one fails."""
    course = session.find_course()
    assignment = course.assignment(slug) if slug else _deduced(course, session)
    if task is not None and task not in {each.id for each in assignment.tasks}:
        raise UsageError("no-such-task", task=task, slug=assignment.slug)
    module = module_of(session.cells, session.failed, assignment.functions)
    if not module.functions:
        wanted = ", ".join(assignment.functions)
        raise UsageError("session-empty", slug=assignment.slug, wanted=wanted)
    report = _of_task(_in_cells(_checked(module, assignment, course, session), module), task)
    session.publish(*jupyter_page.rendered(report, assignment, course, session.language))
    failed = [check for check in report.checks if check.outcome is not Outcome.PASSED]
    if failed or report.status != "graded":
        raise _stopped(failed, len(report.checks), session)


def _stopped(failed: Sequence[ReportedCheck], total: int, session: Notebook) -> GradeStopped:
    """Return what ends the cell: how many failed, and what the first has to say."""
    lines = [session.say("jupyter.failed", failed=len(failed), total=total)]
    for check in failed[:1]:
        lines += safe_lines(f"{check.title}\n{check.message or ''}")[:_MAX_LINES]
    return GradeStopped("\n".join(lines))


def _deduced(course: Course, session: Notebook) -> Assignment:
    """Return the assignment of which the session has the most functions.

    Raises:
        UsageError: there is none, or more than one.
    """
    counts = {
        assignment.slug: len(
            module_of(session.cells, session.failed, assignment.functions).functions
        )
        for assignment in course.all_assignments()
    }
    most = max(counts.values())
    found = [slug for slug, count in counts.items() if count == most]
    if not most or len(found) > 1:
        raise UsageError("which-assignment", command="check", known=", ".join(course.slugs))
    return course.assignment(found[0])


def _checked(
    module: Module, assignment: Assignment, course: Course, session: Notebook
) -> GradeReport:
    """Run `grade check` on a module, in a process that the session can't have changed.

    Raises:
        GradeStopped: it can't be checked.
    """
    command = [sys.executable, "-P", "-X", "utf8", "-m", "cli", "check", assignment.slug, "-"]
    options = ["--json", "--course", str(course.folder), "--lang", session.language]
    source = module.source.encode("utf-8", "replace")
    done = subprocess.run(  # noqa: S603 - our own command
        [*command, *options], input=source, capture_output=True, check=False
    )
    if done.returncode not in (0, 1):
        raise GradeStopped(done.stderr.decode("utf-8", "replace").strip())
    document = {key: value for key, value in json.loads(done.stdout).items() if key in _FIELDS}
    return GradeReport.model_validate(
        {
            **_NOBODY,
            "submitted_at": datetime.now(UTC),
            "max_points": assignment.max_points,
            **document,
        }
    )


def _of_task(report: GradeReport, task: int | None) -> GradeReport:
    """Return a report of one task, or the whole one."""
    if task is None:
        return report
    checks = tuple(check for check in report.checks if check.task == task)
    return report.model_copy(update={"checks": checks, "advice": ()})


def _in_cells(report: GradeReport, module: Module) -> GradeReport:
    """Name cells of the session in place of lines of the module, which nobody has seen."""
    checks = tuple(
        check.model_copy(update={"trace": _places(check.trace, module)}) for check in report.checks
    )
    return report.model_copy(update={"checks": checks, "advice": _places(report.advice, module)})


def _places(found: Sequence[_Place], module: Module) -> tuple[_Place, ...]:
    """Return places with the number under which Jupyter ran the cell."""
    return tuple(
        each.model_copy(update={"file": f"In [{place.cell}]", "line": place.line})
        if (place := module.places.get(each.line))
        else each
        for each in found
    )
