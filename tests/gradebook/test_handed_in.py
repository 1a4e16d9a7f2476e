"""What a student's folder may hold before nbgrader is let near it, and which course is meant."""

import json
import os
from pathlib import Path

import pytest

from autograder import words
from autograder.errors import UsageError
from autograder.gradebook import handed_in, place, worker
from autograder.gradebook.handed_in import fault_in, fault_of

NOTEBOOK = json.dumps({"nbformat": 4, "cells": []})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A submission that can be graded."""
    made = tmp_path / "submitted" / "ada" / "hw"
    made.mkdir(parents=True)
    (made / "hw.ipynb").write_text(NOTEBOOK)
    (made / "data").mkdir()
    (made / "data" / "x.csv").write_text("1")
    (tmp_path / "secret.ipynb").write_text(NOTEBOOK)
    return made


def fault(folder: Path) -> str | None:
    root = folder.parents[1]
    found = fault_of(folder, root, {"hw"}) or fault_in(folder)
    return found and found[0]


def test_a_submission_with_data_is_fine(folder: Path, tmp_path: Path) -> None:
    assert fault(folder) is None
    linked = tmp_path / "by_link"
    linked.symlink_to(tmp_path / "submitted")  # the teacher's own choice
    assert fault(linked / "ada" / "hw") is None


@pytest.mark.parametrize("name", ["hw.ipynb", "data/y.csv", "more.ipynb"])
def test_links_are_refused_wherever_they_lead(folder: Path, name: str) -> None:
    (folder / name).unlink(missing_ok=True)
    (folder / name).symlink_to("../../../secret.ipynb")
    assert fault(folder) == "link"
    (folder / name).unlink()
    (folder / name).symlink_to("nowhere")
    assert fault(folder) == "link"


def test_folders_that_are_links_are_refused(folder: Path) -> None:
    student = folder.parents[1] / "bob"
    student.symlink_to("ada")
    assert fault(student / "hw") == "link"
    student.unlink()
    student.mkdir()
    (student / "hw").symlink_to("../ada/hw")
    assert fault(student / "hw") == "link"
    (folder / "loop").symlink_to(".")
    assert fault(folder) == "link"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
@pytest.mark.parametrize("name", ["more.ipynb", "data/pipe"])
def test_a_pipe_is_not_waited_for(folder: Path, name: str) -> None:
    os.mkfifo(folder / name)
    assert fault(folder) == "no-file"


@pytest.mark.parametrize("name", ["a*", "[q]", "b?"])
def test_a_name_that_nbgrader_would_take_for_others_is_refused(folder: Path, name: str) -> None:
    renamed = folder.parent.rename(folder.parents[1] / name)
    assert fault(renamed / "hw") == "bad-name"


def test_sizes_are_capped(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (folder / "hw.ipynb").open("wb") as file:
        file.truncate(handed_in.MAX_NOTEBOOK_BYTES + 1)
    assert fault(folder) == "too-large"
    (folder / "hw.ipynb").write_text(NOTEBOOK)
    monkeypatch.setattr(handed_in, "MAX_BYTES", 100)
    assert fault(folder) is None
    (folder / "data" / "x.csv").write_bytes(b" " * 100)
    assert fault(folder) == "too-large"


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ('{"cells": [', "not-json"), ("", "not-json"), ("[" * 100_000, "not-json"),
        ("\xff\xfe", "not-json"), ("[]", "not-a-notebook"), ("{}", "not-a-notebook"),
        ('{"cells": 3}', "not-a-notebook"), ("null", "not-a-notebook"),
    ],
)  # fmt: skip
def test_what_is_no_notebook_is_called_that(folder: Path, content: str, found: str) -> None:
    (folder / "hw.ipynb").write_bytes(content.encode("latin-1"))
    assert fault(folder) == found


def test_another_name_is_no_notebook_of_the_assignment(folder: Path) -> None:
    (folder / "hw.ipynb").rename(folder / "mine.ipynb")
    found = fault_of(folder, folder.parents[1], {"hw"})
    assert found == ("no-notebook", "ada/hw: hw.ipynb")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2026-11-22 03:02:00 UTC\n", None),
        ("never", "bad-time"),
        ("9" * 50, "bad-time"),
        (" \n", None),
    ],
)
def test_a_time_that_is_none_is_named(folder: Path, text: str, found: str | None) -> None:
    (folder / "timestamp.txt").write_text(text)
    assert fault(folder) == found


def test_every_fault_has_words() -> None:
    for name in handed_in.Fault.__args__:
        for language in ("en", "ko"):
            assert words.say("cli", f"autograde.{name}", language)


@pytest.mark.parametrize(("name", "pattern"), [("ada", "ada"), (" ada ", "[ ]ada[ ]")])
def test_nbgrader_is_asked_for_one_student_alone(name: str, pattern: str) -> None:
    assert worker.exactly(name) == pattern


def test_a_configuration_in_a_submission_is_not_run(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / place.CONFIG).write_text("")
    monkeypatch.chdir(folder)
    assert place.find(None) == tmp_path
    (folder / place.CONFIG).write_text("raise SystemExit('run')")
    with pytest.raises(UsageError) as caught:
        place.find(None)
    assert caught.value.key == "several-nbgrader-courses"
    assert place.find(tmp_path) == tmp_path
    with pytest.raises(UsageError) as caught:
        place.find(tmp_path / "submitted")
    assert caught.value.key == "no-nbgrader-course"
