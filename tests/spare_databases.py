"""Databases of PostgreSQL for tests: each made from the template once, then brought back to it.

To make one and to drop it syncs hundreds of files: 0.8 s of waiting at every test.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property

import psycopg
from psycopg import Connection, sql

_SHAPE = """
SELECT 'column', attrelid::regclass::text, attname::text, format_type(atttypid, atttypmod),
       attnotnull::text, coalesce(pg_get_expr(adbin, adrelid), '')
FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
WHERE relnamespace = 'public'::regnamespace AND attnum > 0 AND NOT attisdropped
UNION ALL
SELECT 'index', tablename::text, indexname::text, indexdef, '', ''
FROM pg_indexes WHERE schemaname = 'public'
UNION ALL
SELECT 'constraint', conrelid::regclass::text, conname::text, pg_get_constraintdef(oid), '', ''
FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION ALL
SELECT 'trigger', tgrelid::regclass::text, tgname::text, pg_get_triggerdef(oid), tgenabled::text, ''
FROM pg_trigger WHERE NOT tgisinternal
UNION ALL
SELECT 'function', proname::text, prosrc, '', '', ''
FROM pg_proc WHERE pronamespace = 'public'::regnamespace
ORDER BY 1, 2, 3, 4, 5, 6
"""
_TABLES = """
SELECT relname FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY relname
"""
_SEQUENCES = "SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1"


@dataclass(frozen=True, slots=True)
class _Content:
    """What is in a database: its shape, the rows of each table that has any, its sequences."""

    shape: list[tuple[str, ...]]
    rows: dict[str, bytes]
    sequences: dict[str, tuple[int, bool]]


@dataclass
class SpareDatabases:
    """Databases like `template`, lent one after the other."""

    cluster: str
    """What connects to a database of the cluster, with `%s` for its name (libpq's form)."""
    template: str
    _free: list[str] = field(default_factory=list)

    @contextmanager
    def lent(self) -> Iterator[str]:
        """Give the name of a database that is like the template."""
        made = self._as_made  # read before anybody holds the template
        if self._free:
            name = self._free.pop()
        else:
            name = _fresh_name()
            self._on_cluster("CREATE DATABASE {} TEMPLATE {}", name, self.template)
        yield name
        kept = self._renamed(name)
        with psycopg.connect(self.cluster % kept) as connection:
            if alike := _shape(connection) == made.shape:
                _bring_back(connection, made)
        if alike:
            self._free.append(kept)
        else:
            self._on_cluster("DROP DATABASE {} WITH (FORCE)", kept)

    @contextmanager
    def new(self) -> Iterator[str]:
        """Give the name of one that nobody had and nobody will have."""
        name = _fresh_name()
        self._on_cluster("CREATE DATABASE {} TEMPLATE {}", name, self.template)
        yield name
        self._on_cluster("DROP DATABASE {} WITH (FORCE)", name)

    @cached_property
    def _as_made(self) -> _Content:
        with psycopg.connect(self.cluster % self.template) as connection:
            tables = _named(connection, _TABLES)
            rows = {name: _read(connection, name) for name in tables}
            return _Content(
                _shape(connection),
                {name: kept for name, kept in rows.items() if kept},
                {name: _state(connection, name) for name in _named(connection, _SEQUENCES)},
            )

    def _renamed(self, name: str) -> str:
        """Take a database away from whoever still runs for the test that had it."""
        kept = _fresh_name()
        ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {}"
        self._on_cluster(ended, sql.Literal(name))
        self._on_cluster("ALTER DATABASE {} RENAME TO {}", name, kept)
        return kept

    def _on_cluster(self, statement: str, *names: str | sql.Literal) -> None:
        filled = [sql.Identifier(each) if isinstance(each, str) else each for each in names]
        with psycopg.connect(self.cluster % "postgres", autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*filled))


def _fresh_name() -> str:
    return f"prueba_{secrets.token_hex(6)}"


def _bring_back(connection: Connection, made: _Content) -> None:
    connection.execute("SET session_replication_role = replica")  # no rule holds rows back
    for table in _filled(connection):
        connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))
    for table, rows in made.rows.items():
        _write(connection, table, rows)
    for sequence, (last, called) in made.sequences.items():
        connection.execute("SELECT setval(%s, %s, %s)", (sequence, last, called))


def _named(connection: Connection, query: str) -> list[str]:
    return [str(row[0]) for row in connection.execute(query)]


def _shape(connection: Connection) -> list[tuple[str, ...]]:
    return [tuple(row) for row in connection.execute(_SHAPE)]


def _filled(connection: Connection) -> list[str]:
    """Return the tables that have rows."""
    asked = sql.SQL(" UNION ALL ").join(
        sql.SQL("(SELECT {} FROM {} LIMIT 1)").format(sql.Literal(name), sql.Identifier(name))
        for name in _named(connection, _TABLES)
    )
    return [str(row[0]) for row in connection.execute(asked)]


def _read(connection: Connection, table: str) -> bytes:
    with connection.cursor() as cursor:
        named = sql.Identifier(table)
        with cursor.copy(sql.SQL("COPY {} TO STDOUT (FORMAT binary)").format(named)) as copied:
            kept = b"".join(bytes(part) for part in copied)
        return kept if cursor.rowcount else b""


def _write(connection: Connection, table: str, rows: bytes) -> None:
    named = sql.Identifier(table)
    into = sql.SQL("COPY {} FROM STDIN (FORMAT binary)").format(named)
    with connection.cursor() as cursor, cursor.copy(into) as copied:
        copied.write(rows)


def _state(connection: Connection, sequence: str) -> tuple[int, bool]:
    row = connection.execute(
        sql.SQL("SELECT last_value, is_called FROM {}").format(sql.Identifier(sequence))
    ).fetchone()
    assert row is not None
    return int(row[0]), bool(row[1])
