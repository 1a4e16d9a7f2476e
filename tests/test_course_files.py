"""course.yaml and assignment.yaml: a fault is named by file, key and value."""

import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from autograder import course as courses
from autograder import words
from autograder.errors import ConvgradeError, CourseError


def fault(course_copy: Path, file: str, old: str, new: str) -> CourseError:
    """Change one thing in a file of a course and return what is said about it."""
    path = course_copy / "assignments" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CourseError) as caught:
        courses.load(course_copy).assignment("conv2d")
    return caught.value


YAML = "conv2d/assignment.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "parts"),
    [
        (YAML, "points: 10", "points: two", ['`"two"`', "must be a number", "tasks.0.points"]),
        (YAML, "points: 10", "points: 0", ["`0`", "> 0"]),
        (YAML, "points: 10", "point: 10", ["`point", "tasks.0"]),
        (YAML, "- id: 1", "- id: 7", ["must number its tasks"]),
        (YAML, "files: [conv2d.py]", "files: [../conv2d.py]", ["../conv2d.py", "files.0"]),
        (YAML, "files: [conv2d.py]", "files: []", ["`files`"]),
        (YAML, "files: [conv2d.py]", "", ["`files` is missing"]),
        (YAML, "files: [conv2d.py]", "files: [conv2d.py", ["line"]),
        (YAML, "array, handle", "array, handel", ["handel"]),
        ("course.yaml", "Asia/Seoul", "Asia/Soul", ["`timezone`", '`"Asia/Soul"`', "time zone"]),
        ("course.yaml", "feedback: full", "feedback: all", ["`feedback`", '`"all"`', "'full'"]),
        ("course.yaml", "2026-12-", "soon-", ["due", "soon"]),
        ("course.yaml", "languages: [ko, en]", "languages: [ko, fr]", ["fr", "languages.1"]),
    ],
)  # fmt: skip
def test_a_fault_is_named(
    course_copy: Path, file: str, old: str, new: str, parts: list[str]
) -> None:
    said = words.error(fault(course_copy, file, old, new), "en").message
    for part in [*parts, file]:
        assert part in said, said


def test_a_fault_is_said_in_korean_too(course_copy: Path) -> None:
    err = fault(course_copy, YAML, "points: 10", "points: two")
    assert "숫자여야 합니다" in words.error(err, "ko").message


@pytest.mark.parametrize("content", ["", "[1, 2]", "just text", "\t- x: [", "a: *nothing"])
def test_what_is_no_mapping_is_refused(course_copy: Path, content: str) -> None:
    (course_copy / "assignments/course.yaml").write_text(content)
    with pytest.raises(CourseError):
        courses.load(course_copy)


_LEVELS = [f"b{n}: &b{n} [{', '.join([f'*b{n - 1}'] * 10)}]\n" for n in range(1, 12)]
BOMBS = {
    "aliases of aliases": "b0: &b0 [x]\n" + "".join(_LEVELS) + "title: *b11",
    "one that holds itself": "title: &a [*a]",
    "a long text many times": f"b: &b {'x' * 100_000}\ntitle: [{'*b, ' * 100}]",
    "as many aliases as it may": "b: &b [x]\ntitle: [" + "*b, " * 100_000 + "]",
    "nested": "title: " + "[" * 100_000,
    "more digits than can be written": f"title: 0x{'f' * 10_000}",
}


@pytest.mark.parametrize("content", BOMBS.values(), ids=BOMBS)
def test_a_small_file_that_stands_for_a_huge_one_is_refused_at_once(
    course_copy: Path, content: str
) -> None:
    (course_copy / "assignments/course.yaml").write_text(content)
    began = time.process_time()
    with pytest.raises(CourseError) as caught:
        courses.load(course_copy)
    assert time.process_time() - began < 3
    assert len(words.error(caught.value, "en").message) < 1000


def test_aliases_are_read(course_copy: Path) -> None:
    path = course_copy / "assignments/course.yaml"
    text = path.read_text(encoding="utf-8")
    title = next(line for line in text.splitlines() if line.startswith("title:"))
    fixed = text.replace(title, "title: {en: &name Convolution, ko: *name}")
    path.write_text(fixed, encoding="utf-8")
    assert courses.load(course_copy).title.ko == "Convolution"


def test_a_due_date_is_in_the_course_time_zone(course_copy: Path) -> None:
    due = courses.load(course_copy).assignment("conv2d").due
    assert isinstance(due, datetime)
    assert due.utcoffset() == timedelta(hours=9)


def test_a_near_match_is_offered(course: courses.Course) -> None:
    with pytest.raises(CourseError) as caught:
        course.assignment("conv2")
    assert caught.value.values["near"] == "conv2d"


def test_the_course_is_found_upward_but_never_inside_a_submission(course_copy: Path) -> None:
    inner = course_copy / "work" / "alice"
    inner.mkdir(parents=True)
    assert courses.find(None, inner).folder == (course_copy / "assignments").resolve()
    with pytest.raises(ConvgradeError) as caught:
        courses.find(None, inner, avoid=[course_copy])
    assert caught.value.key == "course-in-submission"


def test_a_course_beside_a_submitted_file_is_not_trusted(course_copy: Path) -> None:
    (course_copy / "conv2d.py").write_text("import numpy\n")
    with pytest.raises(CourseError) as caught:
        courses.find(None, course_copy, avoid=[course_copy / "conv2d.py"])
    assert caught.value.key == "course-in-submission"
    inner = course_copy / "conv2d"
    inner.mkdir()
    found = courses.find(None, inner, avoid=[inner / "conv2d.py"])
    assert found.folder == (course_copy / "assignments").resolve()


def test_an_explicit_course_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(CourseError) as caught:
        courses.find(str(tmp_path), tmp_path)
    assert caught.value.key == "course-not-there"
