"""Numeral 9: the verdicts are those that ten independent lines work out from CSV and records."""

import csv
import os
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.walkthrough.evidence.base import (
    Record,
    Row,
    election_key,
    instant,
    records,
    row,
    rows,
)
from tests.walkthrough.evidence.keys import opens, public_of, values_in
from tests.walkthrough.evidence.n02_nothing_else_counts import check_forged, forged_of
from tests.walkthrough.folders import files
from tests.walkthrough.run import Run
from tests.walkthrough.verdict import Checks, Verdict

FOUND, SAME, OTHER = (
    "Encontrado en Lista Nominal",
    "Duplicado mismo aspirante",
    "Duplicado con otro aspirante",
)
MISSING, OUTSIDE, LATE = "Datos no encontrados", "Fuera de ámbito geográfico", "Extemporáneo"
NOT_LISTED, BAJA = "En Padrón Electoral, no en Lista Nominal", "Baja"

_PLAYED = {"baja": BAJA, "not_listed": NOT_LISTED, "outside": OUTSIDE}
_ENTIDAD = slice(12, 14)


@dataclass(frozen=True)
class Facts:
    """What there is to judge."""

    records: tuple[Record, ...]
    verdicts: dict[str, str]
    padron: list[Row]
    secciones: dict[str, set[str]]
    cargos: dict[str, str]
    ends: dict[str, tuple[datetime, datetime, datetime]]
    web_keys: list[bytes]
    uti: list[dict[str, Any]]
    played: dict[str, str]
    entidad: str
    forged: dict[str, tuple[int, str, list[str]]]
    poison: dict[str, list[str]]


def judge(run: Run) -> Verdict:
    """Return the verdict."""
    return _judged(_facts(run), run)


def control(run: Run) -> list[Verdict]:
    """Return the verdicts on copies of padrón, forgeries and records that were changed."""
    facts = _facts(run)
    alive = [each | {"estatus": "LN"} for each in facts.padron]
    forged = {name: (201, "", [FOUND]) for name in facts.forged}
    clave = next(iter(facts.records)).value("clave_elector")
    said = [
        _judged(replace(facts, padron=facts.padron[1:]), run),
        _judged(replace(facts, forged=forged), run),
        _judged(replace(facts, poison={"odd": [], "honest": []}), run),
        _judged(replace(facts, entidad=clave[_ENTIDAD], records=facts.records[:1]), run),
    ]
    return [*said, _judged(replace(facts, padron=alive), run)] if "baja" in facts.played else said


def recomputed(facts: Facts) -> dict[str, str]:
    """Work out every verdict from the CSV, the opened records and the periods alone."""
    counted: dict[tuple[str, str], str] = {}
    worked: dict[str, str] = {}
    for each in facts.records:
        cargo, said = facts.cargos[each.aspirante], each.value
        start, capture_end, sending_end = facts.ends[each.aspirante]
        header, received = each.envelope.header, instant(each.row["received_at"])
        person = next(
            (
                p
                for p in facts.padron
                if p["clave_elector"] and p["clave_elector"] == said("clave_elector")
            ),
            None,
        )
        person = person or next(
            (p for p in facts.padron if p["cic"] and p["cic"] == said("cic")), None
        )
        first = counted.get((cargo, person["clave_elector"])) if person else None
        late = not start <= instant(header["saved_at"]) < capture_end or received >= sending_end
        found = (
            LATE
            if late
            else MISSING
            if not person
            else BAJA
            if person["estatus"] == "BAJA"
            else NOT_LISTED
            if person["estatus"] != "LN"
            else OUTSIDE
            if person["seccion"] not in facts.secciones[cargo]
            else (SAME if first == each.aspirante else OTHER)
            if first
            else FOUND
        )
        if found == FOUND and person:
            counted[cargo, person["clave_elector"]] = each.aspirante
        worked[each.folio] = found
    return worked  # fmt: skip


def _facts(run: Run) -> Facts:
    aspirantes = rows(run, "SELECT id_solicitante, cargo FROM aspirante")
    cargos = {each["id_solicitante"]: each["cargo"] for each in aspirantes}
    geography = _csv(run.made("escritorio", "geografia.csv"))
    p1, p2 = run.note("script", "cargos", "p1"), run.note("script", "cargos", "p2")
    own = [run.exchange("uti_llave"), run.exchange("uti_padron")]
    return Facts(
        records=records(run),
        verdicts={
            each["folio"]: each["resultado"]
            for each in rows(run, "SELECT folio, resultado FROM veredicto")
        },
        padron=_csv(run.made("escritorio", "padron.csv")),
        secciones={
            p1["id"]: {each["seccion"] for each in geography if each["distrito"] == p1["numero"]},
            p2["id"]: {each["seccion"] for each in geography if each["municipio"] == p2["numero"]},
        },
        cargos=cargos,
        ends={each: _ends(run, cargo) for each, cargo in cargos.items()},
        web_keys=_web_keys(run),
        uti=own,
        played=run.note("cards", "parts"),
        entidad=run.note("script", "proceso", "entidad"),
        forged=forged_of(run),
        poison=run.note("copia", "poison_verdicts"),
    )


def _csv(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _ends(run: Run, cargo: str) -> tuple[datetime, datetime, datetime]:
    last = row(run, "SELECT * FROM periodo WHERE cargo = ? ORDER BY version DESC LIMIT 1", cargo)
    return (
        instant(last["starts_at"]),
        instant(last["capture_ends_at"]),
        instant(last["sending_ends_at"]),
    )


def _web_keys(run: Run) -> list[bytes]:
    """Return every value in the web's environment, files and database that could be a key."""
    found: list[bytes] = []
    for pid in run.note("pids", "web"):
        environ = Path(f"/proc/{pid}/environ")
        found += values_in(environ.read_bytes() if os.access(environ, os.R_OK) else b"")
    for path in files((run.data("central"),)):
        if path.parent.name not in ("blobs", "partes"):
            found += values_in(path.read_bytes())
    return found


def _judged(facts: Facts, run: Run) -> Verdict:
    checks = Checks()
    worked = recomputed(facts)
    wrong = {
        key: (worked[key], facts.verdicts.get(key))
        for key in worked
        if worked[key] != facts.verdicts.get(key)
    }
    checks.that(not wrong, f"{len(worked)} resultados = recalculados aparte", f"difieren: {wrong}")
    kinds = set(facts.verdicts.values())
    due = [FOUND, SAME, MISSING, *(kind for part, kind in _PLAYED.items() if part in facts.played)]
    for kind in due:
        checks.that(kind in kinds, "", f"nadie resultó «{kind}»")
    elsewhere = [
        each
        for each in facts.records
        if each.value("clave_elector")[_ENTIDAD] != facts.entidad
        and facts.verdicts.get(each.folio) == FOUND
    ]
    checks.that(elsewhere, f"{len(due)} resultados distintos", "nadie de otra entidad se encontró")
    check_forged(checks, facts.forged)
    beside = facts.poison["honest"] and FOUND not in facts.poison["odd"]
    checks.that(beside, "un registro envenenado no detiene a los demás", f"{facts.poison}")
    key = election_key(run)
    public = public_of(key)
    envelope = facts.records[0].envelope
    checks.that(opens(envelope, [key], public), "", "la llave de la elección no abre el registro")
    checks.that(
        not opens(envelope, facts.web_keys, public),
        f"ninguno de {len(set(facts.web_keys))} valores del proceso web abre un registro",
    )
    checks.that(
        opens(envelope, [*facts.web_keys, key], public),
        "",
        "la búsqueda no ve la llave plantada",
    )
    checks.that(
        all(each["status"] == 403 for each in facts.uti), "UTI sin papel INE: 403 en llave y padrón"
    )
    checks.note("se mostró el papel INE del sistema; el INE no participó")
    return checks.verdict()  # fmt: skip
