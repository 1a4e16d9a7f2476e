"""`grade nbgrader export`: a course that nbgrader itself generates, validates and collects."""

import json
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.course import Course
from autograder.model import Language
from autograder.notebooks import build
from cli.main import run
from tests.notebooks.kernels import environment
from tests.notebooks.nbgrader_forks import run_forked

Export = Callable[..., int]


@pytest.fixture
def export(monkeypatch: pytest.MonkeyPatch, root: Path) -> Export:
    """Run the command in this process, on the course of the repository."""
    monkeypatch.setenv("GRADE_COURSE", str(root))
    monkeypatch.setenv("GRADE_LANG", "en")

    def call(*args: object) -> int:
        return run(["nbgrader", "export", *map(str, args)])

    return call


def ids(path: Path) -> list[str]:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [cell["metadata"]["nbgrader"]["grade_id"] for cell in cells]


def test_what_is_written_is_told_and_written_once(
    export: Export, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "nb"
    config = folder / "nbgrader_config.py"
    source = folder / "source/sizing/sizing.ipynb"
    assert export(folder, "--assignment", "sizing") == 0
    told = capsys.readouterr().out
    assert "source/sizing/sizing.ipynb" in told
    assert "2026-12-24 23:59" in told
    assert "nbgrader generate_assignment" in told
    assert {path.name for path in folder.iterdir()} == {"gradebook.db", "source", config.name}
    with sqlite3.connect(folder / "gradebook.db") as book:
        dues = book.execute("select name, duedate from assignment").fetchall()
    book.close()
    assert dues == [("sizing", "2026-12-24 14:59:00.000000")]
    before = ids(source)

    config.write_text("# mine")
    assert export(folder, "--assignment", "sizing", "--language", "en") == 2
    refused = capsys.readouterr().err
    assert "nbgrader_config.py" in refused
    assert "--force" in refused
    assert config.read_text() == "# mine"

    assert export(folder, "--assignment", "sizing", "--language", "en", "--force", "--json") == 0
    document = json.loads(capsys.readouterr().out)
    states = {file["path"]: file["state"] for file in document["files"]}
    assert states["nbgrader_config.py"] == states["source/sizing/sizing.ipynb"] == "overwritten"
    assert states["source/sizing/places.svg"] == "unchanged"
    assert document["assignments"] == [
        {"slug": "sizing", "points": 20.0, "due": "2026-12-24T23:59:00+09:00"}
    ]
    assert document["course_id"] == "from-perceptron-to-cnn"
    assert ids(source) == before


def test_a_folder_that_can_t_be_written_is_named(
    export: Export, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    assert export(tmp_path / "file", "--assignment", "sizing") == 2
    assert "can't write" in capsys.readouterr().err
    (tmp_path / "nb/nbgrader_config.py").mkdir(parents=True)
    assert export(tmp_path / "nb", "--assignment", "sizing") == 2


def test_without_nbgrader_the_extra_is_named(
    export: Export,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("nbgrader", "nbgrader.api"):
        monkeypatch.setitem(sys.modules, name, None)
    assert export(tmp_path / "nb") == 2
    assert "pip install 'convgrade[nbgrader]'" in capsys.readouterr().err
    assert not (tmp_path / "nb").exists()


def test_a_student_s_install_is_refused(
    export: Export,
    course_copy: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shutil.rmtree(course_copy / "solutions")
    monkeypatch.setenv("GRADE_COURSE", str(course_copy))
    assert export(course_copy / "nb") == 2
    assert "`grade nbgrader export`" in capsys.readouterr().err


class Teacher:
    """Runs nbgrader in a course, with a home and an exchange of the test's own."""

    def __init__(self, home: Path, folder: Path) -> None:
        self.home = home
        self.folder = folder

    def __call__(self, *args: str, folder: Path | None = None) -> str:
        exchange = [f"--Exchange.root={self.home / 'exchange'}", f"--Exchange.cache={self.home}/c"]
        words = (*args, *(exchange if _exchanges(args[0]) else []))
        code, said = run_forked(folder or self.folder, words, environment(self.home))
        assert code == 0, said
        return said


def _exchanges(command: str) -> bool:
    return command in {"release_assignment", "fetch_assignment", "submit", "collect"}


def code_of(notebook: Any) -> list[str]:
    return ["".join(cell["source"]) for cell in notebook["cells"]]


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_released_notebook_is_that_of_grade_start(
    export: Export, course: Course, tmp_path: Path, language: Language
) -> None:
    folder = tmp_path / "nb"
    assert export(folder, "--language", language) == 0
    nbgrader = Teacher(tmp_path, folder)
    nbgrader("generate_assignment", "--assignment=*")
    for slug in course.slugs:
        text = (folder / f"release/{slug}/{slug}.ipynb").read_text(encoding="utf-8")
        released, assignment = json.loads(text), course.assignment(slug)
        started = json.loads(build.student_notebook(assignment, language, f"{slug}.ipynb"))
        assert code_of(released) == code_of(started)
        assert [cell["id"] for cell in released["cells"]] == [c["id"] for c in started["cells"]]
        for word in ("SOLUTION", "HIDDEN"):
            assert word not in text
        for figure in assignment.figures:
            assert (folder / f"release/{slug}" / figure).is_file()


@pytest.mark.slow
def test_the_source_validates_and_the_release_fails_kindly(export: Export, tmp_path: Path) -> None:
    folder = tmp_path / "nb"
    assert export(folder, "--assignment", "sizing", "--language", "en") == 0
    nbgrader = Teacher(tmp_path, folder)
    nbgrader("generate_assignment", "sizing")
    assert "Success!" in nbgrader("validate", "source/sizing/sizing.ipynb")
    said = nbgrader("validate", "release/sizing/sizing.ipynb")
    assert "VALIDATION FAILED ON 4 CELL(S)" in said
    assert "`same_padding` is not written yet" in said
    assert "Traceback" not in said
    assert "site-packages" not in said


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="the exchange of nbgrader is POSIX only")
def test_an_assignment_goes_out_and_comes_back_through_the_exchange(
    export: Export, tmp_path: Path
) -> None:
    folder, desk = tmp_path / "nb", tmp_path / "desk"
    desk.mkdir()
    (tmp_path / "exchange").mkdir(mode=0o777)
    (tmp_path / "exchange").chmod(0o777)
    assert export(folder, "--assignment", "sizing", "--language", "en") == 0
    nbgrader = Teacher(tmp_path, folder)
    nbgrader("generate_assignment", "sizing")
    nbgrader("release_assignment", "sizing")
    name = "--CourseDirectory.course_id=from-perceptron-to-cnn"
    nbgrader("fetch_assignment", "sizing", name, folder=desk)
    assert (desk / "sizing" / "places.svg").is_file()
    nbgrader("submit", "sizing", name, folder=desk)
    nbgrader("collect", "sizing")
    assert len(list(folder.glob("submitted/*/sizing/sizing.ipynb"))) == 1
