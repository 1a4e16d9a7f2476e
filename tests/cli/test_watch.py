"""`grade check --watch`: every save is checked, and what changed is said."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, Queue

import pytest

ROOT = Path(__file__).parents[2]
WAIT_SECONDS = 60


class Watching:
    """A running `grade check --watch`."""

    def __init__(self, file: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "cli", "check", "conv2d", file, "--watch", "--lang", "en"],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        self._lines: Queue[str] = Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._lines.put(line)

    def until(self, text: str) -> str:
        """Everything up to the line that holds a text."""
        seen, end = "", time.monotonic() + WAIT_SECONDS
        while time.monotonic() < end:
            try:
                seen += self._lines.get(timeout=0.2)
            except Empty:
                continue
            if text in seen:
                return seen
        raise AssertionError(f"no {text!r} in {seen}")


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[Watching]:
    file = tmp_path / "conv2d.py"
    file.write_bytes((ROOT / "assignments/conv2d/conv2d.py").read_bytes())
    running = Watching(file)
    yield running
    running.process.kill()
    running.process.wait()
    assert running.process.stdout
    running.process.stdout.close()


def test_each_save_is_checked_and_changes_are_said(watching: Watching, tmp_path: Path) -> None:
    file = tmp_path / "conv2d.py"
    first = watching.until("waiting for the next save")
    assert re.match(r"── \d\d:\d\d:\d\d ──\n", first)
    assert "\n0 of " in first
    # As many editors save: a new file takes the old one's place.
    fresh = tmp_path / "conv2d.py.new"
    fresh.write_bytes((ROOT / "solutions/conv2d/conv2d.py").read_bytes())
    os.replace(fresh, file)
    assert "more pass" in watching.until("waiting for the next save")
    file.write_text("")
    assert "is empty" in watching.until("waiting for the next save")
    file.write_bytes((ROOT / "assignments/conv2d/conv2d.py").read_bytes())
    assert "no longer pass" in watching.until("waiting for the next save")
    watching.process.send_signal(signal.SIGINT)
    assert watching.process.wait(WAIT_SECONDS) == 1


def test_other_files_of_the_folder_are_not_watched(watching: Watching, tmp_path: Path) -> None:
    watching.until("waiting for the next save")
    (tmp_path / "notes.txt").write_text("x")
    time.sleep(1.5)
    (tmp_path / "conv2d.py").write_bytes((ROOT / "solutions/conv2d/conv2d.py").read_bytes())
    assert watching.until("waiting for the next save").count("conv2d: ") == 1


def test_standard_input_is_not_watched() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cli", "check", "conv2d", "-", "--watch", "--lang", "en"],
        cwd=ROOT, input="x = 1", capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "standard input" in done.stderr
