"""`grade quiz export`: what somebody types, and what is on stdout, on stderr and in files then."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from autograder.quiz.export import FORMATS
from cli.main import run
from tests.quiz.recompute import KEYS

ROOT = Path(__file__).parents[3]


@pytest.fixture
def export(tmp_path, monkeypatch, capfdbinary):
    """Run the command in this process, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GRADE_COURSE", str(ROOT))
    monkeypatch.setenv("GRADE_LANG", "en")

    def call(*args: object) -> tuple[int, bytes, str]:
        code = run(["quiz", "export", *map(str, args)])
        caught = capfdbinary.readouterr()
        return code, caught.out, caught.err.decode()

    return call


@pytest.mark.slow
def test_another_program_can_check_ten_thousand_items() -> None:
    """What it takes is measured by `python -m benchmarks.quiz`."""
    command = "quiz export --format jsonl --topic conv_shape --count 10000 --seed 1 --with-key"
    done = subprocess.run(
        [sys.executable, "-m", "cli", *command.split()],
        cwd=ROOT, env={**os.environ, "GRADE_LANG": "en"}, capture_output=True, check=True,
    )  # fmt: skip
    made = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each["seed"] for each in made] == list(range(1, 10_001))
    assert all(tuple(each["key"]) == KEYS["conv_shape"](each["params"]) for each in made[::100])


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_format_writes_real_items(export, name: str, language: str) -> None:
    code, out, err = export("--format", name, "--topic", "conv_shape", "--count", 3, "--seed", 1,
                            "--lang", language, "--both")  # fmt: skip
    assert (code, err) == (0, "")
    assert out


def test_the_same_seed_gives_the_same_file(export) -> None:
    wanted = ("--format", "gift", "--topic", "conv_shape", "--variants", 5)
    _, _, err = export(*wanted, "--output", "a.txt")
    seed = err.split("--seed ")[1].split()[0]
    export(*wanted, "--seed", seed, "--output", "b.txt")
    assert Path("a.txt").read_bytes() == Path("b.txt").read_bytes()


def test_the_key_of_an_exam_gets_a_file_of_its_own(export) -> None:
    code, out, err = export("--format", "exam", "--topic", "conv_shape", "--seed", 1, "--with-key",
                            "--output", "final.html")  # fmt: skip
    assert (code, out) == (0, b"")
    assert "final.html" in err
    assert "final-key.html" in err
    assert "conv_shape-v1" not in Path("final.html").read_text(encoding="utf-8")
    assert "conv_shape-v1" in Path("final-key.html").read_text(encoding="utf-8")


def test_a_package_is_a_file(export) -> None:
    export("--format", "canvas", "--topic", "conv_shape", "--seed", 1, "--output", "quiz.zip")
    assert zipfile.is_zipfile("quiz.zip")


def test_what_can_not_be_written_leaves_what_was_there(export, tmp_path) -> None:
    (tmp_path / "folder").mkdir()
    for target in ("folder", "none/quiz.json"):
        code, out, err = export("--format", "jsonl", "--seed", 1, "--output", target)
        assert (code, out) == (2, b"")
        assert target in err
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_a_link_is_followed_and_stays(export, tmp_path) -> None:
    (tmp_path / "real.jsonl").write_text("old")
    (tmp_path / "link.jsonl").symlink_to("real.jsonl")
    export("--format", "jsonl", "--seed", 1, "--output", "link.jsonl")
    assert (tmp_path / "link.jsonl").is_symlink()
    assert (tmp_path / "real.jsonl").read_text() != "old"


def test_a_link_to_itself_is_told(export, tmp_path) -> None:
    (tmp_path / "a.jsonl").symlink_to("a.jsonl")
    code, _, err = export("--format", "jsonl", "--seed", 1, "--output", "a.jsonl")
    assert code == 2
    assert "a.jsonl" in err
    assert (tmp_path / "a.jsonl").is_symlink()


@pytest.mark.skipif(os.name == "nt", reason="files have no modes there")
def test_who_may_read_a_file_stays_as_it_was(export, tmp_path) -> None:
    for name in ("final.html", "final-key.html"):
        (tmp_path / name).touch(mode=0o600)
    export("--format", "exam", "--seed", 1, "--with-key", "--output", "final.html")
    for name in ("final.html", "final-key.html"):
        assert (tmp_path / name).stat().st_size
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("target", [".", "..", "/", "", "/dev/null"])
def test_a_key_is_only_written_beside_a_file(export, tmp_path, target) -> None:
    code, _, err = export("--format", "exam", "--seed", 1, "--with-key", "--output", target)
    assert code == 2
    assert "not a file" in err
    assert not Path("/dev/null-key").exists()
    assert not list(tmp_path.iterdir())


def test_the_longest_name_is_a_name(export, tmp_path) -> None:
    name = "x" * 255
    assert export("--format", "jsonl", "--seed", 1, "--output", name)[0] == 0
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_title_of_nothing_is_ours(export) -> None:
    _, out, _ = export("--format", "moodle", "--seed", 1, "--title", " \n ")
    category = ElementTree.fromstring(out).findtext("question/category/text")
    assert category.startswith("$course$/top/Quiz/")


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="there is no /dev/null")
def test_a_device_is_written_to_and_not_replaced(export) -> None:
    code, _, _ = export("--format", "jsonl", "--seed", 1, "--output", "/dev/null")
    assert code == 0
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize(
    "wrong",
    [
        ("--format", "word"),
        ("--format", "jsonl", "--topic", "conv_shap"),
        ("--format", "jsonl", "--count", 0),
        ("--format", "jsonl", "--variants", "x"),
        ("--format", "jsonl", "--seed", -1),
        ("--format", "jsonl", "--level", 4),
        (),
    ],
)
def test_what_is_typed_wrongly_is_told_kindly(export, wrong) -> None:
    code, out, err = export(*wrong)
    assert (code, out) == (2, b"")
    assert err.startswith("Error:")
    assert "hint:" in err
    assert "Traceback" not in err


def test_a_title_may_be_anything(export) -> None:
    for name in FORMATS:
        title = "a\nb\x01 ]]> <i> \ud800 중간고사"
        code, out, _ = export("--format", name, "--seed", 1, "--title", title)
        assert code == 0
        assert b"\x01" not in out or name == "canvas"
        if name == "moodle":
            category = ElementTree.fromstring(out).findtext("question/category/text")
            assert category.startswith("$course$/top/a b\ufffd ]]> <i> \ufffd 중간고사/")


def test_a_missing_format_is_asked_for_by_its_option(export) -> None:
    code, _, err = export("--topic", "conv_shape")
    assert code == 2
    assert "needs --format" in err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full device")
@pytest.mark.parametrize(
    "command", ["export --format jsonl --topic conv_shape", "topics", "topics --json"]
)
def test_a_full_disk_behind_stdout_is_told(command: str) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "cli", "quiz", *command.split()],
            cwd=ROOT, env={**os.environ, "GRADE_LANG": "en"}, stdout=full,
            stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert b"can't write the output" in done.stderr
    assert b"Traceback" not in done.stderr


def test_two_languages_share_a_figure_that_is_described_in_both(export) -> None:
    call = ("--format", "exam", "--topic", "conv_shape", "--level", 1, "--seed", 1)
    _, one, _ = export(*call, "--lang", "ko")
    _, two, _ = export(*call, "--lang", "ko", "--both")
    assert one.count(b"<img") == two.count(b"<img") == 1
    alone, shared = (each.decode().partition(' alt="')[2].partition('">')[0] for each in (one, two))
    assert shared.startswith(alone)
    assert len(shared) > len(alone)
