"""A suite that stays open gives each submission what it would get alone."""

from pathlib import Path

import pytest

from autograder import submission
from autograder.course import Assignment
from autograder.errors import SandboxLost, SuiteError
from autograder.model import CheckResult, Outcome
from autograder.sandbox import Sandbox
from autograder.suite.reference import Reference, load_reference
from autograder.suite.run import Suite

SAMPLES = Path(__file__).parents[1] / "submissions" / "conv2d"
WRONG = SAMPLES / "wrong" / "crop_pad_zero.py"
RIGHT = SAMPLES / "right" / "im2col.py"


def plain(results: tuple[CheckResult, ...]) -> list[object]:
    return [result.model_dump(exclude={"seconds"}) for result in results]


def run(suite: Suite, path: Path, conv2d: Assignment, seed: int) -> tuple[CheckResult, ...]:
    files = submission.read([path], conv2d).files
    with Sandbox(files, "conv2d.py", conv2d.limits) as sandbox:
        return suite.run(sandbox, seed=seed)


def test_submissions_do_not_touch_each_other(conv2d: Assignment) -> None:
    paths = [WRONG, RIGHT, WRONG]
    with Suite(conv2d.hidden_suite, conv2d) as suite:
        together = [run(suite, path, conv2d, seed % 2) for seed, path in enumerate(paths)]
    for seed, (path, results) in enumerate(zip(paths, together, strict=True)):
        with Suite(conv2d.hidden_suite, conv2d) as suite:
            alone = run(suite, path, conv2d, seed % 2)
        assert plain(results) == plain(alone)
    assert plain(together[0]) == plain(together[2])


def test_a_failure_of_ours_leaves_nothing_for_the_next_submission(conv2d: Assignment) -> None:
    class Lost:
        def ask(self, *_: object, **__: object) -> None:
            raise SandboxLost("sandbox-not-started", level="jail", problem="gone")

        def forget(self) -> None:
            """Nothing was asked for."""

    with Suite(conv2d.hidden_suite, conv2d) as suite:
        before = plain(run(suite, WRONG, conv2d, 1))
        with pytest.raises(SandboxLost):
            suite.run(Lost(), seed=1)
        assert plain(run(suite, WRONG, conv2d, 1)) == before


def test_a_run_that_ends_with_the_first_failure_is_the_start_of_a_whole_one(
    conv2d: Assignment,
) -> None:
    reference = load_reference(conv2d.solutions / "conv2d.py")
    spoilt = vars(reference) | {"conv2d_backward": lambda dout, cache: (dout, dout, dout)}
    with Suite(conv2d.hidden_suite, conv2d) as suite:
        whole = suite.run(Reference(spoilt), seed=0)
        start = suite.run(Reference(spoilt), seed=0, until_failed=True)
        right = suite.run(Reference(vars(reference)), seed=0, until_failed=True)
    outcomes = [result.outcome for result in start]
    assert outcomes == [Outcome.PASSED] * (len(start) - 1) + [Outcome.FAILED]
    assert plain(start) == plain(whole[: len(start)])
    assert len(right) == len(whole)


def test_a_reference_may_hold_a_data_class_and_a_broken_one_is_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "area.py"
    path.write_text("raise OSError", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(SuiteError):
            load_reference(path)
    lines = ["from __future__ import annotations", "from dataclasses import dataclass"]
    lines += ["@dataclass", "class Cache:", "    x: int"]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert load_reference(path).Cache(1).x == 1
