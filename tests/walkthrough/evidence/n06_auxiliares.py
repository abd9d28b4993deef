"""Numeral 6: alta with its seven data, a baja that is final, and progress that is true."""

from dataclasses import dataclass, replace
from typing import Any

from tests.walkthrough.evidence.base import Record, Row, instant, records, rows
from tests.walkthrough.run import Run
from tests.walkthrough.verdict import Checks, Verdict

_SEVEN = (
    "nombre",
    "apellido_paterno",
    "apellido_materno",
    "fecha_nacimiento",
    "telefono",
    "correo",
    "cuenta",
)


@dataclass(frozen=True)
class Facts:
    """What there is to judge."""

    typed: dict[str, dict[str, Any]]
    vinculos: dict[str, list[Row]]
    after_baja: list[dict[str, Any]]
    tomas_records: list[Record]
    shown: dict[str, int]
    recounted: dict[str, int]


def judge(run: Run) -> Verdict:
    """Return the verdict."""
    return _judged(_facts(run))


def control(run: Run) -> Verdict:
    """Return the verdict on a copy where the console shows one record more."""
    facts = _facts(run)
    return _judged(replace(facts, shown=facts.shown | {"p1": facts.shown["p1"] + 1}))


def _facts(run: Run) -> Facts:
    typed: dict[str, dict[str, Any]] = run.note("script", "auxiliares")
    query = "SELECT * FROM vinculo WHERE auxiliar = ? ORDER BY started_at"
    kept = records(run)
    ids = {who: run.note("ids", who) for who in ("p1", "p2")}
    return Facts(
        typed=typed,
        vinculos={who: rows(run, query, run.note("ids", who)) for who in typed},
        after_baja=[run.exchange("baja_sesion"), run.exchange("baja_paquete")],
        tomas_records=[each for each in kept if each.row["auxiliar"] == run.note("ids", "tomas")],
        shown={who: run.note("console", who, "received") for who in ids},
        recounted={
            who: sum(each.envelope.header["aspirante"] == own for each in kept)
            for who, own in ids.items()
        },
    )


def _judged(facts: Facts) -> Verdict:
    checks = Checks()
    for who, typed in facts.typed.items():
        stored = facts.vinculos[who][0]
        wrong = [key for key in _SEVEN if (stored[key] or "") != typed[key]]
        checks.that(not wrong, "", f"{who}: difieren {wrong}")
    checks.note("alta: siete datos = base de datos")
    ended = [each for each in facts.vinculos["tomas"] if each["ended_at"]]
    anew = [each for each in facts.vinculos["tomas"] if not each["ended_at"]]
    checks.that(
        len(ended) == 1 and all(each["status"] == 403 for each in facts.after_baja),
        "baja: sesión y paquete 403",
        f"baja: {[each['status'] for each in facts.after_baja]}",
    )
    before = [
        each
        for each in facts.tomas_records
        if ended
        and instant(each.envelope.header["saved_at"])
        < instant(ended[0]["ended_at"])
        <= instant(each.row["received_at"])
    ]
    checks.that(before, "lo guardado antes se recibió después")
    checks.that(anew and ended and anew[0]["id"] != ended[0]["id"], "alta de nuevo: otro vínculo")
    checks.that(
        facts.shown == facts.recounted,
        f"la consola dice {facts.shown['p1']} y {facts.shown['p2']} = recuento de sobres",
        f"la consola dice {facts.shown}, hay {facts.recounted}",
    )
    return checks.verdict()
