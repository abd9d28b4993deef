"""desk.search: finding among 100,000 aspirantes and as many auxiliares by any of their words."""

import random
import statistics
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert

from core.central.database import open_database
from core.central.migrations import upgrade
from core.central.tables.registration import StoredAspirante, StoredConstancia
from core.central.tables.searched import folded
from core.central.tables.vinculos import StoredAuxiliar, StoredVinculo
from core.central.unit_of_work import UnitOfWork, Units
from core.clock import SystemClock
from tests.apoyo_data import a_proceso
from tests.bench.figure import ROUNDS, Figure, seconds

_EACH, _AT_ONCE, _PAGE, _MS = 100_000, 5_000, 50, 1000
_AT = datetime(2026, 11, 1, tzinfo=UTC)
_NAMES = ("Ana", "Luz", "Íñigo", "José", "María", "Inés", "Raúl", "Sofía", "Óscar", "Nuria", "Noé")
_FAMILY = ("Núñez", "García", "Peña", "Muñiz", "Ibáñez", "Ordóñez", "Solís", "Cámara", "Chan", "Ek")
_ASKED = (
    "iñigo nunez",
    "FCAS099999",
    "MUESTRA/054321",
    "correo77777@muestra.invalid",
    "099123",
    "garcia",
    "nadie que exista",
)
"""A common name, each kind of datum, one that half of all share, and one that nobody has."""

_EMPTY = (
    *("request_sha256", "late_reason", "sobrenombre", "lugar_nacimiento", "genero", "ocr", "cic"),
    *("entidad", "municipio", "seccion", "telefono_domicilio", "telefono_oficina"),
    *("telefono_movil", "cuenta", "proveedor", "recibido_por", "observaciones"),
)


def measure() -> list[Figure]:
    """Return the slowest of the asked words, each the median of some rounds, a page of 50."""
    with tempfile.TemporaryDirectory() as place:
        engine = open_database(f"sqlite:///{Path(place)}/apoyo.db")
        upgrade(engine)
        with engine.begin() as connection:
            _fill(connection)
        with Units(engine, SystemClock()).reading() as work:
            spent = {asked: _spent(work, asked) for asked in _ASKED}
        engine.dispose()
    slowest = max(spent, key=lambda each: spent[each])
    conditions = (
        f"{_EACH:,} aspirantes y {_EACH:,} auxiliares de uno, SQLite, ambas listas, páginas de "
        f"{_PAGE}; la peor de {len(_ASKED)} búsquedas: «{slowest}»; mediana de {ROUNDS}"
    )
    return [Figure("desk.search", spent[slowest], "ms", None, conditions)]


def _spent(work: UnitOfWork, search: str) -> float:
    """Return the milliseconds of the slower of both lists."""
    proceso = a_proceso()

    def aspirantes() -> object:
        return work.aspirantes.page(
            after=0, limit=_PAGE, search=search, proceso=proceso, progress=work.progress
        )

    def auxiliares() -> object:
        return work.own_auxiliares.page(_number(1), after="", limit=_PAGE, search=search)

    each = ([seconds(ask) for _ in range(ROUNDS)] for ask in (aspirantes, auxiliares))
    return _MS * max(map(statistics.median, each))


def _number(serial: int) -> str:
    return f"{serial:06d}"


def _fill(connection: Connection) -> None:
    chance = random.Random(7)
    for table, rows in (
        (StoredConstancia, _constancias(chance)),
        (StoredAspirante, _aspirantes(chance)),
        (StoredAuxiliar, _auxiliares()),
        (StoredVinculo, _vinculos(chance)),
    ):
        for start in range(0, _EACH, _AT_ONCE):
            connection.execute(insert(table), rows[start : start + _AT_ONCE])


def _nombre(chance: random.Random) -> dict[str, Any]:
    first, second = chance.choices(_FAMILY, k=2)
    said = {"nombre": " ".join(chance.choices(_NAMES, k=2)), "apellido_paterno": first}
    return {**said, "apellido_materno": second, "sin_segundo_apellido": False}


def _constancias(chance: random.Random) -> list[dict[str, Any]]:
    common = {"date": date(2026, 11, 1), "cargo": "x", "issued_here": True, "issued_at": _AT}
    return [
        {
            **common,
            **_searched({**_nombre(chance), "sobrenombre": "", "number": f"MUESTRA/{each:06d}"}),
            "delivered_to": "",
            "bitacora_sequence": 0,
            "bitacora_hash": "",
        }
        for each in range(_EACH)
    ]


def _aspirantes(chance: random.Random) -> list[dict[str, Any]]:
    empty = dict.fromkeys(_EMPTY, "")
    days = dict.fromkeys(("fecha_nacimiento", "recibido", "manifestacion"), date(2026, 11, 1))
    common = {**empty, **days, "registered_at": _AT, "same_day": True, "cargo": "x"}
    return [
        {
            **common,
            **_searched(
                {
                    "id_solicitante": _number(each),
                    **_nombre(chance),
                    "clave": f"FCAS{each:06d}800101M100",
                    "correo": f"correo{each}@muestra.invalid",
                },
                beside=f"MUESTRA/{each:06d}",
            ),
            "idempotency_key": str(each),
            "constancia_id": each + 1,
        }
        for each in range(_EACH)
    ]


def _auxiliares() -> list[dict[str, Any]]:
    return [
        {"number": _number(each), "correo": f"a{each}", "name": "", "created_at": _AT}
        for each in range(_EACH)
    ]


def _vinculos(chance: random.Random) -> list[dict[str, Any]]:
    empty = dict.fromkeys(("request_sha256", "end_reason", "cuenta", "proveedor"), "")
    common = {**empty, "aspirante": _number(1), "fecha_nacimiento": date(1990, 1, 1)}
    return [
        {
            **common,
            **_searched(
                {
                    **_nombre(chance),
                    "auxiliar": _number(each),
                    "telefono": f"{7_000_000_000 + each}",
                    "correo": f"correo{each}@muestra.invalid",
                }
            ),
            "id": f"v{each}",
            "idempotency_key": str(each),
            "started_at": _AT + timedelta(seconds=each),
        }
        for each in range(_EACH)
    ]


def _searched(values: dict[str, Any], beside: str = "") -> dict[str, Any]:
    """Return the values with the text by which they are found."""
    said = " ".join(str(each) for each in values.values() if isinstance(each, str))
    return {**values, "busqueda": folded(f"{said} {beside}")}
