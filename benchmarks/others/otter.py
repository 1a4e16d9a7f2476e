"""otter-grader: `otter run` on a notebook, with a zip that `otter generate` made."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

from benchmarks import measure
from benchmarks.others import notebooks
from benchmarks.others.grader import Graded, Grader

_HEAD = """from otter.test_files import test_case

import graded

OK_FORMAT = False
name = "max_pool"
points = None

"""
_TEST = """
@test_case(points={points}, name="{name}")
def test_{number:02}(env):
    graded.run("{name}", env)

"""


class Otter(Grader):
    """otter-grader without its container: each submission in a kernel of its own."""

    name = "otter"
    title = "`otter run`"
    distribution = "otter-grader"
    packages = ("otter-grader[grading]", "numpy")

    def prepare(self) -> None:
        """Have otter make its zip from the tests and the files that they need."""
        self.bundle.copy_to(self.template)
        tests = self.template / "tests"
        tests.mkdir()
        cases = [
            _TEST.format(number=number, name=name, points=points)
            for number, (name, points) in enumerate(self.bundle.points.items())
        ]
        (tests / "max_pool.py").write_text(_HEAD + "".join(cases))
        program = self.environment.program("otter")
        files = [path.name for path in self.bundle.files]
        subprocess.run(  # noqa: S603 - our own environment
            [program, "generate", "-t", "tests", "-o", "autograder.zip", *files],
            cwd=self.template, env=measure.base_environment(program.parent),
            capture_output=True, check=True,
        )  # fmt: skip

    def grade_in(self, folder: Path, sources: Sequence[bytes]) -> Graded:
        """Run otter and add up the scores."""
        (source,) = sources
        notebooks.write(folder / "max_pool.ipynb", [notebooks.code(source.decode())])
        command = [
            self.environment.program("otter"), "run", "--no-logo", "-a", "autograder.zip",
            "-o", ".", "max_pool.ipynb",
        ]  # fmt: skip
        cost = measure.run(command, folder=folder)
        tests = json.loads((folder / "results.json").read_text())["tests"]
        return Graded(cost, (sum(float(test.get("score", 0)) for test in tests),))
