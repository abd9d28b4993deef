"""What the central servers of a run stand on: SQLite and a folder, or PostgreSQL and an S3 store.

Whoever judges reads them by code that shares nothing with the product: the database's own driver,
and the store's file server, which is another door than the one that the product uses.
"""

import sqlite3
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import requests
from psycopg import sql
from psycopg.rows import dict_row

from tests import postgres, s3
from tests.walkthrough.folders import copied_database, copied_files
from tests.walkthrough.run import NotYet, Run

DATABASES, STORES = ("sqlite", "postgresql"), ("carpeta", "s3")
_SECONDS = 60
_DUMP = "base.volcado"
_BLOBS = "sobres"
_NO_DATABASE = "falta la base de datos"

Row = dict[str, Any]


@dataclass(frozen=True)
class Ground:
    """Where rows and envelopes are. `socket` is the folder of PostgreSQL's, "" for SQLite.

    `endpoint` is the S3 store's, "" for a folder; `files` its file server's, `place` what this run
    has there, BUCKET/PREFIX.
    """

    socket: str = ""
    endpoint: str = ""
    files: str = ""
    place: str = ""

    @classmethod
    def of(cls, run: Run) -> "Ground":
        """Return what a run stands on, as it was written down."""
        return cls(**run.notes.get("ground", {}))

    def note(self) -> dict[str, str]:
        """Return it as a note of the run."""
        return asdict(self)

    def settings(self, part: str) -> dict[str, str]:
        """Return the settings by which the server of `part` finds it."""
        found = {}
        if self.socket:
            found["APOYO_DATABASE_URL"] = (
                f"postgresql+psycopg://apoyo@/{_name(part)}?host={self.socket}"
            )
        if self.endpoint:
            found |= {
                "APOYO_BLOB_URL": f"s3://{self.place}/{part}",
                "APOYO_BLOB_ENDPOINT": self.endpoint,
                "APOYO_BLOB_KEY_ID": s3.KEY_ID,
                "APOYO_BLOB_SECRET": s3.SECRET,
            }
        return found

    def rows(self, data: Path, part: str, query: str, values: Sequence[object]) -> list[Row]:
        """Return the rows of a query, read only, while the server runs. Raises NotYet."""
        if self.socket:
            with self._connected(part) as connection:
                asked = query.replace("%", "%%").replace("?", "%s")
                found = connection.execute(asked.encode(), values).fetchall()
            return [{name: _as_text(value) for name, value in row.items()} for row in found]
        path = data / "apoyo.db"
        if not path.exists():
            raise NotYet(_NO_DATABASE)
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
            database.row_factory = sqlite3.Row
            return [dict(row) for row in database.execute(query, values)]

    def blobs(self, data: Path, part: str) -> dict[str, bytes]:
        """Return every envelope that the server of `part` holds, by its name."""
        if self.files:
            return s3.listed(f"{self.files}/{self.place}/{part}/{_BLOBS}")
        folder = data / "blobs"
        found = (path for path in sorted(folder.glob("*")) if path.is_file())
        return {path.name: path.read_bytes() for path in found}

    def copy(self, run: Run, source: str, target: str) -> None:
        """Copy all that a running server has: its files, its database as one moment, its blobs."""
        copied_files(run.data(source), run.data(target))
        if self.socket:
            self._copy_database(source, target)
        else:
            copied_database(run.data(source) / "apoyo.db", run.data(target) / "apoyo.db")
        if self.files:
            for name, content in self.blobs(run.data(source), source).items():
                place = f"{self.files}/{self.place}/{target}/{_BLOBS}/{name}"
                requests.put(place, data=content, timeout=_SECONDS).raise_for_status()

    def spill(self, run: Run, part: str) -> None:
        """Write every value of the database into the server's folder, as it is: to be searched."""
        if not self.socket:
            return
        with self._connected(part) as connection, (run.data(part) / _DUMP).open("wb") as out:
            names = connection.execute(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
            ).fetchall()
            for each in names:
                table = sql.Identifier(each["tablename"])
                for row in connection.execute(sql.SQL("SELECT * FROM {}").format(table)):
                    out.writelines(_raw(value) + b"\n" for value in row.values())

    def make(self, part: str) -> None:
        """Make the database of a server that has none yet."""
        if self.socket:
            where = f"host={self.socket} user=apoyo dbname=postgres"
            with psycopg.connect(where, autocommit=True) as connection:
                named = sql.Identifier(_name(part))
                connection.execute(sql.SQL("CREATE DATABASE {}").format(named))

    def _copy_database(self, source: str, target: str) -> None:
        self.make(target)
        there = ("-h", self.socket, "-U", "apoyo")
        dump = subprocess.run(
            [postgres.binary("pg_dump"), *there, "-Fc", _name(source)],
            capture_output=True,
            check=True,
        )
        subprocess.run(
            [postgres.binary("pg_restore"), *there, "-d", _name(target)],
            input=dump.stdout,
            check=True,
        )

    @contextmanager
    def _connected(self, part: str) -> Iterator[psycopg.Connection[Row]]:
        where = f"host={self.socket} user=apoyo dbname={_name(part)}"
        try:
            connection = psycopg.connect(where, row_factory=dict_row)
        except psycopg.OperationalError as cause:
            raise NotYet(_NO_DATABASE) from cause
        with connection:
            connection.read_only = True
            yield connection


@contextmanager
def standing(database: str, store: str) -> Iterator[Ground]:
    """Give the ground of a run: real servers, that end with the block."""
    with ExitStack() as stack:
        socket = ""
        if database == "postgresql":
            socket = stack.enter_context(postgres.cluster()).rpartition("host=")[2]
        if store != "s3":
            ground = Ground(socket)
        else:
            running = stack.enter_context(s3.store())
            place = running.bucket().removeprefix("s3://")
            ground = Ground(socket, running.endpoint, running.files, place)
        ground.make("central")
        yield ground


def _name(part: str) -> str:
    return f"ensayo_{part}"


def _as_text(value: object) -> object:
    """Return a value as SQLite keeps it: dates and instants are texts there."""
    return str(value) if isinstance(value, date) else value


def _raw(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()
