"""CSV files of points: plain, or as Canvas and Moodle take them in.

Only students with points get a line in the latter two, so that nothing there is overwritten by
what is not known here. A cell that a spreadsheet would compute is made a text.

Source:
    Canvas, "How do I import grades in the Gradebook?"; Moodle, "Grade import", "CSV import".
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from autograder.course import Assignment
from autograder.exchange.roster import CANVAS_COLUMNS, Roster

Row = list[str]
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
_NUMBERED = re.compile(r"(.*) \(\d+\)")
_POINTS_POSSIBLE = "    Points Possible"  # as Canvas writes it


@dataclass(frozen=True)
class Points:
    """The points that count.

    Attributes:
        assignments: a column for each.
        earned: by student, then by assignment.
        named: headers of columns that the caller has named, by assignment.
    """

    assignments: Sequence[Assignment]
    earned: Mapping[str, Mapping[str, float]]
    named: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """What is written, and who could not be.

    Attributes:
        rows: the header first.
        unknown: students with points who are not in the class list.
    """

    rows: Sequence[Row]
    unknown: Sequence[str] = ()


def plain(points: Points) -> Table:
    """Return a line for each student: points by assignment, and their sum."""
    slugs = [assignment.slug for assignment in points.assignments]
    rows = [["student", *slugs, "total"]]
    for student, earned in points.earned.items():
        total = number(sum(earned.values()))
        rows.append([neutral(student), *_cells(points, earned), total])
    return Table(rows)


def canvas(points: Points, roster: Roster | None) -> Table:
    """Return what Canvas imports: it knows a student by ID, SIS User ID or SIS Login ID.

    Args:
        points: what counts.
        roster: the gradebook that Canvas has exported; without it our names are taken for logins,
            and every column is a new assignment there.
    """
    headers = [_canvas_header(each, points, roster) for each in points.assignments]
    most = [number(assignment.max_points) for assignment in points.assignments]
    blank = [""] * (len(CANVAS_COLUMNS) - 1)
    rows = [[*CANVAS_COLUMNS, *map(neutral, headers)], [_POINTS_POSSIBLE, *blank, *most]]
    if roster is None:
        people = {name: [name, "", "", name, ""] for name in points.earned}
        return Table(rows + _lines(points, people))
    people, merged, unknown = _found(points, roster, CANVAS_COLUMNS)
    return Table(rows + _lines(merged, people), unknown)


def moodle(points: Points, roster: Roster | None) -> Table:
    """Return what Moodle imports, which maps columns by hand and stops at an unknown user.

    Args:
        points: what counts.
        roster: a class list from Moodle; without it our names are taken for usernames.
    """
    headers = [points.named.get(each.slug, each.slug) for each in points.assignments]
    if roster is None:
        people = {name: [name] for name in points.earned}
        return Table([["username", *map(neutral, headers)], *_lines(points, people)])
    people, merged, unknown = _found(points, roster, roster.own)
    header = [neutral(name) for name in (*roster.own, *headers)]
    return Table([header, *_lines(merged, people)], unknown)


def written(rows: Iterable[Row]) -> str:
    """Return lines as CSV (RFC 4180)."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows(rows)
    return buffer.getvalue()


def neutral(cell: str) -> str:
    """Return a cell that no spreadsheet computes."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def number(value: float) -> str:
    """Write points without needless zeros."""
    return f"{value:.10g}"


def _cells(points: Points, earned: Mapping[str, float]) -> Row:
    slugs = [assignment.slug for assignment in points.assignments]
    return [number(earned[slug]) if slug in earned else "" for slug in slugs]


def _lines(points: Points, people: Mapping[str, Row]) -> list[Row]:
    return [
        [*map(neutral, people[name]), *_cells(points, earned)]
        for name, earned in points.earned.items()
    ]


def _found(
    points: Points, roster: Roster, columns: Sequence[str]
) -> tuple[dict[str, Row], Points, list[str]]:
    """Return cells and points by row of a class list, in its order, and who is not in it.

    Where two of our names are one student there, the better points count.
    """
    merged: dict[int, dict[str, float]] = {}
    unknown = []
    for student, earned in points.earned.items():
        place = roster.place(student)
        if place is None:
            unknown.append(student)
            continue
        best = merged.setdefault(place, {})
        for slug, value in earned.items():
            best[slug] = max(value, best.get(slug, value))
    people = {str(at): [roster.rows[at].get(name, "") for name in columns] for at in merged}
    ordered = {str(at): merged[at] for at in sorted(merged)}
    return people, Points(points.assignments, ordered, points.named), unknown


def _canvas_header(assignment: Assignment, points: Points, roster: Roster | None) -> str:
    """Return the header of a column: named by the caller, else the one that Canvas has."""
    if assignment.slug in points.named:
        return points.named[assignment.slug]
    title = assignment.title
    ours = {name.casefold() for name in (assignment.slug, title.en, title.ko)}
    for column in roster.columns if roster else ():
        there = _NUMBERED.fullmatch(column)
        if there and there[1].strip().casefold() in ours:
            return column
    return title.en
