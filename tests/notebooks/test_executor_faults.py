"""What the executor can't grade is an error in words, for whoever runs nbgrader."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.api import Gradebook
from nbgrader.converters.base import NbGraderException

from autograder.gradebook import due_dates
from cli.executor import SandboxExecute
from tests.notebooks.kernels import ROOT
from tests.notebooks.small_course import cell

STUB = ROOT / "assignments" / "sizing" / "sizing.py"
Resources = dict[str, Any]


@pytest.fixture
def asks(tmp_path: Path) -> Callable[[str], Resources]:
    """Have the gradebook know a notebook with one test; return what nbgrader says of it."""

    def enter(source: str) -> Resources:
        due_dates.enter(tmp_path, "small", [])
        url = f"sqlite:///{tmp_path / 'gradebook.db'}"
        with Gradebook(url, "small") as book:
            book.update_or_create_assignment("hw")
            book.update_or_create_notebook("hw", "hw")
            book.update_or_create_grade_cell("test", "hw", "hw", max_score=2, cell_type="code")
            book.update_or_create_source_cell(
                "test", "hw", "hw", source=source, locked=True, cell_type="code"
            )
        return {"nbgrader": {"db_url": url, "student": "a", "assignment": "hw", "notebook": "hw"}}

    return enter


@pytest.mark.parametrize(
    ("language", "told"), [("en", "`sizing` has no task 9"), ("ko", "`sizing` 과제에는 9번이 없")]
)
@pytest.mark.parametrize("is_readable", [True, False])
def test_a_task_that_the_assignment_no_longer_has_is_named(asks, is_readable, language, told):
    ask = "%grade check sizing --task 9"
    test = cell("test", ask, grade=True, locked=True, points=2)
    code = [new_code_cell(STUB.read_text())] if is_readable else []
    handed_in = new_notebook(cells=[*code, test])
    executor = SandboxExecute(course=str(ROOT), language=language)
    with pytest.raises(NbGraderException, match=told):
        executor.preprocess(handed_in, asks(ask))
