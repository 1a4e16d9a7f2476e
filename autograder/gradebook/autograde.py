"""nbgrader's own Autograde, many students at once; whatever a notebook does, the others go on."""

import os
import shutil
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from typing import Any, Literal

from autograder.gradebook import worker
from autograder.gradebook.handed_in import Fault, fault_of
from autograder.gradebook.ledger import Before, Ledger
from autograder.gradebook.place import Place, app_of
from autograder.gradebook.processes import prepared
from autograder.safe_path import safe_path

_AHEAD = 2  # students per process that wait for it

Status = Literal["graded", "unchanged", "failed", "too-slow", "died"] | Fault


@dataclass(frozen=True)
class Done:
    """What became of one student's submission.

    Attributes:
        status: `unchanged` where it had been graded before; all but those two are failures.
        score: points that stand in the gradebook, manual ones among them, before a penalty; after
            a failure those of an earlier grading. None where there are none.
        max_score: what could be earned.
        late_penalty: points that nbgrader takes off.
        needs_manual: whether somebody still has to look.
        problems: what was wrong, or what nbgrader said, the last of it.
        seconds: that it took [s].
    """

    student: str
    status: Status
    score: float | None = None
    max_score: float | None = None
    late_penalty: float = 0.0
    needs_manual: bool = False
    problems: tuple[str, ...] = ()
    seconds: float = 0.0

    @property
    def is_failure(self) -> bool:
        """Whether it was not graded."""
        return self.status not in ("graded", "unchanged")


@dataclass(frozen=True)
class _Flight:
    """A student who is being graded."""

    student: str
    before: Before
    started: float


def autograde(
    place: Place, students: Sequence[str], *, jobs: int, force: bool, seconds: float
) -> Iterator[Done]:
    """Grade students' submissions in processes; yield what becomes of each as it is known.

    A grading that fails, is stopped or killed leaves the gradebook as it was before.

    Args:
        place: the course and its assignment.
        students: whose.
        jobs: how many at once.
        force: grade again what is graded.
        seconds: what one student's may take before its process is killed [s].
    """
    with Ledger(place.db_url, place.assignment) as ledger:
        run = _Run(place, ledger, force=force, seconds=seconds)
        yield from run.results(students, jobs)


class _Run:
    """One run over the students of an assignment."""

    def __init__(self, place: Place, ledger: Ledger, *, force: bool, seconds: float) -> None:
        self._place = place
        self._ledger = ledger
        self._force = force
        self._seconds = seconds
        self._app = app_of(place.folder, place.assignment)
        self._flights: dict[Future[Any], _Flight] = {}

    def results(self, students: Sequence[str], jobs: int) -> Iterator[Done]:
        """Hand out students as processes come free, and collect what became of them."""
        environment = dict(os.environ)
        with safe_path(), self._pool(jobs, environment) as pool:
            try:
                yield from self._collected(pool, students, ahead=_AHEAD * jobs)
            except BaseException:
                pool.stop()
                pool.join()
                self._undo(*self._flights.values())
                raise

    def _pool(self, jobs: int, environment: dict[str, str]) -> Any:
        from pebble import ProcessPool  # noqa: PLC0415 - an extra's

        return ProcessPool(
            jobs,
            initializer=worker.start,
            initargs=(self._place.folder, self._place.assignment, environment),
            context=prepared(),
        )

    def _collected(self, pool: Any, students: Sequence[str], *, ahead: int) -> Iterator[Done]:
        waiting = list(reversed(students))
        while waiting or self._flights:
            while waiting and len(self._flights) < ahead:
                refused = self._begin(pool, waiting.pop())
                if refused:
                    yield refused
            done, _ = wait(self._flights, return_when=FIRST_COMPLETED)
            for future in done:
                became = self._became(future, self._flights[future])
                del self._flights[future]  # before it is told: whoever stops now keeps it
                yield became

    def _begin(self, pool: Any, student: str) -> Done | None:
        """Give a student to the processes; return what is wrong where nbgrader must not see it."""
        folder = self._place.submitted[student]
        if fault := fault_of(folder, self._place.root, self._place.notebooks):
            return self._done(student, fault[0], problems=fault[1:])
        before = self._ledger.before(student)
        # Without points nothing was graded, whatever a run that was killed has left.
        arguments = (student, folder, self._force or not before.is_graded)
        future = pool.schedule(worker.grade, arguments, timeout=self._seconds)
        self._flights[future] = _Flight(student, before, time.monotonic())
        return None

    def _became(self, future: "Future[Any]", flight: _Flight) -> Done:
        """Say how a student's grading has ended."""
        from pebble import ProcessExpired  # noqa: PLC0415

        status: Status
        problems: tuple[str, ...] = ()
        seconds = time.monotonic() - flight.started
        try:
            status, problems, seconds = future.result()
        except TimeoutError:
            status = "too-slow"
        except ProcessExpired as err:
            status, problems = "died", (str(err),)
        except Exception as err:  # it could not even say what happened
            status, problems = "died", (f"{type(err).__name__}: {err}",)
        if status not in ("graded", "unchanged"):
            self._undo(flight)
        return self._done(flight.student, status, problems=problems, seconds=seconds)

    def _undo(self, *flights: _Flight) -> None:
        """Remove what was left half done: nbgrader would take it for graded, and people too."""
        for flight in flights:
            graded = worker.graded_folder(self._app, flight.student)
            shutil.rmtree(graded, ignore_errors=True)
        for flight in flights:
            self._ledger.put_back(flight.student, flight.before)

    def _done(self, student: str, status: Status, **found: Any) -> Done:
        """Add what stands in the gradebook, whatever became of the submission."""
        return Done(student, status, **self._ledger.standing(student)._asdict(), **found)
