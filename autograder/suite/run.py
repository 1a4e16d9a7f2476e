"""Run a suite with pytest in this trusted process, and nothing but our plugin."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from autograder.course import Assignment
from autograder.errors import SuiteError
from autograder.model import CheckResult
from autograder.suite import fixtures
from autograder.suite.plugin import REFERENCE_PREFIX, CheckPlugin, Job, load_reference
from autograder.suite.student import Callee
from autograder.yamlfile import load_yaml

_PLUGINS_OFF = (
    "cacheprovider", "capture", "debugging", "doctest", "faulthandler", "junitxml", "legacypath",
    "logging", "nose", "pastebin", "recwarn", "setuponly", "setupplan", "stepwise", "terminal",
    "threadexception", "unittest", "unraisableexception", "warnings",
)  # fmt: skip


def run(
    suite: Path, callee: Callee, assignment: Assignment, *, seed: int
) -> tuple[CheckResult, ...]:
    """Run every check of a suite on one submission.

    Args:
        suite: `test_hidden.py` (the reference stands beside it) or `test_public.py`.
        callee: where the submission's functions run.
        assignment: declares them.
        seed: what the cases are drawn from.

    Returns:
        One result for each collected check, in the suite's order.

    Raises:
        SuiteError: the suite itself does not run.
        SandboxError: a worker that died could not be replaced.
    """
    (results,) = run_each(suite, assignment, [Job(callee, seed)])
    return results


def run_each(
    suite: Path, assignment: Assignment, jobs: Iterable[Job]
) -> list[tuple[CheckResult, ...]]:
    """Run every check of a suite on each job; the suite is collected once.

    Args:
        suite: as of `run`.
        assignment: as of `run`.
        jobs: a generator may open each submission's sandbox when its turn comes.

    Returns:
        For each job one result for each collected check, in the suite's order.

    Raises:
        SuiteError: the suite itself does not run.
        SandboxError: a worker that died could not be replaced.
    """
    is_hidden = suite == assignment.hidden_suite
    plugin = CheckPlugin(
        assignment,
        jobs,
        titles=_titles(suite),
        reference=load_reference(suite.with_name(assignment.files[0])) if is_hidden else None,
    )
    with _clean(suite.parent):
        code = pytest.main(_options(suite), plugins=[plugin, fixtures])
    if plugin.trouble:
        raise plugin.trouble
    if plugin.problem:
        raise SuiteError("suite-broken", suite=suite.name, problem=plugin.problem)
    if code == pytest.ExitCode.INTERRUPTED:
        raise KeyboardInterrupt
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        raise SuiteError("suite-broken", suite=suite.name, problem=f"pytest ended with {code!r}")
    return plugin.finished


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
def _clean(folder: Path) -> Iterator[None]:
    """Keep outside settings out of pytest, and the suite's modules out of the next run."""
    kept = dict(os.environ)
    writes_bytecode = sys.dont_write_bytecode
    for name in list(os.environ):
        if name.startswith(("PYTEST_", "PYTHON")):
            del os.environ[name]
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    sys.dont_write_bytecode = True
    before = set(sys.modules)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(kept)
        sys.dont_write_bytecode = writes_bytecode
        for name in set(sys.modules) - before:
            file = getattr(sys.modules[name], "__file__", None)
            if file and Path(file).parent == folder and not name.startswith(REFERENCE_PREFIX):
                del sys.modules[name]
