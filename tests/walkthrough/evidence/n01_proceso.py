"""Numeral 1: the proceso says, signed, under which agreement, in which dates and with which app."""

import json
from dataclasses import dataclass, replace
from typing import Any

from core.verify.signed import NotVerified, verify_signed
from tests.walkthrough.evidence.base import Row, rows, signing_key
from tests.walkthrough.run import Run
from tests.walkthrough.verdict import Checks, Verdict, fails

_NOT_AUTHORISED = "app_no_autorizada"


@dataclass(frozen=True)
class Facts:
    """What there is to judge."""

    signed: dict[str, Any]
    key: bytes
    agreement: str
    devices: list[Row]
    app_hash: str
    stranger: dict[str, Any]
    session: dict[str, Any]


def judge(run: Run) -> Verdict:
    """Return the verdict."""
    return _judged(_facts(run))


def control(run: Run) -> list[Verdict]:
    """Return the verdicts on copies: a tablet of another hash, a session without looking at it."""
    facts = _facts(run)
    other = [each | {"app_hash": "0" * 64} for each in facts.devices]
    return [
        _judged(replace(facts, devices=other)),
        _judged(replace(facts, session={"status": 200, "body": {}})),
    ]


def _facts(run: Run) -> Facts:
    return Facts(
        run.exchange("proceso")["body"],
        signing_key(run),
        run.note("script", "proceso", "agreement"),
        rows(run, "SELECT * FROM dispositivo"),
        run.note("app_hash"),
        run.note("kiosk", "stranger"),
        run.exchange("sesion_de_otra_app"),
    )


def _judged(facts: Facts) -> Verdict:
    try:
        body = json.loads(verify_signed(facts.signed, facts.key))
    except NotVerified as broken:
        return fails(f"el proceso no verifica: {broken}")
    proceso = body["proceso"]
    checks = Checks()
    checks.that(facts.agreement in proceso["agreement"], "acuerdo firmado")
    checks.that(len(body["periodos"]) >= 2, f"{len(body['periodos'])} periodos")
    ran = {each["app_hash"] for each in facts.devices}
    checks.that(
        facts.app_hash in proceso["authorised_apps"] and ran == {facts.app_hash},
        "huella autorizada = la declarada por las tabletas (declarada, no atestiguada)",
    )
    refused = facts.stranger.get("code") == _NOT_AUTHORISED
    checks.that(refused, "una copia con un comentario más se rechaza", f"{facts.stranger}")
    said = facts.session["status"], facts.session["body"].get("code")
    checks.that(said == (403, _NOT_AUTHORISED), "y a una tableta activada con otra", f"{said}")
    checks.that("no es el INE" in proceso["provider"], proceso["provider"])
    return checks.verdict()
