"""Say where the records live."""

import os
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from autograder.records.private import private_folder
from autograder.records.trouble import unreadable

FOLDER = ".grade"
FILE = "records.sqlite"
VARIABLE = "GRADE_DATABASE_URL"


def locate(root: Path, *, environ: Mapping[str, str] = os.environ) -> URL:
    """Return the URL of a course's records, and make the folder that holds them.

    Args:
        root: the folder that holds `assignments/`.
        environ: `GRADE_DATABASE_URL` in it names another database.

    Returns:
        A URL for `Store.open`.

    Raises:
        RecordsError: the folder is not safe or can't be made, or the variable holds no URL.
    """
    given = environ.get(VARIABLE, "").strip()
    if given:
        return parse(given)
    return URL.create("sqlite", database=str(private_folder(root / FOLDER) / FILE))


def parse(url: str | URL) -> URL:
    """Return a database URL in parts.

    Raises:
        RecordsError: it is no URL.
    """
    try:
        return make_url(url)
    except ArgumentError:
        # Neither the text nor its error is shown: it may hold a password.
        problem = "it is not a URL such as postgresql+psycopg://HOST/NAME"
        raise unreadable(VARIABLE, problem) from None


def file_of(url: URL) -> Path | None:
    """Return the file that holds a database; None where it is none of ours to guard."""
    database = url.database or ":memory:"
    is_file = url.get_backend_name() == "sqlite" and not database.startswith((":", "file:"))
    return Path(database) if is_file else None
