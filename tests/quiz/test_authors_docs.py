"""docs/quiz-authors.md alone suffices: what it shows is put into a course as it says, and works."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from autograder.quiz.stream import Stream
from cli.main import run

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/quiz-authors.md").read_text(encoding="utf-8")
BANK = "assignments/quizzes/bank/dilation_ideas.yaml"
GENERATOR = "assignments/quizzes/generators/dilation.py"


def shown(path: str) -> str:
    """The block of the page that names this file in its first line."""
    (block,) = re.findall(
        rf"^```\w+\n# {re.escape(path)}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL
    )
    return str(block)


class Clone:
    """A copy of our course, and the command on it."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root = root
        self.capsys = capsys

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def grade(self, *args: str) -> Any:
        code = run([*args, "--json"])
        caught = self.capsys.readouterr()
        assert code == 0, caught.out + caught.err
        return json.loads(caught.out)


@pytest.fixture
def clone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Clone:
    for name in ("assignments", "solutions"):
        shutil.copytree(ROOT / name, tmp_path / name)
    monkeypatch.setenv("GRADE_COURSE", str(tmp_path))
    monkeypatch.setenv("GRADE_LANG", "en")
    return Clone(tmp_path, capsys)


def test_a_new_bank(clone: Clone) -> None:
    clone.write(BANK, shown(BANK))
    item = clone.grade("quiz", "ask", "dilation_ideas", "--level", "2", "--seed", "1", "--with-key")
    assert item["key_text"] == "A larger receptive field with as many weights"
    for wrong in item["distractors"]:
        reply = ("--seed", "1", "--level", "2", "--answer", wrong["value"])
        marked = clone.grade("quiz", "ask", "dilation_ideas", *reply)["marked"]
        assert (marked["verdict"], marked["explanation"]) == ("wrong", wrong["explanation"])
    assert clone.grade("course", "check", "quizzes")["is_sound"]


def test_an_entry_more_in_a_bank_that_is_there(clone: Clone) -> None:
    path = "assignments/quizzes/bank/why_convolution.yaml"
    head, entry = shown(BANK).split("entries:\n")
    assert "version: 1" in head
    text = (ROOT / path).read_text(encoding="utf-8")
    clone.write(path, text.replace("version: 1", "version: 2") + entry)
    asked = (
        clone.grade("quiz", "ask", "why_convolution", "--level", "2", "--seed", str(seed))
        for seed in range(100)
    )
    found = next(item for item in asked if "dilation 2" in item["stem"])
    assert found["id"].startswith("why_convolution-v2-l2-")
    assert clone.grade("course", "check", "quizzes")["is_sound"]


def test_a_generator_from_the_template(clone: Clone) -> None:
    clone.write(GENERATOR, shown(GENERATOR))
    known = {each["topic"]: each for each in clone.grade("quiz", "topics")}
    assert known["dilation"]["skill"] == "shapes"
    assert known["dilation"]["levels"] == [1, 2]
    for seed in map(str, range(5)):
        item = clone.grade("quiz", "ask", "dilation", "--seed", seed, "--level", "2")
        f, d = item["params"]["filter"], item["params"]["dilation"]
        key = len(range(0, f * d, d)) + (f - 1) * (d - 1)  # the elements, and what lies between
        marked = clone.grade(
            "quiz", "ask", "dilation", "--seed", seed, "--level", "2", "--answer", str(key)
        )
        assert marked["marked"]["verdict"] == "right"
    assert clone.grade("course", "check", "quizzes")["is_sound"]


def test_every_call_of_the_page_is_there() -> None:
    for call in re.findall(r"^\| `rng\.(\w+)\(", PAGE, re.MULTILINE):
        assert callable(getattr(Stream, call))
    assert len(re.findall(r"^\| `rng\.", PAGE, re.MULTILINE)) == 5
