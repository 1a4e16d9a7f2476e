"""The course inside nbgrader: the scores of `grade submit` for every kind of submission."""

import functools
import json
import re
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from cli.main import run
from tests.notebooks.small_course import nbgrader

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "tests" / "submissions"
# Wrong ones that lose the same points whatever the cases are.
WRONG = {
    "perceptron": ["ge_at_threshold", "or_is_and"],
    "xor_mlp": ["absolute_error", "leaky_relu"],
    "conv2d": ["crop_pad_zero", "assumes_square"],
    "sizing": ["forgot_bias", "depth_is_channels"],
    "max_pool": ["overwrites_overlap", "assumes_stride_everywhere"],
}
HOSTILE = {
    "ends": "import os\nos._exit(0)\n",
    "equals": "class Same:\n    def __eq__(self, other): return True\n"
    "def __getattr__(name): return lambda *a, **k: Same()\n",
    "fork": "import subprocess\nsubprocess.run(['true'])\n",
    "syntax": "def broken(:\n",
    "empty": "",
}


def _with_code(release: Path, source: str) -> nbformat.NotebookNode:
    """Return the released notebook with all of a module in its first solution cell."""
    made = nbformat.read(release, 4)
    for cell in made.cells:
        marks = cell.metadata.get("nbgrader", {})
        if marks.get("solution"):
            cell.source = source if marks["grade_id"] == "solution-imports" else "# see above"
    return made


def _ten(course: Path, slug: str) -> dict[str, Path]:
    """Hand in ten submissions; return their notebooks by student."""
    right = min((SAMPLES / slug / "right").glob("*.py"))
    wrong = [SAMPLES / slug / "wrong" / f"{name}.py" for name in WRONG[slug]]
    sources = {path.stem: path.read_text(encoding="utf-8") for path in (right, *wrong)}
    release = course / "release" / slug / f"{slug}.ipynb"
    made = {name: _with_code(release, source) for name, source in (sources | HOSTILE).items()}
    made["stub"] = nbformat.read(release, 4)
    made["reference"] = nbformat.read(course / "source" / slug / f"{slug}.ipynb", 4)
    paths = {}
    for student, notebook in made.items():
        paths[student] = course / "submitted" / student / slug / f"{slug}.ipynb"
        paths[student].parent.mkdir(parents=True)
        nbformat.write(notebook, paths[student])
    return paths


def _scores(course: Path, slug: str) -> dict[str, dict[int, float]]:
    with Gradebook(f"sqlite:///{course}/gradebook.db") as book:
        return {
            submission.student.id: {
                int(grade.name.removeprefix("task-")): grade.auto_score
                for each in submission.notebooks
                for grade in each.grades
            }
            for submission in book.assignment_submissions(slug)
        }


@pytest.fixture(scope="session")
def exported(tmp_path_factory):
    """Return the course in a language, exported and generated; its tests differ in assignment."""

    @functools.cache
    def course(language: str) -> Path:
        folder = tmp_path_factory.mktemp(language) / "nb"
        assert run(["nbgrader", "export", str(folder), "--language", language]) == 0
        nbgrader(folder, "generate_assignment", "--assignment=*")
        return folder

    return course


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("slug", WRONG)
def test_ten_submissions_score_as_grade_submit_scores_them(
    slug, language, exported, tmp_path, monkeypatch, capsys
):
    monkeypatch.setenv("GRADE_COURSE", str(ROOT))
    monkeypatch.setenv("GRADE_DATABASE_URL", f"sqlite:///{tmp_path}/records.sqlite")
    course = exported(language)
    paths = _ten(course, slug)

    nbgrader(course, "autograde", slug)

    scores = _scores(course, slug)
    assert scores.keys() == paths.keys()
    assert len(paths) == 10
    for student, path in paths.items():
        capsys.readouterr()
        assert run(["submit", slug, str(path), "--student", student, "--json"]) == 0
        report = json.loads(capsys.readouterr().out)
        tasks = dict.fromkeys(scores[student], 0.0)
        for check in report["checks"]:
            tasks[check["task"]] += check["points"]
        assert scores[student] == tasks, student
        assert sum(tasks.values()) == report["points"]
    assert sum(scores["reference"].values()) == 20
    assert not any(sum(scores[name].values()) for name in ("stub", *HOSTILE))
    _hold_feedback(course, slug, language)


def _hold_feedback(course: Path, slug: str, language: str) -> None:
    """Hold that feedback explains in the student's language, and shows no hidden check."""
    wrong = WRONG[slug][0]
    nbgrader(course, "generate_feedback", slug, "--student", wrong)
    page = (course / "feedback" / wrong / slug / f"{slug}.html").read_text(encoding="utf-8")
    told = re.sub("<[^>]*>", "", page.partition("<body")[2])
    assert ("도움말" if language == "ko" else "hint") in told
    hidden = (ROOT / "solutions" / slug / "test_hidden.py").read_text(encoding="utf-8")
    for line in hidden.splitlines():
        if len(line.strip()) > 30 and not line.strip().startswith(('"""', "#", "import", "from")):
            assert line.strip() not in told
    assert "HIDDEN TESTS" not in told
