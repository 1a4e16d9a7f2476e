"""What the executor can't grade is an error in words, for whoever runs nbgrader."""

import logging
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from traitlets.config import LoggingConfigurable

from autograder.gradebook import due_dates
from cli import executor as executors
from cli.executor import RestoreCells, SandboxExecute
from tests.notebooks.kernels import ROOT
from tests.notebooks.small_course import cell

STUB = ROOT / "assignments" / "sizing" / "sizing.py"
Resources = dict[str, Any]


@pytest.fixture(scope="module")
def empty_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a gradebook with nothing in it; nbgrader starts a program to make one."""
    folder = tmp_path_factory.mktemp("book")
    due_dates.enter(folder, "small", [])
    return folder / "gradebook.db"


@pytest.fixture
def asks(tmp_path: Path, empty_book: Path) -> Callable[[str], Resources]:
    """Have the gradebook know a notebook with one test; return what nbgrader says of it."""

    def enter(source: str) -> Resources:
        shutil.copy(empty_book, tmp_path)
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


@pytest.fixture
def exporter(tmp_path: Path) -> LoggingConfigurable:
    """What stands between nbgrader's Autograde and a preprocessor."""
    courses = CourseDirectory(root=str(tmp_path))
    return LoggingConfigurable(parent=Autograde(coursedir=courses))


@pytest.mark.parametrize(
    ("language", "told"), [("en", "`b.csv` and what follows"), ("ko", "`b.csv`부터는")]
)
def test_files_that_are_left_out_are_told(
    asks, tmp_path, exporter, language, told, monkeypatch, caplog
):
    beside = tmp_path / "autograded" / "a" / "hw"
    beside.mkdir(parents=True)
    for name in ("a.csv", "b.csv", "c.csv"):
        (beside / name).write_text("x" * 400_000)
    monkeypatch.setattr(executors, "_MAX_FILES_BYTES", 500_000)
    ask = "import os\nlen(os.listdir())"
    test = cell("test", ask, grade=True, locked=True, points=2)
    executor = SandboxExecute(language=language, parent=exporter)
    executor.log = logging.getLogger("test")
    executor.preprocess(new_notebook(cells=[test]), asks(ask))
    (record,) = caplog.records
    assert told in record.getMessage()


@pytest.mark.parametrize("preprocessor", [RestoreCells, SandboxExecute])
def test_without_nbgrader_s_course_nothing_is_graded(asks, preprocessor):
    test = cell("test", "assert True", grade=True, locked=True, points=2)
    with pytest.raises(NbGraderException, match="Autograde"):
        preprocessor().preprocess(new_notebook(cells=[test]), asks("assert True"))
