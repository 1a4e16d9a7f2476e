"""What is measured: every subject grades some submissions with the same checks."""

import functools
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks import bundle, ours, suite, warm
from benchmarks.environments import environment
from benchmarks.measure import NotMeasured
from benchmarks.others.grader import Graded, Grader
from benchmarks.others.gradescope import Gradescope
from benchmarks.others.nbgrader import Nbgrader
from benchmarks.others.otter import Otter
from benchmarks.others.plain_pytest import PlainPytest

GRADERS: tuple[type[Grader], ...] = (PlainPytest, Gradescope, Otter, Nbgrader)
_ALWAYS = 1_000

GradeSome = Callable[[bytes, int], Graded]  # a source, and how many hand it in


@dataclass(frozen=True)
class Subject:
    """One thing to measure.

    Attributes:
        key: names it in the code, the results and `--only`.
        title: names it in the table.
        grade: grades a source as often as it is told to, in one go.
        submissions: in one run of it.
        most_rounds: runs that are enough, where one run takes long.
        is_failing: it is given the failing submission.
        is_sandboxed: the clock has to prove that it sees what happens inside.
        problem: why it can't be measured at all.
        distribution: that is measured, where it is not ours.
        version: of the distribution.
    """

    key: str
    title: str
    grade: GradeSome
    submissions: int = 1
    most_rounds: int = _ALWAYS
    is_failing: bool = False
    is_sandboxed: bool = False
    problem: str = ""
    distribution: str = ""
    version: str = ""


@dataclass(frozen=True)
class Sizes:
    """How much is measured.

    Attributes:
        warm: gradings in a warm process.
        students: in a class.
        batches: submissions of each batch.
    """

    warm: int
    students: int
    batches: tuple[int, ...]


def subjects(sizes: Sizes, scratch: Path) -> list[Subject]:
    """Return all subjects, the bare limit first.

    Args:
        sizes: how much each of them does.
        scratch: a folder for what other graders prepare once.
    """
    return [*_in_one_process(sizes), *_cold(scratch), *_others(sizes, scratch), *_batches(sizes)]


def _in_one_process(sizes: Sizes) -> list[Subject]:
    return [
        Subject("numpy", "the same checks with helpers of numpy alone, no sandbox", _warm("numpy"),
                submissions=sizes.warm),
        Subject("bare", "bare limit: compile and call the checks, no sandbox", _warm("bare"),
                submissions=sizes.warm),
        Subject("ours", "convgrade, warm", _warm("ours"), submissions=sizes.warm,
                is_sandboxed=True),
        Subject("explained", "convgrade, warm, a failing submission explained",
                _warm("explained"), submissions=max(1, sizes.warm // 4), is_failing=True),
    ]  # fmt: skip


def _cold(scratch: Path) -> list[Subject]:
    folder = scratch / "cold"
    folder.mkdir()

    def grade(source: bytes, count: int) -> Graded:
        if count != 1:
            raise NotMeasured("`grade submit` grades one submission")
        return ours.cold(source, folder, seed=bundle.SEED)

    return [Subject("cold", "convgrade, cold: one `grade submit`", grade, is_sandboxed=True)]


def _others(sizes: Sizes, scratch: Path) -> list[Subject]:
    found = []
    for kind in GRADERS:
        made = environment(kind.name, kind.packages)
        single = Subject(
            kind.name, kind.title, _of_grader(kind, scratch),
            problem=made.problem, distribution=kind.distribution,
            version=made.versions.get(kind.distribution, ""),
        )  # fmt: skip
        found.append(single)
        if kind is Nbgrader:
            title = f"{kind.title}, a class of {sizes.students}"
            found.append(
                replace(single, key="nbgrader-class", title=title, submissions=sizes.students,
                        most_rounds=3)
            )  # fmt: skip
    return found


def _batches(sizes: Sizes) -> list[Subject]:
    found = [
        Subject(f"batch-{count}", f"convgrade, `grade batch` of {count:,}", _batch(1),
                submissions=count, most_rounds=1 if count > 1000 else 3, is_sandboxed=True)
        for count in sizes.batches
    ]  # fmt: skip
    if sizes.batches:
        count = sorted(sizes.batches)[len(sizes.batches) // 2]
        found.append(
            Subject(f"batch-{count}-jobs-2", f"convgrade, `grade batch --jobs 2` of {count:,}",
                    _batch(2), submissions=count, most_rounds=3)
        )  # fmt: skip
    return found


def _in_scratch(grade: Callable[[bytes, Path, int], Graded]) -> GradeSome:
    """Give each run an empty folder."""

    def run(source: bytes, count: int) -> Graded:
        with tempfile.TemporaryDirectory(prefix="bench-") as name:
            return grade(source, Path(name), count)

    return run


def _warm(what: str) -> GradeSome:
    return _in_scratch(lambda source, folder, count: warm.grade(what, source, folder, count=count))


def _batch(jobs: int) -> GradeSome:
    return _in_scratch(
        lambda source, folder, count: ours.batch(source, folder, count=count, jobs=jobs)
    )


def _of_grader(kind: type[Grader], scratch: Path) -> GradeSome:
    """Return what grades with another grader, which is prepared at its first use."""

    @functools.cache
    def grader() -> Grader:
        with_pytest = kind is PlainPytest
        folder = Path(tempfile.mkdtemp(prefix=f"{kind.name}-", dir=scratch))
        made = bundle.write(suite.max_pool(), folder / "bundle", with_pytest=with_pytest)
        return kind(environment(kind.name, kind.packages), made, folder)

    def grade(source: bytes, count: int) -> Graded:
        sources: Sequence[bytes] = [
            source + f"\n# student {number}\n".encode() for number in range(count)
        ]
        return grader().grade(sources)

    return grade
