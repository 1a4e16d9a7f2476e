"""A database that can't be used ends in one clear error, never in a traceback."""

import json
import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import create_engine, text

from autograder import words
from autograder.errors import RecordsError
from autograder.records import Store, locate


@pytest.fixture
def file(tmp_path):
    """The file of a database that holds one graded submission."""
    with Store.open(locate(tmp_path, environ={})):
        return tmp_path / ".grade" / "records.sqlite"


def problem_of_opening(url):
    with pytest.raises(RecordsError) as caught, Store.open(url):
        pass
    assert caught.value.key == "records-unreadable"
    assert "\n" not in words.error(caught.value, "en").message
    return caught.value.values


def run(url, statement, **values):
    """Do to the database what convgrade would not."""
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(statement), values)
    engine.dispose()


def test_a_file_that_is_no_database(file):
    file.write_bytes(b"this was a database once\n" * 1000)
    assert problem_of_opening(f"sqlite:///{file}") == {
        "path": str(file),
        "problem": "file is not a database",
    }


def test_a_database_with_holes(file):
    content = bytearray(file.read_bytes())
    content[200:] = b"\xff" * (len(content) - 200)
    file.write_bytes(content)
    assert problem_of_opening(f"sqlite:///{file}")["path"] == str(file)


def test_a_table_that_is_gone(database_url):
    with Store.open(database_url) as store:
        run(database_url, "DROP TABLE gradings")
        with pytest.raises(RecordsError) as caught:
            store.attempts()
    assert "gradings" in caught.value.values["problem"]
    assert "SELECT" not in str(caught.value)


def test_a_folder_that_is_gone(tmp_path):
    values = problem_of_opening(f"sqlite:///{tmp_path}/gone/records.sqlite")
    assert values["problem"] == "No such file or directory"


def test_a_lock_that_never_ends(file, monkeypatch):
    monkeypatch.setattr("autograder.records.engine.BUSY_SECONDS", 0.1)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with Store.open(f"sqlite:///{file}") as store:
            assert store.attempts() == []  # reading goes on
            with pytest.raises(RecordsError) as caught:
                store.add(assignment="conv2d", student="alice", files={}, sha256="0" * 64)
    assert caught.value.values["problem"] == "database is locked"


@pytest.mark.parametrize("given", ["nonsense", "sqlite:/missing-slashes", "oracel://h/d"])
def test_a_url_that_is_none(given):
    problem_of_opening(given)


def test_a_variable_that_holds_no_url(tmp_path):
    with pytest.raises(RecordsError) as caught:
        locate(tmp_path, environ={"GRADE_DATABASE_URL": "me:secret@host"})
    assert caught.value.values["path"] == "GRADE_DATABASE_URL"
    assert "secret" not in str(caught.value)


def test_a_driver_that_is_not_installed(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "psycopg", None)
    values = problem_of_opening("postgresql+psycopg://me:secret@db.example/records?x=secret")
    assert values["path"] == "postgresql://db.example/records"
    assert "psycopg" in values["problem"]
    assert "secret" not in values["problem"]


def test_a_database_of_a_newer_convgrade(database_url):
    with Store.open(database_url):
        run(database_url, "UPDATE alembic_version SET version_num = '9999'")
    assert "`9999`" in problem_of_opening(database_url)["problem"]


@pytest.mark.parametrize("document", ["{}", "", '{"status": "graded", "schema": 7}'])
def test_a_grading_of_a_newer_convgrade(store, database_url, hand_in, grading, document):
    id_ = hand_in().id
    store.record(id_, grading())
    run(
        database_url,
        "UPDATE gradings SET document = :document, toolkit_version = '9.0'",
        document=document,
    )
    for attempt in (lambda: store.grading(id_), lambda: store.record(id_, grading())):
        with pytest.raises(RecordsError) as caught:
            attempt()
        assert "convgrade 9.0" in caught.value.values["problem"]
        assert id_ in caught.value.values["problem"]
    assert store.attempts()[0].points == 0.0


def test_the_document_is_json(store, database_url, hand_in, grading):
    store.record(hand_in().id, grading(seed=77))
    engine = create_engine(database_url)
    with engine.connect() as connection:
        row = connection.execute(text("SELECT * FROM gradings")).mappings().one()
    engine.dispose()
    assert json.loads(row["document"])["seed"] == 77
    assert (row["suite_sha256"], row["toolkit_version"]) == ("5" * 64, "0.1.0")
