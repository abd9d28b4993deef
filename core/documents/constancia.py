"""Numeral 3: the constancia that makes a citizen an aspirante, with a QR that anyone may verify."""

import json
from collections.abc import Callable
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
    MONO_BOLD,
    SEMIBOLD,
    WIDTH,
    Paper,
    Type,
    bold,
    fitted,
    height_of,
    plain,
)
from core.documents.proof import PaperProof, ProofBlock, at_foot
from core.domain.proceso.periodo import Periodo
from core.domain.proceso.proceso import Proceso
from core.domain.registration.constancia import Constancia

TITLE = "Constancia de aspirante a candidata o candidato independiente"
_MIDDLE = WIDTH / 2
_SIGNATURE_ROOM = 84.0
_SHARES = (1.0, 0.9, 0.8, 0.7, 0.62, 0.55, 0.48)
"""How small letters grow for all of it to fit one page."""


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


@dataclass(frozen=True, slots=True)
class Ejemplar:
    """One copy of a constancia. `mark` says what it is where it is not the original."""

    constancia: Constancia
    proceso: Proceso
    periodo: Periodo | None
    proof: PaperProof
    bitacora: BitacoraHead
    mark: str = ""


def constancia_pdf(*copies: Ejemplar) -> bytes:
    """Return constancias as PDF bytes, each on one page, or more where a text is too long for it.

    The letters grow smaller before that. The first one gives the file its title and its hour; there
    is one at least. Raises SignUnknown.
    """
    first = copies[0]
    more = f" y {len(copies) - 1} más" if len(copies) > 1 else ""
    paper = Paper(
        f"{TITLE} {first.constancia.number}{more}",
        _each_page(first),
        author=first.proceso.instituto,
        at=first.bitacora.at,
    )
    _draw(paper, first)
    for copy in copies[1:]:
        paper.next_document(_each_page(copy))
        _draw(paper, copy)
    return paper.to_bytes()


def _each_page(copy: Ejemplar) -> Callable[[Paper], None]:
    office = Office.of(copy.proceso, copy.proceso.membrete.office)
    return on_each_page(office, f"Constancia {copy.constancia.number}", copy.mark)


def _draw(paper: Paper, copy: Ejemplar) -> None:
    membrete = copy.proceso.membrete
    block = _proof(copy)
    seal_top = at_foot(block)
    top = _heading(paper, copy.constancia.number)
    room = seal_top - _SIGNATURE_ROOM - top
    for gap, text, style in _body_within(copy, room):
        if top + gap + height_of(INNER, text, **style) > FOOT_TOP:
            paper.next_page()
            top = BODY_TOP
        top = paper.paragraph(MARGIN, top + gap, INNER, text, **style)
    if top + _SIGNATURE_ROOM > seal_top:
        paper.next_page()
        top = BODY_TOP
    signatory = membrete.signatory or "Nombre y firma de la persona titular"
    post = membrete.post or membrete.office
    signature_line(paper, _MIDDLE, (top + seal_top) / 2 + 12, signatory, post)
    block.draw(paper, seal_top)


def _heading(paper: Paper, number: str) -> float:
    """Write the title in two lines and the number under it."""
    first, second = "Constancia de aspirante a ", "candidata o candidato independiente"
    with paper.within("H1"):
        paper.text(_MIDDLE, BODY_TOP + 4, first, font=SEMIBOLD, size=17, align="center")
        paper.text(_MIDDLE, BODY_TOP + 27, second, font=SEMIBOLD, size=17, align="center")
    said = f'Número <font name="{MONO_BOLD}">{plain(number)}</font>'
    style = fitted(INNER, 16, said, size=11, lead=14, align="center")
    return paper.paragraph(MARGIN, BODY_TOP + 40, INNER, said, **style)


def _body_within(copy: Ejemplar, room: float) -> list[tuple[float, str, Type]]:
    """Return the paragraphs in the largest letters that fit `room`, or in the smallest."""
    tried = (_body(copy, share) for share in _SHARES)
    fits = (
        each
        for each in tried
        if sum(gap + height_of(INNER, text, **style) for gap, text, style in each) <= room
    )
    return next(fits, _body(copy, _SHARES[-1]))


def _body(copy: Ejemplar, share: float) -> list[tuple[float, str, Type]]:
    """Return each paragraph with the gap above it, its letters at `share` of their size."""
    constancia, proceso = copy.constancia, copy.proceso
    text = Type(size=10.5 * share, lead=17 * share)
    centred = Type(size=10.5 * share, lead=16 * share, align="center")
    name = Type(size=22 * share, lead=28 * share, align="center", font=BOLD)
    body = [
        (14.0 * share, _grant(proceso), text),
        (12.0 * share, plain(constancia.full_name), name),
    ]
    if constancia.sobrenombre.strip():
        shown = f"Sobrenombre: {bold(constancia.sobrenombre.strip())}"
        body.append((3.0 * share, shown, centred))
    cargo = f"aspirante al cargo de {bold(_cargo_name(constancia, proceso))}"
    body.append((3.0 * share, cargo, Type(size=11 * share, lead=16 * share, align="center")))
    body.append((18.0 * share, _closing(constancia, proceso, copy.periodo), text))
    return body


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


def _proof(copy: Ejemplar) -> ProofBlock:
    """Return the code, how it is checked, and the head of the bitácora."""
    bitacora = copy.bitacora
    moment = spanish_dates.moment(bitacora.at, ZoneInfo(copy.proceso.time_zone))
    hash_ = bitacora.hash
    groups = " ".join(hash_[start : start + 4] for start in range(0, 32, 4))
    rest = " ".join(hash_[start : start + 4] for start in range(32, 64, 4))
    return ProofBlock(
        copy.proof,
        "Verifique esta constancia",
        "Lea el código con un teléfono: abre la página del Instituto que dice de quién es, y si"
        " sigue vigente. Compárela con este papel. Lleva además esos datos firmados por el"
        " servidor, que se comprueban sin red.",
        (f"Bitácora, asiento {words.count(bitacora.sequence)} · {moment}", groups, rest),
    )


def _cargo_name(constancia: Constancia, proceso: Proceso) -> str:
    """Return the office's name; its id where the proceso no longer lists it."""
    cargo = proceso.cargo(constancia.cargo)
    return cargo.name if cargo else constancia.cargo
