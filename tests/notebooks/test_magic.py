"""`%grade check` in a real kernel: right, wrong, unfinished and hostile sessions."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.notebooks.kernels import LOAD, ROOT, environment, run

RIGHT = (ROOT / "solutions/sizing/sizing.py").read_text(encoding="utf-8")
WRONG = RIGHT.replace("return way // stride + 1", "return way // stride")
STUB = (ROOT / "assignments/sizing/sizing.py").read_text(encoding="utf-8")


def test_a_session_is_checked_as_it_goes_on(tmp_path: Path) -> None:
    shown = run(
        [
            LOAD,
            "%grade check sizing",  # before anything was written
            STUB,
            "%grade check sizing --task 2",
            WRONG,
            "%grade check sizing --task 1",
            "raise ValueError('a trial')",
            "import matplotlib_is_not_there",
            RIGHT,
            "%grade check",
            "%grade check sizing --task 9",
            "%grade chek",
            LOAD,
            "%grade check --help",
            RIGHT.replace(" + bool(bias)", ""),
            "%grade check sizing",
            "%grade check siz",
        ],
        tmp_path,
    )
    assert "has run none of the functions of `sizing`" in (shown[1].error or "")
    assert shown[3].html.count("<strong>`same_padding` is not written yet</strong>") == 1
    assert (shown[3].error or "").startswith("Checks that did not pass: 1 of 1.")
    assert "✗ " in shown[5].text
    assert "expected  5" in shown[5].text
    assert "In [5]" not in (shown[5].error or "")
    assert "Traceback" not in (shown[5].error or "")
    assert len((shown[5].error or "").splitlines()) <= 5
    assert shown[9].error is None
    assert shown[9].html.count("✓ passed") > 5
    assert "Task 4" in shown[9].text
    assert "has no task 9" in (shown[10].error or "")
    assert "`check`" in (shown[11].error or "")
    assert "%grade check" in shown[13].printed
    advice = shown[15].html.partition("</table><p>")[2]
    assert "Advice on your code" in advice
    assert "In [15]:" in advice
    assert "did you mean `sizing`?" in (shown[16].error or "")


def test_a_session_that_fits_two_assignments_has_to_name_one(tmp_path: Path) -> None:
    shown = run([LOAD, "def train():\n    return 1", "%grade check"], tmp_path)
    assert "which assignment?" in (shown[2].error or "")


@pytest.mark.slow
def test_it_speaks_korean_and_names_the_line_of_the_cell(tmp_path: Path) -> None:
    broken = RIGHT.replace("    way = n", "    way = nowhere + n")
    shown = run([LOAD, broken, "%grade check sizing --task 1"], tmp_path, "ko")
    assert "검사" in (shown[2].error or "")
    line = (
        broken.split("\n").index(
            "    way = nowhere + n + 2 * pad - f  # how far the filter can move"
        )
        + 1
    )
    assert f"In [2]:{line}  way" in shown[2].html
    assert "way = nowhere + n" in shown[2].text


@pytest.mark.slow
def test_nothing_that_a_session_does_reaches_the_checks_or_the_page(tmp_path: Path) -> None:
    for name in ("cli.py", "numpy.py", "autograder.py"):
        (tmp_path / name).write_text("raise SystemExit('read from the folder')")
    hostile = """
class Evil:
    def __repr__(self):
        return "<script>alert(1)</script>\\x1b[31m\\u202e"
    __str__ = __repr__
    def __eq__(self, other):
        return True
    __hash__ = None

def output_size(n, f, stride=1, pad=0):
    print("<img src=x onerror=alert(2)>")
    if n == 7:
        return Evil()
    raise ValueError("</code><script>alert(3)</script>\\x1b]0;title\\x07")
"""
    breaking = """
import sys, os, builtins, subprocess
import numpy, json
json.loads = subprocess.run = None
numpy.array = None
sys.stdout.write = lambda text: 0
Out.clear()
"""
    shown = run([LOAD, hostile, "%grade check sizing --task 1"], tmp_path)
    assert "did not pass" in (shown[2].error or "")
    for text in (shown[2].html, shown[2].text, shown[2].error or ""):
        assert "\x1b" not in text
        assert "\x07" not in text
        assert "\u202e" not in text
    assert "<script>" not in shown[2].html
    assert "<img" not in shown[2].html
    assert "&lt;/code&gt;" in shown[2].html
    # Who breaks their own session gets an error, and no points by it: none are given here. All of
    # it is one cell, for such a kernel reads no further message.
    clean = tmp_path / "clean"
    clean.mkdir()
    check = "get_ipython().run_line_magic('grade', 'check sizing --task 1')"
    broken = run([LOAD, f"{breaking}\n{hostile}\n{check}"], clean)
    assert broken[1].error


@pytest.mark.slow
def test_a_kernel_that_exits_in_a_function_is_a_failure_of_a_check(tmp_path: Path) -> None:
    source = "def output_size(n, f, stride=1, pad=0):\n    import os\n    os._exit(0)"
    shown = run([LOAD, source, "%grade check sizing --task 1", "1 + 1"], tmp_path)
    assert "did not pass" in (shown[2].error or "")
    assert shown[3].error is None


def test_loading_needs_no_jupyter(tmp_path: Path) -> None:
    """What `%load_ext autograder` imports is what a student's install has."""
    code = (
        "import sys\n"
        "for name in ('IPython', 'nbgrader', 'nbformat', 'ipykernel'): sys.modules[name] = None\n"
        "import autograder, cli.jupyter, cli.jupyter_check\n"
        "assert callable(autograder.load_ipython_extension)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(tmp_path), cwd=tmp_path,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
