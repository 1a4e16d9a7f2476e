"""The README's student guide: its commands, word for word, lead to full points in xor_mlp."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDES = {
    "en": README.partition("## For students")[2].partition("## 학생 안내")[0],
    "ko": README.partition("## 학생 안내")[2].partition("## For teachers")[0],
}


def commands(guide: str, mark: str = "guide") -> list[list[str]]:
    """The commands of each block that is marked as a part of the guide."""
    blocks = re.findall(rf"<!-- {mark} -->\n```sh\n(.*?)```", guide, re.DOTALL)
    return [[line.partition("#")[0].strip() for line in block.splitlines()] for block in blocks]


class Shell:
    """Runs lines as a shell would: `cd` stays."""

    def __init__(self, folder: Path, language: str) -> None:
        self.folder = folder
        binaries = str(Path(sys.executable).parent)
        self.environment = {
            "PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(folder),
            "GRADE_LANG": language,
            "PYTHONPATH": str(ROOT),
        } | {name: os.environ[name] for name in ("OPENBLAS_CORETYPE",) if name in os.environ}

    def run(self, line: str) -> "subprocess.CompletedProcess[str]":
        if line.startswith("cd "):
            self.folder /= line.removeprefix("cd ")
            return subprocess.CompletedProcess(line, 0, "", "")
        return subprocess.run(
            line, shell=True, cwd=self.folder, env=self.environment,
            capture_output=True, text=True, check=False,
        )  # fmt: skip


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    for name in ("assignments", "solutions"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_student_guide_leads_to_full_points(clone: Path, language: str) -> None:
    shell = Shell(clone, language)
    before, after = commands(GUIDES[language])
    for line in before:
        done = shell.run(line)
        assert done.returncode == (1 if line == "grade check" else 0), done.stderr
    # What the reader writes in between.
    (shell.folder / "xor_mlp.py").write_bytes((ROOT / "solutions/xor_mlp/xor_mlp.py").read_bytes())
    said = {line: shell.run(line) for line in after}
    for line, done in said.items():
        assert done.returncode == 0, (line, done.stderr)
    for line in ("grade submit", "grade show", "grade status"):
        assert "20 / 20" in said[line].stdout


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_way_to_hand_in_is_shown_and_works(clone: Path, language: str) -> None:
    heading = "### What can be handed in" if language == "en" else "### 제출할 수 있는 것"
    block = re.search(rf"{heading}\n\n```sh\n(.*?)```", GUIDES[language], re.DOTALL)
    assert block
    source = (ROOT / "solutions/conv2d/conv2d.py").read_text()
    # Not in the root of a copy that is not the one that runs: see `course.find`.
    desk = clone / "desk"
    desk.mkdir()
    shell = Shell(desk, language)
    (desk / "work.py").write_text(source)
    (desk / "work").mkdir()
    (desk / "work" / "conv2d.py").write_text(source)
    shutil.make_archive(str(desk / "work"), "zip", desk / "work")
    cell = {"cell_type": "code", "source": source, "metadata": {}, "outputs": []}
    notebook = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (desk / "lecture.ipynb").write_text(json.dumps(notebook))
    lines = [line.partition("#")[0].strip() for line in block[1].splitlines()]
    assert len(lines) == 5
    for line in lines:
        (desk / "conv2d.py").write_text(source) if line.startswith("cat") else None
        done = shell.run(line)
        assert done.returncode == 0, (line, done.stderr)
        assert "20 / 20" in done.stdout, line


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_guide_to_quizzes_is_what_the_commands_do(clone: Path, language: str) -> None:
    shell = Shell(clone, language)
    (lines,) = commands(GUIDES[language], "quiz")
    said = {line: shell.run(f"{line} < /dev/null") for line in lines}
    assert {line: done.returncode for line, done in said.items()} == dict.fromkeys(lines, 0)
    assert "conv_shape" in said["grade quiz topics"].stdout
    assert "1 / 10" in said["grade quiz practice"].stdout
    assert "shapes_and_parameters" in shell.run("grade quiz list").stdout
