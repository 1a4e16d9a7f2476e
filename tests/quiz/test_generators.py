"""Every item of every topic keeps what items promise, and its key is right."""

import subprocess
import sys
from pathlib import Path

import pytest

from autograder.quiz.generators import TOPICS
from autograder.quiz.topics import topics
from tests.quiz.goldens import changed
from tests.quiz.recompute import KEYS
from tests.quiz.sweep import swept

SEEDS = 300
OURS = topics()
WITHOUT_NUMPY = "import sys; sys.modules['numpy'] = None; from tests.quiz.goldens import changed"


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


def test_a_seed_gives_the_same_item_for_ever() -> None:
    """`python -m tests.quiz.goldens` writes them; raise VERSION with what changes."""
    assert changed() == []


def test_no_version_of_numpy_can_change_an_item() -> None:
    done = subprocess.run(
        [sys.executable, "-c", f"{WITHOUT_NUMPY}; print(changed())"],
        cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout == "[]\n", done.stderr
