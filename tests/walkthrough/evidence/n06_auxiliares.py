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
    enlisted: str
    rosa: str
    pending: Row
    pending_packet: dict[str, Any]
    invited: dict[str, Any]


def judge(run: Run) -> Verdict:
    """Return the verdict."""
    return _judged(_facts(run))


def control(run: Run) -> Verdict:
    """Return a verdict that passed, if any does, of copies that each tell one thing wrong.

    The console shows one record more; it shows the number of who has not accepted; a vínculo «por
    aceptar» has a packet; it was accepted before anybody pressed the button.
    """
    facts = _facts(run)
    packet = facts.pending_packet | {"status": 200, "body": {"kind": "paquete"}}
    doctored = (
        replace(facts, shown=facts.shown | {"p1": facts.shown["p1"] + 1}),
        replace(facts, enlisted=f"{facts.enlisted} | Auxiliar {facts.rosa}"),
        replace(facts, pending_packet=packet),
        replace(facts, pending=facts.pending | {"accepted_at": facts.pending["started_at"]}),
    )
    verdicts = [_judged(each) for each in doctored]
    return next((each for each in verdicts if each.holds), verdicts[0])


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
        enlisted=run.note("console", "p2", "enlisted"),
        rosa=run.note("ids", "rosa"),
        pending=run.note("accepting", "vinculo"),
        pending_packet=run.exchange("por_aceptar_paquete"),
        invited=run.exchange("por_aceptar_invitaciones"),
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
    _check_consent(checks, facts)
    checks.that(
        facts.shown == facts.recounted,
        f"la consola dice {facts.shown['p1']} y {facts.shown['p2']} = recuento de sobres",
        f"la consola dice {facts.shown}, hay {facts.recounted}",
    )
    return checks.verdict()


def _check_consent(checks: Checks, facts: Facts) -> None:
    """Look at vínculos before and after their auxiliar's own answer."""
    second = next(each for each in facts.vinculos["rosa"] if each["id"] == facts.pending["id"])
    checks.that(
        facts.pending["accepted_at"] is None and second["accepted_at"],
        "el segundo aspirante espera a que la persona acepte en su tableta",
        f"aceptado {facts.pending['accepted_at']} antes, {second['accepted_at']} después",
    )
    told = "Por aceptar" in facts.enlisted and f"Auxiliar {facts.rosa}" not in facts.enlisted
    checks.that(told, "su consola dice «Por aceptar» y ningún número", facts.enlisted[:200])
    code = facts.pending_packet["body"].get("code", "")
    waiting = facts.invited["body"].get("items", [])
    checks.that(
        facts.pending_packet["status"] == 403 and code == "vinculo_terminado" and len(waiting) == 1,
        "un vínculo por aceptar no tiene paquete",
        f"paquete: {facts.pending_packet['status']} {code}, {len(waiting)} invitaciones",
    )
