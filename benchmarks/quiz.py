"""Measure what quiz items cost: `python -m benchmarks.quiz [TOPIC…]`.

First the whole command that writes 10,000 of them, start and all, against a Python that does
nothing but write as many finished items as JSON; then an item of each topic, against `conv_shape`.
"""

import json
import subprocess
import sys
import time

from autograder.quiz.document import document
from autograder.quiz.drawing import Topic, draw
from autograder.quiz.topics import chosen, topics
from benchmarks import suite
from benchmarks.meter import started_clock

_COUNT, _ITEMS = 10_000, 300
_EXPORT = "quiz export --format jsonl --topic conv_shape --seed 1 --with-key --count"


def main() -> int:
    """Measure and print; return the exit code."""
    known = topics()
    clock = started_clock()
    began = clock.seconds()
    lines = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "cli", *_EXPORT.split(), str(_COUNT)],
        cwd=suite.ROOT, stdout=subprocess.PIPE, check=True,
    ).stdout.splitlines()  # fmt: skip
    command = clock.seconds() - began
    items = [json.loads(line) for line in lines]
    began = time.process_time()
    for item in items:
        json.dumps(item, ensure_ascii=False)
    plain = time.process_time() - began
    print(f"{len(items)} items: {command:.2f} s CPU, {command / plain:.1f} x writing them as JSON")
    unit = _seconds(known["conv_shape"])
    for topic in chosen(sys.argv[1:], known):
        each = _seconds(topic)
        print(f"{topic.name:24} {1000 * each:.2f} ms an item, {each / unit:.2f} x conv_shape")
    return 0


def _seconds(topic: Topic) -> float:
    """Return what an item costs, drawn and told, over all levels [s]."""
    began = time.process_time()
    for level in topic.levels:
        for seed in range(_ITEMS):
            json.dumps(document(draw(topic, level, seed), "ko", with_key=True), ensure_ascii=False)
    return (time.process_time() - began) / (_ITEMS * len(topic.levels))


if __name__ == "__main__":
    sys.exit(main())
