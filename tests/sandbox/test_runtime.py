"""The runtime image: whole, readable by any account, and enough to run numpy."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.sandbox import runtime

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has images"),
]


def test_an_image_runs_numpy_and_can_be_read_by_others(tmp_path: Path) -> None:
    image = runtime.Runtime(runtime.published(tmp_path / "cache" / "runtime-test", runtime._fill))
    assert oct((tmp_path / "cache" / "runtime-test").stat().st_mode & 0o777) == "0o755"
    root = str(image.folder)
    done = subprocess.run(
        [root + image.python, "-I", "-S", "-c",
         "import sys; sys.path.append(sys.argv[1]); import numpy; print(numpy.ones(3).sum())",
         root + image.packages],
        env={"LD_LIBRARY_PATH": root + image.libraries}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.stdout == "3.0\n", done.stderr
    assert not list(tmp_path.glob("cache/building-*"))


def test_an_unused_image_is_forgotten(tmp_path: Path) -> None:
    old, new = tmp_path / "runtime-old", tmp_path / "runtime-new"
    for folder in (old, new):
        folder.mkdir()
    os.utime(old, (0, 0))
    runtime._prune(tmp_path)
    assert not old.exists()
    assert new.exists()
