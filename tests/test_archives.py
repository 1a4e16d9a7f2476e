"""Zip archives: the ordinary oddities are read, hostile ones are refused and cost nothing."""

import contextlib
import io
import random
import stat
import struct
import subprocess
import sys
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder import submission
from autograder.course import Assignment
from autograder.errors import SubmissionError
from autograder.words import error

Write = Callable[[str, str | bytes], Path]
SOURCE = b"def conv2d_forward(): pass\n"
NOTEBOOK = b'{"nbformat": 4, "cells": [{"cell_type": "code", "source": "x = 1"}]}'


def zipped(*entries: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return file.getvalue()


def renamed(content: bytes, name: bytes, flags: int = 0) -> bytes:
    """Give the only entry, whose name is as long, another name and other flags."""
    old = zipfile.ZipFile(io.BytesIO(content)).infolist()[0].orig_filename.encode()
    assert len(old) == len(name)
    content = bytearray(content.replace(old, name))
    struct.pack_into("<H", content, 6, flags)
    struct.pack_into("<H", content, content.index(b"PK\x01\x02") + 8, flags)
    return bytes(content)


def unix(name: str, mode: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.create_system = 3
    entry.external_attr = mode << 16
    return entry


def patched(content: bytes, at: int, form: str, value: int) -> bytes:
    """Change a field of the only entry in the central directory."""
    changed = bytearray(content)
    struct.pack_into(form, changed, content.index(b"PK\x01\x02") + at, value)
    return bytes(changed)


def refused(content: bytes, conv2d: Assignment, write: Write) -> SubmissionError:
    """Check that an archive is refused in both languages, and that nothing is written."""
    path = write("work.zip", content)
    with pytest.raises(SubmissionError) as caught:
        submission.read([path], conv2d)
    for language in ("en", "ko"):
        text = error(caught.value, language)
        assert "work.zip" in text.message or caught.value.key == "several-candidates"
        assert text.hint
        assert len(text.message) < 500
    assert list(path.parent.iterdir()) == [path]
    return caught.value


@pytest.mark.parametrize(
    "entries",
    [
        [("conv2d.py", SOURCE)],
        [("work/conv2d.py", SOURCE), ("work/notes.txt", b"x")],
        [("./work//conv2d.py", SOURCE)],
        [("a/", b""), ("a/b/", b""), ("a/b/conv2d.py", SOURCE)],
        [("work/conv2d.py", SOURCE), ("__MACOSX/work/._conv2d.py", b"\0")],
        [("work/._conv2d.py", b"\0"), ("work/.DS_Store", b"\0"), ("work/conv2d.py", SOURCE)],
        [("conv2d.py", SOURCE), (".ipynb_checkpoints/conv2d-checkpoint.ipynb", NOTEBOOK)],
        [("conv2d.py", SOURCE), (".venv/conv2d.py", b"no"), ("tests/conv2d.py", b"no")],
        [("conv2d.py", SOURCE), ("Untitled.ipynb", NOTEBOOK)],
        [("conv2d.py", SOURCE), ("data.zip", b"PK")],
        [("과제/conv2d.py", SOURCE)],
        [(unix(".venv/python", stat.S_IFLNK), b"/usr/bin/python"), ("conv2d.py", SOURCE)],
    ],
)  # fmt: skip
def test_ordinary_archives_are_read(
    conv2d: Assignment, write: Write, entries: list[tuple[str, bytes]]
) -> None:
    read = submission.read([write("work.ZIP", zipped(*entries))], conv2d)
    assert read.files == {"conv2d.py": SOURCE}
    assert read.notes == ()


@pytest.mark.parametrize("name", ["conv2d.ipynb", "work/conv2d.ipynb", "hw/My work.ipynb"])
def test_a_notebook_in_an_archive_is_read(conv2d: Assignment, write: Write, name: str) -> None:
    read = submission.read([write("work.zip", zipped((name, NOTEBOOK)))], conv2d)
    assert b"x = 1\n" in read.files["conv2d.py"]


@pytest.mark.parametrize("encoding", ["cp949", "utf-8"])
def test_names_without_the_flag_are_korean(conv2d: Assignment, write: Write, encoding: str) -> None:
    names = [unicodedata.normalize("NFD", f"{who}/conv2d.py") for who in ("김민지", "이서준")]
    if encoding == "cp949":
        names = [unicodedata.normalize("NFC", name) for name in names]
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for number, name in enumerate(names):
            archive.writestr("x" * (len(name.encode(encoding)) - 1) + str(number), SOURCE)
    content = file.getvalue()
    for number, name in enumerate(names):
        raw = name.encode(encoding)
        content = content.replace(b"x" * (len(raw) - 1) + str(number).encode(), raw)
    err = refused(content, conv2d, write)
    assert err.key == "several-candidates"
    assert "김민지/conv2d.py" in err.values["found"]
    assert "이서준/conv2d.py" in err.values["found"]


def test_a_folder_that_holds_an_archive(conv2d: Assignment, write: Write) -> None:
    folder = write("alice/work.zip", zipped(("conv2d.py", SOURCE))).parent
    assert submission.read([folder], conv2d).files == {"conv2d.py": SOURCE}
    write("alice/other.zip", zipped(("conv2d.py", SOURCE)))
    with pytest.raises(SubmissionError) as caught:
        submission.read([folder], conv2d)
    assert caught.value.key == "several-candidates"
    write("alice/conv2d.py", "x = 1\n")
    assert submission.read([folder], conv2d).files == {"conv2d.py": b"x = 1\n"}


def test_candidates_in_an_archive_are_listed(conv2d: Assignment, write: Write) -> None:
    for names in (
        ("a/conv2d.py", "b/conv2d.py"),
        ("conv2d.py", "conv2d.ipynb"),
        ("one.ipynb", "two.ipynb"),
    ):
        err = refused(zipped(*((name, NOTEBOOK) for name in names)), conv2d, write)
        assert err.key == "several-candidates"
        assert all(f"work.zip/{name}" in err.values["found"] for name in names)


def test_standard_input_may_be_an_archive(conv2d: Assignment) -> None:
    stream = io.BytesIO(zipped(("conv2d.py", SOURCE)))
    read = submission.read([Path("-")], conv2d, stdin=stream)
    assert read.files == {"conv2d.py": SOURCE}


@pytest.mark.parametrize(
    "name",
    [
        "../conv2d.py",
        "work/../../conv2d.py",
        "/etc/conv2d.py",
        "//host/conv2d.py",
        "..\\conv2d.py",
        "work\\conv2d.py",
        "C:/conv2d.py",
        "C:conv2d.py",
        "x" * 60_000,
        "work/" * 300 + "conv2d.py",
        "__MACOSX/../../conv2d.py",
    ],
    ids=lambda name: name[:20],
)
def test_unsafe_names(conv2d: Assignment, write: Write, name: str) -> None:
    content = zipped(("conv2d.py", SOURCE), (name, SOURCE))
    assert refused(content, conv2d, write).key == "archive-name"


def test_a_zero_byte_in_a_name(conv2d: Assignment, write: Write) -> None:
    content = renamed(zipped(("conv2d.py.txt", SOURCE)), b"conv2d.py\0txt")
    assert refused(content, conv2d, write).key == "archive-name"


@pytest.mark.parametrize("kind", ["S_IFLNK", "S_IFCHR", "S_IFBLK", "S_IFIFO", "S_IFSOCK"])
def test_links_and_devices(conv2d: Assignment, write: Write, kind: str) -> None:
    entry = unix("conv2d.py", getattr(stat, kind) | 0o644)
    err = refused(zipped((entry, b"/etc/passwd")), conv2d, write)
    assert (err.key, err.values["name"]) == ("archive-link", "conv2d.py")


def test_an_encrypted_entry(conv2d: Assignment, write: Write) -> None:
    content = renamed(zipped(("conv2d.py", SOURCE)), b"conv2d.py", flags=1)
    assert refused(content, conv2d, write).key == "archive-encrypted"


@pytest.mark.parametrize("method", [9, 12, 14, 99])
def test_a_compression_that_is_not_read(conv2d: Assignment, write: Write, method: int) -> None:
    err = refused(patched(zipped(("conv2d.py", SOURCE)), 10, "<H", method), conv2d, write)
    assert (err.key, err.values["method"]) == ("archive-method", method)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    "names",
    [
        ("conv2d.py", "conv2d.py"),
        ("conv2d.py", "CONV2D.PY"),
        ("conv2d.py", "./conv2d.py"),
        ("conv2d.py", "x", "x"),
        ("conv2d.py", "가", unicodedata.normalize("NFD", "가")),
    ],
)
def test_names_that_collide(conv2d: Assignment, write: Write, names: tuple[str, ...]) -> None:
    err = refused(zipped(*((name, SOURCE) for name in names)), conv2d, write)
    assert err.key == "archive-collision"


def test_an_archive_within_an_archive_is_not_opened(conv2d: Assignment, write: Write) -> None:
    err = refused(zipped(("inner.zip", zipped(("conv2d.py", SOURCE)))), conv2d, write)
    assert (err.key, err.values["path"][-18:]) == ("archive-nested", "work.zip/inner.zip")


@pytest.mark.parametrize("content", [zipped(), zipped(("notes.txt", b"x")), zipped(("a/", b""))])
def test_an_archive_without_the_declared_file(
    conv2d: Assignment, write: Write, content: bytes
) -> None:
    assert refused(content, conv2d, write).key == "no-declared-file"


@pytest.mark.parametrize("content", [b"", b"Rar!\x1a\x07\x01\0", b"PK\x03\x04", b"x" * 1000])
def test_what_is_no_archive(conv2d: Assignment, write: Write, content: bytes) -> None:
    assert refused(content, conv2d, write).key == "archive-broken"


def test_damaged_archives_never_raise_anything_else(conv2d: Assignment, tmp_path: Path) -> None:
    """Cut and change bytes at random: either it is read, or it is refused in words."""
    rng = random.Random(1)
    whole = zipped(("work/conv2d.py", SOURCE * 20), ("읽기.txt", b"x"))
    path = tmp_path / "work.zip"
    for _ in range(500):
        content = bytearray(whole[: rng.randrange(len(whole))] if rng.random() < 0.2 else whole)
        for _ in range(rng.randrange(1, 5)):
            if content:
                content[rng.randrange(len(content))] = rng.choice([0, 1, 0xFF, rng.randrange(256)])
        path.write_bytes(content)
        with contextlib.suppress(SubmissionError):
            submission.read([path], conv2d)


def overlapping(count: int, size: int) -> bytes:
    """Return an archive whose entries all unpack the same bytes (Fifield, "A better zip bomb")."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(bytes(size)) + packer.flush()
    fields = (20, 0, 8, 0, 0, zlib.crc32(bytes(size)), len(packed), size, 9, 0)
    local = struct.pack("<4s5H3I2H", b"PK\x03\x04", *fields) + b"conv2d.py" + packed
    central = b""
    for number in range(count):
        name = b"conv2d.py" if number == 0 else f"{number:09d}".encode()
        head = struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, *fields, 0, 0, 0, 0, 0)
        central += head + name
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(central), len(local), 0)
    return local + central + end


def test_a_bomb_of_overlapping_entries(conv2d: Assignment, write: Write) -> None:
    """Ten gigabytes from a few kilobytes."""
    content = overlapping(count=200, size=50_000_000)
    assert len(content) < 64_000
    err = refused(content, conv2d, write)
    assert (err.key, err.values["size"]) == ("archive-bomb", 10_000)


def test_a_declared_size_that_lies_is_not_believed(conv2d: Assignment, write: Write) -> None:
    content = zipped(("conv2d.py", b"#" * 50_000_000))
    assert refused(content, conv2d, write).key == "file-too-large"
    assert refused(patched(content, 24, "<I", 10), conv2d, write).key == "archive-broken"
    small = patched(zipped(("conv2d.py", SOURCE)), 24, "<I", 900_000_000)
    assert refused(small, conv2d, write).key == "file-too-large"


def test_an_archive_that_is_too_large_itself(conv2d: Assignment, tmp_path: Path) -> None:
    path = tmp_path / "work.zip"
    with path.open("wb") as file:
        file.truncate(10_000_000_000)
    with pytest.raises(SubmissionError) as caught:
        submission.read([path], conv2d)
    assert caught.value.key == "archive-too-large"
    assert caught.value.values["size"] == 10_000_000


def crowded(count: int) -> bytes:
    """Return an archive of empty entries; its end states only one of them."""
    fields = (20, 0, 0, 0, 0, 0, 0, 0, 6, 0)
    local = struct.pack("<4s5H3I2H", b"PK\x03\x04", *fields) + b"000000"
    head = struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, *fields, 0, 0, 0, 0, 0)
    central = b"".join(head + f"{number:06d}".encode() for number in range(count))
    return (
        local
        + central
        + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 1, 1, len(central), len(local), 0)
    )


def test_a_hundred_thousand_entries(conv2d: Assignment, write: Write) -> None:
    err = refused(crowded(100_000), conv2d, write)
    assert (err.key, err.values["count"]) == ("archive-crowded", 100_000)


IN_LITTLE_MEMORY = """
import resource, sys
from pathlib import Path
from autograder import course, submission
from autograder.errors import SubmissionError
from autograder.words import error

assignment = course.load(Path(sys.argv[1])).assignment("conv2d")
used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + int(sys.argv[3]),) * 2)
try:
    submission.read([Path(sys.argv[2])], assignment)
except SubmissionError as err:
    print(err.key, error(err, "ko").hint)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="RLIMIT_AS is enforced on Linux")
@pytest.mark.parametrize(
    ("make", "key"),
    [
        (lambda: overlapping(200, 50_000_000), "archive-bomb"),
        (lambda: overlapping(15, 50_000_000), "file-too-large"),
        (lambda: patched(overlapping(1, 200_000_000), 24, "<I", 1000), "archive-broken"),
        (lambda: crowded(300_000), "archive-crowded"),
        (lambda: zipped(("conv2d.ipynb", b" " * 200_000_000)), "notebook-too-large"),
    ],
    ids=["bomb", "large entry", "lying entry", "crowd", "large notebook"],
)
def test_memory_is_bounded(root: Path, write: Write, make: Callable[[], bytes], key: str) -> None:
    """Within 100 MB more than an idle process has."""
    path = write("work.zip", make())
    ran = subprocess.run(
        [sys.executable, "-c", IN_LITTLE_MEMORY, root, path, str(100_000_000)],
        cwd=root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.stdout.startswith(key), ran.stderr
