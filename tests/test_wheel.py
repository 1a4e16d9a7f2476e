"""The wheel: everything that a student needs, nothing of the solutions."""

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source archive, built from what git would hand out."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT],
        check=True, capture_output=True,
    )  # fmt: skip
    return folder


def names(built: Path) -> list[str]:
    (wheel,) = built.glob("*.whl")
    return zipfile.ZipFile(wheel).namelist()


def test_nothing_of_the_solutions_is_in_it(built: Path) -> None:
    (archive,) = built.glob("*.tar.gz")
    hidden = [path for path in (ROOT / "solutions").rglob("*") if path.is_file()]
    with tarfile.open(archive) as tar:
        contents = {m.name: tar.extractfile(m) for m in tar.getmembers() if m.isfile()}
        sources = {name: file.read() for name, file in contents.items() if file}
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as zipped:
        sources |= {name: zipped.read(name) for name in zipped.namelist()}
    assert not [name for name in sources if "solutions" in name or "test_hidden" in name]
    secrets = {path.read_bytes() for path in hidden if path.suffix == ".py"}
    assert not secrets & set(sources.values())


def test_what_a_student_needs_is_in_it(built: Path) -> None:
    found = names(built)
    for name in (
        "course.yaml",
        "conv2d/conv2d.py",
        "conv2d/README.ko.md",
        "conv2d/test_public.py",
        "quizzes/bank/history.yaml",
    ):
        assert f"autograder/assignments/{name}" in found
    assert "autograder/templates/assignment/stub.py.tmpl" in found  # of `grade course new`
    assert "autograder/templates/nbgrader/nbgrader_config.py.tmpl" in found
    assert {name.split("/")[0] for name in found if ".dist-info" not in name} == {
        "autograder",
        "cli",
    }


def test_a_student_install_lists_starts_and_checks(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    home = tmp_path / "venv"
    venv.create(home, with_pip=False)
    python = home / "bin" / "python"
    _install(python, wheel)
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "GRADE_LANG": "en",
        "LC_ALL": "C.UTF-8",
    }

    def grade(*args: str, folder: Path = tmp_path) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [home / "bin" / "grade", *args], cwd=folder, env=environment,
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    assert "conv2d" in grade("list").stdout
    assert "history" in grade("quiz", "topics").stdout
    started = grade("start", "conv2d")
    assert started.returncode == 0, started.stderr
    work = tmp_path / "conv2d"
    checked = grade("check", folder=work)
    assert checked.returncode == 1, checked.stderr
    assert "is not written yet" in checked.stdout
    (work / "conv2d.py").write_bytes((ROOT / "solutions/conv2d/conv2d.py").read_bytes())
    assert grade("check", folder=work).returncode == 0
    with_notebook = grade("start", "sizing", "--notebook")
    assert with_notebook.returncode == 0, with_notebook.stderr
    assert (tmp_path / "sizing" / "sizing.ipynb").is_file()
    loads = subprocess.run([python, "-c", "import autograder, cli.jupyter_check"], check=False)
    assert loads.returncode == 0
    refused = grade("submit", "conv2d", folder=work)
    assert refused.returncode == 2
    assert "server" in refused.stderr
    assert "Traceback" not in refused.stderr


def _install(python: Path, wheel: Path) -> None:
    """Install the wheel without a network: its files, and the dependencies of this environment."""
    subprocess.run(
        [
            sys.executable, "-m", "pip", "--python", python, "install", "--quiet",
            "--no-deps", "--no-index", wheel,
        ],
        check=True,
    )  # fmt: skip
    places = [path for path in sys.path if path.endswith("site-packages")]
    (site,) = (python.parent.parent / "lib").glob("python*/site-packages")
    # What convgrade declares as needed by a student, and no more, by links into this environment.
    for name in _needed("convgrade", set()):
        for file in distribution(name).files or []:
            top = file.parts[0]
            source = next((Path(p) / top for p in places if (Path(p) / top).exists()), None)
            if source and not (site / top).exists() and top not in ("..", "__pycache__"):
                (site / top).symlink_to(source)


def _needed(name: str, seen: set[str]) -> set[str]:
    """The distributions that a plain install of `name` needs, without `name` itself."""
    for text in distribution(name).requires or []:
        wanted = Requirement(text)
        if wanted.name in seen or (wanted.marker and not wanted.marker.evaluate({"extra": ""})):
            continue
        try:
            distribution(wanted.name)
        except PackageNotFoundError:
            continue
        seen.add(wanted.name)
        _needed(wanted.name, seen)
    return seen
