"""The pytest plugin that turns each collected check into one `CheckResult`."""

import gc
import importlib.util
import sys
import time
import traceback
import zlib
from collections.abc import Generator, Iterable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np
import pytest

from autograder.course import Assignment
from autograder.errors import SuiteError, ToolError
from autograder.model import Check, CheckResult, Finding, Outcome
from autograder.suite.asserts import running
from autograder.suite.fixtures import PLUGIN
from autograder.suite.student import Callee, Reference, Student
from autograder.suite.verdict import Verdict

_MAX_PRINTED = 4000
REFERENCE_PREFIX = "convgrade_reference_"


class Place(NamedTuple):
    """Where in a check something went wrong: what the reference has to match to share it."""

    type: str
    line: int


class Job(NamedTuple):
    """One submission to run the suite on.

    Attributes:
        callee: where its functions run.
        seed: what the cases are drawn from.
    """

    callee: Callee
    seed: int


class CheckPlugin:
    """Runs a suite, collected once, on each job, and collects what came out.

    Args:
        assignment: declares the functions.
        jobs: taken one after the other, each only when the one before is done.
        titles: Korean titles by id.
        reference: the reference's module; None where the suite has none.

    Attributes:
        finished: the results of the jobs that are done, in their order.
        problem: why the suite does not run; None where it does.
        trouble: our own failure that ended the run.
    """

    def __init__(
        self,
        assignment: Assignment,
        jobs: Iterable[Job],
        *,
        titles: Mapping[str, str],
        reference: ModuleType | None,
    ) -> None:
        self._assignment = assignment
        self._jobs = jobs
        self._titles = titles
        self._reference = reference
        self._checks: dict[str, Check] = {}
        self._results: list[CheckResult] = []
        self.finished: list[tuple[CheckResult, ...]] = []
        self.problem: str | None = None
        self.trouble: ToolError | None = None

    def pytest_configure(self, config: pytest.Config) -> None:
        """Declare the mark, and let the fixtures find us."""
        config.stash[PLUGIN] = self
        config.addinivalue_line("markers", "check(id, task, points): a graded check")

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Keep the first reason why the suite can't be collected."""
        if report.failed and self.problem is None:
            lines = str(report.longrepr).strip().splitlines()
            self.problem = lines[-1] if lines else "it can't be collected"

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Hold that every check has a mark and an id of its own."""
        try:
            self._checks = {item.nodeid: check_of(item, self._titles) for item in items}
        except SuiteError as err:  # pytest would make an internal error of its own of it
            self.problem = str(err.values["problem"])
            return
        ids = [check.id for check in self._checks.values()]
        twice = sorted({name for name in ids if ids.count(name) > 1})
        if twice:
            self.problem = f"more than one check has the id {', '.join(twice)}"
        if not items and self.problem is None:
            self.problem = "it holds no checks"

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the collected checks again for each job: collecting costs more than they do."""
        if self.problem:
            return True
        items = session.items
        for job in self._jobs:
            self.student = Student(job.callee, self._assignment)
            self._seed = job.seed
            self._results = []
            for item, after in zip(items, [*items[1:], None], strict=True):
                item.ihook.pytest_runtest_protocol(item=item, nextitem=after)
                if self.trouble:
                    return True
            self.finished.append(tuple(self._results))
        return True

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self) -> Generator[None, Any, Any]:
        """Begin a check, and let go of everything that it got."""
        self.student.begin()
        self._has_failed = False
        self._started = time.perf_counter()
        try:
            with running(self.student):
                return (yield)
        finally:
            self.student.begin()
            if self._has_failed:
                # Its frames hold arrays of a size that the submission chose, in a cycle; the
                # collector counts objects, not bytes, and would let them pile up.
                gc.collect(1)

    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> None:
        """Write down how a check ended: at its call, or where its set-up already failed."""
        if call.when == "call" or (call.when == "setup" and call.excinfo):
            error = call.excinfo.value if call.excinfo else None
            self._has_failed = error is not None
            if isinstance(error, ToolError):
                self.trouble = error
            else:
                self._results.append(self._result(item, error))

    def _result(self, item: pytest.Item, error: BaseException | None) -> CheckResult:
        seconds = time.perf_counter() - self._started
        outcome, finding = self._judge(item, error)
        if finding:
            finding = finding.model_copy(update={"printed": self.student.printed[:_MAX_PRINTED]})
        check = self._checks[item.nodeid]
        return CheckResult(check=check, outcome=outcome, seconds=seconds, finding=finding)

    def _judge(
        self, item: pytest.Item, error: BaseException | None
    ) -> tuple[Outcome, Finding | None]:
        """Say what an exception in a check means."""
        if error is None:
            return Outcome.PASSED, None
        if isinstance(error, Verdict):
            return error.outcome, error.finding
        if isinstance(error, pytest.skip.Exception):
            return Outcome.SKIPPED, Finding(reason="skipped")
        if isinstance(error, AssertionError | pytest.fail.Exception):
            return Outcome.FAILED, Finding(reason="bare")
        if self._reference_fails_too(item, error):
            return Outcome.INTERNAL_ERROR, Finding(
                reason="internal", values={"type": type(error).__name__}
            )
        words = self.student.last_call.words if self.student.calls else {}
        return Outcome.FAILED, Finding(
            reason="unusable", values={"type": type(error).__name__}, **words
        )

    def _reference_fails_too(self, item: pytest.Item, error: BaseException) -> bool:
        """Whether the check itself is to blame: the reference ends it in the same place."""
        if self._reference is None:
            return False
        assert isinstance(item, pytest.Function)
        student = Student(Reference(self._reference), self._assignment)
        values = dict(item.funcargs)
        values["student"] = student
        if "rng" in values:
            values["rng"] = self.rng(item)
        wanted = {name: values[name] for name in item._fixtureinfo.argnames if name in values}
        try:
            with running(student):
                item.obj(**wanted)
        except BaseException as again:
            return _place(again, item.path) == _place(error, item.path)
        return False

    def rng(self, item: Any) -> np.random.Generator:
        """Return the generator of a check: the same for the same seed and id."""
        check = self._checks[item.nodeid]
        return np.random.default_rng([self._seed, zlib.crc32(check.id.encode())])

    @property
    def reference(self) -> ModuleType:
        """The reference's module.

        Raises:
            UsageError: pytest's own, where there is none.
        """
        if self._reference is None:
            raise pytest.UsageError("this suite has no reference beside it")
        return self._reference


def check_of(item: Any, titles: Mapping[str, str]) -> Check:
    """Return what an item's mark and docstring say.

    Raises:
        SuiteError: it has no mark or no title.
    """
    mark = item.get_closest_marker("check")
    title = (item.obj.__doc__ or "").strip().partition("\n")[0]
    if mark is None or not title or len(mark.args) != 1 or set(mark.kwargs) != {"task", "points"}:
        problem = f"`{item.name}` needs @pytest.mark.check(id, task=, points=) and a docstring"
        raise SuiteError("suite-broken", suite=item.path.name, problem=problem)
    name = mark.args[0]
    return Check(id=name, titles={"en": title, "ko": titles.get(name, title)}, **mark.kwargs)


def load_reference(path: Path) -> ModuleType:
    """Import the reference beside a suite, under a name that no submission can take.

    Raises:
        SuiteError: it can't be imported.
    """
    name = f"{REFERENCE_PREFIX}{zlib.crc32(str(path).encode()):08x}"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec
        assert spec.loader
        module = importlib.util.module_from_spec(spec)
        try:
            spec.loader.exec_module(module)
        except (Exception, SystemExit) as err:
            problem = f"{type(err).__name__}: {err}"
            raise SuiteError("suite-broken", suite=path.name, problem=problem) from err
        sys.modules[name] = module
    return sys.modules[name]


def _place(error: BaseException, suite: Path) -> Place:
    """Return the innermost line of the suite that an exception passed through."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno or 0 for frame in frames if frame.filename == str(suite)]
    return Place(type(error).__name__, lines[-1] if lines else 0)
