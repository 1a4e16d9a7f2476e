"""A course of ours, an nbgrader course with a real gradebook, and the command on both."""

import shutil
import warnings
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from nbgrader.api import Gradebook

from autograder.course import Assignment, load
from autograder.model import Check, CheckResult, Grading, Outcome
from autograder.records import Store, locate
from cli.main import run
from tests.notebooks.empty_gradebook import COURSE_ID, empty_gradebook

ROOT = Path(__file__).parents[2]
SLUG = "sizing"
DUE = datetime(2026, 12, 24, 14, 59, tzinfo=UTC)
CONFIG = f"c = get_config()\nc.CourseDirectory.course_id = '{COURSE_ID}'\n"


class Ran(NamedTuple):
    """What a run left behind."""

    code: int
    out: str
    err: str


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """Return the folder of our course, with its solutions."""
    folder = tmp_path / "course"
    for tree in ("assignments", "solutions"):
        shutil.copytree(ROOT / tree, folder / tree, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.fixture
def sizing(ours: Path) -> Assignment:
    return load(ours).assignment(SLUG)


@pytest.fixture
def nb(tmp_path: Path, sizing: Assignment) -> Path:
    """Return the folder of an nbgrader course that knows one of our assignments."""
    folder = tmp_path / "nb"
    folder.mkdir()
    (folder / "nbgrader_config.py").write_text(CONFIG)
    (folder / "gradebook.db").write_bytes(empty_gradebook())
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}", COURSE_ID) as book:
        book.update_or_create_assignment(SLUG, duedate=DUE)
        book.update_or_create_notebook(SLUG, SLUG)
        for task in sizing.tasks:
            book.update_or_create_grade_cell(
                f"task-{task.id}", SLUG, SLUG, max_score=task.points, cell_type="code"
            )
        for name in ("alice", "bob"):
            book.update_or_create_student(name)
    return folder


@pytest.fixture
def book(nb: Path) -> Iterator[Any]:
    """Open the gradebook, as nbgrader does."""
    with Gradebook(f"sqlite:///{nb / 'gradebook.db'}", COURSE_ID) as opened:
        yield opened


@pytest.fixture
def give(book: Any) -> Callable[..., Any]:
    """Enter a submission and its scores, as nbgrader does."""

    def enter(student: str, *auto: float | None, late: float | None = None, **when: Any) -> Any:
        timestamp = DUE - timedelta(hours=1) + timedelta(**when)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # nbgrader's own use of SQLAlchemy
            book.update_or_create_submission(SLUG, student, timestamp=timestamp)
        for task, points in enumerate(auto, 1):
            grade = book.find_grade(f"task-{task}", SLUG, SLUG, student)
            grade.auto_score, grade.needs_manual_grade = points, points is None
        notebook = book.find_submission_notebook(SLUG, SLUG, student)
        notebook.late_submission_penalty = late
        book.db.commit()
        return lambda task: book.find_grade(f"task-{task}", SLUG, SLUG, student)

    return enter


class Records:
    """Our records, and a clock that stands where it is put."""

    def __init__(self, ours: Path, assignment: Assignment) -> None:
        self.now = DUE - timedelta(hours=2)
        self.store = Store.open(locate(ours, environ={}), clock=lambda: self.now)
        self._assignment = assignment

    def hand_in(
        self, student: str, *passed: int, worth: float | None = None, parts: int = 1
    ) -> None:
        """Record an attempt that has passed some tasks, each of them in parts."""
        tasks = self._assignment.tasks
        checks = tuple(
            CheckResult(
                check=Check(
                    id=f"c{task.id}-{part}",
                    task=task.id,
                    points=(worth or task.points) / parts,
                    titles={},
                ),
                outcome=Outcome.PASSED if task.id in passed else Outcome.FAILED,
                seconds=0.0,
            )
            for task in tasks
            for part in range(parts)
        )
        made = self.store.add(assignment=SLUG, student=student, files={}, sha256="0" * 64)
        grading = Grading(
            status="graded", checks=checks, seed=1, suite_sha256="5" * 64,
            toolkit_version="0.1.0", seconds=0.1,
        )  # fmt: skip
        self.store.record(made.id, grading)


@pytest.fixture
def records(ours: Path, sizing: Assignment) -> Iterator[Records]:
    made = Records(ours, sizing)
    yield made
    made.store.close()


@pytest.fixture
def call(
    ours: Path, nb: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Ran]:
    """Run a command of `grade nbgrader` on both, in English, from the nbgrader course."""
    for name in ("GRADE_DATABASE_URL", "COLUMNS", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GRADE_COURSE", str(ours))
    monkeypatch.setenv("GRADE_LANG", "en")
    monkeypatch.chdir(nb)

    def in_process(*args: object, folder: Sequence[object] = ()) -> Ran:
        code = run(["nbgrader", *map(str, args), *map(str, folder)])
        caught = capsys.readouterr()
        return Ran(code, caught.out, caught.err)

    return in_process
