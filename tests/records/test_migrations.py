"""The migrations make the tables that the models describe, once, and quickly after that."""

import subprocess
import sys

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text

from autograder.errors import RecordsError
from autograder.records import Store, upgrade
from autograder.records.models import Base

OPEN = """
import logging, sys
from autograder.records import Store
with Store.open(sys.argv[1]) as store:
    store.attempts()
print("alembic" in sys.modules, logging.getLogger().handlers)
"""


@pytest.fixture
def engine(database_url):
    made = create_engine(database_url)
    yield made
    made.dispose()


def test_models_and_migrations_agree(database_url, engine):
    with Store.open(database_url), engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_the_newest_version_is_named():
    config = Config()
    config.set_main_option("script_location", "autograder.records:migrations")
    assert ScriptDirectory.from_config(config).get_heads() == [upgrade.HEAD]


def test_only_the_first_start_imports_alembic(database_url):
    def start():
        done = subprocess.run(
            [sys.executable, "-c", OPEN, database_url], capture_output=True, text=True, check=True
        )
        return done.stdout + done.stderr

    assert start() == "True []\n"
    assert start() == "False []\n"


def test_a_migration_that_stops_halfway_leaves_nothing(database_url, engine, monkeypatch):
    whole = command.upgrade

    def die(config, revision):
        whole(config, revision)
        raise OSError("no space left")

    monkeypatch.setattr(command, "upgrade", die)
    with pytest.raises(RecordsError) as caught:
        Store.open(database_url)
    assert caught.value.values["problem"] == "no space left"
    assert inspect(engine).get_table_names() == []

    monkeypatch.undo()
    with Store.open(database_url) as store:
        assert store.attempts() == []


def test_what_an_older_version_kept_is_still_there(database_url, engine):
    config = Config()
    config.set_main_option("script_location", "autograder.records:migrations")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(text("INSERT INTO students (id, name) VALUES (7, 'kim')"))
    with Store.open(database_url), engine.connect() as connection:
        assert connection.scalar(text("SELECT name FROM students WHERE id = 7")) == "kim"
        assert inspect(connection).has_table("quiz_attempts")
