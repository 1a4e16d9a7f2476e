"""`grade nbgrader export`: the course as one of nbgrader."""

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

import click

from autograder.course import Assignment
from autograder.errors import UsageError
from autograder.model import Language
from autograder.yamlfile import reason
from cli import outlet, terminal
from cli.command import Command, Option, json_option
from cli.embedded import staff_course
from cli.page import Page, points
from cli.session import Session


@click.command("nbgrader.export", cls=Command)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--language", type=click.Choice(["ko", "en"]), cls=Option)
@click.option("--assignment", "slugs", metavar="SLUG", multiple=True, cls=Option)
@click.option("--force", is_flag=True, cls=Option)
@json_option
@click.pass_obj
def export_command(
    session: Session,
    *,
    folder: Path,
    language: Language | None,
    slugs: tuple[str, ...],
    force: bool,
    as_json: bool,
) -> None:
    """Write the files and the due dates, and say what became of each."""
    from autograder.gradebook import due_dates  # noqa: PLC0415 - not for --help
    from autograder.notebooks import course_export  # noqa: PLC0415

    course = staff_course(session, "nbgrader export")
    due_dates.require_nbgrader("grade nbgrader export")
    chosen = [course.assignment(slug) for slug in dict.fromkeys(slugs or course.slugs)]
    files = course_export.course_files(course, chosen, language or course.languages[0])
    written = _write(folder, files, force=force)
    due_dates.enter(folder, course_export.course_id(course), chosen)
    if as_json:
        terminal.write_json(_document(folder, course_export.course_id(course), written, chosen))
    else:
        _show(folder, written, chosen, Page.of(course, session.language))


def _write(
    folder: Path, files: Mapping[PurePosixPath, bytes], *, force: bool
) -> dict[PurePosixPath, str]:
    """Write what is not there as it should be; return what became of each file.

    Raises:
        UsageError: a file that differs would be overwritten, or one can't be written.
    """
    states = {path: _state(folder / path, content) for path, content in files.items()}
    differing = [str(path) for path, state in states.items() if state == "overwritten"]
    if differing and not force:
        raise UsageError("export-differs", folder=folder, files=", ".join(differing))
    for path, content in files.items():
        if states[path] != "unchanged":
            try:
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
            except OSError as err:
                raise UsageError("cannot-write", path=folder / path, problem=reason(err)) from err
            outlet.to_file(folder / path, [content])
    return states


def _state(path: Path, content: bytes) -> str:
    """Return what becomes of a file: `written`, `unchanged` or `overwritten`."""
    try:
        return "unchanged" if path.read_bytes() == content else "overwritten"
    except FileNotFoundError:
        return "written"
    except OSError as err:
        raise UsageError("cannot-write", path=path, problem=reason(err)) from err


def _document(
    folder: Path,
    course_id: str,
    written: Mapping[PurePosixPath, str],
    assignments: Sequence[Assignment],
) -> dict[str, Any]:
    return {
        "folder": str(folder),
        "course_id": course_id,
        "files": [{"path": str(path), "state": state} for path, state in written.items()],
        "assignments": [
            {
                "slug": each.slug,
                "points": each.max_points,
                "due": each.due.isoformat() if each.due else None,
            }
            for each in assignments
        ],
    }


def _show(
    folder: Path,
    written: Mapping[PurePosixPath, str],
    assignments: Sequence[Assignment],
    page: Page,
) -> None:
    from cli import tables  # noqa: PLC0415 - --json does without Rich

    by_folder = {each.slug: each for each in assignments}
    rows = []
    for path, state in written.items():
        found = by_folder.get(path.stem) if path.suffix == ".ipynb" else None
        due = page.when(found.due) if found and found.due else ""
        earned = points(found.max_points) if found else ""
        rows.append([page.say(f"export.{state}"), str(path), earned, due])
    headers = [page.say(f"column.{name}") for name in ("state", "file", "points")]
    headers.append(page.say("column.due", zone=page.zone_name))
    terminal.write(tables.table(headers, rows, numbers=[2]))
    terminal.line("\n" + page.say("export.next", folder=terminal.quoted(folder)))
