"""Hold every topic's items against what is promised, over many seeds: `make items`.

`python -m tests.quiz.sweep [--seeds N] [TOPIC…]`; a test does the same with fewer seeds.
"""

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from autograder import course
from autograder.quiz.drawing import Topic, draw
from autograder.quiz.soundness import faults
from autograder.quiz.topics import chosen, topics
from tests.quiz.recompute import KEYS


def swept(topic: Topic, level: int, seeds: range) -> Iterator[str]:
    """Yield what is wrong with the items of some seeds."""
    for seed in seeds:
        item = draw(topic, level, seed)
        for fault in faults(item):
            yield f"{item.id}: {fault}"
        if topic.name in KEYS:
            again = KEYS[topic.name](item.params)
            if again != item.key:
                yield f"{item.id}: the key is {item.key}, recomputed {again}"


def main() -> int:
    """Sweep the topics that are named; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.quiz.sweep", description=__doc__)
    parser.add_argument("topics", nargs="*", metavar="TOPIC")
    parser.add_argument("--seeds", type=int, default=10_000)
    options = parser.parse_args()
    found = 0
    for topic in chosen(options.topics, topics(course.find(None, start=Path.cwd()))):
        began = time.process_time()
        for level in topic.levels:
            for fault in swept(topic, level, range(options.seeds)):
                print(fault)
                found += 1
        print(f"{topic.name}: {options.seeds} seeds, {time.process_time() - began:.1f} s CPU")
    print(f"{found} faults")
    return int(found > 0)


if __name__ == "__main__":
    sys.exit(main())
