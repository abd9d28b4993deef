"""Numeral 3: constancia delivered, then training; what training seals is refused by the server."""

import json
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import zxingcpp

from core.verify.signed import NotVerified, verify_signed
from tests.walkthrough.evidence.base import instant, row, rows, signing_key
from tests.walkthrough.evidence.spanish import day_in_words
from tests.walkthrough.run import Run
from tests.walkthrough.verdict import Checks, Verdict

_TITLE = "Constancia de aspirante a candidata o candidato independiente"
_DPI = 200


@dataclass(frozen=True)
class Facts:
    """What there is to judge."""

    typed: dict[str, Any]
    date: str
    text: str
    code: str
    key: bytes
    delivered_at: datetime
    held_at: datetime
    attended: list[str]
    list_text: str
    training: dict[str, Any]
    issued_on: str


def judge(run: Run) -> Verdict:
    """Return the verdict."""
    return _judged(_facts(run))


def control(run: Run) -> list[Verdict]:
    """Return the verdicts on copies: a page that names somebody else, or the day before."""
    facts = _facts(run)
    name = facts.typed["nombre"]
    day = date.fromisoformat(facts.issued_on)
    before = day_in_words(day - timedelta(days=1))
    return [
        _judged(replace(facts, text=facts.text.replace(name, "Otra"))),
        _judged(replace(facts, text=facts.text.replace(day_in_words(day), before))),
    ]


def page_text(pdf: Path) -> str:
    """Return the text of a document, blanks collapsed."""
    pages = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pages)


def page_codes(pdf: Path) -> list[str]:
    """Return what the codes on its pages say, read from their pictures."""
    pages = pypdfium2.PdfDocument(pdf)
    pictures = [page.render(scale=_DPI / 72).to_numpy() for page in pages]
    return [found.text for each in pictures for found in zxingcpp.read_barcodes(each)]


def _facts(run: Run) -> Facts:
    typed = run.note("script", "aspirantes", "p1")
    pdf = run.made("documentos", "constancia_p1.pdf")
    stored = row(run, "SELECT * FROM constancia WHERE number = ?", typed["constancia"])
    training = row(run, "SELECT * FROM capacitacion")
    attended = rows(run, "SELECT * FROM asistente WHERE capacitacion_id = ?", training["id"])
    return Facts(
        typed=typed,
        date=stored["date"],
        text=page_text(pdf),
        code=next(iter(page_codes(pdf)), ""),
        key=signing_key(run),
        delivered_at=instant(stored["delivered_at"]),
        held_at=instant(training["held_at"]),
        attended=[each["constancia"] for each in attended],
        list_text=page_text(run.made("documentos", "asistencia.pdf")),
        training=run.exchange("registro_de_capacitacion"),
        issued_on=run.note("desk", "issued_on"),
    )


def _judged(facts: Facts) -> Verdict:
    checks = Checks()
    name = " ".join(facts.typed[key] for key in ("nombre", "apellido_paterno", "apellido_materno"))
    for what in (_TITLE, name, facts.typed["cargo"], facts.typed["constancia"], "PRÁCTICA"):
        checks.that(what in facts.text, "", f"la constancia no dice «{what}»")
    words = day_in_words(date.fromisoformat(facts.issued_on))
    dated = facts.date == facts.issued_on and f"Se expide el {words}" in facts.text
    checks.that(dated, "", f"la constancia no dice «Se expide el {words}», o quedó {facts.date}")
    stated = _stated(facts)
    same = (stated.get("nombre"), stated.get("numero"), stated.get("fecha")) == (
        name,
        facts.typed["constancia"],
        facts.date,
    )
    checks.that(same, "constancia con título, nombre, cargo, número y fecha; su QR verifica")
    checks.that(facts.delivered_at <= facts.held_at, "entregada antes de la capacitación")
    checks.that(
        facts.typed["constancia"] in facts.attended and name in facts.list_text,
        "la lista de asistencia nombra al aspirante",
    )
    code = facts.training["body"].get("code", "")
    refused = 400 <= facts.training["status"] < 500 and code
    checks.that(refused, f"un registro de capacitación se rechaza ({code})")
    return checks.verdict()


def _stated(facts: Facts) -> dict[str, Any]:
    """Return what the QR states, if the server signed it."""
    try:
        body: dict[str, Any] = json.loads(verify_signed(facts.code, facts.key))
    except NotVerified:
        return {}
    return body
