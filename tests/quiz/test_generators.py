"""Every item of every topic keeps what items promise, and its key is right."""

import json
from pathlib import Path

import pytest

from autograder.quiz.document import document
from autograder.quiz.drawing import draw
from autograder.quiz.generators import TOPICS
from autograder.quiz.topics import topics
from tests.quiz.recompute import KEYS
from tests.quiz.sweep import swept

GOLDEN = Path(__file__).parent / "golden"
SEEDS, GOLDEN_SEEDS = 300, 20
OURS = topics()


@pytest.mark.slow
@pytest.mark.parametrize("level", [1, 2, 3])
@pytest.mark.parametrize("name", TOPICS)
def test_items_are_sound_and_their_keys_right(name: str, level: int) -> None:
    topic = OURS[name]
    if level in topic.levels:
        assert not list(swept(topic, level, range(SEEDS)))


@pytest.mark.parametrize("name", TOPICS)
def test_a_key_is_computed_a_second_way(name: str) -> None:
    assert name in KEYS


def golden(name: str) -> str:
    """The items of twenty seeds, a line each."""
    topic = OURS[name]
    items = [
        draw(topic, topic.levels[seed % len(topic.levels)], seed) for seed in range(GOLDEN_SEEDS)
    ]
    lines = [
        json.dumps(document(item, language, with_key=True), ensure_ascii=False)
        for item in items
        for language in ("en", "ko")
    ]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", TOPICS)
def test_a_seed_gives_the_same_item_for_ever(name: str) -> None:
    """`python -m tests.quiz.test_generators` writes them; raise VERSION with what changes."""
    assert golden(name) == (GOLDEN / f"{name}.jsonl").read_text(encoding="utf-8")


if __name__ == "__main__":
    for each in TOPICS:
        (GOLDEN / f"{each}.jsonl").write_text(golden(each), encoding="utf-8")
