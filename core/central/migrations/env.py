"""Alembic's entry point; it uses the connection of `upgrade` and never opens one."""

from alembic import context

from core.central.tables.metadata import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata(),
    transactional_ddl=False,
)
context.run_migrations()
