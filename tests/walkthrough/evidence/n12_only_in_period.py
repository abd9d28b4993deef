"""Numeral 12: saved before the end; after it the tablet refuses, and the server does not count."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from tests.walkthrough.evidence.base import instant, records, row
from tests.walkthrough.run import Run
from tests.walkthrough.verdict import Checks, Verdict

_LATE = "Extemporáneo"
_AFTER = (
    "guardado_despues_del_fin",
    "empezado_dentro_guardado_despues",
    "guardado_justo_al_fin",
)
_INSIDE = "guardado_dentro"


@dataclass(frozen=True)
class Facts:
    """What there is to judge of the cargo whose capture ended during the run."""

    ends_at: datetime
    saved_at: list[datetime]
    closed_said: str
    closed_at: datetime
    sent: dict[str, dict[str, Any]]
    verdicts: dict[str, list[str]]
    begun_inside: dict[str, Any]


def judge(run: Run) -> Verdict:
    """Return the verdict."""
    return _judged(_facts(run))


def control(run: Run) -> list[Verdict]:
    """Return the verdicts on copies: saved at the very end, each late one counted, one let save."""
    facts = _facts(run)
    counted = [facts.verdicts | {name: ["Encontrado en Lista Nominal"]} for name in _AFTER]
    return [
        _judged(replace(facts, saved_at=[*facts.saved_at, facts.ends_at])),
        *(_judged(replace(facts, verdicts=each)) for each in counted),
        _judged(replace(facts, begun_inside=facts.begun_inside | {"saved": True})),
    ]


def _facts(run: Run) -> Facts:
    own = run.note("ids", "p2")
    cargo = run.note("script", "cargos", "p2", "id")
    last = row(run, "SELECT * FROM periodo WHERE cargo = ? ORDER BY version DESC LIMIT 1", cargo)
    verdicts: dict[str, list[str]] = run.note("copia", "other_hours_verdicts")
    return Facts(
        ends_at=instant(last["capture_ends_at"]),
        saved_at=[
            instant(each.envelope.header["saved_at"])
            for each in records(run)
            if each.aspirante == own
        ],
        closed_said=run.note("kiosk", "closed", "said"),
        closed_at=instant(run.note("kiosk", "closed", "at")),
        sent={name: run.exchange(name) for name in verdicts},
        verdicts=verdicts,
        begun_inside=run.note("kiosk", "begun_inside"),
    )


def _judged(facts: Facts) -> Verdict:
    checks = Checks()
    inside = [each for each in facts.saved_at if each < facts.ends_at]
    checks.that(
        facts.saved_at and len(inside) == len(facts.saved_at),
        f"{len(inside)} guardados antes del fin",
        "hay registros guardados después del fin",
    )
    checks.that(
        facts.closed_at >= facts.ends_at and facts.closed_said,
        f"después, la tableta dice «{facts.closed_said}»",
    )
    begun = facts.begun_inside
    started, tried = instant(begun["started_at"]), instant(begun["tried_at"])
    checks.that(
        started < facts.ends_at <= tried and begun["said"] and not begun["saved"],
        f"una empezada dentro no se guarda después: «{begun['said']}»",
        f"una empezada dentro: {begun}",
    )
    received = all(each["status"] in (200, 201) for each in facts.sent.values())
    counted = [name for name in _AFTER if facts.verdicts.get(name) != [_LATE]]
    checks.that(
        received and not counted,
        f"{len(_AFTER)} fechados al fin o después, enviados a tiempo: se reciben y no cuentan",
        f"no son extemporáneos: {counted}",
    )
    inside_counts = facts.verdicts.get(_INSIDE, [_LATE])
    checks.that(
        inside_counts and inside_counts[0] and _LATE not in inside_counts,
        "y uno fechado dentro, sí",
        f"{_INSIDE}: {inside_counts}",
    )
    return checks.verdict()
