"""The code of a session: what the checked functions use, as it was run, and nothing else."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import pytest

from autograder.notebooks.session_code import Module, Place, module_of

NONE: Mapping[int, int] = MappingProxyType({})


def made(cells: Sequence[str], failed: Mapping[int, int] = NONE) -> list[str]:
    """The lines of the module that defines `f`, without its head; cells count from 1."""
    module = module_of(["", *cells], failed, ["f"])
    compile(module.source, "module", "exec")
    return module.source.splitlines()[1:]


def run(cells: Sequence[str], failed: Mapping[int, int] = NONE) -> object:
    names: dict[str, object] = {}
    exec("\n".join(made(cells, failed)), names)
    return names["f"]()


def test_what_is_used_is_kept_and_what_is_not_is_left_out() -> None:
    cells = [
        "import math\nimport matplotlib.pyplot as plt\n%matplotlib inline\nfrom math import *",
        "K = 3; plt.plot([1])\nfig, ax = plt.subplots()\nunused = 1 / 1",
        "def f():\n    return g() + K + math.pi",
        "plt.show()\nfor i in range(3):\n    K += 1\nz['a'] = 3\nprint(f())",
        "@plain\ndef g():\n    return Base.x\n\nclass Base:\n    x = 1",
        "def plain(function):\n    return function\ndef unused():\n    pass",
    ]
    lines = made(cells)
    assert lines[:3] == ["import math", "from math import *", "K = 3"]
    assert "@plain" in lines
    assert not [line for line in lines if "plt" in line or "unused" in line or "print" in line]


def test_the_last_definition_wins_and_older_ones_give_no_advice() -> None:
    assert made(["def f():\n    return 1", "def f():\n    return 2"]) == [
        "def f():",
        "    return 2",
    ]
    assert run(["def f():\n    return 1", "f = lambda: 2"]) == 2
    assert run(["K = 1\ndef f():\n    return K", "K = 2"]) == 2


def test_a_value_made_by_a_function_that_is_written_anew_later() -> None:
    cells = ["def g():\n    return 1", "K = g()", "def f():\n    return K, g()"]
    assert run([*cells, "def g():\n    return 2"]) == (1, 2)


def test_a_value_that_grows_does_so_as_often_as_it_was_run() -> None:
    cells = ["x = 1", "x = x + 1", "x = x + 1", "x += 1", "x += 1", "def f():\n    return x"]
    assert run(cells) == 5


@pytest.mark.parametrize(
    "cells",
    [
        ["a = 1", "b = a", "a = 2", "b = a"],
        ["a = 1", "def g():\n    return a", "b = g()", "a = 2", "b = g()"],
        ["a = 1", "g = lambda: a", "b = g()", "a = 2", "b = g()"],
        ["def g():\n    return 1", "b = g()", "def g():\n    return 2", "b = g()"],
        ["e = 1", "b = 1 if e == 1 else 2", "from math import *", "b = 1 if e == 1 else 2"],
    ],
)
def test_what_is_run_again_after_a_change_gives_what_it_gave_then(cells: list[str]) -> None:
    assert run([*cells, "def f():\n    return b"]) == 2


@pytest.mark.parametrize("default", ["h()", "[h() for _ in '1'][0]"])
def test_a_default_is_what_the_session_had_at_its_definition(default: str) -> None:
    cells = ["def h():\n    return 1", f"def f(x={default}):\n    return x, h()"]
    again = "def h():\n    return 2"
    assert run([*cells, again]) == (1, 2)
    assert run([*cells, again, *cells[1:]]) == (2, 2)


def test_a_function_that_a_definition_names_is_there() -> None:
    old, new = "def h():\n    return 1", "def h():\n    return 2"
    assert run([old, "def f(x=h, *, y=h) -> h:\n    return x(), y(), h()", new]) == (1, 1, 2)
    assert run(["def f():\n    return 1", "def f(x=f):\n    return x() + 1"]) == 2
    assert run([old, new, "def f(x: int = 3):\n    return h()"]) == 2
    assert len(made([old, "def f(x: int = 3):\n    return h()", new] * 3)) == 4


def test_what_is_run_again_stands_once() -> None:
    cells = ["import math\nK = 3", "def f():\n    return K + math.pi"] * 50
    assert len(made(cells)) == 4


@pytest.mark.parametrize("cell", ["def f(:", "f() +", "(" * 500 + ")" * 500, "x = '\ud800'", "\0"])
def test_a_cell_that_is_not_python_is_passed_over(cell: str) -> None:
    assert run([cell, "def f():\n    return 1", cell]) == 1


def test_a_cell_that_failed_counts_up_to_the_line_that_did() -> None:
    cells = [
        "x = 1",
        "y = 2\nx = 1 / 0\nx = 3\ndef f():\n    return 0",
        "def f():\n    return x, y",
    ]
    assert run(cells, {2: 2}) == (1, 2)
    with pytest.raises(NameError):
        run(cells, {2: 0})


def test_a_future_import_comes_first() -> None:
    cells = ["x = 1", "from __future__ import annotations\ndef f(a: nowhere = 1):\n    return x"]
    assert made(cells)[0] == "from __future__ import annotations"
    assert run(cells) == 1


def test_lines_are_known_by_cell() -> None:
    module: Module = module_of(["", "\n\nx = 1", "", "%%time\ndef f():\n    return x"], {}, ["f"])
    assert module.places == {2: Place(1, 3), 3: Place(3, 2), 4: Place(3, 3)}
    assert module.functions == {"f"}
    assert module_of(["", "x = 1"], {}, ["f"]).functions == frozenset()


def test_a_statement_is_cut_out_of_a_line_that_others_share() -> None:
    assert made(["é = 'ü'; f = lambda: é; boom()"]) == ["é = 'ü'", "f = lambda: é"]
