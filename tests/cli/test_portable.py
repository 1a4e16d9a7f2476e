"""`grade check` on Windows and macOS by design: nothing that only POSIX has; a cp949 console."""

import os
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# What Windows has not. `posix` itself stays: Python's own `os` is made of it here.
BLOCK = """
import os, select, sys
for name in ("fcntl", "grp", "pwd", "resource", "termios", "tty", "pty", "syslog", "crypt"):
    sys.modules[name] = None
for name in ("fork", "forkpty", "killpg", "setsid", "geteuid", "getuid", "setuid", "getgid",
             "mkfifo", "O_NONBLOCK", "O_NOFOLLOW", "set_blocking", "pidfd_open", "wait4"):
    if hasattr(os, name):
        delattr(os, name)
del select.poll
select.epoll = None
"""


@pytest.fixture
def grade(tmp_path: Path) -> "subprocess.CompletedProcess[str]":
    """A way to run the command, and its worker, on such a system."""
    worker = tmp_path / "worker-python"
    # `python -I … -c CODE ARGUMENT`, as the worker is started, but blocked first.
    worker.write_text(
        f"#!{sys.executable} -I\n{BLOCK}\n"
        + textwrap.dedent(
            """
            code = sys.argv[sys.argv.index("-c") + 1]
            sys.argv = ["-c", *sys.argv[sys.argv.index("-c") + 2 :]]
            exec(code)
            """
        )
    )
    worker.chmod(worker.stat().st_mode | stat.S_IEXEC)
    launcher = tmp_path / "launch.py"
    launcher.write_text(
        "import subprocess\n" + BLOCK + f"sys.executable = {str(worker)!r}\n"
        "from cli.main import main\nsys.exit(main())\n"
    )

    def run(*args: str) -> "subprocess.CompletedProcess[str]":
        environment = {**os.environ, "PYTHONIOENCODING": "cp949", "GRADE_COURSE": str(ROOT)}
        return subprocess.run(
            [sys.executable, launcher, *args],
            cwd=tmp_path, env=environment, capture_output=True, encoding="cp949", check=False,
        )  # fmt: skip

    return run


@pytest.mark.parametrize("language", ["ko", "en"])
def test_check_works_without_what_only_posix_has(grade, language: str) -> None:
    right = ROOT / "solutions/conv2d/conv2d.py"
    wrong = ROOT / "tests/submissions/conv2d/wrong/flipped_kernel.py"
    options = ["--isolation", "limits", "--lang", language]
    passed = grade("check", "conv2d", str(right), *options)
    assert passed.returncode == 0, passed.stderr
    failed = grade("check", "conv2d", str(wrong), *options)
    assert failed.returncode == 1, failed.stderr
    assert "Traceback" not in failed.stderr
    # cp949 has no ✗: a word stands in its place.
    assert "[fail]" in failed.stdout
    assert ("결과" if language == "ko" else "got") in failed.stdout


def test_a_loop_is_stopped_there_too(grade, tmp_path: Path) -> None:
    source = (ROOT / "solutions/sizing/sizing.py").read_text()
    loop = "\n\ndef same_padding(f):\n    while True: pass\n"
    (tmp_path / "sizing.py").write_text(source + loop)
    ended = grade("check", "sizing", "sizing.py", "--isolation", "limits", "--lang", "en")
    assert ended.returncode == 1, ended.stderr
    assert "was not done after" in ended.stdout


def test_list_and_start_work_there_too(grade, tmp_path: Path) -> None:
    assert "conv2d" in grade("list").stdout
    started = grade("start", "conv2d", "--lang", "ko")
    assert started.returncode == 0, started.stderr
    assert (tmp_path / "conv2d" / "README.ko.md").is_file()
