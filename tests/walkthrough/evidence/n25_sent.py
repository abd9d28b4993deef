"""Numeral 25: server off, they wait; on again, untouched, what arrives is what was sealed."""

import hashlib
from dataclasses import dataclass, replace

from tests.walkthrough.evidence.base import Row, rows
from tests.walkthrough.run import Run
from tests.walkthrough.verdict import Checks, Verdict


@dataclass(frozen=True)
class Facts:
    """What there is to judge. Sealed and arrived: SHA-256 by record id."""

    pending_said: int
    held: int
    arrived_while_off: int
    sealed: dict[str, str]
    arrived: dict[str, str]


def judge(run: Run) -> Verdict:
    """Return the verdict."""
    return _judged(_facts(run))


def control(run: Run) -> Verdict:
    """Return the verdict on a copy where one sealed record has another byte."""
    facts = _facts(run)
    first = next(iter(facts.sealed))
    return _judged(replace(facts, sealed=facts.sealed | {first: "0" * 64}))


def _facts(run: Run) -> Facts:
    sealed: dict[str, str] = {}
    copy = run.copy("con_servidor_apagado")
    for path in sorted(copy.rglob("*.sobre")):
        record_id = path.stem.split("-")[1]
        sealed[record_id] = hashlib.sha256(path.read_bytes()).hexdigest()
    kept: list[Row] = rows(run, "SELECT record_id, sha256 FROM apoyo")
    arrived: dict[str, str] = {}
    for each in kept:
        blob = run.data("central") / "blobs" / f"{each['record_id']}-{each['sha256']}"
        arrived[each["record_id"]] = hashlib.sha256(blob.read_bytes()).hexdigest()
    return Facts(
        run.note("kiosk", "pending_while_off"),
        len(list((copy / "kiosk1").rglob("*.sobre"))),
        run.note("server", "arrived_while_off"),
        sealed,
        arrived,
    )


def _judged(facts: Facts) -> Verdict:
    checks = Checks()
    checks.that(
        facts.pending_said >= 1 and facts.pending_said == facts.held,
        f"servidor apagado: {facts.pending_said} pendientes",
        f"dice {facts.pending_said} y hay {facts.held} sobres",
    )
    checks.that(facts.arrived_while_off == 0, "0 llegados")
    same = [each for each in facts.sealed if facts.arrived.get(each) == facts.sealed[each]]
    checks.that(
        facts.sealed and len(same) == len(facts.sealed),
        f"al volver, sin tocarla: {len(same)} huellas llegadas = selladas",
        f"{len(facts.sealed) - len(same)} no llegaron iguales",
    )
    return checks.verdict()
