"""Whose a cell is: what the gradebook knows of it, never what a submitted notebook claims."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

_SCHEMA = 3
_OURS = re.compile(r"^%grade check ([a-z0-9_]+) --task (\d+)[ \t]*$", re.MULTILINE)


class SourceCell(NamedTuple):
    """A cell as the instructor has released it.

    Attributes:
        name: its grade id.
        source: the instructor's text, hidden tests included.
        kind: `code` or `markdown`.
        is_grade: whether it has points.
        is_solution: whether a student writes in it.
        is_task: whether it only says what is graded by hand.
        is_locked: whether nobody is to change it.
        max_points: what it can earn.
        hidden: its lines, from 1, that lie in a region of hidden tests.
    """

    name: str
    source: str
    kind: str
    is_grade: bool
    is_solution: bool
    is_task: bool
    is_locked: bool
    max_points: float
    hidden: frozenset[int]

    @property
    def is_test(self) -> bool:
        """Whether its outcome is its points."""
        return self.is_grade and not self.is_solution and self.kind == "code"

    @property
    def task(self) -> tuple[str, int] | None:
        """The assignment and the task of ours that it grades, if it does."""
        found = _OURS.search(self.source)
        return (found[1], int(found[2])) if found and self.is_test else None


def source_cells(
    gradebook: Any, notebook: str, assignment: str, delimiters: tuple[str, str]
) -> dict[str, SourceCell]:
    """Return what a gradebook knows of a notebook's cells, by grade id.

    Args:
        gradebook: an open `nbgrader.api.Gradebook`.
        notebook: its name.
        assignment: the name of its assignment.
        delimiters: what a line holds that begins a region of hidden tests, and one that ends it.

    Raises:
        nbgrader.api.MissingEntry: it knows no such notebook.
    """
    found = gradebook.find_notebook(notebook, assignment)
    points = {cell.name: float(cell.max_score) for cell in (*found.grade_cells, *found.task_cells)}
    tasks = {cell.name for cell in found.task_cells}
    solutions = {cell.name for cell in found.solution_cells}
    return {
        cell.name: SourceCell(
            name=cell.name,
            source=cell.source or "",
            kind=cell.cell_type,
            is_grade=cell.name in points and cell.name not in tasks,
            is_solution=cell.name in solutions,
            is_task=cell.name in tasks,
            is_locked=bool(cell.locked),
            max_points=points.get(cell.name, 0.0),
            hidden=_hidden_lines(cell.source or "", *delimiters),
        )
        for cell in found.source_cells
    }


def _hidden_lines(source: str, begin: str, end: str) -> frozenset[int]:
    found: set[int] = set()
    is_hidden = False
    for number, line in enumerate(source.split("\n"), 1):
        is_hidden = is_hidden or begin in line
        if is_hidden:
            found.add(number)
        is_hidden = is_hidden and end not in line
    return frozenset(found)


def role_of(cell: Any, known: Mapping[str, SourceCell]) -> SourceCell | None:
    """Return the role of a cell of a restored notebook; None where it is the student's own."""
    return known.get(cell.metadata.get("nbgrader", {}).get("grade_id"))


def restore(notebook: Any, known: Mapping[str, SourceCell]) -> list[str]:
    """Give every cell of a submitted notebook the role that the gradebook knows.

    What is the instructor's gets the instructor's text again, whatever else the metadata of the
    submission says. A test that is gone comes back, after the cell that was before it.

    Args:
        notebook: an `nbformat.NotebookNode`; changed in place.
        known: the gradebook's cells.

    Returns:
        The names of the tests that were gone.
    """
    seen: set[str] = set()
    for cell in reversed(notebook.cells):  # of two the last counts, as nbgrader has it
        marks = cell.metadata.get("nbgrader")
        name = marks.get("grade_id") if isinstance(marks, dict) else None
        role = known.get(name) if isinstance(name, str) and name not in seen else None
        if role is None or (role.kind != cell.cell_type and not role.is_solution):
            cell.metadata.pop("nbgrader", None)
            continue
        seen.add(role.name)
        _mark(cell, role)
    gone = [role for role in known.values() if role.is_test and role.name not in seen]
    for role in gone:
        notebook.cells.insert(_place(notebook, known, role.name), _cell_of(role))
    return [role.name for role in gone]


def _mark(cell: Any, role: SourceCell) -> None:
    marks = {
        "schema_version": _SCHEMA,
        "grade_id": role.name,
        "grade": role.is_grade,
        "solution": role.is_solution,
        "task": role.is_task,
        "locked": role.is_locked,
        "cell_type": role.kind,
    }
    if role.is_grade or role.is_task:
        marks["points"] = role.max_points
    if "checksum" in cell.metadata["nbgrader"]:
        marks["checksum"] = cell.metadata["nbgrader"]["checksum"]
    cell.metadata["nbgrader"] = marks
    if role.is_locked or role.is_test:
        cell.source = role.source
    cell.metadata.pop("tags", None)  # `skip-execution` among them


def _place(notebook: Any, known: Mapping[str, SourceCell], name: str) -> int:
    """Return where a missing cell belongs: after the last one that is known before it."""
    order = list(known)
    before = {known[each] for each in order[: order.index(name)]}
    places = [at for at, cell in enumerate(notebook.cells, 1) if role_of(cell, known) in before]
    return max(places, default=len(notebook.cells))


def _cell_of(role: SourceCell) -> Any:
    from nbformat import v4  # noqa: PLC0415 - an extra's

    new_cell: Any = v4.new_code_cell  # it has no types
    cell = new_cell(role.source, metadata={"nbgrader": {}})
    _mark(cell, role)
    return cell
