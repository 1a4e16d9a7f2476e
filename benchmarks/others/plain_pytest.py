"""A fresh `python -m pytest` for each submission."""

import re
from collections.abc import Sequence
from pathlib import Path

from benchmarks import measure
from benchmarks.bundle import SEED
from benchmarks.others.grader import Graded, Grader

_CONFTEST = f'''"""Give the checks the submission beside them."""

import max_pool
import plain
import pytest
import reference as reference_module


def pytest_configure(config):
    config.addinivalue_line("markers", "check(id, task, points): a graded check")


@pytest.fixture
def student():
    return plain.Student(vars(max_pool))


@pytest.fixture
def reference():
    return reference_module


@pytest.fixture
def rng(request):
    return plain.generator({SEED}, request.node.get_closest_marker("check").args[0])
'''
_PASSED = re.compile(r"^PASSED \S+::test_(\w+)$", re.MULTILINE)


class PlainPytest(Grader):
    """pytest, without any walls or points."""

    name = "pytest"
    title = "fresh `python -m pytest`"
    distribution = "pytest"
    packages = ("pytest", "numpy")

    def prepare(self) -> None:
        """Put the suite where pytest finds it."""
        self.bundle.copy_to(self.template)
        (self.template / "graded.py").unlink()
        (self.template / "checks.py").rename(self.template / "test_max_pool.py")
        (self.template / "conftest.py").write_text(_CONFTEST)

    def grade_in(self, folder: Path, sources: Sequence[bytes]) -> Graded:
        """Run pytest; its own exit code 1 means that checks failed."""
        (source,) = sources
        (folder / "max_pool.py").write_bytes(source)
        command = [self.environment.python, "-m", "pytest", "-q", "-rp"]
        cost = measure.run(command, folder=folder, codes=(0, 1))
        passed = {name.replace("_", "-") for name in _PASSED.findall(cost.stdout)}
        points = sum(each for name, each in self.bundle.points.items() if name in passed)
        return Graded(cost, (points,))
