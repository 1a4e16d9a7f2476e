"""Mutants of the references: what they are, how they end, and that no hidden suite passes one."""

import subprocess
import sys
from pathlib import Path

import pytest

from autograder.course import Course
from autograder.errors import CourseError
from tests.mutants import arguments
from tests.mutants.arguments import Argument, Arguments
from tests.mutants.mutate import MODULE, Key, Mutant, mutants
from tests.mutants.run import Fate

ROOT = Path(__file__).parents[2]
SLUGS = sorted(path.parent.name for path in ROOT.glob("solutions/*/test_hidden.py"))
SOURCE = '''"""A module."""

import numpy as np

Cache = tuple[int, int]
LIMIT = 3


def f(x: int, stride=1):
    """Return something."""
    rows, columns = x.shape  # a comment
    if rows < LIMIT:
        raise ValueError("too few", rows)
    return np.einsum("ij->ji", x[1:, ::stride])
'''


def changes(function: str, line: str) -> set[str]:
    """What a line of the example becomes."""
    made = [mutant.key for mutant in mutants(SOURCE)]
    assert len(set(made)) == len(made)
    return {key.mutated for key in made if (key.function, key.line) == (function, line)}


def test_a_number_and_a_comparison_change() -> None:
    assert changes(MODULE, "LIMIT = 3") == {
        "LIMIT = 4", "LIMIT = 2", "LIMIT = 0", "LIMIT = -3", "pass",
    }  # fmt: skip
    assert changes("f", "if rows < LIMIT:") == {
        "if rows <= LIMIT:", "if rows >= LIMIT:", "if rows != LIMIT:", "if not rows < LIMIT:",
        "if True:", "if False:", "if columns < LIMIT:", "pass",
    }  # fmt: skip


def test_axes_slices_and_letters_change() -> None:
    changed = changes("f", "return np.einsum('ij->ji', x[1:, ::stride])")
    for argument in ("'ji->ji', x[1:, ::stride]", "'ij->ji', x[::stride, 1:]"):
        assert f"return np.einsum({argument})" in changed
    for bounds in (":, ::stride", "1:, :", "1 + 1:, ::stride", "1:, ::x"):
        assert f"return np.einsum('ij->ji', x[{bounds}])" in changed
    assert "columns, rows = x.shape" in changes("f", "rows, columns = x.shape")


def test_a_default_changes_and_types_docstrings_and_messages_stay() -> None:
    assert changes("f", "def f(x: int, stride=1):") == {
        "def f(x: int, stride=2):", "def f(x: int, stride=0):", "def f(x: int, stride=-1):",
    }  # fmt: skip
    assert changes("f", "raise ValueError('too few', rows)") == {
        "raise RuntimeError('too few', rows)", "pass",
    }  # fmt: skip
    lines = {mutant.key.line for mutant in mutants(SOURCE)}
    assert not [line for line in lines if line.startswith(("'''", '"""', "import", "Cache"))]


def test_the_same_mutants_come_of_a_file_that_is_laid_out_otherwise() -> None:
    moved = SOURCE.replace('"ij->ji", x', '\n        "ij->ji",\n        x').replace("'", '"')
    assert moved != SOURCE
    assert mutants(f"# Another first line.\n{moved}") == mutants(SOURCE)


def told(
    fates: dict[str, Fate], equivalent: tuple[str, ...] = (), unpromised: tuple[str, ...] = ()
) -> tuple[list[int], list[str]]:
    """The numbers of mutants by what became of them, and the faults of the arguments."""
    made = [Mutant(Key("f", "x = 1", mutated), mutated) for mutated in fates]
    argued = Arguments(
        equivalent=(Argument(function="f", line="x = 1", mutated=equivalent, why="so"),),
        unpromised=(Argument(function="f", line="x = 1", mutated=unpromised, why="so"),),
    )
    found = arguments.sort(made, list(fates.values()), argued)
    lists = (found.killed, found.equivalent, found.unpromised, found.survived)
    return [len(each) for each in lists], [fault.partition(":")[0] for fault in found.faults]


KILLED, LUCKY, ALIVE = Fate((), "it"), Fate((1,), "it"), Fate((0, 1), None)


def test_a_mutant_that_passes_with_one_seed_survives() -> None:
    assert told({"x = 2": KILLED, "x = 3": LUCKY, "x = 4": ALIVE}) == ([1, 0, 0, 2], [])


def test_an_argument_takes_a_mutant_off_the_survivors() -> None:
    fates = {"x = 2": ALIVE, "x = 3": LUCKY}
    assert told(fates, ("x = 2",), ("x = 3",)) == ([0, 1, 1, 0], [])


def test_an_argument_that_does_not_hold_is_a_fault() -> None:
    (faults,) = told({"x = 2": LUCKY}, ("x = 2",))[1:]
    assert faults == ["killed by it, so not equivalent"]
    assert told({"x = 2": KILLED}, (), ("x = 2",))[1] == []
    assert told({"x = 2": ALIVE}, ("x = 2",), ("x = 2",))[1] == ["argued for twice"]
    assert told({"x = 2": ALIVE}, ("x = 2", "x = 9"))[1] == ["no mutant looks like this"]


def test_an_argument_needs_its_reason(tmp_path: Path) -> None:
    assert arguments.read(tmp_path) == Arguments()
    entry = "{function: f, line: x = 1, mutated: [x = 2], why: ''}"
    (tmp_path / "equivalent.yaml").write_text(f"equivalent: [{entry}]\n", encoding="utf-8")
    with pytest.raises(CourseError):
        arguments.read(tmp_path)


def python(*line: str) -> subprocess.CompletedProcess[str]:
    """Run Python in a process of its own: one that forks must have no threads, and xdist has."""
    return subprocess.run(
        [sys.executable, *line], cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.mark.slow
@pytest.mark.parametrize("slug", SLUGS)
def test_no_mutant_survives(slug: str, course: Course) -> None:
    done = python("-m", "tests.mutants", slug, "--jobs", "1")
    assert done.returncode == 0, done.stdout + done.stderr
    cells = done.stdout.splitlines()[-1].split()
    source = (course.assignment(slug).solutions / f"{slug}.py").read_text(encoding="utf-8")
    assert cells[:2] == [slug, str(len(mutants(source)))]


@pytest.mark.slow
def test_survivors_are_told_and_end_in_exit_code_1(course_copy: Path) -> None:
    (course_copy / "solutions/sizing/equivalent.yaml").unlink()
    code = (
        "import sys; from pathlib import Path; from tests.mutants import __main__ as command;"
        f"command.ROOT = Path({str(course_copy)!r}); sys.exit(command.main())"
    )
    done = python("-c", code, "sizing", "--seeds", "1")
    assert done.returncode == 1, done.stderr
    assert (
        "sizing: a mutant passes with seed 0:\n"
        "  in same_padding\n"
        "  - return (f - 1) // 2\n"
        "  + return f // 2\n"
    ) in done.stdout


def test_a_mutant_that_does_not_end_or_eats_the_memory_is_killed() -> None:
    code = f"""
from pathlib import Path
from autograder import course
from tests.mutants import run
from tests.mutants.mutate import Key, Mutant
run.WALL_SECONDS = 2
bodies = ["exec('while True: pass')", "bytearray(1 << 40)", "import os; os._exit(0)", "return 1 +"]
made = [Mutant(Key("", "", ""), "def output_size(*a, **b): " + body) for body in bodies]
sizing = course.load(Path({str(ROOT)!r})).assignment("sizing")
for fate in run.fates(made, sizing, seeds=[0], jobs=2):
    print(fate.is_killed, fate.by)
"""
    done = python("-c", code)
    assert done.stdout.splitlines() == [
        "True no answer within 2 s", "True size-slide", "True the death of its process",
        "True SyntaxError at its import",
    ], done.stderr  # fmt: skip


def test_an_unknown_assignment_is_named() -> None:
    done = python("-m", "tests.mutants", "pool")
    assert done.returncode == 2
    assert "no assignment `pool`" in done.stderr
