"""`grade start` copies an assignment whole or not at all, and never over anything."""

import json
import shutil

import pytest


def test_start_gives_what_a_learner_needs_and_no_more(here, desk, course):
    folder = course / "assignments" / "conv2d"
    (folder / "figures").mkdir(exist_ok=True)
    (folder / "figures" / "window.svg").write_text("<svg/>")
    (folder / "notes.txt").write_text("staff only")
    ran = here("start", "conv2d")
    assert ran.code == 0, ran.err
    files = {path.relative_to(desk / "conv2d").as_posix() for path in desk.rglob("*.*")}
    assert {"README.md", "README.ko.md", "conv2d.py", "test_public.py"} <= files
    assert "figures/window.svg" in files
    assert not files & {"assignment.yaml", "ko.yaml", "notes.txt"}
    assert "1. cd conv2d\n" in ran.out
    assert "3. grade check\n" in ran.out


def test_start_goes_where_it_is_told(here, desk):
    ran = here("start", "conv2d", "week 3/work", "--lang", "ko")
    assert ran.code == 0, ran.err
    assert (desk / "week 3" / "work" / "conv2d.py").is_file()
    assert "다음 단계" in ran.out
    assert 'cd "week 3/work"' in ran.out


def test_start_refuses_to_overwrite(here, desk):
    (desk / "conv2d").mkdir()
    (desk / "conv2d" / "conv2d.py").write_text("my work")
    ran = here("start", "conv2d")
    assert ran.code == 2
    assert "`conv2d` exists already" in ran.err
    assert (desk / "conv2d" / "conv2d.py").read_text() == "my work"
    assert [path.name for path in desk.iterdir()] == ["conv2d"]


def test_start_refuses_to_nest(here, desk):
    (desk / "conv2d.py").write_text("my work")
    ran = here("start", "conv2d")
    assert ran.code == 2
    assert "a started `conv2d` already" in ran.err
    assert [path.name for path in desk.iterdir()] == ["conv2d.py"]
    assert here("start", "conv2d", "fresh").code == 0


def test_start_refuses_a_dangling_link(here, desk):
    (desk / "conv2d").symlink_to("nowhere")
    assert here("start", "conv2d").code == 2
    assert not (desk / "nowhere").exists()


@pytest.mark.parametrize("problem", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_an_interrupted_start_leaves_nothing(here, desk, monkeypatch, problem):
    copy, copied = shutil.copyfile, []

    def second_fails(source, target):
        if copied:
            raise problem
        copied.append(target)
        return copy(source, target)

    monkeypatch.setattr("cli.starter.shutil.copyfile", second_fails)
    ran = here("start", "conv2d")
    assert ran.code == (130 if isinstance(problem, KeyboardInterrupt) else 2)
    assert list(desk.iterdir()) == []


def test_a_course_that_lacks_a_file_is_named(here, desk, course):
    (course / "assignments" / "conv2d" / "test_public.py").unlink()
    ran = here("start", "conv2d")
    assert ran.code == 2
    assert "test_public.py" in ran.err
    assert list(desk.iterdir()) == []


@pytest.mark.parametrize("language", ["en", "ko"])
def test_start_with_a_notebook_is_checked_as_it_is(here, desk, monkeypatch, language):
    ran = here("start", "sizing", "--notebook", "--lang", language)
    assert ran.code == 0, ran.err
    assert "sizing.ipynb" in ran.out
    files = {path.name for path in (desk / "sizing").iterdir()}
    assert files == {"README.md", "README.ko.md", "places.svg", "sizing.ipynb", "test_public.py"}
    monkeypatch.chdir(desk / "sizing")
    checked = here("check", "--json")
    assert checked.code == 1, checked.err
    document = json.loads(checked.out)
    assert {check["outcome"] for check in document["checks"]} == {"NOT_ATTEMPTED"}
    assert checked.err == ""  # no cell of ours is said to be left out
    assert here("start", "sizing").code == 2


def test_an_own_cell_in_the_notebook_is_told(here, desk):
    assert here("start", "sizing", "--notebook").code == 0
    path = desk / "sizing" / "sizing.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    own = {"cell_type": "code", "metadata": {}, "outputs": [], "source": "output_size(7, 3)"}
    notebook["cells"].append(own)
    path.write_text(json.dumps(notebook))
    checked = here("check", "sizing", path)
    assert "is not one of the assignment's solution cells and is not graded" in checked.err


def test_a_student_has_the_notebook_too(here, student_course):
    assert here("start", "conv2d", "--notebook").code == 0
