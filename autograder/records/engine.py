"""Open a database: SQLite with the settings that many processes need, or any by URL."""

from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

from autograder.records.location import file_of
from autograder.records.private import private_file

BUSY_SECONDS = 60


def open_engine(url: URL) -> Engine:
    """Return an engine for the records; a new SQLite file belongs to this account alone.

    Raises:
        RecordsError: the SQLite file is not safe or can't be made.
    """
    # Parameters are students' work, and stay out of every log and error text.
    if url.get_backend_name() != "sqlite":
        return create_engine(url, hide_parameters=True, pool_pre_ping=True)
    file = file_of(url)
    if file is not None:
        private_file(file)
    # With `isolation_level` None it is us, not Python's driver, who say when to BEGIN.
    settings = {"timeout": BUSY_SECONDS, "isolation_level": None}
    engine = create_engine(url, hide_parameters=True, connect_args=settings)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def writing(engine: Engine) -> Engine:
    """Return the same engine for transactions that write."""
    return engine.execution_options(writes=True)


def _set_up(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")  # what was accepted survives a power cut


def _begin(connection: Connection) -> None:
    """Take the write lock at once: a reader that starts to write can't wait, it fails."""
    is_writing = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")
