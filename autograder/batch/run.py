"""One run of a batch: what students handed in is stored, graded once each, and recorded."""

import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, replace
from itertools import islice

from autograder import attempts, submission
from autograder.batch.pools import Pool
from autograder.batch.work import Bench, Task
from autograder.closing import Closing
from autograder.course import Assignment
from autograder.errors import ConvgradeError, GraderLost, SandboxError, SubmissionError, ToolError
from autograder.grading import fresh_seed
from autograder.layouts import Entry
from autograder.model import Grading
from autograder.notebook import Note
from autograder.records import Draft, State, Store, StoredSubmission
from autograder.submission import Submission

_CHUNK = 32  # submissions that are read and stored at once
_AHEAD = 8  # tasks per process that wait for it
_TRIES = 3  # deaths of processes that one submission may cause when it is graded alone
_OUTAGES = 5  # gradings in a row without a sandbox, before the run is given up
_GATHER_SECONDS = 0.1  # for which a result may wait for others, to be recorded with them
_LOOK_SECONDS = 1.0  # between looks at what others are grading


@dataclass(frozen=True, kw_only=True)
class Result:
    """What became of one student's submission: a grading, or the reason why there is none.

    Attributes:
        stored: the attempt; None where it could not be read.
        is_new: it was graded in this run.
        error: a `SubmissionError` where the student has to mend it, else a failure of ours.
        notes: what the student should know about how it was read.
    """

    entry: Entry
    stored: StoredSubmission | None = None
    grading: Grading | None = None
    is_new: bool = False
    error: ConvgradeError | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class _Job:
    """A stored submission that waits for its grading."""

    entry: Entry
    stored: StoredSubmission
    notes: tuple[Note, ...]
    deaths: int = 0


class Run(Closing):
    """Grades entries over a pool; a context manager that ends the pool.

    Args:
        assignment: what was handed in for.
        store: of the course.
        pool: where the gradings run.
        bench: what its processes set up.
        seed: of every submission's cases; a fresh one for each by default.
    """

    def __init__(
        self,
        assignment: Assignment,
        store: Store,
        pool: Pool,
        bench: Bench,
        *,
        seed: int | None = None,
    ) -> None:
        self._assignment = assignment
        self._store = store
        self._pool = pool
        self._bench = bench
        self._seed = seed
        self._owner = attempts.owner()
        self._waiting: deque[_Job] = deque()
        self._suspects: deque[_Job] = deque()  # were under way when a process died
        self._elsewhere: deque[_Job] = deque()  # somebody else is grading them
        self._flight: dict[Future[Grading], _Job] = {}
        self._outages = 0

    def close(self) -> None:
        """End the pool, and free what was not graded."""
        try:
            self._pool.close()
        finally:
            self._store.release([self._owner])

    def results(self, entries: Iterable[Entry]) -> Iterator[Result]:
        """Yield a result for each entry, as they come; whatever is yielded is recorded.

        An entry whose content its student has handed in before is that attempt: graded
        now if it waits, else not again.

        Raises:
            RecordsError: the records can't be read or written.
            ToolError: nothing can be graded.
        """
        self._store.release(attempts.dead_owners(self._store.lease_owners()))
        coming = iter(entries)
        while True:
            more: list[Entry] = []
            if len(self._flight) <= self._room() // 2:
                if not self._waiting:
                    more = list(islice(coming, _CHUNK))
                if more:
                    yield from self._take_in(more)
                self._hand_out()
            if self._flight:
                yield from self._collected()
            elif more or self._waiting or self._suspects:
                continue
            elif self._elsewhere:
                time.sleep(_LOOK_SECONDS)
                yield from self._looked_elsewhere()
            else:
                return

    def _room(self) -> int:
        """How many may be under way; those that may have killed a process go one by one."""
        return 1 if self._suspects else _AHEAD * self._pool.jobs

    def _take_in(self, entries: list[Entry]) -> Iterator[Result]:
        """Read and store submissions; yield those that need no grading."""
        read: list[tuple[Entry, Submission]] = []
        for entry in entries:
            try:
                paths = entry.paths
                read.append((entry, submission.read(paths, self._assignment, called=entry.called)))
            except SubmissionError as err:
                yield Result(entry=entry, error=err)
            except Exception as err:  # one that our readers choke on stops nobody else
                yield Result(entry=entry, error=_unexpected(err))
        drafts = [
            Draft(
                assignment=self._assignment.slug,
                student=entry.student,
                files=found.files,
                sha256=found.sha256,
            )
            for entry, found in read
        ]
        for (entry, found), stored in zip(read, self._store.add_new(drafts), strict=True):
            job = _Job(entry, stored, found.notes)
            if stored.state == State.GRADED:
                yield self._earlier(job)
            else:
                self._waiting.append(job)

    def _earlier(self, job: _Job) -> Result:
        grading = self._store.grading(job.stored.id)
        return Result(entry=job.entry, stored=job.stored, grading=grading, notes=job.notes)

    def _hand_out(self) -> None:
        """Give the pool as much as it has room for."""
        queue = self._suspects or self._waiting
        room = self._room() - len(self._flight)
        jobs = [queue.popleft() for _ in range(min(room, len(queue)))]
        if not jobs:
            return
        free = self._store.lease_all(
            [job.stored.id for job in jobs],
            seconds=_AHEAD * attempts.lease_seconds(self._assignment),
            owner=self._owner,
        )
        for job in jobs:
            if job.stored.id in free:
                seed = fresh_seed() if self._seed is None else self._seed
                task = Task(self._bench, job.stored.files, seed)
                self._flight[self._submitted(task)] = job
            else:
                self._elsewhere.append(job)

    def _submitted(self, task: Task) -> Future[Grading]:
        try:
            return self._pool.submit(task)
        except self._pool.lost:  # a process has died while it had nothing to do
            self._pool.renew()
            return self._pool.submit(task)

    def _collected(self) -> Iterator[Result]:
        """Wait for gradings, record them and yield them."""
        done, _ = wait(self._flight, self._bench.seconds, FIRST_COMPLETED)
        if len(done) < len(self._flight):  # those that end at about the same time go together
            done, _ = wait(self._flight, _GATHER_SECONDS)
        graded: list[tuple[_Job, Grading]] = []
        is_lost = not done  # a process that hangs ends itself; this is for what nobody thought of
        for future in done:
            job = self._flight.pop(future)
            try:
                graded.append((job, future.result()))
            except self._pool.lost:
                self._flight[future] = job
                is_lost = True
            except SandboxError as err:
                self._outages += 1
                if self._outages >= _OUTAGES:
                    raise
                yield Result(entry=job.entry, stored=job.stored, error=err, notes=job.notes)
            except ConvgradeError:
                raise
            except Exception as err:
                error = _unexpected(err)
                yield Result(entry=job.entry, stored=job.stored, error=error, notes=job.notes)
        if graded:
            yield from self._recorded(graded)
        if is_lost:
            yield from self._recovered()

    def _recorded(self, graded: list[tuple[_Job, Grading]]) -> Iterator[Result]:
        self._outages = 0
        kept = self._store.record_all([(job.stored.id, found) for job, found in graded])
        for (job, _), found in zip(graded, kept, strict=True):
            yield Result(
                entry=job.entry, stored=job.stored, grading=found, is_new=True, notes=job.notes
            )

    def _recovered(self) -> Iterator[Result]:
        """Go on after the death of a process; what dies alone again and again is given up."""
        jobs = list(self._flight.values())
        self._flight.clear()
        self._pool.renew()
        self._store.release([self._owner])
        if len(jobs) == 1:
            job = replace(jobs[0], deaths=jobs[0].deaths + 1)
            if job.deaths >= _TRIES:
                error = GraderLost("grader-lost", times=_TRIES)
                yield Result(entry=job.entry, stored=job.stored, error=error, notes=job.notes)
                return
            jobs = [job]
        self._suspects.extend(jobs)

    def _looked_elsewhere(self) -> Iterator[Result]:
        """Yield what others have graded meanwhile; the rest waits, in case they can't."""
        jobs, self._elsewhere = self._elsewhere, deque()
        for job in jobs:
            result = self._earlier(job)
            if result.grading is None:
                self._waiting.append(job)
            else:
                yield result


def _unexpected(err: Exception) -> ToolError:
    return ToolError("unexpected", problem=f"{type(err).__name__}: {err}")
