"""Many jobs over one collected suite give what each would give alone."""

from pathlib import Path

from autograder import submission
from autograder.course import Assignment
from autograder.model import CheckResult
from autograder.sandbox import Sandbox
from autograder.suite.plugin import Job
from autograder.suite.run import run, run_each

SAMPLES = Path(__file__).parents[1] / "submissions" / "conv2d"


def plain(results: tuple[CheckResult, ...]) -> list[object]:
    return [result.model_dump(exclude={"seconds"}) for result in results]


def test_jobs_do_not_touch_each_other(conv2d: Assignment) -> None:
    paths = [
        SAMPLES / "wrong" / "crop_pad_zero.py",
        SAMPLES / "right" / "im2col.py",
        SAMPLES / "wrong" / "crop_pad_zero.py",
    ]
    opened = []

    def jobs():
        for seed, path in enumerate(paths):
            files = submission.read([path], conv2d).files
            with Sandbox(files, "conv2d.py", conv2d.limits) as sandbox:
                opened.append(seed)
                yield Job(sandbox, seed % 2)

    together = run_each(conv2d.hidden_suite, conv2d, jobs())
    assert opened == [0, 1, 2]
    for seed, (path, results) in enumerate(zip(paths, together, strict=True)):
        files = submission.read([path], conv2d).files
        with Sandbox(files, "conv2d.py", conv2d.limits) as sandbox:
            alone = run(conv2d.hidden_suite, sandbox, conv2d, seed=seed % 2)
        assert plain(results) == plain(alone)
    assert plain(together[0]) == plain(together[2])


def test_no_jobs_no_results(conv2d: Assignment) -> None:
    assert run_each(conv2d.hidden_suite, conv2d, []) == []
