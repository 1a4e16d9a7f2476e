"""Sort what lies in a folder by student, and choose among several files of one."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from autograder import candidates
from autograder.course import Assignment
from autograder.layouts.folder import check_layout, listed, nothing_fits
from autograder.layouts.names import AGAIN, Layout, Part, is_gradable, note, shown, whose
from autograder.notebook import Note


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What one student handed in.

    Attributes:
        student: the name under which it is recorded.
        paths: files and folders for `submission.read`.
        called: the names that the student had given to files which the download renamed.
        is_late: whether the download says so; None where it never says.
        number: the student's number in Moodle or Canvas, which grades are given back under;
            Canvas's `anon_LETTERS` where names are hidden.
    """

    student: str
    paths: tuple[Path, ...]
    called: Mapping[Path, str] = field(default_factory=dict)
    is_late: bool | None = None
    number: str | None = None


class Found(NamedTuple):
    """What is in a folder.

    Attributes:
        entries: one for each student, by name.
        passed_over: what belongs to no entry, with the reason.
    """

    entries: list[Entry]
    passed_over: list[Note]


def find(folder: Path, layout: Layout, assignment: Assignment) -> Found:
    """Say who handed in what.

    Args:
        folder: the unpacked download.
        layout: how its entries are named.
        assignment: says which of a student's files are wanted.

    Raises:
        UsageError: it is no folder, can't be listed, or nothing in it fits the layout.
    """
    items = listed(folder)
    check_layout(folder, items, layout)
    parts: dict[str, list[Part]] = {}
    passed_over = []
    for item in items:
        part = whose(item, layout)
        if isinstance(part, Note):
            passed_over.append(part)
        else:
            # What some file system, or a Mac, takes for one name must not become two students.
            key = unicodedata.normalize("NFC", part.student.casefold())
            parts.setdefault(key, []).append(part)
    if not parts:
        raise nothing_fits(folder, items, layout)
    entries = []
    for of_one in parts.values():
        if layout == "plain" and len(of_one) > 1:
            passed_over += _rivals(of_one)
        else:
            meant, older = _latest(of_one, assignment)
            passed_over += older
            entries.append(_entry(meant, assignment))
    return Found(sorted(entries, key=lambda entry: entry.student), passed_over)


def _rivals(parts: Sequence[Part]) -> list[Note]:
    """Take none of several that would be one student's: nobody could tell which was graded."""
    notes = []
    for part in parts:
        other = next(shown(each.item.name) for each in parts if each is not part)
        notes.append(note("passed-over-rival", part.item, other=other, student=part.student))
    return notes


def _latest(parts: Sequence[Part], assignment: Assignment) -> tuple[list[Part], list[Note]]:
    """Keep the latest of files that are one file handed in again, under the name that it had."""
    known = _wanted(assignment) | {part.called for part in parts}
    latest: dict[str, Part] = {}
    notes = []
    for part in sorted(parts, key=_age):
        name = AGAIN.sub(r"\g<end>", part.called) if part.id else part.called
        name = (name if name in known else part.called) or part.item.name
        if name in latest:
            newer = shown(part.item.name)
            notes.append(note("passed-over-older", latest[name].item, newer=newer))
        latest[name] = part._replace(called=name) if part.called else part
    return list(latest.values()), notes


def _age(part: Part) -> tuple[int, int]:
    again = AGAIN.search(part.called)
    count = again["count"] if again else "0"
    return part.id, int(count) if count.isdigit() else 0


def _entry(parts: Sequence[Part], assignment: Assignment) -> Entry:
    """Choose among a student's files, as far as their names tell; the rest is for reading."""
    wanted = _wanted(assignment)
    named = [part for part in parts if part.called in wanted]
    gradable = [part for part in parts if part.item.is_folder or is_gradable(part.called)]
    meant = named or gradable or parts
    last = meant[-1]
    return Entry(
        student=last.student,
        paths=tuple(part.item.path for part in meant),
        called={part.item.path: part.called for part in meant if part.called},
        is_late=None if last.is_late is None else any(part.is_late for part in meant),
        number=last.number,
    )


def _wanted(assignment: Assignment) -> set[str]:
    return {name for declared in assignment.files for name in candidates.names(declared)}
