"""Fuzz the decoder of replies with atheris: `python -m tests.sandbox.fuzz.run --seconds 600`.

It starts from the corpus beside this file and goes on after a finding: the smallest input of each
kind is left in a folder, whose name is printed, and the exit code is then 1.
"""

import argparse
import importlib.util
import random
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).parent / "corpus"
MAX_LENGTH = 1 << 15
HANG_SECONDS = 10
MEMORY_MB = 1024
_NO_ATHERIS = "atheris is not installed; with Python 3.11 to 3.13 on Linux: pip install atheris"


class Findings:
    """Keeps the smallest input for each place where something is wrong.

    Args:
        folder: where they are left.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sizes: dict[str, int] = {}

    def add(self, data: bytes, err: BaseException) -> None:
        """Keep an input that made something wrong."""
        last = traceback.extract_tb(err.__traceback__)[-1]
        place = f"{Path(last.filename).stem}-{last.name}-{last.lineno}"
        # What does not hold is told before the colon; other exceptions are told by their place.
        about = str(err).partition(":")[0] if last.name == "hold" else type(err).__name__
        name = "".join(sign if sign.isalnum() else "-" for sign in f"{place}-{about[:40]}")
        if len(data) < self._sizes.get(name, len(data) + 1):
            self._sizes[name] = len(data)
            (self._folder / name).write_bytes(data)
            print(f"FINDING {name}: {type(err).__name__} {str(err)[:200]!a}", flush=True)


def fuzz(work: Path, found: Path, options: list[str]) -> None:
    """Fuzz in this process; it ends when libFuzzer does.

    Args:
        work: where new inputs are kept.
        found: where findings are kept.
        options: more of libFuzzer's.
    """
    import atheris  # noqa: PLC0415 - not everybody has it

    with atheris.instrument_imports(include=["autograder.sandbox"]):
        from tests.sandbox.fuzz import frames, harness  # noqa: PLC0415 - instrumented on the way
    findings = Findings(found)

    def once(data: bytes) -> None:
        for decode in (harness.decode_reply, harness.decode_greeting):
            try:
                decode(data)
            except Exception as err:
                findings.add(data, err)

    def mutate(data: bytes, max_size: int, seed: int) -> bytes:
        dice = random.Random(seed)
        for _ in range(dice.choice([1, 1, 2, 4])):
            data = frames.spoil(data, dice, lambda content: atheris.Mutate(content, max_size))
        return data[:max_size]

    atheris.Setup([sys.argv[0], *options, str(work), str(CORPUS)], once, custom_mutator=mutate)
    atheris.Fuzz()


def started(arguments: argparse.Namespace, work: Path, found: Path) -> int:
    """Fuzz in a process of its own and return its exit code."""
    options = [
        f"-max_total_time={arguments.seconds}",
        f"-max_len={MAX_LENGTH}",
        f"-timeout={HANG_SECONDS}",
        f"-rss_limit_mb={MEMORY_MB}",
        f"-artifact_prefix={found}/",
        "-print_final_stats=1",
        *([f"-seed={arguments.seed}"] if arguments.seed else []),
    ]
    command = [sys.executable, "-m", "tests.sandbox.fuzz.run", "--inside", work, found, *options]
    return subprocess.run(command, cwd=CORPUS.parents[3], check=False).returncode


def main(words: list[str]) -> Any:
    """Fuzz as the command line says; return the exit code."""
    if words[:1] == ["--inside"]:
        return fuzz(Path(words[1]), Path(words[2]), words[3:])
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--seed", type=int, default=0, help="of libFuzzer; 0 draws one")
    parser.add_argument("--keep", type=Path, help="folder for new inputs; none are kept without")
    arguments = parser.parse_args(words)
    if importlib.util.find_spec("atheris") is None:
        print(_NO_ATHERIS, file=sys.stderr)
        return 2
    found = Path(tempfile.mkdtemp(prefix="findings-"))
    with tempfile.TemporaryDirectory() as folder:
        work = arguments.keep or Path(folder)
        work.mkdir(parents=True, exist_ok=True)
        code = started(arguments, work.resolve(), found)
    kinds = sorted(found.iterdir())
    if kinds or code:
        print(f"{len(kinds)} findings in {found}, exit code {code}", file=sys.stderr)
        return 1
    found.rmdir()
    print("nothing was found")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
