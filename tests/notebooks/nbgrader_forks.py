"""nbgrader's commands in processes of their own, forked from one that has imported nbgrader.

To import it takes three seconds, and a command's own work often less than one. What runs is what
`python -m nbgrader` runs, in a process that has done nothing else, and that ends as it would end.
Nothing of ours is imported before: a course's configuration still does that, or does not.

`python -m tests.notebooks.nbgrader_forks` is the process that they are forked from: it reads what
to run from its standard input, a line of JSON each, answers with the code, and ends with its input.
"""

import atexit
import functools
import importlib
import json
import os
import runpy
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[2]
# What commands, and our executor in some, import of others' anyway; numpy would start threads.
IMPORTED = ("nbgrader.apps.nbgraderapp", "nh3", "pydantic", "pytest", "rich.console")


def run_forked(folder: Path, words: tuple[str, ...], env: Mapping[str, str]) -> tuple[int, str]:
    """Run one of nbgrader's commands in a folder.

    Args:
        folder: where it stands.
        words: of the command, after `nbgrader`.
        env: all of its environment.

    Returns:
        Its code, and what it said.
    """
    with tempfile.NamedTemporaryFile("r", encoding="utf-8", errors="replace") as said:
        asked = {"folder": str(folder), "words": words, "env": dict(env), "said": said.name}
        ask, answer = _origin()
        print(json.dumps(asked), file=ask, flush=True)
        code = int(answer.readline())
        return code, said.read()


@functools.cache
def _origin() -> tuple[IO[str], IO[str]]:
    """Start what commands are forked from; return what asks it, and what answers."""
    started = subprocess.Popen(
        [sys.executable, "-m", __name__], cwd=ROOT, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert started.stdin
    assert started.stdout

    def end() -> None:
        with started:
            pass

    atexit.register(end)
    return started.stdin, started.stdout


def main() -> None:
    """Fork a process for each command that is asked for."""
    for name in IMPORTED:
        importlib.import_module(name)
    for line in sys.stdin:
        child = os.fork()
        if not child:
            _become(**json.loads(line))
            return
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _become(folder: str, words: list[str], env: dict[str, str], said: str) -> None:
    """Be `python -m nbgrader` in a folder."""
    with open(os.devnull, "rb") as nothing, open(said, "wb") as heard:
        for number, stream in enumerate((nothing, heard, heard)):
            os.dup2(stream.fileno(), number)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(env)
    sys.path[0] = folder
    sys.argv[1:] = words
    runpy.run_module("nbgrader", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
