"""A database with as many supports as asked for, written by SQL once and kept under out/."""

import os
from pathlib import Path

from sqlalchemy import Connection, text

from core.central.database import open_database
from core.central.migrations import upgrade
from core.domain.resultado import Resultado

SUPPORTS = int(os.environ.get("SUPPORTS", "10000000"))
ASPIRANTES, AUXILIARES, AN_ENVIO = 200, 20_000, 25
_OUT = Path(__file__).resolve().parents[2] / "out" / "seeded"
_FORM = 1
"""Of what is written here: another one is written anew."""

_BIG = ("apoyo", "veredicto", "envio", "acuse")
_OF_20 = (
    *(Resultado.FOUND,) * 14,
    *(Resultado.DUPLICATE_SAME, Resultado.DUPLICATE_OTHER, Resultado.BAJA),
    *(Resultado.NOT_FOUND, Resultado.NOT_IN_LIST),
)
"""How 19 of 20 records came out; the last one waits for its verdict."""

_NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {last}) "
_WHOSE = "CASE WHEN {0} % 3 = 0 THEN '000001' ELSE printf('%06d', 2 + {0} % 199) END"
_AT = "'2026-11-01 00:00:00.000000'"


def path() -> Path:
    """Return the file of the database, made first where it is not there."""
    kept = _OUT / f"{SUPPORTS}-{_FORM}.db"
    if not kept.exists():
        _OUT.mkdir(parents=True, exist_ok=True)
        making = kept.with_suffix(".partial")
        making.unlink(missing_ok=True)
        _make(making)
        making.rename(kept)
    return kept


def _make(file: Path) -> None:
    engine = open_database(f"sqlite:///{file}")
    upgrade(engine)
    with engine.connect() as connection:
        raw = connection.connection
        for pragma in ("synchronous=OFF", "foreign_keys=OFF", "journal_mode=MEMORY"):
            raw.execute(f"PRAGMA {pragma}")
        _fill(connection)
        connection.commit()
        raw.execute("PRAGMA journal_mode=WAL")
    engine.dispose()


def _fill(connection: Connection) -> None:
    """Write all rows, and their indexes when all are there."""
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    indexes = [
        (name, sql)
        for name, sql in connection.execute(text(query)).all()
        if any(f" ON {table} " in sql or f' ON "{table}" ' in sql for table in _BIG)
    ]
    for name, _ in indexes:
        connection.exec_driver_sql(f'DROP INDEX "{name}"')
    auxiliar = f"({{0}} % {AUXILIARES})"
    whose = _WHOSE.format(auxiliar)
    envios = SUPPORTS // AN_ENVIO
    for last, statement in (
        (ASPIRANTES - 1, _ASPIRANTE),
        (AUXILIARES - 1, _AUXILIAR),
        (AUXILIARES - 1, _VINCULO.format(whose=whose.format("i"))),
        (envios - 1, _ENVIO.format(whose=whose.format("i"), auxiliar=auxiliar.format("i"))),
        (SUPPORTS - 1, _apoyo(whose, auxiliar)),
        (SUPPORTS - 1, _verdict()),
    ):
        head, body = statement.split(" SELECT ", 1)
        connection.exec_driver_sql(f"{head} {_NUMBERS.format(last=last)} SELECT {body}")
    for _, sql in indexes:
        connection.exec_driver_sql(sql)
    connection.exec_driver_sql(_CONTEO)


def _apoyo(whose: str, auxiliar: str) -> str:
    envio = f"(i / {AN_ENVIO})"
    return (
        "INSERT INTO apoyo (record_id, folio, aspirante, auxiliar, device, device_counter,"  # noqa: S608  constants
        " sequence, position, envio, started_at, saved_at, received_at, frames, clock, key_id,"
        " sha256, size, judged_at, receipt) SELECT printf('%032x', i), printf('f%d', i),"
        f" {whose.format(envio)}, printf('%06d', {auxiliar.format(envio)}), 'd', i, i, i + 1,"
        f" printf('e%d', {envio}), {_AT}, {_AT}, {_AT}, 'file', 'trusted', 'k',"
        f" printf('%064x', i), 600000, CASE WHEN i % 20 < 19 THEN {_AT} END, zeroblob(600) FROM n"
    )


def _verdict() -> str:
    cases = " ".join(f"WHEN {n} THEN '{each.value}'" for n, each in enumerate(_OF_20))
    return (
        "INSERT INTO veredicto (folio, resultado, cause, padron_cut, judged_at, padron_row,"  # noqa: S608  constants
        f" estatus, estatus_cause, seccion) SELECT printf('f%d', i), CASE i % 20 {cases} END, '',"
        f" 'c', {_AT}, printf('%032x', i), 'LN', '', '0101' FROM n WHERE i % 20 < 19"
    )


_ASPIRANTE = (
    "INSERT INTO aspirante (id_solicitante, idempotency_key, request_sha256, registered_at,"  # noqa: S608  constants
    " same_day, late_reason, cargo, nombre, apellido_paterno, apellido_materno,"
    " sin_segundo_apellido, sobrenombre, lugar_nacimiento, fecha_nacimiento, genero, clave, ocr,"
    " cic, entidad, municipio, seccion, telefono_domicilio, telefono_oficina, telefono_movil,"
    " correo, cuenta, proveedor, recibido, recibido_por, manifestacion, constancia_id,"
    " observaciones, busqueda) SELECT printf('%06d', i + 1), i, '',"
    f" {_AT}, 1, '', 'gubernatura', 'MUESTRA', 'FICTICIA', '', 1, '', '', '1980-01-01', '',"
    " printf('C%d', i), '', '', '12', '001', '0101', '', '', '', printf('a%d', i), '', '',"
    " '2026-11-01', '', '2026-11-01', i + 1, '', 'muestra ficticia' FROM n"
)
_AUXILIAR = (
    "INSERT INTO auxiliar (number, correo, name, created_at)"  # noqa: S608  constants
    f" SELECT printf('%06d', i), printf('x%d', i), '', {_AT} FROM n"
)
_VINCULO = (
    "INSERT INTO vinculo (id, auxiliar, aspirante, idempotency_key, request_sha256, started_at,"  # noqa: S608  constants
    " accepted_at, end_reason, fecha_nacimiento, telefono, correo, cuenta, proveedor, nombre,"
    " apellido_paterno, apellido_materno, sin_segundo_apellido, busqueda)"
    " SELECT printf('%032x', i), printf('%06d', i), {whose}, i, '',"
    f" {_AT}, {_AT}, '', '1990-01-01', '', '', '', '', 'MUESTRA', 'FICTICIA', '', 1, 'muestra'"
    " FROM n"
)
_ENVIO = (
    "INSERT INTO envio (id, aspirante, auxiliar, number, announced, received, said_at, opened_at,"  # noqa: S608  constants
    " progressed_at, closed_at, close_reason, device, acuse)"
    " SELECT printf('e%d', i), {whose}, printf('%06d', {auxiliar}),"
    f" i / {AUXILIARES} + 1, {AN_ENVIO}, {AN_ENVIO}, {_AT}, {_AT}, {_AT}, {_AT}, 'recibido', 'd', 1"
    " FROM n"
)
_CONTEO = (
    "INSERT INTO conteo (aspirante, auxiliar, resultado, total)"
    " SELECT apoyo.aspirante, apoyo.auxiliar, COALESCE(veredicto.resultado, ''), COUNT(*)"
    " FROM apoyo LEFT JOIN veredicto ON veredicto.folio = apoyo.folio GROUP BY 1, 2, 3"
)
