"""A real Jupyter server on this machine's own address, for what must hold in a browser."""

import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.notebooks.kernels import environment

_PATIENCE = 120  # [s]


class Server(NamedTuple):
    """Where a server answers, and what it wants to be told."""

    address: str
    token: str

    def url(self, path: str) -> str:
        """Return the address of a page, as somebody opens it who may."""
        return f"{self.address}/{path}?token={self.token}"


@contextmanager
def serving(
    folder: Path, home: Path, language: str, options: Sequence[str] = ()
) -> Iterator[Server]:
    """Run JupyterLab, with all that is installed into it, in a folder.

    Args:
        folder: what it shows.
        home: of who runs it; nothing of their real one is read.
        language: of what our code says.
        options: more of them.
    """
    runtime, log = home / "runtime", home / "jupyter.log"
    runtime.mkdir(parents=True, exist_ok=True)
    variables = environment(home, language) | {
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(runtime),
    }
    words = [
        "--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.root_dir={folder}",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.news_url=None", *options,
    ]  # fmt: skip
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *words],
            env=variables, cwd=folder, stdout=out, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        yield _wait(process, runtime, log)
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(process: "subprocess.Popen[bytes]", runtime: Path, log: Path) -> Server:
    """Return the server when it answers, at the port that it has found for itself."""
    until = time.monotonic() + _PATIENCE
    while process.poll() is None and time.monotonic() < until:
        time.sleep(0.1)
        try:
            found = json.loads((runtime / f"jpserver-{process.pid}.json").read_text())
            server = Server(f"http://127.0.0.1:{found['port']}", found["token"])
            urllib.request.urlopen(f"{server.address}/api", timeout=5).close()
        except (OSError, ValueError):  # not there yet, or not whole
            continue
        return server
    raise RuntimeError(log.read_text(encoding="utf-8", errors="replace"))
