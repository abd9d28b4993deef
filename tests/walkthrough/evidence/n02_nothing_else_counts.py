"""Numeral 2: only a verified envelope counts; no other writing of the API makes a counted row."""

from dataclasses import dataclass, replace
from typing import Any

from cryptography.exceptions import InvalidSignature

from tests.walkthrough.evidence.base import Row, device_keys, received, rows
from tests.walkthrough.evidence.doors import ANYONE, doors
from tests.walkthrough.evidence.envelope import Envelope
from tests.walkthrough.run import Run
from tests.walkthrough.verdict import Checks, Verdict

_FOUND = "Encontrado en Lista Nominal"
_LEAST_ROLES, _LEAST_FORGED = 6, 5
_CLOSED = (401, 403)


@dataclass(frozen=True)
class Facts:
    """What there is to judge, on the server and on the copy that strangers wrote to."""

    counted: dict[str, list[str]]
    verified: dict[str, set[str]]
    tried: list[dict[str, Any]]
    forged: dict[str, tuple[int, str, list[str]]]


def judge(run: Run) -> Verdict:
    """Return the verdict."""
    return _judged(_facts(run))


def control(run: Run) -> list[Verdict]:
    """Return the verdicts on copies: a row without envelope, a forgery received, a door open."""
    facts = _facts(run)
    more = [*facts.counted["central"], "000001-77777-0"]
    name = next(iter(facts.forged))
    opened = [each | {"status": 200} if each["role"] == "mesa" else each for each in facts.tried]
    return [
        _judged(replace(facts, counted=facts.counted | {"central": more})),
        _judged(replace(facts, forged=facts.forged | {name: (201, "", [""])})),
        _judged(replace(facts, tried=opened)),
    ]


def _facts(run: Run) -> Facts:
    parts = ("central", "copia")
    return Facts(
        {part: _counted(run, part) for part in parts},
        {part: _verified(received(run, part), device_keys(run, part)) for part in parts},
        run.exchange("escrituras")["tried"],
        forged_of(run),
    )


def forged_of(run: Run) -> dict[str, tuple[int, str, list[str]]]:
    """Return what became of each forged envelope: status, code, the verdicts of what is stored."""
    kept: dict[str, list[str]] = run.note("copia", "forged_verdicts")
    found: dict[str, tuple[int, str, list[str]]] = {}
    for name, verdicts in kept.items():
        said = run.exchange(name)
        found[name] = said["status"], said["body"].get("code", ""), verdicts
    return found


def check_forged(checks: Checks, forged: dict[str, tuple[int, str, list[str]]]) -> None:
    """Hold each forged envelope to a refusal with its code, and to leave nothing stored."""
    let_in = [
        name
        for name, (status, code, kept) in forged.items()
        if not (400 <= status < 500 and code) or kept
    ]
    checks.that(
        len(forged) >= _LEAST_FORGED and not let_in,
        f"{len(forged)} sobres con firma falsa, rechazados",
        f"entraron con firma falsa: {let_in}",
    )


def _counted(run: Run, part: str) -> list[str]:
    found = rows(run, "SELECT folio FROM veredicto WHERE resultado = ?", _FOUND, part=part)
    return [each["folio"] for each in found]


def _verified(kept: list[tuple[Row, Envelope]], keys: dict[str, bytes]) -> set[str]:
    good: set[str] = set()
    for row, envelope in kept:
        try:
            envelope.verify(keys[row["device"]])
        except InvalidSignature:
            continue
        good.add(row["folio"])
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
        f"{len(operations)} operaciones como {len(roles)} papeles"
        f" ({accepted} aceptadas): ningún contado nuevo sin sobre",
        f"solo se probaron {len(roles)} papeles",
    )
    broken = [each for each in facts.tried if each["status"] >= 500]
    checks.that(
        not broken, "", f"el servidor falló en {[each['operation'] for each in broken][:3]}"
    )
    opened = [(each["operation"], each["role"]) for each in facts.tried if _let_in(each)]
    checks.that(not opened, "a cada papel lo suyo", f"puertas abiertas de más: {opened[:3]}")
    check_forged(checks, facts.forged)
    checks.note("se mostró el programa; sustituir la cédula es acto del Instituto")
    return checks.verdict()


def _let_in(tried: dict[str, Any]) -> bool:
    """Tell whether a route let somebody past whose role has no business there."""
    allowed = doors().get(tried["operation"], frozenset())
    role = tried["role"]
    return not (allowed & {ANYONE, role}) and tried["status"] not in _CLOSED
