"""Numeral 8: the aspirante accepted the duty before the first record, and answers for each."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from tests.walkthrough.evidence.base import Record, Row, instant, records, row
from tests.walkthrough.run import Run
from tests.walkthrough.verdict import Checks, Verdict


@dataclass(frozen=True)
class Facts:
    """What there is to judge."""

    accounts: list[Row]
    leaves: list[Row]
    shown: dict[str, str]
    records: tuple[Record, ...]
    first_saved_at: datetime
    without_duty: list[dict[str, Any]]


def judge(run: Run) -> Verdict:
    """Return the verdict."""
    return _judged(_facts(run))


def control(run: Run) -> list[Verdict]:
    """Return the verdicts on copies: a duty text changed by one character; an alta without it."""
    facts = _facts(run)
    changed = {who: text[:-1] + "·" for who, text in facts.shown.items()}
    let_in = [{"status": 201, "body": {}}]
    return [
        _judged(replace(facts, shown=changed)),
        _judged(replace(facts, without_duty=let_in)),
    ]


def _facts(run: Run) -> Facts:
    ids = [run.note("ids", who) for who in ("p1", "p2")]
    accounts = [row(run, "SELECT * FROM cuenta WHERE id_solicitante = ?", each) for each in ids]
    leaves = [
        row(run, "SELECT * FROM bitacora WHERE act LIKE 'deber%' AND subject = ?", each)
        for each in ids
    ]
    kept = records(run)
    return Facts(
        accounts=accounts,
        leaves=leaves,
        shown={run.note("ids", who): run.note("console", who, "duty_text") for who in ("p1", "p2")},
        records=kept,
        without_duty=[run.exchange(f"alta_sin_deber_{who}") for who in ("p1", "p2")],
        first_saved_at=min(instant(each.row["saved_at"]) for each in kept),
    )


def _judged(facts: Facts) -> Verdict:
    checks = Checks()
    for account, leaf in zip(facts.accounts, facts.leaves, strict=True):
        read = hashlib.sha256(facts.shown[account["id_solicitante"]].encode()).hexdigest()
        checks.that(account["duty_sha256"] == read, "", "el texto aceptado no es el mostrado")
        checks.that(read in leaf["content"], "", "la bitácora no tiene la huella del texto")
        accepted = instant(account["duty_accepted_at"])
        checks.that(accepted < facts.first_saved_at, "", "se aceptó después del primer registro")
    checks.note("huella y hora del deber aceptado, antes del primer registro")
    refused = all(
        (each["status"], each["body"].get("code")) == (403, "acepte_deber")
        for each in facts.without_duty
    )
    checks.that(refused, "sin aceptarlo el servidor no da altas")
    ids = {account["id_solicitante"] for account in facts.accounts}
    named = all(each.envelope.header["aspirante"] in ids for each in facts.records)
    checks.that(named, f"los {len(facts.records)} registros nombran a su aspirante")
    checks.note("se mostró el deber de responder; la conducta de la persona no se prueba aquí")
    return checks.verdict()
