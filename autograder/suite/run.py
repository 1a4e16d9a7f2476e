"""Hold a suite open in this trusted process: pytest, and nothing but our plugin."""

import os
import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import pytest
from _pytest.config import _prepareconfig  # what pytest.main() does, in steps

from autograder.closing import Closing
from autograder.course import Assignment
from autograder.errors import SuiteError
from autograder.model import Check, CheckResult
from autograder.suite import fixtures
from autograder.suite.plugin import CheckPlugin
from autograder.suite.reference import PREFIX, load_reference
from autograder.suite.search import searches_of
from autograder.suite.student import Callee
from autograder.suite.transcript import Transcript
from autograder.yamlfile import load_yaml

_PLUGINS_OFF = (
    "cacheprovider", "capture", "debugging", "doctest", "faulthandler", "junitxml", "legacypath",
    "logging", "nose", "pastebin", "recwarn", "setuponly", "setupplan", "stepwise", "terminal",
    "threadexception", "unittest", "unraisableexception", "warnings",
)  # fmt: skip


class Suite(Closing):
    """A suite, collected once and ready to be run on one submission after another.

    Collecting costs more than running the checks. A context manager.

    Args:
        path: `test_hidden.py` (the reference stands beside it) or `test_public.py`.
        assignment: declares the functions.

    Raises:
        SuiteError: the suite itself does not run.
    """

    def __init__(self, path: Path, assignment: Assignment) -> None:
        is_hidden = path == assignment.hidden_suite
        self._folder = path.parent
        self._plugin = CheckPlugin(
            assignment,
            titles=_titles(path),
            reference=load_reference(path.with_name(assignment.files[0])) if is_hidden else None,
        )
        known = set(sys.modules)
        with _quiet_environment():
            try:
                self._config = _prepareconfig(_options(path), [self._plugin, fixtures])
                self._session = pytest.Session.from_config(self._config)
                self._config._do_configure()
                self._config.hook.pytest_sessionstart(session=self._session)
                self._config.hook.pytest_collection(session=self._session)
            except pytest.UsageError as err:
                raise SuiteError("suite-broken", suite=path.name, problem=str(err)) from err
            finally:
                self._forget_modules(known)
        if self._plugin.problem:
            self.close()
            raise SuiteError("suite-broken", suite=path.name, problem=self._plugin.problem)

    def run(
        self, callee: Callee, *, seed: int, until_failed: bool = False
    ) -> tuple[CheckResult, ...]:
        """Run every check on one submission.

        Args:
            callee: where the submission's functions run.
            seed: what the cases are drawn from.
            until_failed: end with the first check that does not pass; for who only asks whether
                one does not.

        Returns:
            One result for each check that was run, in the suite's order.

        Raises:
            SandboxError: a worker that died could not be replaced.
        """
        return self._plugin.run(self._session.items, callee, seed, until_failed=until_failed)

    def with_smallest(
        self, callee: Callee, results: Sequence[CheckResult], *, seconds: float
    ) -> tuple[CheckResult, ...]:
        """Tell the failed checks of `run` by the smallest cases that fail, where there are any.

        Args:
            callee: the same submission, and best a worker that has not run the checks.
            results: of `run`.
            seconds: processor time of this process, after which the search ends [s].

        Raises:
            SandboxError: a worker that died could not be replaced.
        """
        return self._plugin.with_smallest(
            searches_of(self.module), callee, results, seconds=seconds
        )

    @property
    def checks(self) -> tuple[Check, ...]:
        """The checks of the suite, in its order."""
        return self._plugin.checks

    @property
    def module(self) -> ModuleType:
        """The suite itself, as it was imported."""
        found = self._session.items[0].getparent(pytest.Module)
        assert found
        module: ModuleType = found.obj
        return module

    @property
    def transcripts(self) -> list[Transcript]:
        """What the latest submission answered, by check; small enough to be kept."""
        return self._plugin.transcripts.kept

    def close(self) -> None:
        """End the session."""
        self._config.hook.pytest_sessionfinish(session=self._session, exitstatus=0)
        self._config._ensure_unconfigure()

    def _forget_modules(self, known: Collection[str]) -> None:
        """Let the next suite be imported under the same name, and this one be read anew."""
        for name in set(sys.modules) - set(known):
            file = getattr(sys.modules[name], "__file__", None)
            if file and Path(file).parent == self._folder and not name.startswith(PREFIX):
                del sys.modules[name]


def _options(suite: Path) -> list[str]:
    """Return pytest's options: no configuration, conftest or plugin from anywhere."""
    off = [option for name in _PLUGINS_OFF for option in ("-p", f"no:{name}")]
    return [
        str(suite), "-c", os.devnull, f"--rootdir={suite.parent}", "--noconftest",
        "--import-mode=importlib", "--assert=plain", *off,
    ]  # fmt: skip


def _titles(suite: Path) -> dict[str, str]:
    """Return the Korean titles beside a suite."""
    path = suite.with_name("ko.yaml")
    loaded = load_yaml(path) if path.is_file() else {}
    if not isinstance(loaded, dict):
        raise SuiteError("suite-broken", suite=path.name, problem="it must map ids to titles")
    return {str(name): str(title) for name, title in loaded.items()}


@contextmanager
def _quiet_environment() -> Iterator[None]:
    """Keep outside settings out of pytest while it is configured and collects."""
    kept = dict(os.environ)
    writes_bytecode = sys.dont_write_bytecode
    for name in list(os.environ):
        if name.startswith(("PYTEST_", "PYTHON")):
            del os.environ[name]
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    sys.dont_write_bytecode = True
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(kept)
        sys.dont_write_bytecode = writes_bytecode
