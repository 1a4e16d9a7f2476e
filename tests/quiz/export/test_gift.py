"""GIFT, read back by gift-pegjs, the parser behind the editors of that format."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings

from autograder.quiz.export import gift
from autograder.quiz.export.sheet import said
from tests.quiz.export import items
from tests.quiz.export.items import NASTY, STARTS, flat, read, sheet

READERS = Path(__file__).parent / "readers"
IS_THERE = shutil.which("node") and (READERS / "node_modules" / "gift-pegjs").is_dir()
pytestmark = pytest.mark.skipif(
    not IS_THERE and not os.environ.get("CI"),
    reason=f"needs Node.js and `npm ci --prefix {READERS}`",
)


@pytest.fixture(scope="module")
def parsed() -> Iterator[Callable[[str], list[dict]]]:
    """Return what reads a text; one process reads them all."""
    command = ["node", "read.js"]
    with subprocess.Popen(
        command, cwd=READERS, text=True, encoding="utf-8",
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as process:  # fmt: skip

        def parse(text: str) -> list[dict]:
            process.stdin.write(json.dumps(text) + "\n")
            process.stdin.flush()
            found = json.loads(process.stdout.readline())
            assert isinstance(found, list), found["error"]
            return found

        yield parse
        process.stdin.close()


def questions(parsed, *made, **options) -> list[dict]:
    return parsed("".join(gift.export(sheet(*made, **options))))


def choices(question: dict) -> dict[str, tuple[int | float | None, bool, str]]:
    found = {}
    for each in question["choices"]:
        feedback = read(each["feedback"]["text"]) if each["feedback"] else ""
        found[read(each["text"]["text"])] = (each["weight"], each["isCorrect"], feedback)
    return found


@settings(deadline=None, max_examples=60)
@given(items.texts)
def test_every_text_survives(parsed, text: str) -> None:
    made = items.every(text)
    for item, question in zip(made, questions(parsed, *made), strict=True):
        assert question["title"] == f"{item.topic} ({item.id})"
        assert question["stem"]["format"] == "html"
        assert read(question["stem"]["text"]) == flat(said(item.stem, "en"))
        assert read(question["globalFeedback"]["text"]) == flat(said(item.solution, "en"))


@pytest.mark.parametrize("text", ["plain", NASTY, *STARTS])
def test_a_number_is_typed_in_and_each_wrong_one_explained(parsed, text: str) -> None:
    item = items.number(text)
    (question,) = questions(parsed, item)
    assert question["type"] == "Numerical"
    right, *wrong, other = question["choices"]
    assert right["text"] == {"type": "range", "number": 896, "range": 0}
    assert right["weight"] is None
    assert [each["text"]["number"] for each in wrong] == [each.value for each in item.wrong]
    for each, idea in zip(wrong, item.wrong, strict=True):
        assert each["weight"] == 0
        assert read(each["feedback"]["text"]) == flat(idea.explanation.en)
    assert other["text"]["text"] == "*"


@pytest.mark.parametrize("text", ["plain", NASTY, *STARTS])
def test_all_else_is_chosen(parsed, text: str) -> None:
    shape, grid, choice = questions(parsed, items.shape(text), items.grid(text), items.choice(text))
    assert choices(shape)["6 × 28 × 28"] == (None, True, "Right.")
    assert choices(shape)["3 × 28 × 28"] == (None, False, flat(f"E two {text}"))
    assert choices(grid)["1 0.5; -3 40"][1] is True
    assert choices(choice)[flat(f"E {text} b")][1] is True
    assert choices(choice)[flat(f"E {text} a")] == (None, False, flat(f"E why not a {text}"))


@pytest.mark.parametrize("text", ["plain", NASTY, *STARTS])
def test_several_options_share_what_is_earned(parsed, text: str) -> None:
    several, none = questions(parsed, items.multi(text), items.multi(text, key=()))
    assert [weight for weight, *_ in choices(several).values()] == [50, -50, 50, -50]
    assert choices(none)["none of them"][1] is True
    assert len(choices(none)) == 4
