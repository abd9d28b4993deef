"""Numeral 4: each datum typed is the datum stored, the same day; a broken one stores nothing."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from tests.walkthrough.evidence.base import Row, instant, row
from tests.walkthrough.run import Run
from tests.walkthrough.verdict import Checks, Verdict

_COLUMNS = {
    "nombre": "nombre",
    "apellido_paterno": "apellido_paterno",
    "apellido_materno": "apellido_materno",
    "sobrenombre": "sobrenombre",
    "lugar_nacimiento": "lugar_nacimiento",
    "fecha_nacimiento": "fecha_nacimiento",
    "genero": "genero",
    "clave": "clave",
    "ocr": "ocr",
    "cic": "cic",
    "entidad": "entidad",
    "municipio": "municipio",
    "seccion": "seccion",
    "tel_domicilio": "telefono_domicilio",
    "tel_oficina": "telefono_oficina",
    "tel_movil": "telefono_movil",
    "correo": "correo",
    "cuenta": "cuenta",
    "proveedor": "proveedor",
    "recibido_por": "recibido_por",
    "observaciones": "observaciones",
}
_LEAST_BROKEN = 15


@dataclass(frozen=True)
class Facts:
    """What there is to judge. `stored` and `constancia` pair with `typed`, one an aspirante."""

    typed: list[dict[str, Any]]
    stored: list[Row]
    constancias: list[Row]
    cargos: dict[str, str]
    zone: str
    broken: list[dict[str, Any]]
    late: list[bool]
    late_told: list[dict[str, Any]]


def judge(run: Run) -> Verdict:
    """Return the verdict."""
    return _judged(_facts(run))


def control(run: Run) -> list[Verdict]:
    """Return the verdicts on copies: a constancia of yesterday; a late one marked as on time."""
    facts = _facts(run)
    yesterday = date.fromisoformat(facts.constancias[0]["date"]).toordinal() - 1
    moved = facts.constancias[0] | {"date": date.fromordinal(yesterday).isoformat()}
    silent = [facts.late_told[1], facts.late_told[1]]
    return [
        _judged(replace(facts, constancias=[moved, *facts.constancias[1:]])),
        _judged(replace(facts, late=[True])),
        _judged(replace(facts, late_told=silent)),
    ]


def _facts(run: Run) -> Facts:
    typed = [run.note("script", "aspirantes", who) for who in ("p1", "p2")]
    stored = [row(run, "SELECT * FROM aspirante WHERE clave = ?", each["clave"]) for each in typed]
    ids = [each["constancia_id"] for each in stored]
    cargos = {each["name"]: each["id"] for each in run.note("script", "cargos").values()}
    return Facts(
        typed=typed,
        stored=stored,
        constancias=[row(run, "SELECT * FROM constancia WHERE id = ?", each) for each in ids],
        cargos=cargos,
        zone=run.note("script", "proceso", "time_zone"),
        broken=run.note("desk", "broken"),
        late=run.note("copia", "late"),
        late_told=[run.exchange("tardio_sin_motivo"), run.exchange("tardio")],
    )


def _judged(facts: Facts) -> Verdict:
    checks = Checks()
    compared = 0
    for typed, stored, constancia in zip(facts.typed, facts.stored, facts.constancias, strict=True):
        wrong = [
            key for key, column in _COLUMNS.items() if not _same(key, stored[column], typed[key])
        ]
        checks.that(not wrong, "", f"difieren {wrong}")
        same = stored["cargo"] == facts.cargos.get(typed["cargo"])
        checks.that(same and constancia["number"] == typed["constancia"], "", "cargo o constancia")
        registered = instant(stored["registered_at"]).astimezone(ZoneInfo(facts.zone))
        on_time = registered.date() == date.fromisoformat(constancia["date"])
        checks.that(on_time, "", "no se registró el mismo día")
        checks.that(bool(stored["same_day"]) == on_time, "", "la marca del mismo día no concuerda")
        ordered = stored["manifestacion"] <= constancia["date"] <= registered.date().isoformat()
        checks.that(ordered, "", "las fechas no van en orden")
        compared += len(_COLUMNS) + 2
    checks.note(f"{compared} datos tecleados = base de datos, el mismo día")
    without, with_reason = facts.late_told
    asked = 400 <= without["status"] < 500 and without["body"].get("code")
    marked = with_reason["status"] == 201 and with_reason["body"].get("same_day") is False
    checks.that(
        asked and marked and facts.late == [False],
        "uno del día siguiente pide motivo y queda marcado",
        f"uno del día siguiente: {without['status']}, {with_reason['status']}, {facts.late}",
    )
    _check_broken(checks, facts)
    return checks.verdict()


def _same(key: str, stored: str | None, typed: str) -> bool:
    """Tell whether a datum is stored as typed; of the provider the desk keeps a key."""
    kept = stored or ""
    return kept == (typed.lower() if key == "proveedor" else typed)


def _check_broken(checks: Checks, facts: Facts) -> None:
    silent = [each["field"] for each in facts.broken if not each["sentence"]]
    kept = [each["field"] for each in facts.broken if each["stored"]]
    sentences = {each["sentence"] for each in facts.broken}
    checks.that(
        len(facts.broken) >= _LEAST_BROKEN,
        f"{len(facts.broken)} campos rotos uno a uno, {len(sentences)} frases, nada guardado",
        f"solo se rompieron {len(facts.broken)} campos",
    )
    checks.that(not silent, "", f"sin frase propia: {silent}")
    checks.that(not kept, "", f"se guardó con error: {kept}")
