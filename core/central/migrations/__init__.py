"""The database's history, from its first table. `upgrade` runs inside the program."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine

from core.central.database import WRITES

_FOLDER = Path(__file__).parent


def upgrade(engine: Engine) -> None:
    """Bring the database to the newest form, in one transaction. Safe to run again."""
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        command.upgrade(_configuration(connection), "head")


def _configuration(connection: Connection) -> Config:
    """Return what alembic needs to run here, on this connection, without a file."""
    configuration = Config()
    configuration.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    configuration.set_main_option("path_separator", "os")
    configuration.attributes["connection"] = connection
    return configuration
