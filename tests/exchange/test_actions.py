"""The workflow is YAML, and its steps, run by bash in a student's repository, do what they say."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import junitparser
import pytest
import yaml

from autograder.exchange.actions import workflow
from cli.main import run

ROOT = Path(__file__).parents[2]


def steps(text: str) -> list[dict]:
    (job,) = yaml.safe_load(text)["jobs"].values()
    return job["steps"]


def test_a_step_for_each_assignment_that_is_begun(course):
    made = steps(workflow(course.all_assignments(), "ko"))
    conditions = {step.get("name"): step.get("if", "") for step in made}
    assert "hashFiles('conv2d.py', 'conv2d/conv2d.py'" in conditions["conv2d"]
    (alone,) = [
        step for step in steps(workflow([course.assignment("conv2d")], "en"))
        if step.get("name") == "conv2d"
    ]  # fmt: skip
    assert alone["if"] == "${{ !cancelled() }}"


@pytest.mark.parametrize(
    "text",
    ["convgrade @ https://example.org/a.whl", "a'; touch broken; '", "x\n  - run: y", "${{ x }}"],
)
def test_what_is_installed_is_one_word_of_the_shell(course, text):
    made = steps(workflow([course.assignment("conv2d")], "en", text))
    assert len(made) == 6
    command = made[2]["run"].splitlines()[0].replace("python -m pip install", "printf %s")
    said = subprocess.run(
        ["bash", "-c", command.replace("${{", "$((")], capture_output=True, text=True, check=False
    )
    assert said.stdout.replace("$((", "${{") == " ".join(text.split())


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ko"])
def test_its_steps_run_in_a_students_repository(tmp_path, monkeypatch, language, capsys):
    monkeypatch.delenv("GRADE_COURSE", raising=False)
    repository = tmp_path / "repository"
    repository.mkdir()
    monkeypatch.chdir(repository)
    assert run(["start", "sizing"]) == 0
    shutil.copy(ROOT / "solutions/sizing/sizing.py", repository / "sizing")
    assert run(["start", "max_pool"]) == 0
    assert (
        run(["export", "actions", "sizing", "max_pool", "--output", ".", "--lang", language]) == 0
    )
    text = (repository / ".github/workflows/convgrade.yml").read_text(encoding="utf-8")
    document = yaml.safe_load(text)
    (job,) = document["jobs"].values()
    summary = tmp_path / "summary.md"
    environment = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(tmp_path), "GITHUB_STEP_SUMMARY": str(summary), "PIP_NO_INDEX": "1",
        "LC_ALL": "C.UTF-8", **job["env"],
    }  # fmt: skip
    codes = {}
    for step in job["steps"]:
        if "run" in step:
            done = subprocess.run(
                ["bash", "-e", "-c", step["run"]], cwd=repository, env=environment,
                capture_output=True, text=True, check=False,
            )  # fmt: skip
            codes[step["name"]] = done.returncode
            assert "Traceback" not in done.stderr, done.stderr
    assert list(codes.values()) == [0, 0, 1, 0]
    written = repository / "convgrade-results"
    right = json.loads((written / "sizing.json").read_text())
    stub = json.loads((written / "max_pool.json").read_text())
    assert right["score"] == right["max-score"] > stub["score"]
    assert junitparser.JUnitXml.fromfile(str(written / "max_pool.xml")).failures > 0
    assert re.search("hidden checks|비공개 검사", summary.read_text(encoding="utf-8"))
