"""The guide's commands, word for word: a class in nbgrader, and one here, have the same scores."""

import json
import re
import shutil
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from tests.gradebook.conftest import SLUG
from tests.notebooks.kernels import ROOT
from tests.notebooks.test_guides import blocks, shell

pytestmark = pytest.mark.slow


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    for name in ("assignments", "solutions"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


def hand_in(nb: Path, student: str, tree: str) -> None:
    path = nb / "submitted" / student / SLUG / f"{SLUG}.ipynb"
    path.parent.mkdir(parents=True)
    shutil.copy(nb / tree / SLUG / f"{SLUG}.ipynb", path)


def test_scores_go_both_ways(clone: Path) -> None:
    nb = clone / "nb"
    shell(f"grade nbgrader export nb --assignment {SLUG} --language en", clone, clone)
    shell(f"nbgrader generate_assignment {SLUG}", nb, clone)
    hand_in(nb, "alice", "source")
    hand_in(nb, "bob", "release")
    shell(f"grade nbgrader autograde {SLUG} --jobs 1", nb, clone)
    shell(f"grade submit {SLUG} solutions/{SLUG}/{SLUG}.py --student bob", clone, clone)

    ((change, *lines),) = blocks("nbgrader.md", "scores")
    assert change == "cd nb"
    would, brought, as_json, dry, written = (shell(line, nb, clone) for line in lines)
    assert "would be brought over: 1" in would  # bob, whom the records know
    assert re.search(r"alice +points – → 20, automatic – → 20", brought)
    assert re.search(r"bob +points – → 0", brought)
    assert "brought over: 2; as before: 0" in brought
    assert [each["points"] for each in json.loads(as_json)["scores"]] == [20.0, 0.0]
    assert "would be written into the gradebook: 1" in dry
    assert "written into the gradebook: 1" in written
    with Gradebook(f"sqlite:///{nb / 'gradebook.db'}") as book:
        found = {each.student.id: each.score for each in book.assignment_submissions(SLUG)}
    assert found == {"alice": 20.0, "bob": 20.0}

    again = shell("grade nbgrader pull", nb, clone)
    assert "points 0 → 20" in again
    assert "brought over: 1; as before: 1" in again
    assert "as before: 1" in shell("grade nbgrader push", nb, clone)
