"""A tiny course, made by `grade course new` itself, that a test may break."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from autograder import course as courses
from autograder.course_check import CourseReport, Fault, check_course
from autograder.course_check import course as checking
from autograder.new_assignment import write_assignment
from cli.main import run

COURSE_YAML = """\
title: {en: A tiny course, ko: 작은 강좌}
languages: [en, ko]
timezone: Asia/Seoul
assignments:              # in the order of the course
  - {slug: placeholder}
"""


class Place:
    """A course on disk, and what may be done to it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def change(self, file: str, old: str, new: str) -> None:
        """Replace the first `old` in a file."""
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def write(self, file: str, text: str) -> Path:
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def text(self, file: str) -> str:
        return (self.root / file).read_text(encoding="utf-8")

    def check(self, slugs: Sequence[str] = ()) -> CourseReport:
        return check_course(courses.load(self.root), slugs, samples=self.root / "samples")

    def faults(self) -> list[Fault]:
        """Check the course and return every fault."""
        return self.check().every_fault


@pytest.fixture(scope="session")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course with the one assignment `relu` as `new` writes it."""
    root = tmp_path_factory.mktemp("tiny")
    (root / "solutions").mkdir()
    (root / "assignments").mkdir()
    listing = root / "assignments" / "course.yaml"
    listing.write_text(COURSE_YAML, encoding="utf-8")
    write_assignment(courses.load(root), "relu", title_en="ReLU", title_ko="렐루")
    text = listing.read_text(encoding="utf-8")
    listing.write_text(text.replace("  - {slug: placeholder}\n", ""), encoding="utf-8")
    return root


@pytest.fixture
def tiny(pristine: Path, tmp_path: Path) -> Place:
    shutil.copytree(pristine, tmp_path / "course")
    return Place(tmp_path / "course")


@pytest.fixture
def on_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the gradings out, for a fault that shows without them."""
    monkeypatch.setattr(checking, "grade_all", lambda samples, progress: [])


class Ran(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def grade(
    tiny: Place,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Callable[..., Ran]:
    """Run the command on the tiny course, in English, from an empty folder."""
    (tmp_path / "desk").mkdir()
    monkeypatch.chdir(tmp_path / "desk")
    monkeypatch.setenv("GRADE_LANG", "en")
    monkeypatch.setenv("GRADE_COURSE", str(tiny.root))
    monkeypatch.delenv("GRADE_DATABASE_URL", raising=False)

    def call(*args: object) -> Ran:
        code = run([str(arg) for arg in args])
        caught = capsys.readouterr()
        return Ran(code, caught.out, caught.err)

    return call
