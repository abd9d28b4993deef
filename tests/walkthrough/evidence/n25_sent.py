"""Numeral 25: server off, they wait; on again, untouched, what arrives is what was sealed.

So is what is handed in on a memory stick; it counts once, by whatever ways it came.
"""

import hashlib
from dataclasses import dataclass, replace

from tests.walkthrough.evidence.base import Row, rows
from tests.walkthrough.evidence.stick import HANDED_IN, Stick, stick_at
from tests.walkthrough.ground import Ground
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
    handed_in: Stick
    by_stick: tuple[int, int]
    by_network: int
    once_more: int
    off_by_stick: bool


def judge(run: Run) -> Verdict:
    """Return the verdict."""
    return _judged(_facts(run))


def control(run: Run) -> list[Verdict]:
    """Return the verdicts on copies: another byte sealed, or on the stick; it counts twice."""
    facts = _facts(run)
    first = next(iter(facts.sealed))
    stick = facts.handed_in
    spoilt = {key: raw[:-1] for key, raw in stick.envelopes.items()}
    return [
        _judged(replace(facts, sealed=facts.sealed | {first: "0" * 64})),
        _judged(replace(facts, handed_in=replace(stick, envelopes=spoilt))),
        _judged(replace(facts, once_more=facts.once_more + 1)),
    ]


def _facts(run: Run) -> Facts:
    sealed: dict[str, str] = {}
    copy = run.copy("con_servidor_apagado")
    for path in sorted(copy.rglob("*.sobre")):
        record_id = path.stem.split("-")[1]
        sealed[record_id] = hashlib.sha256(path.read_bytes()).hexdigest()
    kept: list[Row] = rows(run, "SELECT record_id, sha256 FROM apoyo")
    blobs = Ground.of(run).blobs(run.data("central"), "central")
    arrived: dict[str, str] = {}
    for each in kept:
        blob = blobs[f"{each['record_id']}-{each['sha256']}"]
        arrived[each["record_id"]] = hashlib.sha256(blob).hexdigest()
    return Facts(
        run.note("kiosk", "pending_while_off"),
        len(list((copy / "kiosk1").rglob("*.sobre"))),
        run.note("server", "arrived_while_off"),
        sealed,
        arrived,
        stick_at(run, HANDED_IN),
        (run.note("handed_in", "before"), run.note("handed_in", "after")),
        run.note("handed_in", "by_network"),
        run.note("handed_in", "again"),
        run.note("handed_in", "server_off"),
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
    _check_stick(checks, facts)
    return checks.verdict()


def _check_stick(checks: Checks, facts: Facts) -> None:
    """Hold the one record that was handed in to what was sealed, what arrived and what counts."""
    stick = facts.handed_in
    arrived = [
        each
        for each, raw in stick.envelopes.items()
        if facts.arrived.get(each) == hashlib.sha256(raw).hexdigest()
    ]
    checks.that(
        len(arrived) == 1 and stick.envelopes == stick.queue,
        "1 llegó en una memoria, como se selló",
        f"en la memoria hay {len(stick.envelopes)}, llegaron iguales {len(arrived)}",
    )
    checks.that(
        facts.off_by_stick and facts.by_stick == (0, 1),
        "",
        f"recibidos antes y después de la memoria: {facts.by_stick}",
    )
    checks.that(
        facts.by_network == facts.once_more >= 1,
        f"recibida otra vez la memoria, siguen siendo {facts.once_more}",
        f"la memoria hizo de {facts.by_network} registros {facts.once_more}",
    )
