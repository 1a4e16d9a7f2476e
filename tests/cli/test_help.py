"""Help stands in both languages and imports nothing heavy."""

import subprocess
import sys

import pytest

from autograder import words
from cli.jupyter import magic
from cli.main import grade as group
from cli.session import Session

HEAVY = {"numpy", "pytest", "sqlalchemy", "alembic", "hypothesis"}


def is_korean(text):
    return any("가" <= sign <= "힣" for sign in text)


COURSE = [["course", "check"], ["course", "new"]]
COURSE += [["nbgrader", name] for name in ("export", "autograde", "pull", "push")]


@pytest.mark.parametrize("command", [[], *([name] for name in group.modules), *COURSE])
def test_help_in_both_languages(here, command):
    english = here("--lang", "en", *command, "--help")
    korean = here(*command, "--help", "--lang", "ko")
    assert english.code == korean.code == 0
    assert english.out.startswith("Usage: grade")
    assert not is_korean(english.out)
    assert korean.out.startswith("사용법: grade")
    for line in korean.out.splitlines():
        assert not line.startswith("  -") or "json" in line or is_korean(line) or len(line) < 40


@pytest.mark.parametrize("args", [["--help"], ["check", "--help"]])
def test_the_magic_of_jupyter_has_help_in_both_languages(capsys, args):
    for language in ("en", "ko"):
        session = Session([*args, "--lang", language])
        magic.main([*args, "--lang", language], "%grade", standalone_mode=False, obj=session)
        told = capsys.readouterr().out
        assert is_korean(told) == (language == "ko")
        assert "%grade" in told


def test_no_command_shows_the_help(here):
    assert here().out == here("--help").out


def test_the_version_is_told(here):
    assert here("--version").out == "convgrade 0.1.0\n"


def test_every_text_has_both_languages():
    for key, text in words.catalogue("cli").items():
        assert set(text) == {"en", "ko"}, key
    for key, texts in words.catalogue("errors").items():
        for part in ("message", "hint"):
            assert set(texts[part]) == {"en", "ko"}, key


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "ko_KR.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "GRADE_LANG": "ko"}, "ko"),
        ({"LANG": "C.UTF-8"}, "ko"),  # the course's first language
        ({"LANG": "fr_FR.UTF-8"}, "ko"),
        ({"LANG": ""}, "ko"),
    ],
)
def test_the_language_follows_variables_locale_and_course(here, monkeypatch, variables, language):
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert is_korean(here("--help").out) == (language == "ko")


def test_without_course_and_locale_it_is_english(here, monkeypatch):
    monkeypatch.setenv("LANG", "C")
    monkeypatch.setenv("GRADE_COURSE", "/nowhere")
    assert not is_korean(here("--help").out)


@pytest.mark.parametrize("args", [["--help"], ["submit", "--help"], ["list"], ["start", "conv2d"]])
def test_nothing_heavy_is_imported(course, desk, args):
    code = (
        "import sys; from cli.main import run; code = run(sys.argv[1:]);"
        f"print(sorted({HEAVY} & set(sys.modules)), code, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "--course", str(course), *args],
        capture_output=True,
        text=True,
        cwd=desk,
        check=True,
    )
    assert done.stderr == "[] 0\n"


@pytest.mark.parametrize("args", [["--help"], ["list", "--json"]])
def test_help_and_json_do_without_rich(course, desk, args):
    code = (
        "import sys; from cli.main import run; run(sys.argv[1:]); assert 'rich' not in sys.modules"
    )
    command = [sys.executable, "-c", code, "--course", str(course), *args]
    subprocess.run(command, capture_output=True, cwd=desk, check=True)
