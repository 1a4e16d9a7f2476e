"""What lectures show comes up, and what learners answer to it is understood."""

import pytest

from autograder.quiz.drawing import draw
from autograder.quiz.item import Item, shown
from autograder.quiz.marking import mark
from autograder.quiz.topics import topics
from cli.main import run

OURS = topics()
WITHIN = 1000  # seeds


def drawn(topic: str, level: int, key: int, stem: str) -> Item:
    """The first item with this key that says so."""
    for seed in range(WITHIN):
        item = draw(OURS[topic], level, seed)
        if item.key == key and stem in item.stem.en:
            return item
    raise AssertionError(f"{topic} never asks for {key}")


@pytest.mark.parametrize(
    ("topic", "level", "key", "stem"),
    [
        ("conv_params", 1, 760, "3 × 32 × 32"),
        ("conv_params", 2, 34_944, "3 × 227 × 227"),
        ("dense_params", 2, 6_220_800, "3 × 1080 × 1920"),
        ("network_params", 3, 61_706, "1 × 32 × 32"),
        ("weight_sharing", 2, 105_705_600, "3 × 227 × 227"),
        ("multiply_adds", 3, 12_443_648, "192 × 28 × 28"),
    ],
)
def test_an_example_of_lectures_comes_up(topic: str, level: int, key: int, stem: str) -> None:
    assert mark(drawn(topic, level, key, stem), f"{key:,}").verdict == "right"


@pytest.mark.parametrize(
    ("reply", "misconception"),
    [
        ("34,848", "forgot-bias"),
        ("11712", "filter-depth-one"),
        ("105,705,600", "no-weight-sharing"),
        ("290400", "activations-as-params"),
    ],
)
def test_a_wrong_count_of_alexnet_is_known(reply: str, misconception: str) -> None:
    marked = mark(drawn("conv_params", 2, 34_944, "3 × 227 × 227"), reply)
    assert marked.verdict == "wrong"
    assert marked.wrong
    assert marked.wrong.misconception == misconception


def table() -> Item:
    """A table of parameters with a number of five digits."""
    items = (draw(OURS["network_params"], 2, seed) for seed in range(WITHIN))
    return next(item for item in items if max(item.key)[0] >= 10_000)  # type: ignore[arg-type]


@pytest.mark.parametrize("between", ["; ", ", ", " ", "\n"])
def test_a_table_of_one_column_is_typed_in_a_line_or_in_rows(between: str) -> None:
    item = table()
    assert mark(item, between.join(shown(item.key, item).split("; "))).verdict == "right"


def test_numbers_of_a_table_may_be_grouped() -> None:
    item = table()
    grouped = "; ".join(f"{row[0]:,}" for row in item.key)  # type: ignore[union-attr, index]
    assert "," in grouped
    assert mark(item, grouped).verdict == "right"


def test_layers_of_a_stem_stand_on_lines_of_their_own(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRADE_LANG", "en")
    assert run(["quiz", "ask", "network_params", "--seed", "3"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "2. ReLU" in lines
    assert not any("\\n" in line for line in lines)
