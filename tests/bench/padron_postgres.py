"""The padrón in PostgreSQL, as the figures compare it: the same CSV, claves in clear, one index."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from tests.bench.figure import seconds
from tests.postgres import cluster

_TABLE = """CREATE TABLE padron (clave_elector text COLLATE "C", cic text, numero_emision text,
 seccion text, estatus text, causa text)"""
_MATCH = """SELECT place, clave_elector, estatus, causa, seccion
 FROM asked LEFT JOIN padron ON clave_elector = clave"""
_ONE = "SELECT clave_elector, estatus, causa, seccion FROM padron WHERE clave_elector = %s"
_PLANS = (
    "RESET enable_hashjoin",
    "SET enable_hashjoin = off",
    "SET enable_mergejoin = off",
)
"""Which kinds of join are left to the planner: each as warm as its second run."""

_CHUNK = 1 << 20


class PostgresPadron:
    """A padrón in one database."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._to = connection

    def load(self, csv: Path) -> None:
        """COPY the file into a new table, and index it."""
        self._to.execute("DROP TABLE IF EXISTS padron")
        self._to.execute(_TABLE)
        copying = "COPY padron FROM STDIN (FORMAT csv, HEADER)"
        with csv.open("rb") as file, self._to.cursor().copy(copying) as copy:
            while chunk := file.read(_CHUNK):
                copy.write(chunk)
        self._to.execute("CREATE UNIQUE INDEX ON padron (clave_elector)")

    def best_match(self, claves: Sequence[str]) -> tuple[float, str]:
        """Return the seconds of the fastest plan that finds them all, and what it is."""
        self._to.execute("VACUUM ANALYZE padron")
        self._to.execute("SET work_mem = '512MB'")
        self._to.execute('CREATE TEMP TABLE asked (place int, clave text COLLATE "C")')
        with self._to.cursor().copy("COPY asked FROM STDIN") as copy:
            for row in enumerate(claves):
                copy.write_row(row)
        self._to.execute("ANALYZE asked")
        return min(self._timed(plan) for plan in _PLANS)

    def _timed(self, plan: str) -> tuple[float, str]:
        self._to.execute(plan)
        [first, *_] = self._to.execute(f"EXPLAIN {_MATCH}").fetchall()
        spent = [seconds(lambda: self._to.execute(_MATCH).fetchall()) for _ in range(3)]
        return min(spent[1:]), str(first[0]).partition("  (")[0]

    def finder(self) -> Callable[[str], object]:
        """Return what finds one clave by a prepared statement."""
        cursor = self._to.cursor()
        return lambda clave: cursor.execute(_ONE, (clave,), prepare=True).fetchone()


@contextmanager
def postgres_padron() -> Iterator[PostgresPadron]:
    """Give an empty database of a cluster of its own, with fsync."""
    with cluster() as url:
        address = url.replace("postgresql+psycopg", "postgresql") % "postgres"
        with psycopg.connect(address, autocommit=True) as connection:
            yield PostgresPadron(connection)
