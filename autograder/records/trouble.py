"""Say in one line what the database or the system refused."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from autograder.errors import RecordsError
from autograder.yamlfile import reason


@contextmanager
def surfaced(place: object) -> Iterator[None]:
    """Turn what a database, its driver or the system raises into a `RecordsError`.

    Args:
        place: names the records for a reader.
    """
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, OSError, ModuleNotFoundError) as err:
        raise unreadable(place, _why(err)) from err


def unreadable(place: object, problem: str) -> RecordsError:
    """Make the error of records that can't be used."""
    return RecordsError("records-unreadable", path=place, problem=problem)


def name(url: URL) -> str:
    """Name a database for a reader: no user, no password, no options."""
    if url.get_backend_name() == "sqlite":
        return url.database or ":memory:"
    return f"{url.get_backend_name()}://{url.host or ''}/{url.database or ''}"


def _why(err: Exception) -> str:
    """Return the first line; SQLAlchemy's own text would add the statement and more."""
    cause = err.orig if isinstance(err, DBAPIError) and err.orig else err
    text = reason(cause) if isinstance(cause, Exception) else str(cause)
    return text.strip().partition("\n")[0] or type(cause).__name__
