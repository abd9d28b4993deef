"""The migrations amount to the tables, on both databases."""

from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from core.central.database import open_database
from core.central.migrations import upgrade
from core.central.tables.metadata import metadata


def _differences(url: str) -> list[Any]:
    engine = open_database(url)
    with engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), metadata())
    engine.dispose()
    return list(found)


def test_the_migrations_amount_to_the_tables(database_url: str) -> None:
    assert _differences(database_url) == []


def test_upgrading_twice_changes_nothing(database_url: str) -> None:
    engine = open_database(database_url)
    upgrade(engine)
    engine.dispose()
    assert _differences(database_url) == []
