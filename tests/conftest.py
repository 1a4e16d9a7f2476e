"""What several tests need: the course, copies of it that may be broken, and submissions."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder import course as courses
from autograder.course import Assignment, Course

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def course() -> Course:
    """The course as it stands in the repository."""
    return courses.load(ROOT)


@pytest.fixture(scope="session")
def conv2d(course: Course) -> Assignment:
    return course.assignment("conv2d")


@pytest.fixture
def course_copy(tmp_path: Path) -> Path:
    """A copy of the course, with its solutions, that a test may change."""
    for name in ("assignments", "solutions"):
        shutil.copytree(ROOT / name, tmp_path / "course" / name)
    return tmp_path / "course"


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Write a file in the test's own folder and return its path."""

    def write_file(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write_file
