"""Numeral 3: the constancia that makes a citizen an aspirante, with a QR that anyone may verify."""

import json
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from core import spanish_dates
from core.documents import words
from core.documents.letterhead import BODY_TOP, FOOT_TOP, Office, on_each_page, signature_line
from core.documents.paper import (
    BOLD,
    INNER,
    MARGIN,
    MONO,
    MONO_BOLD,
    SEMIBOLD,
    SOFT,
    WIDTH,
    Paper,
    bold,
    plain,
    qr_side,
    text_width,
)
from core.domain.constancia import Constancia
from core.domain.periodo import Periodo
from core.domain.proceso import Proceso

TITLE = "Constancia de aspirante a candidata o candidato independiente"
_AREA = "Secretaría Ejecutiva"
_MIDDLE = WIDTH / 2
_SIGNATURE_ROOM = 96.0


@dataclass(frozen=True, slots=True)
class BitacoraHead:
    """The bitácora when the document was issued: number, hash (hex) and time of its last entry."""

    sequence: int
    hash: str
    at: datetime


def constancia_body(constancia: Constancia, proceso: Proceso) -> bytes:
    """Return the signed content of the QR: compact JSON, UTF-8, sorted keys.

    To be signed as kind `constancia`.
    """
    facts = {
        "cargo": _cargo_name(constancia, proceso),
        "fecha": constancia.date.isoformat(),
        "nombre": constancia.full_name,
        "numero": constancia.number,
        "proceso": proceso.id,
        "sobrenombre": constancia.sobrenombre,
    }
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def constancia_pdf(
    constancia: Constancia,
    proceso: Proceso,
    *,
    periodo: Periodo | None,
    qr_text: str,
    bitacora: BitacoraHead,
) -> bytes:
    """Return the constancia as PDF bytes: one page, or two where the texts are long.

    `qr_text`: the Signed constancia in its one-line form. Raises SignUnknown.
    """
    office = Office.of(proceso, _AREA)
    paper = Paper(
        f"{TITLE} {constancia.number}",
        on_each_page(office, f"Constancia {constancia.number}"),
        author=office.instituto,
        at=bitacora.at,
    )
    top = _heading(paper, constancia.number)
    top = paper.paragraph(MARGIN, top + 18, INNER, _grant(proceso), lead=17)
    top = _aspirante(paper, top, constancia, proceso)
    top = paper.paragraph(MARGIN, top + 20, INNER, _closing(constancia, proceso, periodo), lead=17)
    seal_top = FOOT_TOP - 42 - qr_side(qr_text)
    if top + _SIGNATURE_ROOM > seal_top:
        paper.next_page()
        top = BODY_TOP
    signature_line(
        paper, _MIDDLE, (top + seal_top) / 2 + 12, "Nombre y firma de la persona titular", _AREA
    )
    _seal(paper, seal_top, qr_text, bitacora, ZoneInfo(proceso.time_zone))
    return paper.to_bytes()


def _heading(paper: Paper, number: str) -> float:
    """Write the title in two lines and the number under it."""
    first, second = "Constancia de aspirante a", "candidata o candidato independiente"
    paper.text(_MIDDLE, BODY_TOP + 4, first, font=SEMIBOLD, size=17, align="center")
    paper.text(_MIDDLE, BODY_TOP + 27, second, font=SEMIBOLD, size=17, align="center")
    label, gap = "Número", 6.0
    whole = text_width(label, "Hyper", 11) + gap + text_width(number, MONO_BOLD, 11)
    left = _MIDDLE - whole / 2
    paper.text(left, BODY_TOP + 50, label, size=11)
    paper.text(left + whole, BODY_TOP + 50, number, font=MONO_BOLD, size=11, align="right")
    return BODY_TOP + 50


def _aspirante(paper: Paper, top: float, constancia: Constancia, proceso: Proceso) -> float:
    """Write the name large, then the sobrenombre if there is one, then the cargo."""
    top = paper.paragraph(
        MARGIN, top + 14, INNER, plain(constancia.full_name),
        font=BOLD, size=22, lead=28, align="center",
    )  # fmt: skip
    if constancia.sobrenombre.strip():
        shown = f"Sobrenombre: {bold(constancia.sobrenombre.strip())}"
        top = paper.paragraph(MARGIN, top + 3, INNER, shown, align="center")
    cargo = f"aspirante al cargo de {bold(_cargo_name(constancia, proceso))}"
    return paper.paragraph(MARGIN, top + 3, INNER, cargo, size=11, align="center")


def _grant(proceso: Proceso) -> str:
    """Say who grants it, and on what ground."""
    article = "" if proceso.instituto.startswith(("El ", "La ")) else "El "
    grounds = "; ".join(plain(ground) for ground in proceso.legal_grounds)
    ground = f", con fundamento en {grounds}" if grounds else ""
    agreement = f", y conforme al acuerdo {plain(proceso.agreement)}" if proceso.agreement else ""
    return (
        f"{article}{plain(proceso.instituto)}{ground}{agreement}, otorga la presente constancia a"
    )


def _closing(constancia: Constancia, proceso: Proceso, periodo: Periodo | None) -> str:
    """Say what the person may do from now on, and the day of issue in words."""
    zone = ZoneInfo(proceso.time_zone)
    said = f"Se expide el {spanish_dates.day_in_words(constancia.date)}."
    if periodo is None:
        return f"quien podrá recabar el apoyo ciudadano con la aplicación móvil. {said}"
    return (
        f"quien podrá recabar el apoyo ciudadano con la aplicación móvil del "
        f"{_instant(periodo.starts_at, zone)} al {_instant(periodo.capture_ends_at, zone)}, y "
        f"enviarlo a más tardar el {_instant(periodo.sending_ends_at, zone)}. {said}"
    )


def _instant(at: datetime, zone: ZoneInfo) -> str:
    """Return «30 de octubre de 2026 a las 9:58 horas» in the state's own time."""
    day = spanish_dates.day(at.astimezone(zone).date())
    return f"{day} a las {spanish_dates.hour(at, zone)} horas"


def _seal(paper: Paper, top: float, qr_text: str, bitacora: BitacoraHead, zone: ZoneInfo) -> None:
    """Draw the QR, how to verify it, and the head of the bitácora."""
    paper.rule(MARGIN, top, INNER)
    side = paper.qr(MARGIN + 6, top + 18, qr_text)
    left = MARGIN + 6 + side + 24
    width = WIDTH - MARGIN - left
    paper.text(left, top + 28, "Verifique esta constancia", font=SEMIBOLD, size=11)
    how = (
        "El código contiene el número, la fecha, el nombre y el cargo, firmados por el servidor "
        "del Instituto. Se comprueba sin red con «python -m core.verify»."
    )
    under = paper.paragraph(left, top + 36, width, how, size=9.5, lead=14, color=SOFT)
    moment = spanish_dates.moment(bitacora.at, zone)
    paper.text(left, under + 20, f"Bitácora · asiento {words.count(bitacora.sequence)}",
               font=SEMIBOLD, size=9.5)  # fmt: skip
    paper.text(left, under + 34, moment, font=MONO, size=9, color=SOFT)
    for line in range(2):
        piece = bitacora.hash[line * 32 : line * 32 + 32]
        spaced = " ".join(piece[start : start + 4] for start in range(0, 32, 4))
        paper.text(left, under + 48 + line * 13, spaced, font=MONO, size=9, color=SOFT)


def _cargo_name(constancia: Constancia, proceso: Proceso) -> str:
    """Return the office's name; its id where the proceso no longer lists it."""
    cargo = proceso.cargo(constancia.cargo)
    return cargo.name if cargo else constancia.cargo
