"""Somebody else's nbgrader course under our executor: its files, its modules, what cannot work."""

from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from cli.main import run
from tests.notebooks.small_course import STUB, Course, cell, edited

RIGHT = {"double": "def double(x): return 2 * x"}
WRONG = {"double": "def double(x): return x"}


def _course(folder: Path, *, config: str) -> Course:
    """A course with a helper module, a data file, and a test that only a kernel can run."""
    source = folder / "source" / "hw"
    source.mkdir(parents=True)
    (source / "checks.py").write_text("def same(a, b):\n    assert a == b, 'not the same'\n")
    (source / "data.csv").write_text("1,2\n")
    cells = [
        new_code_cell("from checks import same\nlines = open('data.csv').read().split()"),
        new_code_cell("def double(x): return x + 1\nfirst = [double(n) for n in (1, 2)]"),
        cell("double", STUB.format(name="double", right="2 * x"), solution=True),
        cell(
            "helped", "same(double(2), 4)\nassert (lines, first) == (['1,2'], [2, 3])",
            grade=True, points=1,
        ),
        cell(
            "inside", "import inspect\nassert 'return' in inspect.getsource(double)",
            grade=True, points=1,
        ),
    ]  # fmt: skip
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return Course(folder, config=config, made=new_notebook(cells=cells, metadata=kernel))


@pytest.mark.slow
@pytest.mark.parametrize("fallback", [False, True])
def test_helpers_and_files_are_the_instructor_s_and_a_kernel_runs_only_where_told(
    tmp_path, fallback
):
    options = f"language='ko', stock_fallback={fallback}"
    line = f"from cli.executor import use_sandbox; use_sandbox(c, {options})\n"
    course = _course(tmp_path, config=line)
    course.hand_in("right", lambda made: edited(made, RIGHT))
    course.hand_in("wrong", lambda made: edited(made, WRONG))
    planted = tmp_path / "submitted" / "wrong" / "hw"
    (planted / "checks.py").write_text("def same(a, b):\n    pass\n")

    said = course.run("autograde", "hw")

    inside = 1.0 if fallback else 0.0
    assert course.scores() == {
        "right": {"helped": 1.0, "inside": inside}, "wrong": {"helped": 0.0, "inside": inside},
    }  # fmt: skip
    assert ("stock executor" in said) is fallback
    scores = course.scores()
    words = ["nbgrader", "autograde", "hw", "--course-dir", str(tmp_path), "--force"]
    assert run([*words, "--jobs", "1"]) == 0  # our command grades as nbgrader's
    assert course.scores() == scores
    graded = nbformat.read(tmp_path / "autograded/right/hw/hw.ipynb", 4)
    told = " ".join(str(each) for cell in graded.cells for each in cell.get("outputs", ()))
    assert ("담당 교수자가 확인해야 합니다" in told) is not fallback
