"""Sources that are made to hurt whoever reads them: bounded time and memory, and no error."""

import sys
import time
from pathlib import Path

import pytest

from autograder.advice.advise import MAX_PLACES
from autograder.advice.source import MAX_CHARACTERS
from tests.advice.conftest import FORWARD, Advise

SECONDS = 20  # on a busy machine; alone the slowest takes two
HOSTILE = sorted((Path(__file__).parents[1] / "hostile").rglob("*.py"))


def filled(head: str, unit: str, tail: str = "") -> str:
    """A source as long as a rule reads."""
    return head + unit * ((MAX_CHARACTERS - len(head) - len(tail)) // len(unit)) + tail


UNREADABLE = {
    "minus": "x = (" + "-" * 90_000 + "1)",
    "minus-guarded-by-the-parser": "x = (" + "-" * 3_000 + "1)",
    "sum": filled("x = 1", "+1"),
    "attributes": filled("x", ".a"),
    "calls": filled("x", "()"),
    "module": filled("import ", "a.", "a"),
    "module-over-lines": filled("import ", "a.\\\n", "a"),
    "module-with-dots-within": filled("import ", "a·.\\\n", "a"),
    "powers": filled("x = ", "1**", "1"),
    "lambdas": filled("x = ", "lambda: ", "1"),
    "else-ifs": filled("if x: pass\n", "elif x: pass\n"),
    "brackets": filled("x = ", "(", ""),
    "blocks": "".join(f"{' ' * n}if x:\n" for n in range(300)),
    "surrogate": "# coding: unicode_escape\nx = '\\ud800'",
    "huge": "x = 1\n" * MAX_CHARACTERS,
    "syntax": "def f(:",
    "digits": "x = " + "9" * 5_000,
}
READABLE = {
    "f-string": filled('f"', "{1}", '"'),
    "names": filled("", "é,"),
    "lines": filled("", "x\n"),
    "escapes": filled("", '"\\d"\n'),
    "functions": filled("", "def f():\n return\n x\n"),
    "graded-functions": filled("", "def conv2d_forward(x):\n x[0]=1\n"),
    "aliases": FORWARD + "".join(f" a{n}=x\n" for n in range(8_000)),
    "parameters": f"def conv2d_forward({','.join(f'a{n}' for n in range(8_000))}):\n a1[0]=1",
    "branches": filled(f"{FORWARD} if x:\n  if x:\n", "   x[0]=1\n   if x: x[0]=1\n"),
    "else-ifs-as-deep-as-is-read": FORWARD + " if x: pass\n" + " elif x: x[0] = 1\n" * 90,
    "loops-as-deep-as-is-read": FORWARD
    + "".join(f"{' ' * n}for i in x:\n" for n in range(1, 90)) + " " * 90 + "x[i] = 1\n",
    "blocks-as-deep-as-is-read": FORWARD
    + "".join(f"{' ' * n}if x:\n" for n in range(1, 90)) + " " * 90 + "x[0] = 1\n",
    "loops": filled(FORWARD, " for i in x:\n  for i in x: x[i]=1\n"),
    "indexes": filled(FORWARD + " for i in x:\n", "  " + "x[" * 80 + "i" + "]" * 80 + "\n"),
    "comparisons": filled(FORWARD, " " + "(" * 45 + "1" + "<x)" * 45 + "\n"),
    "lambdas-within": filled(FORWARD, " " + "lambda x:" * 60 + "1\n"),
    "imports": filled("", "import torch\n"),
    "long-module": f"import {'torch' * 10_000}.a as b\n" + "b.c;" * 5_000,
    "long-name": f"def conv2d_forward({'x' * 40_000}):\n {'x' * 40_000}[0] = 1",
    "zero-byte-in-text": 'x = "\\0"',
    "bidi": "import torch  # \u202e\u2066 elif\x1b[31m {x} {0.__class__} [red]",
}  # fmt: skip


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_no_learner_writes_is_not_read(advise: Advise, name: str) -> None:
    started = time.process_time()
    advised = advise(UNREADABLE[name])
    assert time.process_time() - started < SECONDS
    assert advised.every == ()
    assert advised.unread == ("conv2d.py",)


@pytest.mark.parametrize("name", READABLE)
def test_what_is_read_takes_a_bounded_time(advise: Advise, name: str) -> None:
    started = time.process_time()
    advised = advise(READABLE[name])
    assert time.process_time() - started < SECONDS
    assert advised.unread == ()
    for rule in {each.rule for each in advised.every}:
        assert sum(each.rule == rule for each in advised.every) <= MAX_PLACES
    for each in advised.every:
        assert len(each.place.text) <= 200
        assert all(len(str(value)) < 100 for value in each.values.values())


def test_a_module_name_does_not_take_memory_by_its_square(advise: Advise) -> None:
    resource = pytest.importorskip("resource")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    advise(filled("import ", "torch.", "a as b"))
    advise(filled("import ", "torch.\\\n", "a as b"))
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert (after - before) * (1 if sys.platform == "darwin" else 1024) < 50_000_000


def test_many_places_are_counted_and_few_are_named(advise: Advise) -> None:
    found = advise("import torch\n" * 1000).every
    assert [(each.place.line, each.more) for each in found] == [(1, 0), (2, 0), (3, 997)]


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.name)
def test_the_hostile_submissions_can_be_read_or_not(advise: Advise, path: Path) -> None:
    advise(path.read_bytes())  # nothing of them runs, and nothing is raised


@pytest.mark.parametrize(
    "source",
    [
        "# -*- coding: cp949 -*-\n# 합성곱\nimport torch\n".encode("cp949"),
        b"\xef\xbb\xbf# \xea\xb0\x80\n\nimport torch\n",
        b"# coding: latin-1\n# \xe9\nimport torch\n",
        "# 합성곱\n\nimport torch\n".encode(),
        b"x = 1\r\n\r\nimport torch\r\n",
        b"x = 1\r\rimport torch\r",
        b"x = 1\n\x0c\nimport torch\n",
    ],
)
def test_lines_are_counted_as_python_counts_them(advise: Advise, source: bytes) -> None:
    place = advise(source).every[0].place
    assert (place.line, place.text) == (3, "import torch")


def test_a_warning_of_the_parser_is_not_ours(
    advise: Advise, capfd: pytest.CaptureFixture[str]
) -> None:
    assert advise('x = "\\d"; 1if 1else 2\nx is 1\n').unread == ()
    assert capfd.readouterr() == ("", "")
