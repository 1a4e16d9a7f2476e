"""A judge that stays open does not grow, nor does its zygote.

`GRADE_TEST_GRADINGS=5000` makes it a long evening.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
GRADINGS = int(os.environ.get("GRADE_TEST_GRADINGS", "240"))
# Python's table of interned texts, 1.9 MB, finds a new place now and then when numpy is asked for
# an array's interface; a million of those alone, worth 15,000 gradings, come to 2.7 MB. [kB]
MARGIN = 5_000
PROGRAM = """
import json, sys
from pathlib import Path
from autograder import course, grading, submission
from autograder.sandbox import process

def rss(pid):
    text = Path(f"/proc/{pid}/status").read_text()
    return int(text.partition("VmRSS:")[2].split()[0])

def children(pid):
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(each) for each in found] + [c for each in found for c in children(int(each))]

root, count = Path(sys.argv[1]), int(sys.argv[2])
assignment = course.load(root).assignment("max_pool")
samples = root / "tests/submissions/max_pool"
paths = [samples / "right/im2col.py", samples / "wrong/overwrites_overlap.py"]
handed_in = [submission.read([path], assignment) for path in paths]
seen = []
with grading.Judge(assignment, assignment.hidden_suite, level="jail") as judge:
    for number in range(count):
        judge.grade(handed_in[number % 2], seed=number)
        if number in (count // 5, count - 1):
            zygote = process._warm.zygotes["jail"].pid
            seen.append([rss("self"), *(rss(pid) for pid in [zygote, *children(zygote)[:2]])])
print(json.dumps(seen))
"""


@pytest.mark.slow
def test_nothing_grows() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(ROOT), str(GRADINGS)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    early, late = json.loads(done.stdout)
    print(f"RSS [kB] of judge, bubblewrap twice, zygote: {early} → {late}")
    assert len(early) == len(late) == 4
    for before, after in zip(early, late, strict=True):
        assert after - before < MARGIN, (early, late)
