"""`grade course new` writes a whole assignment, or nothing."""

import json
import os
from pathlib import Path

import pytest

from autograder import course as courses
from autograder import new_assignment
from autograder.errors import CourseError, UsageError
from autograder.new_assignment import write_assignment

HEAD = "title: {en: A, ko: 가}\nlanguages: [en]\ntimezone: UTC\n"


def everything(root):
    return {path: path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def add(tiny, slug, title_en="Title", title_ko="제목"):
    return write_assignment(courses.load(tiny.root), slug, title_en=title_en, title_ko=title_ko)


def test_a_new_assignment_goes_a_learners_way(grade, tiny):
    made = grade("course", "new", "tanh", "--title-en", 'The "tanh" unit', "--title-ko", "탄젠트")
    assert made.code == 0, made.err
    for name in ("README.ko.md", "test_hidden.py", "course.yaml", "grade course check tanh"):
        assert name in made.out
    checked = grade("course", "check", "tanh")
    assert checked.code == 0, checked.out + checked.err
    assert 'The "tanh" unit' in grade("list").out
    assert grade("start", "tanh").code == 0
    assert grade("check", "tanh").code == 1
    submitted = grade("submit", "tanh", "tanh/tanh.py", "--student", "nobody", "--json")
    report = json.loads(submitted.out)
    assert (submitted.code, report["points"], report["max_points"]) == (0, 0, 10)
    assert {check["outcome"] for check in report["checks"]} == {"NOT_ATTEMPTED"}


def test_without_titles_the_name_stands_in(grade, tiny):
    assert grade("course", "new", "tanh").code == 0
    assignment = courses.load(tiny.root).assignment("tanh")
    assert "tanh" in assignment.title.en
    assert "tanh" in assignment.title.ko


def test_a_second_new_refuses(grade, tiny):
    before = everything(tiny.root)
    ran = grade("course", "new", "relu")
    assert ran.code == 2
    assert "`relu` already" in ran.err
    assert "hint: nothing was changed" in ran.err
    assert everything(tiny.root) == before


@pytest.mark.parametrize("folder", ["assignments", "solutions"])
def test_a_folder_in_the_way_is_kept(tiny, folder):
    (tiny.root / folder / "tanh").mkdir()
    before = everything(tiny.root)
    with pytest.raises(UsageError) as caught:
        add(tiny, "tanh")
    assert caught.value.key == "assignment-exists"
    assert everything(tiny.root) == before
    assert (tiny.root / folder / "tanh").is_dir()


@pytest.mark.parametrize(
    "slug",
    ["", "Relu", "max-pool", "../relu", "a/b", "1x1", "_x", "렐루", "class", "numpy", "x" * 41],
)
def test_a_bad_name_is_refused(tiny, slug):
    with pytest.raises(UsageError) as caught:
        add(tiny, slug)
    assert caught.value.key == "bad-slug"


@pytest.mark.parametrize(
    "titles", [("", "제목"), ("제목", "제목"), ("Title", "Title"), ("A\x1b[31m", "가")]
)
def test_a_title_in_the_wrong_language_is_refused(tiny, titles):
    with pytest.raises(UsageError) as caught:
        add(tiny, "tanh", *titles)
    assert caught.value.key == "bad-title"


@pytest.mark.parametrize(
    "title", ['"quoted": {x} #', "a $slug b", "back\\slash", "- dash", "  two\n lines "]
)
def test_any_other_title_is_kept(tiny, title):
    add(tiny, "tanh", f"T{title}", f"가{title}")
    found = courses.load(tiny.root).assignment("tanh").title
    assert found.en == " ".join(f"T{title}".split())
    assert found.ko == " ".join(f"가{title}".split())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("assignments:\n  - {slug: relu}   # first\n\n# end\n",
         "assignments:\n  - {slug: relu}   # first\n  - {slug: tanh}\n\n# end\n"),
        ("assignments:\n- slug: relu\n  due: 2026-12-04T23:59\nfeedback: full\n",
         "assignments:\n- slug: relu\n  due: 2026-12-04T23:59\n- {slug: tanh}\nfeedback: full\n"),
        ("assignments: [{slug: relu}]  # short\n",
         "assignments: [{slug: relu}, {slug: tanh}]  # short\n"),
        ("assignments:\n    - {slug: relu}",
         "assignments:\n    - {slug: relu}\n    - {slug: tanh}\n"),
        ("assignments:\r\n  - {slug: relu}\r\n",
         "assignments:\r\n  - {slug: relu}\r\n  - {slug: tanh}\r\n"),
        ("assignments:\n  - slug: |-\n      relu\n",
         "assignments:\n  - slug: |-\n      relu\n  - {slug: tanh}\n"),
    ],
)  # fmt: skip
def test_course_yaml_keeps_its_layout(tiny, before, after):
    path = tiny.root / "assignments/course.yaml"
    for start in ("", "\ufeff"):
        path.write_bytes((start + HEAD + before).encode())
        new = "tanh" if not start else "tanh2"
        add(tiny, new)
        assert path.read_bytes().decode() == start + HEAD + after.replace("tanh", new)


def test_a_list_that_takes_no_line_is_refused(tiny):
    path = tiny.root / "assignments/course.yaml"
    path.write_text(HEAD + "<<: {assignments: [{slug: relu}]}\n", encoding="utf-8")
    before = everything(tiny.root)
    with pytest.raises(CourseError) as caught:
        add(tiny, "tanh")
    assert caught.value.key == "course-not-extended"
    assert everything(tiny.root) == before


@pytest.mark.parametrize("after", range(10))
def test_a_full_disk_leaves_nothing_half_written(tiny, monkeypatch, after):
    before, writes = everything(tiny.root), iter(range(100))
    really = {name: getattr(Path, name) for name in ("write_text", "write_bytes")}

    def failing(name):
        def write(path, *args, **kwargs):
            if next(writes) == after:
                raise OSError(28, "No space left on device", str(path))
            return really[name](path, *args, **kwargs)

        return write

    for name in really:
        monkeypatch.setattr(Path, name, failing(name))
    with pytest.raises(UsageError) as caught:
        add(tiny, "tanh")
    assert caught.value.key == "cannot-write"
    assert everything(tiny.root) == before
    assert not list(tiny.root.rglob("*tanh*"))


@pytest.mark.parametrize("error", [KeyboardInterrupt, CourseError("no-course", start=".")])
def test_what_does_not_read_back_is_undone(tiny, monkeypatch, error):
    def refuse(course, slug):
        raise error

    before = everything(tiny.root)
    monkeypatch.setattr(new_assignment, "_hold", refuse)
    with pytest.raises((KeyboardInterrupt, CourseError)):
        add(tiny, "tanh")
    assert everything(tiny.root) == before


@pytest.mark.skipif(os.name == "nt", reason="rights are POSIX")
def test_course_yaml_keeps_its_rights(tiny):
    path = tiny.root / "assignments/course.yaml"
    path.chmod(0o640)
    add(tiny, "tanh")
    assert path.stat().st_mode & 0o777 == 0o640
