"""What the hostile tests share: an assignment, and canaries where a submission might look."""

import os
import secrets
import tempfile
from pathlib import Path

import pytest

from autograder import course
from autograder.sandbox import process

# Nothing in the folders of hostile submissions is ours to run: some hold a `conftest.py`.
collect_ignore = ["conv2d", "others", "right.py"]

# Here before any zygote starts: what one hands on must be nothing of the environment.
MARKER = os.environ["GRADE_CANARY"] = f"canary-{secrets.token_hex(8)}"
ROOT = Path(__file__).parents[2]
CANARIES = (
    "home/canary.txt",
    "tmp/canary.txt",
    "home/.grade/records.sqlite",
    "home/.grade/records.sqlite-wal",
    "home/other/conv2d.py",
    "home/other/other_secret.py",
)


@pytest.fixture(scope="module")
def assignment():
    return course.load(ROOT / "assignments").assignment("conv2d")


@pytest.fixture
def places(monkeypatch):
    """Plant canaries: in the environment, in files, as records, as another's submission."""
    # Under /tmp, and open to all: the walls must keep a worker out, not an account's rights.
    folder = Path(tempfile.mkdtemp(prefix="hostile-"))
    for name in CANARIES:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"CANARY = {MARKER!r}\n")
        path.chmod(0o666)
    for path in (folder, *(part for part in folder.rglob("*") if part.is_dir())):
        path.chmod(0o777)
    # The image has its place, whatever the home; it is not built again for every test.
    process.jail.runtime()
    monkeypatch.setenv("HOME", str(folder / "home"))
    monkeypatch.setenv("TMPDIR", str(folder / "tmp"))
    yield {"marker": MARKER, "folder": folder}
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    folder.rmdir()
