"""Databases with as many supports as asked for, written by SQL once and kept under out/.

Or written into one that stands (`add_supports`), beside what it has.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, text

from core.central.database import open_database
from core.central.migrations import upgrade
from core.domain.verification.resultado import Resultado
from tests.postgres import cluster

SUPPORTS = int(os.environ.get("SUPPORTS", "10000000"))
ASPIRANTES, AUXILIARES, AN_ENVIO = 200, 20_000, 25
DATABASES = ("SQLite", "PostgreSQL")
_OUT = Path(__file__).resolve().parents[2] / "out" / "seeded"
_FORM = 3
"""Of what is written here: another one is written anew."""

_LOG_AFTER = 10_000
_BIG = ("apoyo", "veredicto", "envio", "acuse", "bitacora")
_OF_20 = (
    *(Resultado.FOUND,) * 13,
    *(Resultado.DUPLICATE_SAME, Resultado.DUPLICATE_OTHER, Resultado.BAJA),
    *(Resultado.NOT_FOUND, Resultado.NOT_IN_LIST, Resultado.IN_REVIEW),
)
"""How 19 of 20 records came out; the last one waits for its verdict."""


@dataclass(frozen=True, slots=True)
class _Words:
    """What both databases say in other words."""

    postgres: bool

    @property
    def at(self) -> str:
        return "timestamptz '2026-11-01 00:00:00+00'" if self.postgres else f"'{_AT}'"

    @property
    def day(self) -> str:
        return "date '2026-11-01'" if self.postgres else "'2026-11-01'"

    @property
    def receipt(self) -> str:
        return "decode(repeat('00', 600), 'hex')" if self.postgres else "zeroblob(600)"

    def numbers(self, count: int) -> str:
        """Return what gives i from 0 on, so many."""
        if self.postgres:
            return f"generate_series(0, {count - 1}) AS n(i)"
        last = count - 1
        return (
            f"(WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {last})"  # noqa: S608  constants
            " SELECT i FROM n)"
        )

    def padded(self, number: str, width: int = 6) -> str:
        if self.postgres:
            return f"lpad(CAST({number} AS text), {width}, '0')"
        return f"printf('%0{width}d', {number})"

    def hexed(self, number: str, width: int = 32) -> str:
        if self.postgres:
            return f"lpad(to_hex({number}), {width}, '0')"
        return f"printf('%0{width}x', {number})"

    def spread(self, number: str) -> str:
        """Return 32 signs that stand among others' as drawn ones do: anywhere."""
        big = f"CAST({number} AS bigint)" if self.postgres else number
        first = self.hexed(f"({big} * {_SPREAD}) & {_MOST_SPREAD}", 8)
        return f"({first} || {self.hexed(big, 24)})"

    def named(self, letter: str, number: str) -> str:
        return f"'{letter}' || CAST({number} AS text)"

    def whose(self, auxiliar: str) -> str:
        """Return the aspirante of an auxiliar: a third of them are those of the first."""
        other = self.padded(f"2 + {auxiliar} % 199")
        return f"CASE WHEN {auxiliar} % 3 = 0 THEN '000001' ELSE {other} END"


_AT = "2026-11-01 00:00:00.000000"
_SPREAD, _MOST_SPREAD = 2_654_435_761, 2**32 - 1
"""Source: Knuth, The Art of Computer Programming, 3, 6.4: multiplicative hashing."""


@contextmanager
def opened(database: str) -> Iterator[Engine]:
    """Give one of DATABASES with all its supports, which are written first where they are not."""
    _OUT.mkdir(parents=True, exist_ok=True)
    if database == "SQLite":
        engine = open_database(f"sqlite:///{_sqlite()}")
        upgrade(engine)  # one that was kept may be of a former form
        yield engine
        engine.dispose()
        return
    folder = _OUT / f"{SUPPORTS}-{_FORM}.pg"
    made = folder.with_suffix(".made")
    if not made.exists():
        shutil.rmtree(folder, ignore_errors=True)
    with cluster(folder) as url:
        engine = open_database(url % "postgres")
        if not made.exists():
            _make(engine, _Words(postgres=True))
            made.touch()
        upgrade(engine)
        yield engine
        engine.dispose()


def _sqlite() -> Path:
    kept = _OUT / f"{SUPPORTS}-{_FORM}.db"
    if not kept.exists():
        making = kept.with_suffix(".partial")
        making.unlink(missing_ok=True)
        engine = open_database(f"sqlite:///{making}")
        _make(engine, _Words(postgres=False))
        engine.dispose()
        making.rename(kept)
    return kept


def add_supports(engine: Engine, count: int) -> None:
    """Write so many supports, with their entries of the log, into a database with two aspirantes.

    Its connections must be ended then: they sync nothing.
    """
    _make(engine, _Words(postgres=engine.dialect.name == "postgresql"), count, log=True)


def _make(engine: Engine, words: _Words, supports: int = SUPPORTS, *, log: bool = False) -> None:
    upgrade(engine)
    with engine.connect() as connection:
        own: Any = connection.connection.driver_connection
        for setting in _QUICK[words.postgres]:
            own.execute(setting)
        _fill(connection, words, supports, log=log)
        connection.commit()
        if words.postgres:
            own.autocommit = True
        for setting in _AFTER[words.postgres]:
            own.execute(setting)


_QUICK = {
    True: ("SET session_replication_role = replica", "SET synchronous_commit = off"),
    False: (
        *("PRAGMA synchronous=OFF", "PRAGMA foreign_keys=OFF", "PRAGMA journal_mode=MEMORY"),
        "PRAGMA cache_size=-500000",
    ),
}
_AFTER = {True: ("VACUUM ANALYZE", "CHECKPOINT"), False: ("PRAGMA journal_mode=WAL",)}
_INDEXES = {
    True: "SELECT indexname, indexdef FROM pg_indexes WHERE indexdef LIKE 'CREATE INDEX%'",
    False: "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
}


def _fill(connection: Connection, words: _Words, supports: int, *, log: bool) -> None:
    """Write all rows, and their indexes when all are there."""
    tables = [*_rows(words, supports), *(_log(words, supports) if log else ())]
    indexes = [
        (name, sql)
        for name, sql in connection.execute(text(_INDEXES[words.postgres])).all()
        if any(
            f" ON {quoted} " in sql
            for each in _BIG
            for quoted in (each, f'"{each}"', f"public.{each}")
        )
    ]
    for name, _ in indexes:
        connection.exec_driver_sql(f'DROP INDEX "{name}"')
    for table, count, columns in tables:
        among = words.numbers(count)
        which = " WHERE i % 20 < 19" if table == "veredicto" else " WHERE TRUE"
        _insert(connection, table, columns, f"{among}{which}")
    for _, sql in indexes:
        connection.exec_driver_sql(sql)
    connection.exec_driver_sql(_CONTEO)
    connection.exec_driver_sql(_WHOLE)
    connection.exec_driver_sql(_PLACES)


def _insert(connection: Connection, table: str, columns: Mapping[str, str], among: str) -> None:
    names, values = ", ".join(columns), ", ".join(columns.values())
    statement = f"INSERT INTO {table} ({names}) SELECT {values} FROM {among} ON CONFLICT DO NOTHING"  # noqa: S608  constants
    own: Any = connection.connection.driver_connection
    own.execute(statement)  # SQLAlchemy hands psycopg no values, and % would be the place of one


def _rows(words: _Words, supports: int) -> Iterator[tuple[str, int, Mapping[str, str]]]:
    """Yield each table, how many rows it gets, and what its columns are for the number i."""
    auxiliar, envios = f"(i % {AUXILIARES})", supports // AN_ENVIO
    common = {"aspirante": words.whose(auxiliar), "auxiliar": words.padded(auxiliar)}
    yield "aspirante", ASPIRANTES, _aspirante(words)
    yield (
        "auxiliar",
        AUXILIARES,
        _empty("name")
        | {
            "number": words.padded("i"),
            "correo": words.named("x", "i"),
            "created_at": words.at,
        },
    )
    yield "vinculo", AUXILIARES, common | _vinculo(words)
    numbered = f"i / {AUXILIARES} + 1"
    yield (
        "envio",
        envios,
        common
        | dict.fromkeys(_MOMENTS, words.at)
        | {
            "id": words.spread("i"),
            "number": numbered,
            "announced": str(AN_ENVIO),
            "received": str(AN_ENVIO),
            "close_reason": "'recibido'",
            "device": "'d'",
            "acuse": "i + 1",
        },
    )
    yield (
        "acuse",
        envios,
        common
        | dict.fromkeys(("pending_as_of", "issued_at"), words.at)
        | {
            "number": "i + 1",
            "envio_id": words.spread("i"),
            "envio": numbered,
            "received": str(AN_ENVIO),
            "pending": "0",
            "folios": str(AN_ENVIO),
            "mailed_at": words.at,
            "signed": _SIGNED[words.postgres],
        },
    )
    yield "apoyo", supports, _apoyo(words)
    yield "veredicto", supports, _veredicto(words)


_MOMENTS = ("said_at", "opened_at", "progressed_at", "closed_at")
_SIGNED = {True: "convert_to('{}', 'UTF8')", False: "CAST('{}' AS BLOB)"}


def _aspirante(words: _Words) -> dict[str, str]:
    days = ("fecha_nacimiento", "recibido", "manifestacion")
    return {
        **_empty(
            *("request_sha256", "late_reason", "apellido_materno", "sobrenombre"),
            *("lugar_nacimiento", "genero", "ocr", "cic", "telefono_domicilio"),
            *("telefono_oficina", "telefono_movil", "cuenta", "proveedor", "recibido_por"),
            "observaciones",
        ),
        **dict.fromkeys(days, words.day),
        "id_solicitante": words.padded("i + 1"),
        "idempotency_key": words.named("k", "i"),
        "registered_at": words.at,
        "same_day": "TRUE",
        "sin_segundo_apellido": "TRUE",
        "cargo": "'gubernatura'",
        "nombre": "'MUESTRA'",
        "apellido_paterno": "'FICTICIA'",
        "clave": words.named("C", "i"),
        "entidad": "'12'",
        "municipio": "'001'",
        "seccion": "'0101'",
        "correo": words.named("a", "i"),
        "constancia_id": "i + 1",
        "busqueda": "'muestra ficticia'",
    }


def _vinculo(words: _Words) -> dict[str, str]:
    return {
        **_empty(
            *("request_sha256", "end_reason", "cuenta", "proveedor", "apellido_materno"),
        ),
        "telefono": "'5500000000'",
        "correo": "'auxiliar@muestra.invalid'",
        "id": words.hexed("i"),
        "idempotency_key": words.named("k", "i"),
        "started_at": words.at,
        "accepted_at": words.at,
        "fecha_nacimiento": words.day,
        "nombre": "'MUESTRA'",
        "apellido_paterno": "'FICTICIA'",
        "sin_segundo_apellido": "TRUE",
        "busqueda": "'muestra'",
    }


def _apoyo(words: _Words) -> dict[str, str]:
    envio = f"(i / {AN_ENVIO})"
    auxiliar = f"({envio} % {AUXILIARES})"
    return {
        **dict.fromkeys(("started_at", "saved_at", "received_at"), words.at),
        "record_id": words.spread("i"),
        "folio": words.named("f", "i"),
        "aspirante": words.whose(auxiliar),
        "auxiliar": words.padded(auxiliar),
        "device": "'d'",
        "device_counter": "i",
        "sequence": "i",
        "position": "i + 1",
        "envio": words.spread(envio),
        "frames": "'file'",
        "clock": "'trusted'",
        "key_id": "'k'",
        "sha256": words.hexed("i", 64),
        "size": "600000",
        "judged_at": f"CASE WHEN i % 20 < 19 THEN {words.at} END",
        "receipt": words.receipt,
    }


def _veredicto(words: _Words) -> dict[str, str]:
    cases = " ".join(f"WHEN {n} THEN '{each.value}'" for n, each in enumerate(_OF_20))
    return {
        **_empty("cause", "estatus_cause"),
        "folio": words.named("f", "i"),
        "position": "i + 1",
        "resultado": f"CASE i % 20 {cases} END",
        "padron_cut": "'c'",
        "judged_at": words.at,
        "padron_row": words.hexed("i"),
        "estatus": "'LN'",
        "seccion": "'0101'",
    }


def _log(words: _Words, supports: int) -> Iterator[tuple[str, int, Mapping[str, str]]]:
    """Yield the entries that tell of the supports, after what the log has; thin: none is read."""
    entry = _empty("content", "previous", "busqueda") | {
        "sequence": f"i + {_LOG_AFTER}",
        "at": words.at,
        "actor": "'d'",
        "act": "'apoyo_recibido'",
        "subject": words.named("f", "i"),
        "hash": f"({words.spread('i')} || {words.spread('i')})",
    }
    yield "bitacora", supports, entry


def _empty(*columns: str) -> dict[str, str]:
    return dict.fromkeys(columns, "''")


_CONTEO = (
    "INSERT INTO conteo (aspirante, auxiliar, resultado, total)"
    " SELECT apoyo.aspirante, apoyo.auxiliar, COALESCE(veredicto.resultado, ''), COUNT(*)"
    " FROM apoyo LEFT JOIN veredicto ON veredicto.folio = apoyo.folio GROUP BY 1, 2, 3"
)
_PLACES = (
    "INSERT INTO conteo_seccion (aspirante, seccion, total)"
    " SELECT apoyo.aspirante, veredicto.seccion, COUNT(*)"
    " FROM apoyo JOIN veredicto ON veredicto.folio = apoyo.folio"
    " WHERE veredicto.resultado = 'Encontrado en Lista Nominal' GROUP BY 1, 2"
)
_WHOLE = (
    "INSERT INTO conteo_aspirante (aspirante, resultado, total)"
    " SELECT aspirante, resultado, SUM(total) FROM conteo GROUP BY 1, 2"
)
