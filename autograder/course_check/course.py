"""Check a whole course: every fault is found, none ends the search."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from pathlib import Path

from autograder.course import COURSE_FILE, Assignment, Course
from autograder.course_check.faults import Fault, found, from_error
from autograder.course_check.gradings import Graded, Progress, grade_all
from autograder.course_check.quizzes import QuizReport, check_quizzes
from autograder.course_check.samples import STATED, Sample, samples_of
from autograder.course_check.sources import source_faults
from autograder.course_check.verdicts import points_faults, title_faults, verdict_faults
from autograder.course_check.words import handout_faults, text_faults
from autograder.errors import CourseError
from autograder.quiz.quizfile import QUIZZES

_NOT_RUNNABLE = {"file-missing", "not-python"}


@dataclass(frozen=True)
class AssignmentReport:
    """What was checked of one assignment.

    Attributes:
        checks: how many checks its two suites hold; 0 where they could not be run.
        samples: how many stated right and wrong samples were graded.
    """

    slug: str
    checks: int
    samples: int
    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class CourseReport:
    """What was checked of a course.

    Attributes:
        faults: those of the course as a whole.
        quizzes: None where they were not checked.
    """

    assignments: tuple[AssignmentReport, ...]
    faults: tuple[Fault, ...]
    quizzes: QuizReport | None = None

    @property
    def is_sound(self) -> bool:
        """Whether nothing worse than a warning was found."""
        return all(fault.severity == "warning" for fault in self.every_fault)

    @property
    def every_fault(self) -> list[Fault]:
        """All that was found, in the order in which it is told."""
        parts = [self.faults, *(each.faults for each in self.assignments)]
        return [*chain(*parts, self.quizzes.faults if self.quizzes else ())]


def check_course(
    course: Course,
    slugs: Sequence[str] = (),
    *,
    samples: Path | None = None,
    progress: Progress = lambda done, total: None,  # noqa: ARG005 - nobody watches
) -> CourseReport:
    """Check assignments of a course: files, words, points, and the verdicts on known answers.

    Args:
        course: with its `solutions/`.
        slugs: which assignments, and `quizzes` for its quizzes; by default all of it.
        samples: the folder of stated answers, `SAMPLES/<slug>/right/` and `…/wrong/`.
        progress: told how many gradings of how many are done.

    Raises:
        CourseError: there is no assignment of one of these names.
        SandboxError: nothing can be graded on this machine.
    """
    for slug in slugs:
        if slug not in (*course.slugs, QUIZZES):
            course.assignment(slug)  # raises, and names the nearest
    wanted = [slug for slug in dict.fromkeys(course.slugs) if not slugs or slug in slugs]
    on_paper: dict[str, list[Fault]] = {slug: [] for slug in wanted}
    to_run: list[Sample] = []
    for slug in wanted:
        assignment = _read(course, slug, on_paper[slug])
        if assignment and not _NOT_RUNNABLE & {fault.key for fault in on_paper[slug]}:
            to_run += samples_of(assignment, samples)
    graded = {
        slug: list(group)
        for slug, group in groupby(
            grade_all(to_run, progress), lambda each: each.sample.assignment.slug
        )
    }
    return CourseReport(
        assignments=tuple(_report(slug, on_paper[slug], graded.get(slug, [])) for slug in wanted),
        faults=tuple(_course_faults(course)),
        quizzes=check_quizzes(course) if not slugs or QUIZZES in slugs else None,
    )


def _read(course: Course, slug: str, faults: list[Fault]) -> Assignment | None:
    """Read an assignment and collect what reading its files alone shows."""
    folder = course.folder / slug
    if not folder.is_dir():
        at = course.slugs.index(slug)
        place = f"assignments.{at}.slug"
        faults.append(found(course.folder / COURSE_FILE, place, slug, "folder-missing"))
        return None
    try:
        assignment = course.assignment(slug)
    except CourseError as err:
        faults.append(from_error(err, folder))
        return None
    for search in (text_faults, handout_faults, source_faults):
        faults.extend(search(assignment))
    return assignment


def _course_faults(course: Course) -> Iterator[Fault]:
    """Name assignments listed twice or not at all."""
    file = course.folder / COURSE_FILE
    for at, slug in enumerate(course.slugs):
        if slug in course.slugs[:at]:
            yield found(file, f"assignments.{at}.slug", slug, "slug-twice")
    for folder in sorted(path for path in course.folder.iterdir() if path.is_dir()):
        known = folder.name in (*course.slugs, QUIZZES) or folder.name.startswith((".", "__"))
        if not known:
            unlisted = found(folder, "folder", folder.name, "folder-unlisted")
            yield Fault(unlisted.file, unlisted.place, unlisted.value, unlisted.key,
                        severity="warning")  # fmt: skip


def _report(slug: str, on_paper: list[Fault], graded: list[Graded]) -> AssignmentReport:
    """Put together what was found of one assignment."""
    faults, checks = [*on_paper], 0
    for each in graded:
        faults += verdict_faults(each)
        if each.sample.kind == "reference" and each.results:
            known = [result.check for result in each.results]
            checks += len(known)
            rules = {check.rule for check in each.sample.assignment.advice.checks}
            own = [check for check in known if check.id not in rules]  # those have our titles
            faults += title_faults(each.sample, own)
            if each.sample.is_hidden:
                faults += points_faults(each.sample.assignment, known)
    return AssignmentReport(
        slug=slug,
        checks=checks,
        samples=sum(each.sample.kind in STATED for each in graded),
        faults=tuple(_once(faults)),
    )


def _once(faults: Sequence[Fault]) -> Iterator[Fault]:
    """Drop repetitions: a suite that does not run says so for every sample."""
    seen = set()
    for fault in faults:
        identity = (fault.file, fault.place, fault.value, fault.key)
        if identity not in seen:
            seen.add(identity)
            yield fault
