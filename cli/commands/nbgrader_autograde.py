"""`grade nbgrader autograde`: nbgrader's Autograde, many students at once."""

import dataclasses
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder import turns
from cli import terminal
from cli.command import Command, Option, json_option
from cli.session import Session

if TYPE_CHECKING:
    from autograder.gradebook.autograde import Done

_SECONDS = 300.0
_MAX_NOTE, _MOST_NOTES = 200, 2


@click.command("nbgrader.autograde", cls=Command)
@click.argument("assignment", metavar="ASSIGNMENT")
@click.option("--course-dir", type=click.Path(path_type=Path), metavar="DIR", cls=Option)
@click.option("--jobs", type=click.IntRange(1, 256), metavar="N", cls=Option)
@click.option("--student", "students", metavar="ID", multiple=True, cls=Option)
@click.option("--force", is_flag=True, cls=Option)
@click.option("--seconds", type=click.FloatRange(1, 86400), default=_SECONDS, cls=Option)
@json_option
@click.pass_obj
def autograde_command(
    session: Session,
    *,
    assignment: str,
    course_dir: Path | None,
    jobs: int | None,
    students: tuple[str, ...],
    force: bool,
    seconds: float,
    as_json: bool,
) -> int:
    """Grade every submission of an assignment, and say what became of each."""
    from autograder.gradebook import due_dates, processes  # noqa: PLC0415 - not for --help

    processes.prepared()  # beside what follows, which imports nbgrader too
    due_dates.require_nbgrader("grade nbgrader autograde")
    from autograder.gradebook import place  # noqa: PLC0415 - needs the extra's packages
    from autograder.gradebook.autograde import autograde  # noqa: PLC0415
    from cli.progress import bar  # noqa: PLC0415

    found = place.look(place.find(course_dir), assignment)
    if not found.is_sandboxed:
        terminal.note(f"{session.say('note')} {session.say('autograde.unconfined')}")
    chosen = place.chosen(found, students)
    started = time.monotonic()
    results: list[Done] = []
    with bar(len(chosen), session) as advance:
        for done in autograde(
            found, chosen, jobs=jobs or turns.cores(), force=force, seconds=seconds
        ):
            results.append(done)
            if as_json:
                terminal.write_json(dataclasses.asdict(done), indent=None)
            advance()
    if not as_json:
        _show(session, results, time.monotonic() - started)
    return 3 if any(done.is_failure for done in results) else 0


def _show(session: Session, results: "list[Done]", seconds: float) -> None:
    """Write a line for each student, what was wrong, and a summary."""
    from cli import tables  # noqa: PLC0415 - --json does without Rich

    ordered = sorted(results, key=lambda each: each.student)
    headers = [session.say(f"column.{name}") for name in ("student", "result", "earned", "note")]
    terminal.write(tables.table(headers, [_row(session, each) for each in ordered], numbers=[2]))
    for done in ordered:
        for problem in done.problems[-_MOST_NOTES:]:
            terminal.line(terminal.safe(f"{done.student}: {problem}")[:_MAX_NOTE])
    failed = sum(done.is_failure for done in results)
    rate = f"{len(results) / max(seconds, 0.1):.1f}"
    told = session.say(
        "autograde.summary", count=len(results), seconds=f"{seconds:.1f}", rate=rate, failed=failed
    )
    terminal.line("\n" + told)


def _row(session: Session, done: "Done") -> list[str]:
    """Write what became of a student, and what stands in the gradebook."""
    from cli.page import points  # noqa: PLC0415

    earned = "" if done.score is None else f"{points(done.score)} / {points(done.max_score)}"
    notes = []
    if done.is_failure:
        notes.append(session.say("autograde.none" if done.score is None else "autograde.earlier"))
    if done.late_penalty:
        notes.append(session.say("autograde.late", points=points(done.late_penalty)))
    if done.needs_manual and done.score is not None:
        notes.append(session.say("autograde.manual"))
    return [done.student, session.say(f"autograde.{done.status}"), earned, ", ".join(notes)]
