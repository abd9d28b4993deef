"""Numeral 27: the acuse of one envío. Totals and folios; no name, no hour of a record, no id."""

import hashlib
from base64 import urlsafe_b64decode
from zoneinfo import ZoneInfo

from core import spanish_dates
from core.documents import words
from core.documents.letterhead import BODY_TOP, FOOT_TOP, Office, on_each_page
from core.documents.paper import (
    BOLD,
    INNER,
    MARGIN,
    MONO,
    SEMIBOLD,
    SOFT,
    SUNK,
    Paper,
)
from core.documents.proof import PaperProof, ProofBlock
from core.domain.apoyos.acuse import Acuse
from core.domain.proceso.proceso import Proceso
from core.domain.values.signed import Signed
from core.wire import read_json

TITLE = "Acuse de recibo de apoyos"
_AREA = "Servidor central"
_COLUMNS = 4
_FOLIO_LEAD = 16.0


def acuse_pdf(signed: Signed, proceso: Proceso, page: str) -> bytes:
    """Return the acuse as PDF bytes; `page` is its own at the server.

    `signed` is of kind `acuse`, made by this process: it is not verified. Raises SignUnknown.
    Source: norma/lecturas.md, 11.
    """
    body = urlsafe_b64decode(signed.body + "=" * (-len(signed.body) % 4))
    acuse: Acuse = read_json(Acuse, body)
    name = f"Acuse {acuse.number} del aspirante {acuse.id_solicitante}"
    office = Office.of(proceso, _AREA)
    paper = Paper(name, on_each_page(office, name), author=office.instituto, at=acuse.issued_at)
    zone = ZoneInfo(proceso.time_zone)
    top = _heading(paper, acuse, zone)
    top = _totals(paper, top + 22, acuse, zone)
    top = _folios(paper, top + 34, acuse.folios)
    _seal(paper, top + 22, PaperProof(page, qr_text(acuse, body)), hashlib.sha256(body).hexdigest())
    return paper.to_bytes()


def qr_text(acuse: Acuse, body: bytes) -> str:
    """Return the QR's text: proceso, Id Solicitante, number, and SHA-256 of the signed body."""
    digest = hashlib.sha256(body).hexdigest()
    return f"apoyo-acuse:1?p={acuse.proceso}&i={acuse.id_solicitante}&n={acuse.number}&h={digest}"


def _heading(paper: Paper, acuse: Acuse, zone: ZoneInfo) -> float:
    """Write the title and whose acuse it is, by numbers only."""
    paper.text(MARGIN, BODY_TOP, TITLE, font=SEMIBOLD, size=17, tag="H1")
    facts = (
        ("Acuse", str(acuse.number)),
        ("Id Solicitante", acuse.id_solicitante),
        ("Auxiliar", acuse.auxiliar),
        ("Envío", str(acuse.envio)),
        ("Emitido", spanish_dates.moment(acuse.issued_at, zone)),
    )
    x = MARGIN
    for (label, value), width in zip(facts, (66, 104, 92, 66, 148), strict=True):
        with paper.within("P"):
            paper.text(x, BODY_TOP + 28, f"{label} ", size=9, color=SOFT)
            paper.text(x, BODY_TOP + 43, value, font=SEMIBOLD, size=11)
        x += width
    return BODY_TOP + 43


def _totals(paper: Paper, top: float, acuse: Acuse, zone: ZoneInfo) -> float:
    """Write the three totals of the pair aspirante × auxiliar."""
    height, third = 74.0, INNER / 3
    paper.fill(MARGIN, top, INNER, height, SUNK)
    asked = f"según el dispositivo, {spanish_dates.moment(acuse.pending_as_of, zone)}"
    totals = (
        ("Envíos", acuse.envios, "de este auxiliar"),
        ("Registros recibidos", acuse.received, "en el servidor"),
        ("Pendientes de enviar", acuse.pending, asked),
    )
    for place, (label, value, note) in enumerate(totals):
        x = MARGIN + 16 + place * third
        with paper.within("P"):
            paper.text(x, top + 19, f"{label} ", size=9, color=SOFT)
            paper.text(x, top + 46, f"{words.count(value)} ", font=BOLD, size=24)
            paper.text(x, top + 62, note, size=7.5, color=SOFT)
    return top + height


def _folios(paper: Paper, top: float, folios: tuple[str, ...]) -> float:
    """Write the folio of each record of this envío, down in columns."""
    title = f"Folios recibidos en este envío: {words.count(len(folios))}"
    paper.text(MARGIN, top, title, font=SEMIBOLD, size=11, tag="H2")
    if not folios:
        return top + 10
    with paper.within("L"):
        return _columns(paper, top + 10, list(folios))


def _columns(paper: Paper, top: float, rest: list[str]) -> float:
    while rest:
        rows = min(int((FOOT_TOP - top - 12) / _FOLIO_LEAD), -(-len(rest) // _COLUMNS))
        page, rest = rest[: rows * _COLUMNS], rest[rows * _COLUMNS :]
        for place, each in enumerate(page):
            column, row = divmod(place, rows)
            x = MARGIN + column * INNER / _COLUMNS
            with paper.within("LI"):
                paper.text(x, top + 12 + row * _FOLIO_LEAD, each, font=MONO, size=9.5, tag="LBody")
        top += rows * _FOLIO_LEAD
        if rest:
            paper.next_page()
            top = BODY_TOP
    return top


def _seal(paper: Paper, top: float, proof: PaperProof, digest: str) -> None:
    """Draw the code and say what it proves."""
    block = ProofBlock(
        proof,
        "Verifique este acuse",
        "Lea el código con un teléfono: abre la página del Instituto que dice estos totales."
        " Compárelos con este papel. Lleva además el número y la huella (SHA-256) del documento"
        " firmado por el servidor. Este acuse se hizo solo con los recibos de cada registro, y no"
        " contiene datos personales.",
        tuple(
            " ".join(digest[half + start : half + start + 4] for start in range(0, 32, 4))
            for half in (0, 32)
        ),
    )
    if top + block.height > FOOT_TOP:
        paper.next_page()
        top = BODY_TOP
    block.draw(paper, top)
