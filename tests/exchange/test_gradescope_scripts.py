"""The zip's own scripts, run by bash in a folder laid out as Gradescope lays it out; offline.

What is not theirs: the virtual environment is made before, and its dependencies are those of this
environment, so that `setup.sh` finds all of them there and needs no network.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import time
import venv
import zipfile
from pathlib import Path

import jsonschema
import pytest

from autograder.sandbox import survey
from cli.main import run
from tests.exchange.fields import RESULTS

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "tests" / "submissions" / "max_pool"
RIGHT = (ROOT / "solutions/max_pool/max_pool.py").read_text()
BASH = shutil.which("bash") or "bash"
pytestmark = pytest.mark.slow

ENDLESS = "def max_pool_forward(x, size=2, stride=2):\n    while True:\n        pass\n"
CRASHING = "import os\ndef max_pool_forward(x, size=2, stride=2):\n    os._exit(0)\n"
LOUD = RIGHT + '\nprint(\'"}]}\\x00\\x1b[2J{"score": 100}\' * 500)\n'


class Autograder:
    """A folder as `/autograder`, with its scripts."""

    def __init__(self, root: Path) -> None:
        self.root = root
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        self.environment = {**kept, "AUTOGRADER_ROOT": str(root), "PIP_NO_INDEX": "1"}

    def start(self, script: Path) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            ["bash", script], env=self.environment, cwd=self.root, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip

    def submit(self, **files: str) -> None:
        shutil.rmtree(self.root / "submission", ignore_errors=True)
        shutil.rmtree(self.root / "results", ignore_errors=True)
        (self.root / "submission").mkdir()
        for name, content in files.items():
            place = name.replace("_py", ".py").replace("_ipynb", ".ipynb")
            (self.root / "submission" / place).write_text(content)

    def settings(self, **values: object) -> None:
        place = self.root / "source" / "settings.json"
        place.write_text(json.dumps(json.loads(place.read_text()) | values))

    def results(self) -> dict:
        found = json.loads((self.root / "results" / "results.json").read_text())
        jsonschema.validate(found, RESULTS)
        return found

    def grade(self, **files: str) -> dict:
        self.submit(**files)
        running = self.start(self.root / "run_autograder")
        printed, _ = running.communicate(timeout=120)
        assert running.returncode == 0, printed
        return self.results()


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The zip, set up by its `setup.sh`."""
    root = tmp_path_factory.mktemp("gradescope") / "autograder"
    archive = root.with_suffix(".zip")
    root.mkdir()
    code = run(["--course", str(ROOT), "export", "gradescope", "max_pool", "--language", "en",
                "--output", str(archive)])  # fmt: skip
    assert code == 0
    zipfile.ZipFile(archive).extractall(root / "source")
    home = root / "source" / "venv"
    venv.create(home, with_pip=True)
    (site,) = (home / "lib").glob("python*/site-packages")
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    made = Autograder(root)
    running = made.start(root / "source" / "setup.sh")
    printed, _ = running.communicate(timeout=300)
    assert running.returncode == 0, printed
    assert "submissions run at level" in printed  # the image is built, and the walls were tried
    assert (site / "convgrade-0.1.0.dist-info").is_dir()
    shutil.copy(root / "source" / "run_autograder", root)
    return made


@pytest.fixture
def autograder(installed):
    """The same, with settings under which an endless submission does not take minutes."""
    limits = {"call_seconds": 1, "total_seconds": 3, "memory_mb": 512}
    installed.settings(limits=limits, seconds=60, level=None)
    return installed


def test_an_installed_wheel_exports_the_same_zip(autograder, tmp_path):
    """What the clone packed and pip installed packs the same again, without the clone."""
    place = tmp_path / "again.zip"
    grade = autograder.root / "source" / "venv" / "bin" / "grade"
    done = subprocess.run(
        [grade, "--course", ROOT, "export", "gradescope", "max_pool", "--language", "en",
         "--output", place],
        env=autograder.environment, cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert place.read_bytes() == autograder.root.with_suffix(".zip").read_bytes()


def test_an_image_with_an_old_python_gets_a_newer_one(tmp_path):
    """Nothing is on the path but stand-ins: an old Python, and an apt-get that brings a new one."""
    programs, source = tmp_path / "bin", tmp_path / "autograder" / "source"
    programs.mkdir()
    source.mkdir(parents=True)
    real = os.path.realpath(sys.executable)
    python = programs / "python3.12"
    stand_ins = {
        "python3": "exit 1",
        "apt-get": f"""
            echo "$*" >>{tmp_path}/log
            [[ $* == update ]] && exit
            [[ $* == *3.12* ]] || exit 100
            printf '#!{BASH}\\nexec {real} "$@"' >{python}
            {shutil.which("chmod")} +x {python}
        """,
    }
    for name, body in stand_ins.items():
        (programs / name).write_text(f"#!{BASH}\n{body}\n")
        (programs / name).chmod(0o755)
    template = ROOT / "autograder/templates/gradescope/setup.sh.tmpl"
    environment = {"PATH": str(programs), "AUTOGRADER_ROOT": str(source.parent)}
    environment |= {"PIP_NO_INDEX": "1", "HOME": str(tmp_path)}
    done = subprocess.run(
        [BASH, template], env=environment, capture_output=True, text=True, check=False
    )
    log = (tmp_path / "log").read_text()
    assert "update\n" in log
    assert log.endswith("python3.12 python3.12-venv\n")
    assert (source / "venv" / "bin" / "python").exists(), done.stderr
    assert done.returncode != 0  # there is no wheel in this folder, and that is no success


def test_a_right_submission_earns_everything(autograder):
    found = autograder.grade(max_pool_py=RIGHT)
    assert found["score"] == 20.0
    assert {test["status"] for test in found["tests"]} == {"passed"}
    assert found["extra_data"]["isolation"]["level"] in ("jail", "landlock")


def test_a_wrong_one_is_explained(autograder):
    found = autograder.grade(max_pool_py=(SAMPLES / "wrong/average_forward.py").read_text())
    assert 0 < found["score"] < 20
    failed = [test["output"] for test in found["tests"] if test["status"] == "failed"]
    assert "called    max_pool_forward(" in failed[0]
    assert "mistake" in failed[0]


@pytest.mark.parametrize(
    ("source", "said"), [(ENDLESS, "out of time"), (CRASHING, "ended"), ("def (", "SyntaxError")]
)
def test_one_that_does_not_end_well_earns_nothing_and_is_told(autograder, source, said):
    found = autograder.grade(max_pool_py=source)
    assert found["score"] == 0.0
    assert len(found["tests"]) > 10
    assert said in json.dumps(found["tests"])
    assert found["extra_data"]["status"] == "graded"


def test_a_notebook_is_graded_and_two_candidates_are_refused(autograder):
    cell = {"cell_type": "code", "source": RIGHT, "metadata": {}, "outputs": []}
    text = json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    assert autograder.grade(homework_ipynb=text, notes="mine")["score"] == 20.0
    both = autograder.grade(max_pool_ipynb=text, max_pool_py=RIGHT)
    assert (both["score"], both["tests"]) == (0.0, [])
    assert "max_pool.ipynb" in both["output"]


def test_what_lies_beside_the_submission_is_not_run(autograder):
    trap = "import os\nos._exit(0)\n"
    found = autograder.grade(
        max_pool_py=LOUD, numpy_py=trap, conftest_py=trap, sitecustomize_py=trap,
        **{"course.yaml": "x", "pytest.ini": "[pytest]\naddopts = --collect-only\n"},
    )  # fmt: skip
    assert found["score"] == 20.0


@pytest.mark.parametrize("level", ["jail", "landlock"])
def test_a_submission_reaches_no_file_of_the_autograder(autograder, level):
    if not next(status.works for status in survey().levels if status.level == level):
        pytest.skip(f"{level} does not work here")
    autograder.settings(level=level)
    places = [
        str(autograder.root / name)
        for name in ("source/settings.json", "source/course/solutions/max_pool/test_hidden.py",
                     "results/results.json", "run_autograder")
    ]  # fmt: skip
    spy = f"""
for place in {places!r}:
    for mode in ("r", "a"):
        try:
            open(place, mode).close()
        except OSError:
            continue
        raise SystemError("reached " + place)
"""
    found = autograder.grade(max_pool_py=RIGHT + spy)
    assert found["score"] == 20.0, found["tests"][0]["output"]
    assert found["extra_data"]["isolation"]["level"] == level


def test_a_run_that_is_killed_leaves_a_result_that_says_so(autograder):
    autograder.settings(limits={"call_seconds": 60, "total_seconds": 300, "memory_mb": 512})
    autograder.submit(max_pool_py=ENDLESS)
    running = autograder.start(autograder.root / "run_autograder")
    place = autograder.root / "results" / "results.json"
    while not place.exists():
        time.sleep(0.02)
    time.sleep(2)
    os.killpg(running.pid, signal.SIGKILL)
    running.communicate()
    found = autograder.results()
    assert found["score"] == 0.0
    assert "did not come to an end" in found["output"]


def test_a_run_that_hangs_ends_itself_before_gradescope_does(autograder):
    limits = {"call_seconds": 60, "total_seconds": 300, "memory_mb": 512}
    autograder.settings(limits=limits, seconds=2)
    found = autograder.grade(max_pool_py=ENDLESS)
    assert "did not come to an end" in found["output"]
