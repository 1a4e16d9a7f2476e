"""The JSON of a notebook and of its cells, as nbgrader reads them.

Source: nbformat, format 4.5; nbgrader's cell metadata, schema version 3.
"""

import json
from collections.abc import Sequence
from typing import Any

Cell = dict[str, Any]
_MAX_ID = 64  # of nbformat [characters]
_PYTHON = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def text(grade_id: str, markdown: str) -> Cell:
    """Return a cell of text that nobody is to change."""
    return _cell("markdown", markdown, grade_id, locked=True)


def fixed(grade_id: str, code: str) -> Cell:
    """Return a code cell that nobody is to change."""
    return _cell("code", code, grade_id, locked=True)


def solution(grade_id: str, code: str) -> Cell:
    """Return the code cell that a student writes in."""
    return _cell("code", code, grade_id, solution=True)


def test(grade_id: str, code: str, points: float) -> Cell:
    """Return the code cell that earns points."""
    return _cell("code", code, grade_id, grade=True, locked=True, points=points)


def dumps(cells: Sequence[Cell]) -> bytes:
    """Return a notebook as the bytes of its file; the same cells give the same bytes."""
    notebook = {"cells": list(cells), "metadata": _PYTHON, "nbformat": 4, "nbformat_minor": 5}
    return (json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _cell(kind: str, source: str, grade_id: str, **more: Any) -> Cell:
    marks = {"schema_version": 3, "grade": False, "solution": False, "locked": False}
    cell = {
        "cell_type": kind,
        "id": grade_id[:_MAX_ID],
        "metadata": {"nbgrader": {**marks, "task": False, "grade_id": grade_id, **more}},
        "source": source.splitlines(keepends=True),
    }
    return cell | ({"execution_count": None, "outputs": []} if kind == "code" else {})
