"""Which wrong idea is taken for which: mistakes whose name is known are graded, the names counted.

Known are the reference with each misconception in it, and the wrong samples that state one
(`# misconception: ID`).
"""

import functools
import multiprocessing
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from autograder import course as courses
from autograder import submission
from autograder.course import Assignment, Course
from autograder.course_check.gradings import SEED, Progress, leave_interrupts
from autograder.course_check.samples import samples_of, stated_misconception
from autograder.diagnosis import Diagnostician, load, reference_beside
from autograder.grading import Judge
from autograder.model import CheckResult, Outcome
from autograder.suite.reference import Reference
from autograder.suite.run import Suite

_CHUNK = 12  # mistakes that a process takes at once
_PATIENCE = 10  # the table tells what can be told apart at all


@dataclass(frozen=True)
class Mistake:
    """One mistake whose name is known.

    Attributes:
        slug: of the assignment.
        id: of the misconception.
        name: of the implementation or of the sample.
        sample: the file; None where it is an implementation.
    """

    slug: str
    id: str
    name: str
    sample: Path | None = None


@dataclass(frozen=True)
class Named:
    """What a mistake was taken for.

    Attributes:
        first: the id that is most often named first; None where none is ever named.
        others: ids that are named besides its own.
        failed: ids of the checks that it fails.
        tasks: the tasks that lose points.
    """

    mistake: Mistake
    first: str | None
    others: tuple[str, ...]
    failed: tuple[str, ...]
    tasks: tuple[int, ...]

    @property
    def is_itself(self) -> bool:
        """Whether it is named as itself, and as nothing else."""
        return self.first == self.mistake.id and not self.others


def mistakes_of(assignment: Assignment, samples: Path | None) -> Iterator[Mistake]:
    """Name the known mistakes of an assignment."""
    for idea in load(assignment.solutions):
        yield Mistake(assignment.slug, idea.id, idea.name)
    for sample in samples_of(assignment, samples):
        stated = stated_misconception(sample) if sample.kind == "wrong" else None
        if stated:
            yield Mistake(assignment.slug, stated, sample.path.stem, sample.path)


def confusion(course: Course, mistakes: Sequence[Mistake], progress: Progress) -> list[Named]:
    """Grade mistakes on all cores and return what each was taken for, in their order."""
    chunks = [range(at, min(at + _CHUNK, len(mistakes))) for at in range(0, len(mistakes), _CHUNK)]
    found: dict[int, Named] = {}
    context = multiprocessing.get_context("spawn")
    jobs = min(os.cpu_count() or 1, len(chunks)) or 1
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=leave_interrupts) as pool:
        futures = {
            pool.submit(_graded, course.folder, [mistakes[at] for at in chunk]): chunk
            for chunk in chunks
        }
        try:
            for future in as_completed(futures):
                found |= dict(zip(futures[future], future.result(), strict=True))
                progress(len(found), len(mistakes))
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
    return [found[at] for at in range(len(mistakes))]


def graded(course: Course, mistake: Mistake, *, seed: int = SEED) -> Named:
    """Grade one mistake and return what it was taken for."""
    assignment = course.assignment(mistake.slug)
    results = _of_sample if mistake.sample else _of_idea
    return _named(mistake, results(assignment, mistake, seed))


def _graded(folder: Path, mistakes: Sequence[Mistake]) -> list[Named]:
    course = courses.load(folder)
    return [graded(course, mistake) for mistake in mistakes]


def _of_sample(assignment: Assignment, mistake: Mistake, seed: int) -> Sequence[CheckResult]:
    """Grade a sample as what a student hands in."""
    assert mistake.sample
    handed_in = submission.read([mistake.sample], assignment)
    return _judge(assignment.folder).grade(handed_in, seed=seed).checks


def _of_idea(assignment: Assignment, mistake: Mistake, seed: int) -> Sequence[CheckResult]:
    """Run the suite on the reference with an idea in it, in this process: both are ours."""
    idea = next(each for each in load(assignment.solutions) if each.name == mistake.name)
    reference = vars(reference_beside(str(assignment.solutions / assignment.files[0])))
    suite, diagnostician = _opened(assignment.folder)
    results = suite.run(Reference({**reference, **idea.functions()}), seed=seed)
    return diagnostician.named(results, suite.transcripts, patience=_PATIENCE)


@functools.cache
def _opened(folder: Path) -> tuple[Suite, Diagnostician]:
    """Return the hidden suite of an assignment and its diagnostician; they stay open."""
    assignment = courses.load(folder.parent).assignment(folder.name)
    return Suite(assignment.hidden_suite, assignment), Diagnostician(assignment)


@functools.cache
def _judge(folder: Path) -> Judge:
    """Return a judge of an assignment; it stays open."""
    assignment = courses.load(folder.parent).assignment(folder.name)
    return Judge(assignment, assignment.hidden_suite, patience=_PATIENCE)


def _named(mistake: Mistake, results: Sequence[CheckResult]) -> Named:
    failed = [result for result in results if result.outcome is not Outcome.PASSED]
    ids = [
        [idea.id for idea in result.finding.ideas] if result.finding else [] for result in failed
    ]
    first = Counter(each[0] for each in ids if each).most_common(1)
    others = {name for each in ids for name in each} - {mistake.id}
    return Named(
        mistake,
        first[0][0] if first else None,
        tuple(sorted(others)),
        tuple(result.check.id for result in failed),
        tuple(sorted({result.check.task for result in failed})),
    )
