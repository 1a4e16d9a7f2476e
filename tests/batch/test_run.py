"""A run goes on whatever its pool does: a pool that fails on purpose stands for the processes."""

import threading
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool

import pytest

from autograder import layouts
from autograder.batch import Bench, Run
from autograder.errors import GraderLost, SandboxError, ToolError
from autograder.model import Grading
from autograder.records import Store
from tests.batch.conftest import ROOT

GRADING = Grading(status="graded", seed=1, suite_sha256="0", toolkit_version="0", seconds=0)


class BrokenPool:
    """Grades in no time, but breaks, with all that is under way, on some submissions.

    Args:
        jobs: how many are under way at once.
        bad: texts in submissions that break it.
        error: what a submission with such a text raises, in the place of breaking the pool.
    """

    lost = (BrokenProcessPool,)

    def __init__(self, jobs, bad=(), error=None):
        self.jobs, self.bad, self.error = jobs, bad, error
        self.under_way = set()
        self.submitted = []
        self.is_broken = False
        self.turn = threading.Lock()

    def submit(self, task):
        if self.is_broken:
            raise BrokenProcessPool
        future = Future()
        with self.turn:
            self.under_way.add(future)
        source = next(iter(task.files.values())).decode()
        self.submitted.append(source)
        is_bad = any(text in source for text in self.bad)
        end = self._end_badly if is_bad else self._end_well
        threading.Timer(0.005, end, [future]).start()
        return future

    def _end_well(self, future):
        with self.turn:
            if future in self.under_way:
                self.under_way.remove(future)
                future.set_result(GRADING)

    def _end_badly(self, future):
        with self.turn:
            ended = {future} if self.error else self.under_way
            self.is_broken = not self.error
            for each in ended & self.under_way:
                each.set_exception(self.error or BrokenProcessPool())
            self.under_way = self.under_way - ended

    def renew(self):
        self.is_broken = False

    def close(self):
        pass


@pytest.fixture
def results(course, desk):
    """Run a batch over a pool; return its results by student."""

    def run(pool, *, seconds=1):
        assignment = course.assignment("perceptron")
        found = layouts.find(desk.folder, "plain", assignment)
        bench = Bench(course=ROOT, slug="perceptron", suite_sha256="0", level=None, seconds=seconds)
        with (
            Store.open(f"sqlite:///{desk.database}") as store,
            Run(assignment, store, pool, bench) as batch,
        ):
            return {result.entry.student: result for result in batch.results(found.entries)}

    return run


def test_what_kills_its_process_alone_is_given_up_and_nobody_else(desk, hand_in, results):
    hand_in(20)
    (desk.folder / "killer.py").write_text("killer = 1\n")
    (desk.folder / "zz_killer.py").write_text("killer = 2\n")
    pool = BrokenPool(3, bad=["killer"])
    found = results(pool)
    lost = {name for name, result in found.items() if isinstance(result.error, GraderLost)}
    assert lost == {"killer", "zz_killer"}
    assert sum(result.grading == GRADING for result in found.values()) == 20
    assert desk.rows("select count(*) from gradings") == [(20,)]
    assert desk.rows("select count(*) from submissions where state = 'queued'") == [(2,)]


def test_a_pool_that_answers_nothing_is_renewed(hand_in, results):
    hand_in(3)

    class Deaf(BrokenPool):
        def submit(self, task):
            return (
                Future() if len(self.submitted) == 0 and not self.renewed else super().submit(task)
            )

        renewed = False

        def renew(self):
            self.renewed = True

    assert all(result.grading for result in results(Deaf(1)).values())


def test_an_unexpected_failure_is_told_and_stops_nobody(hand_in, desk, results):
    hand_in(3)
    (desk.folder / "odd.py").write_text("odd = 1\n")
    found = results(BrokenPool(1, bad=["odd"], error=MemoryError("no more")))
    assert isinstance(found["odd"].error, ToolError)
    assert "no more" in str(found["odd"].error)
    assert sum(result.grading == GRADING for result in found.values()) == 3


def test_a_machine_without_sandboxes_is_given_up_soon(hand_in, desk, results):
    hand_in(40)
    error = SandboxError("sandbox-not-started", level="jail", problem="no room")
    pool = BrokenPool(1, bad=["student"], error=error)
    with pytest.raises(SandboxError):
        results(pool)
    assert len(pool.submitted) < 20
    assert desk.rows("select count(*) from submissions where state = 'queued'") == [(32,)]
