"""Alembic migrations of the database, run by `upgrade` inside the program."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from core.central.database import WRITES

_FOLDER = Path(__file__).parent


def upgrade(engine: Engine, to: str = "head") -> None:
    """Migrate the database to the newest schema, or `to` an older one, at once. Idempotent."""
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        command.upgrade(_configuration(connection), to)


def is_current(engine: Engine) -> bool:
    """Tell whether the database has the newest schema. Changes nothing."""
    with engine.connect() as connection:
        head = ScriptDirectory.from_config(_configuration(connection)).get_current_head()
        return MigrationContext.configure(connection).get_current_revision() == head


def _configuration(connection: Connection) -> Config:
    """Return what alembic needs to run here, on this connection, without a file."""
    configuration = Config()
    configuration.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    configuration.set_main_option("path_separator", "os")
    configuration.attributes["connection"] = connection
    return configuration
