"""Numeral 2: only a verified envelope counts; no other writing of the API makes a counted row."""

from dataclasses import dataclass, replace
from typing import Any

from cryptography.exceptions import InvalidSignature

from tests.walkthrough.evidence.base import Record, device_keys, records, rows
from tests.walkthrough.run import Run
from tests.walkthrough.verdict import Checks, Verdict

_FOUND = "Encontrado en Lista Nominal"
_LEAST_ROLES = 6


@dataclass(frozen=True)
class Facts:
    """What there is to judge, on the server and on the copy that strangers wrote to."""

    counted: dict[str, list[str]]
    verified: dict[str, set[str]]
    tried: list[dict[str, Any]]


def judge(run: Run) -> Verdict:
    """Return the verdict."""
    return _judged(_facts(run))


def control(run: Run) -> Verdict:
    """Return the verdict on a copy with a counted row that has no envelope."""
    facts = _facts(run)
    more = [*facts.counted["central"], "000001-77777-0"]
    return _judged(replace(facts, counted=facts.counted | {"central": more}))


def _facts(run: Run) -> Facts:
    parts = ("central", "copia")
    return Facts(
        {part: _counted(run, part) for part in parts},
        {part: _verified(records(run, part), device_keys(run, part)) for part in parts},
        run.exchange("escrituras")["tried"],
    )


def _counted(run: Run, part: str) -> list[str]:
    found = rows(run, "SELECT folio FROM veredicto WHERE resultado = ?", _FOUND, part=part)
    return [each["folio"] for each in found]


def _verified(kept: tuple[Record, ...], keys: dict[str, bytes]) -> set[str]:
    good: set[str] = set()
    for each in kept:
        try:
            each.envelope.verify(keys[each.row["device"]])
        except InvalidSignature:
            continue
        good.add(each.folio)
    return good


def _judged(facts: Facts) -> Verdict:
    checks = Checks()
    for part, counted in facts.counted.items():
        bare = [folio for folio in counted if folio not in facts.verified[part]]
        checks.that(counted and not bare, "", f"{part}: cuentan sin sobre verificado {bare}")
    checks.note(f"{len(facts.counted['central'])} contados = sobres verificados")
    roles = {each["role"] for each in facts.tried}
    operations = {each["operation"] for each in facts.tried}
    accepted = sum(200 <= each["status"] < 300 for each in facts.tried)
    checks.that(
        len(roles) >= _LEAST_ROLES and operations,
        f"{len(operations)} operaciones de escritura como {len(roles)} papeles"
        f" ({accepted} aceptadas): ningún contado nuevo sin sobre",
        f"solo se probaron {len(roles)} papeles",
    )
    broken = [each for each in facts.tried if each["status"] >= 500]
    checks.that(
        not broken, "", f"el servidor falló en {[each['operation'] for each in broken][:3]}"
    )
    checks.note("se mostró el programa; sustituir la cédula es acto del Instituto")
    return checks.verdict()
