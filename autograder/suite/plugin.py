"""The pytest plugin that turns each collected check into one `CheckResult`."""

import contextlib
import gc
import time
import traceback
import zlib
from collections.abc import Mapping, Sequence
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
from autograder.suite.reference import Reference
from autograder.suite.search import Search, smallest
from autograder.suite.student import Blamed, Callee, RunAgain, Student, parameters
from autograder.suite.transcript import EXPLAINED, Transcripts
from autograder.suite.verdict import Verdict

_MAX_PRINTED = 4000
_OURS = {"student", "reference", "rng"}


class Place(NamedTuple):
    """Where in a check something went wrong: what the reference has to match to share it."""

    type: str
    line: int


class CheckPlugin:
    """Knows the checks of a suite, and writes down how each ends.

    Args:
        assignment: declares the functions.
        titles: Korean titles by id.
        reference: the reference's module; None where the suite has none.

    Attributes:
        problem: why the suite does not run; None where it does.
    """

    def __init__(
        self,
        assignment: Assignment,
        *,
        titles: Mapping[str, str],
        reference: ModuleType | None,
    ) -> None:
        self._functions = assignment.functions
        self._parameters = parameters(assignment.folder / assignment.files[0])
        self._titles = titles
        self._reference = reference
        self._checks: dict[str, Check] = {}
        self._asked: dict[str, Sequence[str] | None] = {}
        self.problem: str | None = None

    @property
    def checks(self) -> tuple[Check, ...]:
        """The collected checks, in the suite's order."""
        return tuple(self._checks.values())

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
            self._asked = {item.nodeid: _asks_for_ours(item) for item in items}
        except SuiteError as err:  # pytest would make an internal error of its own of it
            self.problem = str(err.values["problem"])
            return
        ids = [check.id for check in self._checks.values()]
        twice = sorted({name for name in ids if ids.count(name) > 1})
        if twice:
            self.problem = f"more than one check has the id {', '.join(twice)}"
        if not items and self.problem is None:
            self.problem = "it holds no checks"

    def run(
        self, items: Sequence[pytest.Item], callee: Callee, seed: int, *, until_failed: bool = False
    ) -> tuple[CheckResult, ...]:
        """Run the collected checks on one submission, all or up to the first that does not pass.

        Raises:
            ToolError: our own failure, which ended the run.
        """
        self.student = self._student(callee)
        self.transcripts = Transcripts()
        self._seed = seed
        results: list[CheckResult] = []
        try:
            for item, after in zip(items, [*items[1:], None], strict=True):
                results.append(self._run_check(item, after))
                if until_failed and results[-1].outcome is not Outcome.PASSED:
                    break
            return tuple(results)
        finally:  # whatever ended it, no fixture is left for the next submission
            items[0].session._setupstate.teardown_exact(None)

    def with_smallest(
        self,
        searches: Sequence[Search],
        callee: Callee,
        results: Sequence[CheckResult],
        *,
        seconds: float,
    ) -> tuple[CheckResult, ...]:
        """Tell failed checks by the smallest cases that fail, one search for many checks."""
        if self._reference is None:
            return tuple(results)
        student = self._student(callee)
        deadline = time.process_time() + seconds
        told = {result.check.id: result for result in results}
        # What ended the worker is not asked again.
        answered = {each.check for each in self.transcripts.kept if each.has_failed}
        failed = [result for result in results if result.check.id in answered]
        for search in searches:
            these = [result for result in failed if search.is_for(result.check.id)]
            failed = [result for result in failed if result not in these]
            if these:
                outcomes = {result.outcome for result in these}
                try:
                    found = smallest(search, student, self._reference, outcomes, deadline=deadline)
                except (ToolError, KeyboardInterrupt):
                    raise
                except Exception:  # what a submission answers may break a probe, not the grading
                    found = {}
                told |= {each.check.id: _told_by(each, found.get(each.outcome)) for each in these}
        student.begin()
        return tuple(told.values())

    def _student(self, callee: Callee) -> Student:
        return Student(callee, self._functions, self._parameters)

    def _run_check(self, item: pytest.Item, after: pytest.Item | None) -> CheckResult:
        """Set up a check, run it, tear it down: pytest's own steps, without its reports."""
        assert isinstance(item, pytest.Function)
        started = time.perf_counter()
        self.student.begin()
        error: BaseException | None = None
        try:
            with running(self.student):
                error = self._error_of(item)
                result = self._result(item, error, time.perf_counter() - started)
                self._note(result, getattr(error, "blamed", None))
                return result
        finally:
            with contextlib.suppress(Exception):  # the verdict stands
                item.session._setupstate.teardown_exact(after)
            self.student.begin()
            item.funcargs = {}
            if error is not None:
                # Its frames hold arrays of a size that the submission chose, in a cycle; the
                # collector counts objects, not bytes, and would let them pile up.
                del error
                gc.collect(1)

    def _note(self, result: CheckResult, blamed: Blamed | None) -> None:
        """Keep what the submission answered, to find out what it got wrong."""
        has_failed = result.outcome in EXPLAINED
        if has_failed or result.outcome is Outcome.PASSED:
            self.transcripts.add(
                result.check.id,
                self.student.all_promises(),
                has_failed=has_failed,
                blamed=blamed,
            )

    def _error_of(self, item: pytest.Function) -> BaseException | None:
        """Run a check; return what it raised.

        Raises:
            ToolError: our own failure.
        """
        try:
            try:
                self._call(item)
            except RunAgain:  # once: from now on every call waits for the one before
                self.student.begin()
                self._call(item)
        except (ToolError, KeyboardInterrupt, pytest.exit.Exception):
            raise
        except BaseException as err:
            return err
        return None

    def _call(self, item: pytest.Function) -> None:
        """Run a check with what it asks for.

        Pytest's own way of finding that takes as long as a call through the sandbox, and is left
        to checks that ask for more than our three values.
        """
        names = self._asked.get(item.nodeid)
        if names is not None:
            item.funcargs = {name: self._value(name, item) for name in names}
            item.obj(**item.funcargs)
            return
        item._initrequest()
        item.ihook.pytest_runtest_setup(item=item)
        item.runtest()

    def _value(self, name: str, item: pytest.Function) -> Any:
        return self.rng(item) if name == "rng" else getattr(self, name)

    def _result(
        self, item: pytest.Function, error: BaseException | None, seconds: float
    ) -> CheckResult:
        outcome, finding = self._judge(item, error)
        if finding:
            finding = finding.model_copy(update={"printed": self.student.printed[:_MAX_PRINTED]})
        check = self._checks[item.nodeid]
        return CheckResult(check=check, outcome=outcome, seconds=seconds, finding=finding)

    def _judge(
        self, item: pytest.Function, error: BaseException | None
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

    def _reference_fails_too(self, item: pytest.Function, error: BaseException) -> bool:
        """Whether the check itself is to blame: the reference ends it in the same place."""
        if self._reference is None:
            return False
        student = self._student(Reference(vars(self._reference)))
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


def _asks_for_ours(item: pytest.Item) -> Sequence[str] | None:
    """Return which of our values a check asks for; None where it asks for others too."""
    assert isinstance(item, pytest.Function)
    wanted, known = item._fixtureinfo.initialnames, item._fixtureinfo.name2fixturedefs
    is_ours = all(name in _OURS and len(known.get(name, ())) == 1 for name in wanted)
    return wanted if is_ours else None


def _told_by(result: CheckResult, smallest: Verdict | None) -> CheckResult:
    """Put the smallest case in the place of the one that a check met."""
    if smallest is None or result.finding is None:
        return result
    finding = smallest.finding.model_copy(update={"printed": result.finding.printed})
    return result.model_copy(update={"finding": finding})


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


def _place(error: BaseException, suite: Path) -> Place:
    """Return the innermost line of the suite that an exception passed through."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno or 0 for frame in frames if frame.filename == str(suite)]
    return Place(type(error).__name__, lines[-1] if lines else 0)
