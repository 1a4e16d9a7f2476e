"""JSON lines: what another program needs to check params and key."""

import json

from hypothesis import given

from autograder.quiz.drawing import draw
from autograder.quiz.export import Papers, Sheet, jsonl
from autograder.quiz.topics import topics
from tests.quiz.export import items
from tests.quiz.export.items import sheet
from tests.quiz.recompute import KEYS

CONV = topics()["conv_shape"]


def lines(made: Sheet) -> list[dict]:
    return [json.loads(line) for line in jsonl.export(made)]


def test_another_program_can_check_the_key() -> None:
    made = lines(Sheet(Papers([CONV], 3, 1, 50), ("en",), "", with_key=True))
    assert [each["seed"] for each in made] == list(range(1, 51))
    for each in made:
        assert tuple(each["key"]) == KEYS["conv_shape"](each["params"])


def test_without_the_key_nothing_tells_it() -> None:
    (made,) = lines(sheet(items.number(), with_key=False))
    assert not {"key", "key_text", "distractors", "solution"} & set(made)


def test_items_are_drawn_as_they_are_read() -> None:
    drawn = iter(jsonl.export(Sheet(Papers([CONV], 1, 5, 10**9), ("en",), "")))
    assert json.loads(next(drawn))["seed"] == 5


@given(items.texts)
def test_every_text_survives(text: str) -> None:
    en, ko = lines(sheet(items.choice(text), languages=("en", "ko")))
    assert en["stem"] == f"E {text}"
    assert ko["options"]["b"] == f"한 {text} b"
    assert ko["distractors"][0]["explanation"] == f"한 why not a {text}"


def test_topics_take_turns_and_variants_never_share_a_seed() -> None:
    made = lines(Sheet(Papers([CONV, CONV], 1, 10, 3, variants=2), ("en",), ""))
    assert [each["seed"] for each in made] == [10, 10, 11, 12, 12, 13]
    assert made[3]["stem"] == draw(CONV, 1, 12).stem.en
