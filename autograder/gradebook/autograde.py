"""nbgrader's own Autograde, many students at once; whatever a notebook does, the others go on."""

import contextlib
import logging
import multiprocessing
import os
import shutil
import signal
import time
import warnings
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from autograder.gradebook.place import Place, app_of

# Outputs of a student's own are cleared, but nbgrader parses and validates them first.
MAX_NOTEBOOK_BYTES = 25_000_000
_AHEAD = 2  # students per process that wait for it
_GRACE_SECONDS = 30.0  # for a process to start
_MOST_PROBLEMS = 5
_USUAL = ("Removing existing", "Updating existing", "Removing failed")  # what --force does

Status = Literal["graded", "unchanged", "failed", "too-slow", "died", "too-large"]


@dataclass(frozen=True)
class Done:
    """What became of one student's submission.

    Attributes:
        status: `unchanged` where it had been graded before; all but those two are failures.
        score: points in the gradebook, manual ones among them; None where there are none.
        max_score: what could be earned.
        needs_manual: whether somebody still has to look.
        problems: what nbgrader said, the last of it.
        seconds: that it took [s].
    """

    student: str
    status: Status
    score: float | None = None
    max_score: float | None = None
    needs_manual: bool = False
    problems: tuple[str, ...] = ()
    seconds: float = 0.0

    @property
    def is_failure(self) -> bool:
        """Whether it was not graded."""
        return self.status not in ("graded", "unchanged")


def autograde(
    place: Place, students: Sequence[str], *, jobs: int, force: bool, seconds: float
) -> Iterator[Done]:
    """Grade students' submissions in processes; yield what becomes of each as it is known.

    Args:
        place: the course and its assignment.
        students: whose.
        jobs: how many at once.
        force: grade again what is graded.
        seconds: what one student's may take before its process is killed [s].
    """
    from pebble import ProcessPool  # noqa: PLC0415 - an extra's

    # A new interpreter would import from the current folder.
    os.environ["PYTHONSAFEPATH"] = "1"
    context = multiprocessing.get_context("spawn")
    pool: Any = ProcessPool(
        jobs, initializer=_start, initargs=(place.folder, place.assignment), context=context
    )
    with pool:
        try:
            yield from _collected(pool, place, students, force=force, seconds=seconds, jobs=jobs)
        except BaseException:
            pool.stop()
            raise


def _collected(
    pool: Any,
    place: Place,
    students: Sequence[str],
    *,
    force: bool,
    seconds: float,
    jobs: int,
) -> Iterator[Done]:
    """Hand out students as processes come free, and collect what became of them."""
    waiting = list(reversed(students))
    flight: dict[Future[Any], tuple[str, float]] = {}
    while waiting or flight:
        while waiting and len(flight) < _AHEAD * jobs:
            student = waiting.pop()
            if size := _too_large(place.submitted[student]):
                yield _scored(place, Done(student, "too-large", problems=(size,)))
                continue
            future = pool.schedule(_grade, (student, force), timeout=seconds + _GRACE_SECONDS)
            flight[future] = student, time.monotonic()
        done, _ = wait(flight, return_when=FIRST_COMPLETED)
        for future in done:
            student, started = flight.pop(future)
            yield _scored(place, _became(future, student, time.monotonic() - started, place))


def _became(future: "Future[Any]", student: str, seconds: float, place: Place) -> Done:
    """Say how a student's grading has ended."""
    from pebble import ProcessExpired  # noqa: PLC0415

    try:
        status, problems, own = future.result()
    except TimeoutError:
        _forget(place, student)
        return Done(student, "too-slow", seconds=seconds)
    except ProcessExpired as err:
        _forget(place, student)
        return Done(student, "died", problems=(str(err),), seconds=seconds)
    return Done(student, status, problems=tuple(problems), seconds=own)


def _forget(place: Place, student: str) -> None:
    """Remove what an ended process has left half done: nbgrader would take it for graded."""
    app = app_of(place.folder, place.assignment)
    courses = app.coursedir
    path = courses.format_path(courses.autograded_directory, student, place.assignment)
    shutil.rmtree(Path(courses.root, path), ignore_errors=True)


def _too_large(folder: Path) -> str:
    """Return the name and size of a notebook that is too large, else nothing."""
    for path in folder.glob("*.ipynb"):
        size = path.stat().st_size
        if size > MAX_NOTEBOOK_BYTES:
            return f"{path.name}: {size // 1_000_000} MB"
    return ""


def _scored(place: Place, done: Done) -> Done:
    """Add what the gradebook holds now, whatever became of the submission."""
    from nbgrader.api import Gradebook, MissingEntry  # noqa: PLC0415 - an extra's

    with Gradebook(place.db_url, place.course_id) as gradebook:
        try:
            found = gradebook.find_submission(place.assignment, done.student)
        except MissingEntry:
            return done
        return Done(
            done.student,
            done.status,
            score=found.score,
            max_score=found.max_score,
            needs_manual=found.needs_manual_grade,
            problems=done.problems,
            seconds=done.seconds,
        )


class _Heard(logging.Handler):
    """Keeps what nbgrader says of a submission."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one message; of a traceback its last line."""
        lines = [line for line in record.getMessage().splitlines() if line.strip()]
        self.told += [line.strip() for line in lines[-1:] if not line.startswith(_USUAL)]


# What one process keeps for all of its students.
_warm: dict[str, Any] = {}


def _start(folder: Path, assignment: str) -> None:
    """Import nbgrader and read the configuration once."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    warnings.simplefilter("ignore")
    _warm["app"] = app_of(folder, assignment)


def _grade(student: str, force: bool) -> tuple[Status, list[str], float]:
    """Run nbgrader's Autograde for one student."""
    from nbgrader.converters import Autograde  # noqa: PLC0415 - an extra's
    from nbgrader.converters.base import NbGraderException  # noqa: PLC0415

    app, heard = _warm["app"], _Heard()
    app.log.handlers[:] = [heard]
    app.coursedir.student_id = student
    started = time.monotonic()
    status: Status = "graded"
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stderr(nowhere):
        converter = Autograde(coursedir=app.coursedir, parent=app)
        converter.force = force
        path = app.coursedir.format_path(
            app.coursedir.autograded_directory, student, app.coursedir.assignment_id
        )
        before = _stamp(Path(app.coursedir.root, path))
        try:
            converter.start()
        except (NbGraderException, SystemExit):
            status = "failed"
        except Exception as err:  # a file that nbgrader chokes on
            status = "failed"
            heard.told.append(f"{type(err).__name__}: {err}")
        if status == "graded" and before and _stamp(Path(app.coursedir.root, path)) == before:
            status = "unchanged"
    return status, heard.told[-_MOST_PROBLEMS:], time.monotonic() - started


def _stamp(folder: Path) -> list[tuple[str, int]]:
    """Return when a student's graded notebooks were written."""
    return [(path.name, path.stat().st_mtime_ns) for path in sorted(folder.glob("*.ipynb"))]
