"""The guides to notebooks: their commands, word for word, do what the pages say."""

import csv
import html
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from autograder.notebooks import build
from cli.executor import SandboxExecute
from tests.notebooks import graded_course
from tests.notebooks.kernels import ROOT, environment
from tests.notebooks.small_course import Course, edited


def sources(page: str, mark: str, language: str = "sh") -> list[str]:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    return re.findall(rf"<!-- {mark} -->\n```{language}\n(.*?)```", text, re.DOTALL)


def blocks(page: str, mark: str) -> list[list[str]]:
    found = sources(page, mark)
    return [[line.partition("#")[0].strip() for line in block.splitlines()] for block in found]


def shell(line: str, folder: Path, home: Path, language: str = "en") -> str:
    done = subprocess.run(
        line, shell=True, cwd=folder, env=environment(home, language),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, (line, done.stdout, done.stderr)
    return done.stdout


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    for name in ("assignments", "solutions"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize(("page", "language"), [("notebooks.md", "en"), ("notebooks.ko.md", "ko")])
def test_a_student_gets_from_the_start_to_full_points(
    clone: Path, page: str, language: str
) -> None:
    (start, folder), (submit,) = blocks(page, "guide")
    shell(start, clone, clone, language)
    desk = clone / folder.removeprefix("cd ")
    path = desk / "sizing.ipynb"
    assert build.room(language).removeprefix("# ") in (ROOT / "docs" / page).read_text("utf-8")
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cells = {cell["id"]: cell for cell in notebook["cells"]}
    # What the reader writes in between: everything into the last cell, over the stub's functions.
    source = (ROOT / "solutions/sizing/sizing.py").read_text(encoding="utf-8")
    cells["solution-conv_params"]["source"] = source
    path.write_text(json.dumps(notebook), encoding="utf-8")
    assert "20 / 20" in shell(submit, desk, clone, language)


@pytest.mark.slow
def test_a_teacher_gets_a_course_of_nbgrader(clone: Path) -> None:
    (lines,) = blocks("nbgrader.md", "export")
    assert [line for line in lines if line.startswith("grade nbgrader export")]
    folder = clone
    said = {}
    for line in lines:
        if line.startswith("cd "):
            folder /= line.removeprefix("cd ")
        else:
            said[line] = shell(line, folder, clone)
    assert "Success!" in said["nbgrader validate source/sizing/sizing.ipynb"]
    assert (folder / "release/sizing/sizing.ipynb").is_file()

    graded_course.hand_in(folder, {"kim": graded_course.wrong(), "lee": None})
    (lines,) = blocks("nbgrader.md", "grade")
    said = {line: shell(line, folder, clone) for line in lines}
    told = next(text for line, text in said.items() if line.startswith("grade nbgrader autograde"))
    assert re.search(r"kim +graded +17.5 / 20", told)
    assert re.search(r"lee +graded +20 / 20", told)
    page = (folder / "feedback/kim/sizing/sizing.html").read_text(encoding="utf-8")
    feedback = html.unescape(re.sub("<[^>]*>", "", page.partition("<body")[2]))
    assert "0.5 of 3 points" in feedback
    assert "hint:" in feedback
    assert not [line for line in graded_course.hidden_lines() if line in feedback]
    with (folder / "grades.csv").open(encoding="utf-8", newline="") as table:
        rows = [row for row in csv.DictReader(table) if row["assignment"] == "sizing"]
    grades = {row["student_id"]: float(row["score"]) for row in rows}
    assert grades == {"kim": 17.5, "lee": 20}


@pytest.mark.slow
def test_one_line_puts_any_course_into_the_sandbox(tmp_path: Path) -> None:
    (line,) = sources("nbgrader.md", "any-course", "python")
    page = (ROOT / "docs/nbgrader.md").read_text(encoding="utf-8")
    (options,) = re.findall(r"as `(\{\"SandboxExecute\".*?\})`:", page)
    options = options.replace("120", "1")
    course = Course(tmp_path, config=line)
    (tmp_path / "nbgrader_config.json").write_text(options, encoding="utf-8")
    right = {"double": "def double(x): return 2 * x", "half": "def half(x): return x / 2"}
    course.hand_in("right", lambda made: edited(made, right))
    hangs = right | {"half": "import time\ntime.sleep(3)"}
    course.hand_in("hangs", lambda made: edited(made, hangs))
    course.run("autograde", "hw")
    scores = course.scores()
    assert sum(scores["right"].values()) == 8
    assert scores["hangs"] == {"visible": 0, "hidden": 0, "helped": 0, "partial": 0}


def test_every_option_of_the_executor_is_in_the_guide() -> None:
    page = (ROOT / "docs/nbgrader.md").read_text(encoding="utf-8")
    section = page.partition("## Any other nbgrader course")[2].partition("\n## ")[0]
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*?) \|", section, re.MULTILINE))
    own = SandboxExecute.class_own_traits(config=True)
    assert rows.keys() == {*own, "timeout"}
    for name in ("language", "total_seconds", "memory_mb", "stock_fallback", "timeout"):
        assert rows[name].strip("`") == str(SandboxExecute.class_traits()[name].default_value)
