"""The ways to hand in: a notebook, a zip archive, a folder, standard input."""

import io
import json
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
REFERENCE = (ROOT / "solutions" / "conv2d" / "conv2d.py").read_text(encoding="utf-8")


def notebook(*sources: str) -> str:
    cells = [{"cell_type": "code", "source": source.splitlines(True)} for source in sources]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells})


def archive(path: Path, **contents: str) -> Path:
    with zipfile.ZipFile(path, "w") as file:
        for name, content in contents.items():
            file.writestr(name, content)
    return path


def pipe(monkeypatch, content: str | bytes) -> None:
    """Make a content the standard input of the next command in this process."""
    raw = content.encode() if isinstance(content, str) else content
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw)))


@pytest.mark.slow
def test_a_zip_with_a_notebook_earns_what_its_code_earns(grade, desk):
    work = notebook("%matplotlib inline\n" + REFERENCE)
    archive(desk / "work.zip", **{"hw/conv2d.ipynb": work, "__MACOSX/hw/._conv2d.ipynb": ""})
    ran = grade("submit", "conv2d", "work.zip", "--student", "alice", "--json")
    assert ran.code == 0, ran.err
    assert json.loads(ran.out)["points"] == 20
    assert "note: code cell 1 of work.zip/hw/conv2d.ipynb: left out `%matplotlib inline`" in ran.err


def test_a_notebook_is_checked_and_its_assignment_told_by_its_name(here, desk):
    (desk / "conv2d.ipynb").write_text(notebook("!ls\n" + REFERENCE), encoding="utf-8")
    for args in (["conv2d.ipynb"], ["conv2d"]):
        ran = here("check", *args, "--json", "--isolation", "limits", "--lang", "ko")
        assert ran.code == 0, ran.err
        assert json.loads(ran.out)["passed"] > 0
        assert "알림: conv2d.ipynb의 1번째 코드 셀" in ran.err


def test_standard_input_is_checked(here, monkeypatch):
    pipe(monkeypatch, REFERENCE)
    ran = here("check", "conv2d", "-", "--json", "--isolation", "limits")
    assert ran.code == 0, ran.err
    assert json.loads(ran.out)["passed"] > 0


def refused(ran, *parts: str) -> None:
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.startswith("Error: ")
    assert ran.err.count("\n") == 2
    for part in ("hint: ", *parts):
        assert part in ran.err


@pytest.mark.parametrize(
    ("args", "content", "parts"),
    [
        (["conv2d", "-"], b"", ["`-` is empty"]),
        (["conv2d", "-"], b"\xff\xfe", ["`-` is not Python text"]),
        (["conv2d", "-"], b"#" * 1_000_001, ["`-` is too large"]),
        (["-"], b"x = 1\n", ["which assignment"]),
    ],
)
def test_standard_input_that_is_no_submission(here, monkeypatch, args, content, parts):
    pipe(monkeypatch, content)
    refused(here("submit", *args), *parts)


def test_no_standard_input_at_all(here, monkeypatch):
    monkeypatch.setattr("sys.stdin", None)
    refused(here("submit", "conv2d", "-"), "`-`")


def test_a_script_and_a_notebook_side_by_side_are_not_guessed_between(here, desk):
    (desk / "conv2d.py").write_text(REFERENCE, encoding="utf-8")
    (desk / "conv2d.ipynb").write_text(notebook(REFERENCE), encoding="utf-8")
    for args in ([], ["conv2d"], ["conv2d", "."]):
        refused(here("submit", *args), "several files", "conv2d.py", "conv2d.ipynb")


@pytest.mark.parametrize("name", ["conv2d.zip", "conv2d.ipynb"])
def test_a_broken_file_whose_name_tells_the_assignment(here, desk, course, name):
    (desk / name).write_bytes(b"PK\x03\x04 no")
    refused(here("submit", name), f"`{name}`")
    assert not (course / ".grade").exists()
    assert [path.name for path in desk.iterdir()] == [name]


def test_a_hostile_name_does_not_steer_the_terminal(here, desk):
    archive(desk / "work.zip", **{"../\x1b[2J\nError: conv2d.py": "x = 1"})
    refused(here("submit", "conv2d", "work.zip"), "\\x1b[2J\\n")
