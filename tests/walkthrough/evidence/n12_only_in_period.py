"""Numeral 12: saved before the end; after it the tablet refuses, and the server does not count."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from tests.walkthrough.evidence.base import instant, records, row
from tests.walkthrough.run import Run
from tests.walkthrough.verdict import Checks, Verdict


@dataclass(frozen=True)
class Facts:
    """What there is to judge of the cargo whose capture ended during the run."""

    ends_at: datetime
    saved_at: list[datetime]
    closed_said: str
    closed_at: datetime
    late: dict[str, Any]
    late_verdict: str


def judge(run: Run) -> Verdict:
    """Return the verdict."""
    return _judged(_facts(run))


def control(run: Run) -> Verdict:
    """Return the verdict on a copy where a record was saved at the very end."""
    facts = _facts(run)
    return _judged(replace(facts, saved_at=[*facts.saved_at, facts.ends_at]))


def _facts(run: Run) -> Facts:
    own = run.note("ids", "p2")
    cargo = run.note("script", "cargos", "p2", "id")
    last = row(run, "SELECT * FROM periodo WHERE cargo = ? ORDER BY version DESC LIMIT 1", cargo)
    late = run.exchange("guardado_despues_del_fin")
    return Facts(
        ends_at=instant(last["capture_ends_at"]),
        saved_at=[
            instant(each.envelope.header["saved_at"])
            for each in records(run)
            if each.aspirante == own
        ],
        closed_said=run.note("kiosk", "closed", "said"),
        closed_at=instant(run.note("kiosk", "closed", "at")),
        late=late,
        late_verdict=run.note("copia", "late_verdict"),
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
    checks.that(
        facts.late["status"] in (200, 201) and facts.late_verdict == "Extemporáneo",
        "uno fechado después se recibe y no cuenta",
    )
    return checks.verdict()
