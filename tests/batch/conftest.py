"""A folder of submissions, and the command that grades it in a process of its own."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "tests" / "submissions"
RIGHT = (SAMPLES / "perceptron" / "right" / "one_line_each.py").read_bytes()


class Ran(NamedTuple):
    """What a run left behind."""

    code: int
    out: str
    err: str


class Desk(NamedTuple):
    """A teacher's desk: submissions to grade, and records that are empty at first."""

    folder: Path
    database: Path
    temporary: Path

    @property
    def environment(self) -> dict[str, str]:
        """What a run sees."""
        kept = ("PATH", "HOME", "GRADE_CACHE", "OPENBLAS_CORETYPE")
        return {name: os.environ[name] for name in kept if name in os.environ} | {
            "GRADE_DATABASE_URL": f"sqlite:///{self.database}",
            "GRADE_COURSE": str(ROOT),
            "GRADE_LANG": "en",
            "TMPDIR": str(self.temporary),
        }

    @property
    def command(self) -> list[str]:
        """Grade everything, with two processes."""
        words = ["batch", str(self.folder), "--assignment", "perceptron", "--jobs", "2"]
        return [sys.executable, "-m", "cli", *words]

    def run(self, *options: str, cwd: Path = ROOT) -> Ran:
        """Grade everything."""
        done = subprocess.run(
            [*self.command, *options], env=self.environment, cwd=cwd, capture_output=True,
            text=True, check=False,
        )  # fmt: skip
        return Ran(done.returncode, done.stdout, done.stderr)

    def rows(self, query: str) -> list[tuple]:
        """Ask the records."""
        with sqlite3.connect(self.database) as connection:
            found = connection.execute(query).fetchall()
        connection.close()
        return found

    def hold_each_graded_once(self, count: int) -> None:
        """Hold that each of `count` students has one attempt, and that it is graded."""
        every = "select count(*), count(distinct student_id), max(attempt) from submissions"
        assert self.rows(every) == [(count, count, 1)]
        assert self.rows("select count(*), min(status) from gradings") == [(count, "graded")]
        waiting = "select count(*) from submissions where state != 'graded' or lease_owner not null"
        assert self.rows(waiting) == [(0,)]
        assert not list(self.temporary.iterdir())


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    for name in ("in", "tmp"):
        (tmp_path / name).mkdir()
    return Desk(tmp_path / "in", tmp_path / "records.sqlite", tmp_path / "tmp")


@pytest.fixture
def hand_in(desk: Desk) -> Callable[[int], None]:
    """Have so many students hand in something that is right."""

    def write(count: int) -> None:
        for number in range(count):
            source = RIGHT + f"\n# student {number}\n".encode()
            (desk.folder / f"student{number:03}.py").write_bytes(source)

    return write


@pytest.fixture
def samples(desk: Desk) -> int:
    """Put every right and wrong sample into the folder; return how many there are."""
    paths = sorted((SAMPLES / "perceptron").glob("*/*.py"))
    for path in paths:
        shutil.copy(path, desk.folder / path.name)
    return len(paths)
