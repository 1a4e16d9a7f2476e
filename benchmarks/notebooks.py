"""Measure what notebooks cost in nbgrader: `python -m benchmarks.notebooks`.

A class hands in max_pool. Stock nbgrader runs the checks of the hidden suite in test cells, each
notebook in a kernel; then `nbgrader autograde` runs with our executor on the exported course, and
`grade nbgrader autograde` with two processes. The promise: a fifth of the stock time at most.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks import bundle, measure, suite
from benchmarks.environments import Environment
from benchmarks.others.nbgrader import Nbgrader

_SLUG = suite.SLUG
_SAMPLE = suite.ROOT / "tests" / "submissions" / _SLUG / "right" / "im2col.py"
_PROMISE = 0.2


def main() -> int:
    """Measure and print; return 1 where the promise is not kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=30)
    students = parser.parse_args().students
    here = Environment(Path(sys.prefix))
    source = _SAMPLE.read_bytes()
    with tempfile.TemporaryDirectory(prefix="bench-notebooks-") as name:
        scratch = Path(name)
        checks = bundle.write(suite.max_pool(), scratch / "bundle")
        stock = Nbgrader(here, checks, scratch).grade([source] * students)
        assert set(stock.points) == {20.0}
        course = _exported(scratch / "course", here, source, students)
        rows = {
            "stock nbgrader autograde": stock.cost,
            "nbgrader autograde, our executor": _autograde(
                course, [here.program("nbgrader"), "autograde", _SLUG, "--force"]
            ),
            "grade nbgrader autograde --jobs 1": _graded(course, here, 1, students),
            "grade nbgrader autograde --jobs 2": _graded(course, here, 2, students),
        }
    print(f"{students} submissions of {_SLUG}      wall [s]   CPU [s]   of stock's wall and CPU")
    for title, cost in rows.items():
        wall = cost.wall_seconds / stock.cost.wall_seconds
        cpu = cost.cpu_seconds / stock.cost.cpu_seconds
        print(f"{title:36} {cost.wall_seconds:8.1f} {cost.cpu_seconds:9.1f}   {wall:.3f} {cpu:.3f}")
    best = list(rows.values())[-1].wall_seconds / stock.cost.wall_seconds
    print(f"promised: at most {_PROMISE}; {'kept' if best <= _PROMISE else 'missed'}")
    return 0 if best <= _PROMISE else 1


def _exported(folder: Path, here: Environment, source: bytes, students: int) -> Path:
    """Export the course, and hand in for each student; none of it is measured."""
    commands: list[list[str | Path]] = [
        [here.program("grade"), "nbgrader", "export", folder, "--assignment", _SLUG],
        [here.program("nbgrader"), "generate_assignment", _SLUG, f"--course={folder}"],
    ]
    folder.mkdir()
    for command in commands:
        subprocess.run(  # noqa: S603 - our own commands
            command, cwd=folder, capture_output=True, check=True,
            env=measure.base_environment(here.program("grade").parent)
            | {"GRADE_COURSE": str(suite.ROOT)},
        )  # fmt: skip
    released = json.loads((folder / "release" / _SLUG / f"{_SLUG}.ipynb").read_text("utf-8"))
    for cell in released["cells"]:
        marks = cell["metadata"].get("nbgrader", {})
        if marks.get("solution"):
            is_first = marks["grade_id"] == "solution-imports"
            cell["source"] = source.decode() if is_first else "# above"
    for number in range(students):
        place = folder / "submitted" / f"student{number:04}" / _SLUG / f"{_SLUG}.ipynb"
        place.parent.mkdir(parents=True)
        place.write_text(json.dumps(released), "utf-8")
    return folder


def _graded(course: Path, here: Environment, jobs: int, students: int) -> measure.Cost:
    """Run our own command, and hold that everybody has full points."""
    command = [here.program("grade"), "nbgrader", "autograde", _SLUG, "--force", "--json"]
    cost = _autograde(course, [*command, "--jobs", str(jobs)])
    scores = [json.loads(line)["score"] for line in cost.stdout.splitlines()]
    assert scores == [20.0] * students, scores
    return cost


def _autograde(course: Path, command: Sequence[str | Path]) -> measure.Cost:
    return measure.run(command, folder=course)


if __name__ == "__main__":
    sys.exit(main())
