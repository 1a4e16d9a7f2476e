"""The guides to notebooks: their commands, word for word, do what the pages say."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from autograder.notebooks import build
from tests.notebooks.kernels import ROOT, environment


def blocks(page: str, mark: str) -> list[list[str]]:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    found = re.findall(rf"<!-- {mark} -->\n```sh\n(.*?)```", text, re.DOTALL)
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


@pytest.mark.slow
def test_a_teacher_grades_a_class(clone: Path) -> None:
    (lines,) = blocks("nbgrader.md", "autograde")
    shell("grade nbgrader export nb --assignment sizing --language en", clone, clone)
    folder = clone / "nb"
    shell("nbgrader generate_assignment sizing", folder, clone)
    # What a student writes, all of it into one cell.
    notebook = json.loads((folder / "release/sizing/sizing.ipynb").read_text(encoding="utf-8"))
    cells = {cell["id"]: cell for cell in notebook["cells"]}
    source = (ROOT / "solutions/sizing/sizing.py").read_text(encoding="utf-8")
    cells["solution-conv_params"]["source"] = source
    path = folder / "submitted/ada/sizing/sizing.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(notebook), encoding="utf-8")
    for line in lines:
        told = shell(line, folder, clone)
        assert "20 / 20" in told
        assert "submissions: 1 in" in told
