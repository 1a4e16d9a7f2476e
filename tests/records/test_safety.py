"""Nobody else on the machine can read the records, or plant a link in their place."""

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import make_url

from autograder.errors import RecordsError
from autograder.records import Store, locate


def refusal(root):
    """Say why the records of a course are refused."""
    with pytest.raises(RecordsError) as caught, Store.open(locate(root, environ={})):
        pass
    assert caught.value.key == "records-unsafe"
    assert str(root) in str(caught.value)
    return caught.value.values["problem"]


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def open_umask():
    before = os.umask(0)
    yield
    os.umask(before)


def test_folder_and_file_are_for_their_owner_alone(tmp_path, open_umask):
    url = locate(tmp_path, environ={})
    with Store.open(url):
        assert mode(tmp_path / ".grade") == 0o700
        names = {path.name for path in (tmp_path / ".grade").iterdir()}
        assert names == {"records.sqlite", "records.sqlite-wal", "records.sqlite-shm"}
        for name in names:
            assert mode(tmp_path / ".grade" / name) == 0o600
    assert make_url(url).database == str(tmp_path / ".grade" / "records.sqlite")


def test_the_file_takes_many_processes_and_survives_a_power_cut(tmp_path):
    path = tmp_path / ".grade" / "records.sqlite"
    with Store.open(locate(tmp_path, environ={})):
        pass
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_linked_folder_is_refused(tmp_path):
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    (tmp_path / ".grade").symlink_to("elsewhere")
    assert refusal(tmp_path) == "it is a link"
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_dangling_link_is_refused(tmp_path):
    (tmp_path / ".grade").symlink_to("nowhere")
    assert refusal(tmp_path) == "it is a link"


def test_a_file_in_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / ".grade").write_text("")
    assert refusal(tmp_path) == "it is not a folder"


@pytest.mark.parametrize("bits", [0o755, 0o750, 0o701, 0o777])
def test_a_folder_open_to_others_is_refused(tmp_path, bits):
    (tmp_path / ".grade").mkdir()
    (tmp_path / ".grade").chmod(bits)
    assert f"{bits:04o}" in refusal(tmp_path)


def test_another_account_s_folder_is_refused(tmp_path, monkeypatch):
    (tmp_path / ".grade").mkdir(mode=0o700)
    monkeypatch.setattr(os, "getuid", lambda: 4242)
    assert refusal(tmp_path) == "it belongs to another account"


@pytest.mark.parametrize("target", ["elsewhere.sqlite", "nowhere.sqlite"])
def test_a_linked_file_is_refused(tmp_path, target):
    (tmp_path / ".grade").mkdir(mode=0o700)
    (tmp_path / "elsewhere.sqlite").write_bytes(b"")
    (tmp_path / ".grade" / "records.sqlite").symlink_to(tmp_path / target)
    assert refusal(tmp_path) == "it is a link"
    assert (tmp_path / "elsewhere.sqlite").read_bytes() == b""
    assert not (tmp_path / "nowhere.sqlite").exists()


def test_a_folder_in_place_of_the_file_is_refused(tmp_path):
    (tmp_path / ".grade").mkdir(mode=0o700)
    (tmp_path / ".grade" / "records.sqlite").mkdir()
    assert refusal(tmp_path) == "it is not an ordinary file"


def test_where_no_folder_can_be_made(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(RecordsError) as caught:
        locate(tmp_path / "file", environ={})
    assert caught.value.key == "records-unreadable"


def test_a_url_takes_the_place_of_the_folder(tmp_path):
    given = {"GRADE_DATABASE_URL": f" sqlite:///{tmp_path}/other.sqlite "}
    with Store.open(locate(tmp_path, environ=given)):
        assert [path.name for path in tmp_path.glob("*.sqlite")] == ["other.sqlite"]
    assert mode(tmp_path / "other.sqlite") == 0o600
    assert not (tmp_path / ".grade").exists()


def test_a_path_may_hold_any_sign(tmp_path):
    root = tmp_path / "강좌 100%?a=b#c"
    root.mkdir()
    with Store.open(locate(root, environ={})) as store:
        store.attempts()
    assert Path(root / ".grade" / "records.sqlite").stat().st_size


def test_records_in_memory_need_no_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with Store.open("sqlite://") as store:
        store.add(assignment="conv2d", student="alice", files={}, sha256="0" * 64)
        assert len(store.attempts()) == 1
    assert not list(tmp_path.iterdir())
