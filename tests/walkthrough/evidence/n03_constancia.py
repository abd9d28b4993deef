"""Numeral 3: constancia delivered, then training; what training seals is refused by the server."""

import json
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import zxingcpp

from core.verify.signed import NotVerified, verify_signed
from tests.walkthrough.evidence.base import captures, instant, records, row, rows, signing_key
from tests.walkthrough.evidence.spanish import day_in_words
from tests.walkthrough.folders import searched
from tests.walkthrough.residue import search, text_needle
from tests.walkthrough.run import Run
from tests.walkthrough.verdict import Checks, Verdict

_TITLE = "Constancia de aspirante a candidata o candidato independiente"
_DPI = 200
_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
"""Alone: a row of its modules may read as a bar code too."""
_BAND, _CLAVE = "PRÁCTICA", 18


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
    practice: dict[str, Any]
    practised_on: list[int]
    saved_on: int
    sealed: set[str]
    folders: tuple[Path, ...]


def judge(run: Run) -> Verdict:
    """Return the verdict."""
    return _judged(_facts(run))


def control(run: Run) -> list[Verdict]:
    """Return the verdicts on copies: a page that names somebody else, or the day before.

    And of the practice: a file of the tablet has its clave; a record has it; it took a number.
    """
    facts = _facts(run)
    name = facts.typed["nombre"]
    day = date.fromisoformat(facts.issued_on)
    before = day_in_words(day - timedelta(days=1))
    return [
        _judged(replace(facts, text=facts.text.replace(name, "Otra"))),
        _judged(replace(facts, text=facts.text.replace(day_in_words(day), before))),
        _with_a_file(run.temp("kiosk2") / "control_n03", facts),
        _judged(replace(facts, sealed=facts.sealed | {facts.practice["form"]["clave_elector"]})),
        _judged(replace(facts, practised_on=[each + 1 for each in facts.practised_on])),
    ]


def _with_a_file(path: Path, facts: Facts) -> Verdict:
    path.write_text(facts.practice["form"]["clave_elector"], "utf-8")
    try:
        return _judged(facts)
    finally:
        path.unlink()


def page_text(pdf: Path) -> str:
    """Return the text of a document, blanks collapsed."""
    pages = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pages)


def page_codes(pdf: Path) -> list[str]:
    """Return what the codes on its pages say, read from their pictures."""
    pages = pypdfium2.PdfDocument(pdf)
    pictures = [page.render(scale=_DPI / 72).to_numpy() for page in pages]
    return [found.text for each in pictures for found in zxingcpp.read_barcodes(each, _QR)]


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
        practice=run.note("kiosk", "practice"),
        practised_on=sorted(
            each.row["device_counter"]
            for each in records(run)
            if each.row["auxiliar"] == run.note("ids", "tomas")
        ),
        saved_on=sum(each["tablet"] == "kiosk2" for each in captures(run)),
        sealed={each.value("clave_elector") for each in records(run)},
        folders=tuple(folder for part in ("kiosk2", "central") for folder in searched(run, part)),
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
    _check_practice(checks, facts)
    return checks.verdict()


def _check_practice(checks: Checks, facts: Facts) -> None:
    """Hold a practice that went as far as «Guardar apoyo» to nothing kept, queued or received."""
    clave = "".join(facts.practice["form"].get("clave_elector", "").split())
    said = all(any(_BAND in text for text in facts.practice[page]) for page in ("review", "ended"))
    checks.that(said and len(clave) == _CLAVE, "", "la práctica no lo dice, o no leyó nada")
    if not clave:
        return
    left = {path.name for _, path in search([text_needle("clave", clave)], facts.folders)}
    checks.that(not left, "", f"la práctica quedó en {sorted(left)[:4]}")
    kept = facts.practice["counts"]
    checks.that(
        clave not in facts.sealed
        and facts.practised_on == list(range(1, facts.saved_on + 1))
        and set(kept.values()) == {0},
        "una práctica entera en la tableta: 0 guardados, ni número ni dato suyo en ninguna parte",
        f"la práctica se contó: {kept}, números {facts.practised_on}",
    )


def _stated(facts: Facts) -> dict[str, Any]:
    """Return what the QR states, if the server signed it."""
    try:
        body: dict[str, Any] = json.loads(verify_signed(facts.code, facts.key))
    except NotVerified:
        return {}
    return body
