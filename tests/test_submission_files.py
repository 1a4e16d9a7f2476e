"""Reading what was handed in: the declared files, as they came, and nothing else."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder import submission
from autograder.course import Assignment
from autograder.errors import SubmissionError

Write = Callable[[str, str | bytes], Path]
SOURCE = "def conv2d_forward(): pass\n"


def refused(paths: list[Path], assignment: Assignment) -> SubmissionError:
    with pytest.raises(SubmissionError) as caught:
        submission.read(paths, assignment)
    return caught.value


def test_a_single_file_may_have_any_name(conv2d: Assignment, write: Write) -> None:
    read = submission.read([write("my work (final).py", SOURCE)], conv2d)
    assert read.files == {"conv2d.py": SOURCE.encode()}


def test_a_folder_gives_its_declared_file_only(conv2d: Assignment, write: Write) -> None:
    folder = write("work/conv2d.py", SOURCE).parent
    write("work/numpy.py", "raise SystemExit")
    assert submission.read([folder], conv2d).files == {"conv2d.py": SOURCE.encode()}


def test_a_folder_in_a_folder_is_found(conv2d: Assignment, write: Write, tmp_path: Path) -> None:
    write("work/alice/conv2d.py", SOURCE)
    write("work/__MACOSX/conv2d.py", "no")
    assert submission.read([tmp_path / "work"], conv2d).files == {"conv2d.py": SOURCE.encode()}


def test_several_candidates_are_listed(conv2d: Assignment, write: Write, tmp_path: Path) -> None:
    for name in ("alice", "bob"):
        write(f"work/{name}/conv2d.py", SOURCE)
    err = refused([tmp_path / "work"], conv2d)
    assert err.key == "several-candidates"
    assert "alice" in err.values["found"]
    assert "bob" in err.values["found"]


def test_a_link_is_not_followed(conv2d: Assignment, write: Write, tmp_path: Path) -> None:
    secret = write("secret.py", "SECRET = 1\n")
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "conv2d.py").symlink_to(secret)
    assert refused([tmp_path / "work"], conv2d).key == "file-unreadable"
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "folder").symlink_to(tmp_path)
    assert refused([tmp_path / "other"], conv2d).key == "no-declared-file"


def test_a_name_that_is_no_unicode_can_be_told(conv2d: Assignment, tmp_path: Path) -> None:
    try:
        for name in (b"a\xff", b"b\xff"):
            folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/work/" + name))
            folder.mkdir(parents=True)
            (folder / "conv2d.py").write_text(SOURCE)
    except OSError:
        pytest.skip("this file system refuses such names")
    err = refused([tmp_path / "work"], conv2d)
    assert err.key == "several-candidates"
    assert b"work/a\\udcff" in str(err).encode()


def test_a_named_pipe_does_not_hold_the_grading(conv2d: Assignment, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "conv2d.py")
    assert refused([tmp_path / "conv2d.py"], conv2d).key == "file-not-ordinary"


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "file-empty"),
        (b" \n\t\n", "file-empty"),
        (b"\x7fELF\x02\x01\x01\0\0\0", "file-zero-bytes"),
        (b"x = '\xb0\xa1'\n", "file-not-text"),
        (b"# coding: no-such-encoding\nx = 1\n", "file-not-text"),
        (b"# coding: punycode\n-" + b"b" * 900_000, "file-not-text"),  # five minutes of decoding
        (b"x = 1\0\n", "file-zero-bytes"),
        (b"#" * 1_000_001, "file-too-large"),
    ],
)
def test_what_is_not_a_source_is_refused(
    conv2d: Assignment, write: Write, content: bytes, key: str
) -> None:
    assert refused([write("conv2d.py", content)], conv2d).key == key


def test_a_huge_file_is_not_read(conv2d: Assignment, tmp_path: Path) -> None:
    path = tmp_path / "conv2d.py"
    with path.open("wb") as file:
        file.truncate(100_000_000_000)
    assert refused([path], conv2d).values["size"] == 100_000_000


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"\xef\xbb\xbf# \xea\xb0\x80\n", "# 가"),
        ("# -*- coding: cp949 -*-\n# 합성곱\n".encode("cp949"), "# 합성곱"),
        (b"a\r\nb\r\n", "a"),
    ],
)
def test_encodings_of_python_are_read(
    conv2d: Assignment, write: Write, content: bytes, text: str
) -> None:
    assert text in submission.read([write("conv2d.py", content)], conv2d).lines("conv2d.py")


def test_the_digest_is_of_names_and_contents(conv2d: Assignment) -> None:
    one = submission.from_files({"conv2d.py": b"x = 1\n"}, conv2d)
    same = submission.from_files({"conv2d.py": b"x = 1\n"}, conv2d)
    other = submission.from_files({"conv2d.py": b"x = 2\n"}, conv2d)
    assert one.sha256 == same.sha256 != other.sha256
