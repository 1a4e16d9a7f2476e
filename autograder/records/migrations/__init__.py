"""How the tables came to be, version by version, for Alembic.

Versions are written by hand. `autograder.records.upgrade` names the newest one
and runs them; no `alembic.ini` is needed.
"""
