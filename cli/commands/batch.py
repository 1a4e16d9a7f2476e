"""`grade batch`: grade a folder of submissions, many at once."""

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder import turns, words
from autograder.course import Assignment, Course
from autograder.errors import UsageError
from autograder.model import Level
from autograder.notebook import Note
from cli import embedded, terminal
from cli.command import Command, Option, isolation_option
from cli.session import Session

if TYPE_CHECKING:
    from autograder.batch import Pool, Result, Run
    from autograder.layouts import Found, Layout
    from autograder.records import Store

_MOST_NOTES = 20


@click.command("batch", cls=Command)
@click.argument("folder", metavar="DIR")
@click.option("--assignment", "slug", metavar="SLUG", required=True, cls=Option)
@click.option(
    "--layout", type=click.Choice(["plain", "moodle", "canvas"]), default="plain", cls=Option
)
@click.option("--jobs", type=click.IntRange(1, 1024), metavar="N", cls=Option)
@click.option("--json", "as_json", is_flag=True, cls=Option)
@click.option("--scheduler", metavar="ADDRESS", cls=Option)
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), hidden=True, cls=Option)
@isolation_option
@click.pass_obj
def batch_command(
    session: Session,
    *,
    folder: str,
    slug: str,
    layout: "Layout",
    jobs: int | None,
    as_json: bool,
    scheduler: str | None,
    seed: int | None,
    isolation: Level | None,
) -> int:
    """Store, grade and record every submission of a folder."""
    if jobs is not None and scheduler is not None:
        raise UsageError("batch-jobs-of-cluster")
    course = session.find_course(avoid=[Path(folder)])
    assignment = course.assignment(slug)
    embedded.require_solutions(assignment, "batch")
    with embedded.open_store(course, "batch") as store:
        from autograder import layouts  # noqa: PLC0415 - it needs what the records need

        found = layouts.find(Path(folder), layout, assignment)
        pool = _pool(jobs, scheduler, isolation)
        with _run(course, assignment, store, pool, seed, isolation) as run:
            return _Display(session, course, assignment, as_json=as_json).follow(run, found)


def _pool(jobs: int | None, scheduler: str | None, level: Level | None) -> "Pool":
    from autograder.batch import DaskPool, LocalPool  # noqa: PLC0415 - heavy, not for --help

    if scheduler is not None:
        return DaskPool(scheduler)
    embedded.require_walls(level)
    return LocalPool(jobs or turns.cores())


def _run(
    course: Course,
    assignment: Assignment,
    store: "Store",
    pool: "Pool",
    seed: int | None,
    level: Level | None,
) -> "Run":
    from autograder import attempts  # noqa: PLC0415 - heavy, not for --help
    from autograder.batch import Bench, Run  # noqa: PLC0415
    from autograder.suite.reference import suite_digest  # noqa: PLC0415

    bench = Bench(
        course=course.folder,
        slug=assignment.slug,
        suite_sha256=suite_digest(assignment.hidden_suite),
        level=level,
        seconds=attempts.lease_seconds(assignment),
    )
    return Run(assignment, store, pool, bench, seed=seed)


class _Display:
    """Shows a run: a line of JSON for each result, or a table at its end.

    Args:
        session: says it in its language.
        course: that is graded.
        assignment: that is graded.
        as_json: print lines of JSON.
    """

    def __init__(
        self, session: Session, course: Course, assignment: Assignment, *, as_json: bool
    ) -> None:
        self._session = session
        self._course = course
        self._assignment = assignment
        self._as_json = as_json
        self._notes: list[str] = []

    def follow(self, run: "Run", found: "Found") -> int:
        """Show the results as they come; return the exit code."""
        from cli.batch_summary import Summary  # noqa: PLC0415 - heavy, not for --help
        from cli.progress import bar  # noqa: PLC0415

        for note in found.passed_over:
            self._note(note)
        summary = Summary(self._assignment, self._session.language)
        started = time.monotonic()
        try:
            with bar(len(found.entries), self._session) as advance:
                for result in run.results(found.entries):
                    summary.add(result)
                    self._one(result)
                    advance()
        except BaseException:
            terminal.note(self._session.say("batch.stopped"))
            raise
        finally:
            self._tell_notes()
        if not self._as_json:
            from cli import batch_tables  # noqa: PLC0415 - --json does without Rich's tables
            from cli.page import Page  # noqa: PLC0415

            page = Page.of(self._course, self._session.language)
            terminal.write(batch_tables.rendered(summary, time.monotonic() - started, page))
        for level in summary.weaker_levels:
            terminal.note(self._session.say("note.weaker", level=level))
        return 3 if summary.failures else 0

    def _one(self, result: "Result") -> None:
        for note in result.notes:
            self._note(note, result.entry.student)
        if self._as_json:
            report = embedded.batch_report(
                result, self._course, self._assignment, self._session.language
            )
            terminal.write_json(report.model_dump(mode="json"), indent=None)

    def _note(self, note: Note, student: str = "") -> None:
        text = words.say("notes", note.key, self._session.language, **note.values)
        self._notes.append(terminal.safe(f"{student}: {text}" if student else text))

    def _tell_notes(self) -> None:
        for text in self._notes[:_MOST_NOTES]:
            terminal.note(f"{self._session.say('note')} {text}")
        more = len(self._notes) - _MOST_NOTES
        if more > 0:
            terminal.note(self._session.say("more", count=more))
