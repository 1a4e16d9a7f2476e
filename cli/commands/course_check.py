"""`grade course check`: the course checks itself."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from autograder.course import Course
from autograder.errors import UsageError
from autograder.model import Language
from cli import terminal
from cli.command import Command, Option, json_option
from cli.embedded import staff_course
from cli.session import Session

if TYPE_CHECKING:
    from autograder.course_check import CourseReport, Fault

_SAMPLES = Path("tests", "submissions")


@click.command("course.check", cls=Command)
@click.argument("slugs", metavar="[SLUG]...", nargs=-1)
@click.option("--samples", metavar="DIR", cls=Option)
@json_option
@click.pass_obj
def check_command(
    session: Session, *, slugs: tuple[str, ...], samples: str | None, as_json: bool
) -> int:
    """Check files, words and suites of a course."""
    from autograder.course_check import check_course  # noqa: PLC0415 - heavy, not for --help

    course = staff_course(session, "course check")
    folder = samples_folder(course, samples)
    report = check_course(course, slugs, samples=folder, progress=show_progress(session))
    if as_json:
        terminal.write_json(_document(report, session.language))
    else:
        from cli import faults  # noqa: PLC0415 - --json does without Rich

        terminal.write(faults.rendered(report, session.language))
    return 0 if report.is_sound else 2


def samples_folder(course: Course, named: str | None) -> Path | None:
    """Return the folder of stated samples: the one named, else the usual one if it is there.

    Raises:
        UsageError: the one named is no folder.
    """
    folder = Path(named) if named is not None else course.folder.parent / _SAMPLES
    if folder.is_dir():
        return folder
    if named is not None:
        raise UsageError("no-samples", path=named)
    return None


def show_progress(session: Session) -> Any:
    """Return what counts the gradings on stderr, in one line that ends empty."""

    def show(done: int, total: int) -> None:
        text = session.say("course.progress", done=done, total=total)
        blank = " " * (2 * len(text))  # a Korean letter is two columns wide
        sys.stderr.write(f"\r{blank}\r" if done == total else f"\r{text}")
        sys.stderr.flush()

    return show if sys.stderr.isatty() else lambda done, total: None  # noqa: ARG005


def _document(report: "CourseReport", language: Language) -> dict[str, Any]:
    return {
        "is_sound": report.is_sound,
        "assignments": [
            {"slug": each.slug, "checks": each.checks, "samples": each.samples,
             "faults": len(each.faults)}
            for each in report.assignments
        ],
        "quizzes": report.quizzes
        and {"topics": report.quizzes.topics, "faults": len(report.quizzes.faults)},
        "faults": [
            *(_fault(None, fault, language) for fault in report.faults),
            *(_fault(each.slug, fault, language) for each in report.assignments
              for fault in each.faults),
            *(_fault(None, fault, language)
              for fault in (report.quizzes.faults if report.quizzes else ())),
        ],
    }  # fmt: skip


def _fault(slug: str | None, fault: "Fault", language: Language) -> dict[str, Any]:
    said = fault.say(language)
    return {
        "assignment": slug,
        "severity": fault.severity,
        "fault": fault.key,
        "file": fault.file,
        "key": fault.place,
        "value": fault.value,
        "message": said.message,
        "hint": said.hint,
    }
