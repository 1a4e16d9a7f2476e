"""Run the migrations on the connection that `autograder.records.upgrade` brings.

Its transaction is already open, so that all of it happens or nothing.
"""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
with context.begin_transaction():
    context.run_migrations()
