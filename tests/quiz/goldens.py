"""The items of twenty seeds of each topic, pinned: `python -m tests.quiz.goldens` writes them.

Nothing here or in what it imports needs numpy, so that no version of it can change an item.
"""

import json
from pathlib import Path

from autograder.quiz.document import document
from autograder.quiz.drawing import draw
from autograder.quiz.generators import TOPICS
from autograder.quiz.topics import topics

FOLDER = Path(__file__).parent / "golden"
SEEDS = 20


def golden(name: str) -> str:
    """Return the items of a topic in both languages, a line each."""
    topic = topics()[name]
    items = [draw(topic, topic.levels[seed % len(topic.levels)], seed) for seed in range(SEEDS)]
    lines = [
        json.dumps(document(item, language, with_key=True), ensure_ascii=False)
        for item in items
        for language in ("en", "ko")
    ]
    return "\n".join(lines) + "\n"


def changed() -> list[str]:
    """Return the topics whose items are not the pinned ones."""
    return [
        name
        for name in TOPICS
        if golden(name) != (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8")
    ]


if __name__ == "__main__":
    for each in TOPICS:
        (FOLDER / f"{each}.jsonl").write_text(golden(each), encoding="utf-8")
