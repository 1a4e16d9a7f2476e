"""gradescope-utils: unittest with weights, and a runner that writes Gradescope's JSON."""

import json
from collections.abc import Sequence
from pathlib import Path

from benchmarks import measure
from benchmarks.others.grader import Graded, Grader

_RUN_TESTS = '''"""Run the tests and write the results, as gradescope-utils' examples do."""

import unittest

from gradescope_utils.autograder_utils.json_test_runner import JSONTestRunner

if __name__ == "__main__":
    suite = unittest.defaultTestLoader.discover("tests")
    with open("results.json", "w") as f:
        JSONTestRunner(visibility="visible", stream=f).run(suite)
'''
_HEAD = '''"""The checks of max_pool."""

import unittest

import graded
import max_pool
from gradescope_utils.autograder_utils.decorators import weight


class TestMaxPool(unittest.TestCase):
'''
_TEST = '''
    @weight({points})
    def test_{number:02}(self):
        """{name}"""
        graded.run("{name}", vars(max_pool))
'''


class Gradescope(Grader):
    """gradescope-utils, without the container that Gradescope runs it in."""

    name = "gradescope"
    title = "gradescope-utils"
    distribution = "gradescope-utils"
    packages = ("gradescope-utils", "numpy")

    def prepare(self) -> None:
        """Write the tests and what runs them."""
        self.bundle.copy_to(self.template)
        tests = self.template / "tests"
        tests.mkdir()
        cases = [
            _TEST.format(number=number, name=name, points=points)
            for number, (name, points) in enumerate(self.bundle.points.items())
        ]
        (tests / "test_max_pool.py").write_text(_HEAD + "".join(cases))
        (self.template / "run_tests.py").write_text(_RUN_TESTS)

    def grade_in(self, folder: Path, sources: Sequence[bytes]) -> Graded:
        """Run the tests and add up the scores."""
        (source,) = sources
        (folder / "max_pool.py").write_bytes(source)
        cost = measure.run([self.environment.python, "run_tests.py"], folder=folder)
        tests = json.loads((folder / "results.json").read_text())["tests"]
        return Graded(cost, (sum(float(test["score"]) for test in tests),))
