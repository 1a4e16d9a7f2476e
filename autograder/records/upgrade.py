"""Bring a database to the newest version of the tables."""

from sqlalchemy import Connection, Engine, func, inspect, select, text

from autograder.records import trouble
from autograder.records.engine import writing

# The newest version, named here so that an ordinary start does not import Alembic.
HEAD = "0003"
_MIGRATIONS = "autograder.records:migrations"
# Any number of our own: processes that migrate the same PostgreSQL database meet at it.
_POSTGRES_LOCK = 0x636F6E76


def upgrade(engine: Engine) -> None:
    """Migrate the tables if they are not at `HEAD`; several processes may try at once.

    Raises:
        RecordsError: the database is newer than this convgrade.
    """
    with engine.connect() as connection:
        if _version(connection) == HEAD:
            return
    with writing(engine).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(_POSTGRES_LOCK)))
        version = _version(connection)  # again: somebody may have been first
        if version != HEAD:
            _migrate(connection, version)


def _version(connection: Connection) -> str | None:
    """Return the version of the tables; None in a fresh database."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return version


def _migrate(connection: Connection, version: str | None) -> None:
    from alembic import command  # noqa: PLC0415 - slow, and rarely needed
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", _MIGRATIONS)
    try:
        command.upgrade(config, "head")
    except CommandError as err:
        problem = f"its version `{version}` is unknown here; a newer convgrade wrote it"
        raise trouble.unreadable(trouble.name(connection.engine.url), problem) from err
