"""The page of an offline quiz reads replies as Python does."""

import dataclasses
import json
import random
from collections.abc import Iterator

import pytest

from autograder.quiz.export.html import LANGUAGES
from autograder.quiz.item import Item
from autograder.quiz.replies import Unreadable, parse
from tests.quiz.browser import Open, said
from tests.quiz.browser_items import GRID, NASTY, NUMBER, SHAPE

COLUMN = dataclasses.replace(GRID, key=((1728,), (0,), (64,)))
REPLIES = [
    *("5 x 5", "5×5", "(5,5,)", "５", "1e2", "seven", "", " ", "\n", "9" * 10_000, "5 5", "5*5"),
    *("10 × 32 × 32", "10x32x32", "[10, 32, 32]", "10,32,32", "10 32 32", "１０×３２×３２"),
    *("-1.5", "−1.5", "- 1.5", "-3/2", "3/-2", "1/0", "1/3", "0.1", ".5", "5.", "+7", "--7"),
    *("1e-3", "1,024", "1,02", "1,024,000.5", "1 024", "1e99", "1e-99", "1e100", "0x10", "1_000"),
    *("٣", "1e٣", "99999999999999999", "999999999999999", "1000000000000000", "nan", "inf"),
    *(
        "4.0000000000000001",
        "4.0, 4, 4",
        "4.0000000000000001 4 4",
        "10·32·32",
        "½",
        "2²",
        "5ˣ5",
        "5™",
        "1,728; 0; 64",
    ),
    *("8 9; 4 3", "8 9\n4 3", "8 9 4 3", "[[8, 9], [4, 3]]", "(8,9),(4,3)", "8 9 | 4 3"),
    *("8 9 / 4 3", "8 9; 4", "8 9; 4 3;", "8;9;4;3", "[8 9 4 3", "8, 9; 4, 3", "8 9;; 4 .5"),
    *("-0", "-0.0", "0/5", "00012", "1/0007", "５，５，５", "1\u00a05", "5\x855\x855", NASTY),
    *("\u2028 5 \ufeff", "\x1c5\x1f", "\ufeff5", "5\u200b"),
]
_PIECES = [*"0123456789 ,;/x×().[]-−+eE|\n", "10", "32", "8 9", "; ", "٣", "\u3000", "½", "a"]


def mashed(count: int) -> Iterator[str]:
    """Replies put together at random, the same in each run."""
    chance = random.Random(6)
    for _ in range(count):
        yield "".join(chance.choices(_PIECES, k=chance.randint(1, 12)))


def read(reply: str, item: Item) -> object:
    """What Python reads, and what it says where it reads nothing."""
    try:
        return json.loads(json.dumps(parse(reply, item)))
    except Unreadable as problem:
        return [said(problem.key, language, **problem.values) for language in LANGUAGES]


@pytest.mark.slow
@pytest.mark.parametrize(
    "item", [NUMBER, SHAPE, GRID, COLUMN], ids=["number", "shape", "grid", "column"]
)
def test_the_page_reads_replies_as_python_does(opened: Open, item: Item) -> None:
    page = opened([item])
    replies = [*REPLIES, *mashed(3000)]
    found = page.evaluate(
        """(replies) => replies.map((reply) => {
          try {
            return parse(reply, items[0]);
          } catch (problem) {
            return ["en", "ko"].map((language) => say(problem.key, language, problem.values));
          }
        })""",
        replies,
    )
    differences = [
        (reply[:60], here, there)
        for reply, there in zip(replies, found, strict=True)
        if (here := read(reply, item)) != there
    ]
    assert not differences
    refused = [each for each in found if isinstance(each, list) and isinstance(each[0], str)]
    assert 15 < len(found) - len(refused) < len(found) - 15
