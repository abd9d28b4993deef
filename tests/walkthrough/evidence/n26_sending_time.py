"""Numeral 26: 24:00:00 after the end; in time counts, later is received, erased and not counted."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tests.walkthrough.evidence.base import Row, instant, row, rows
from tests.walkthrough.folders import files
from tests.walkthrough.run import Run
from tests.walkthrough.verdict import Checks, Verdict

_DAY = timedelta(seconds=86_400)
_LATE = "Extemporáneo"


@dataclass(frozen=True)
class Facts:
    """What there is to judge: the periods, and when each record of P2 arrived."""

    margin_p1: timedelta
    capture_ends_at: datetime
    sending_ends_at: datetime
    arrivals: list[tuple[datetime, str, bool]]
    left_on_tablet: int


def judge(run: Run) -> Verdict:
    """Return the verdict."""
    return _judged(_facts(run))


def control(run: Run) -> Verdict:
    """Return the verdict on a copy where the late record was counted."""
    facts = _facts(run)
    counted = [(at, "Encontrado en Lista Nominal", receipt) for at, _, receipt in facts.arrivals]
    return _judged(replace(facts, arrivals=counted))


def _last(run: Run, who: str) -> Row:
    cargo = run.note("script", "cargos", who, "id")
    query = "SELECT * FROM periodo WHERE cargo = ? ORDER BY version DESC LIMIT 1"
    return row(run, query, cargo)


def _facts(run: Run) -> Facts:
    p1, p2 = _last(run, "p1"), _last(run, "p2")
    query = (
        "SELECT a.received_at, a.receipt, v.resultado FROM apoyo a"
        " LEFT JOIN veredicto v ON v.folio = a.folio WHERE a.aspirante = ? ORDER BY a.position"
    )
    found = rows(run, query, run.note("ids", "p2"))
    queue = run.data("kiosk1") / "queue"
    return Facts(
        instant(p1["sending_ends_at"]) - instant(p1["capture_ends_at"]),
        instant(p2["capture_ends_at"]),
        instant(p2["sending_ends_at"]),
        [
            (instant(each["received_at"]), each["resultado"] or "", bool(each["receipt"]))
            for each in found
        ],
        sum(path.suffix == ".sobre" for path in files((queue,))),
    )


def _judged(facts: Facts) -> Verdict:
    checks = Checks()
    checks.that(facts.margin_p1 == _DAY, "P1: 86,400 s", f"P1: {facts.margin_p1}")
    between = [
        (result, receipt)
        for at, result, receipt in facts.arrivals
        if facts.capture_ends_at <= at < facts.sending_ends_at
    ]
    after = [
        (result, receipt) for at, result, receipt in facts.arrivals if at >= facts.sending_ends_at
    ]
    checks.that(
        between and all(result != _LATE and receipt for result, receipt in between),
        f"P2: {len(between)} enviado(s) tras la captación y antes del fin del envío, cuentan",
    )
    checks.that(
        after and all(result == _LATE and receipt for result, receipt in after),
        f"{len(after)} después: Extemporáneo, con recibo, sin contar",
        f"después: {after}",
    )
    checks.that(facts.left_on_tablet == 0, "borrado de la tableta")
    return checks.verdict()
