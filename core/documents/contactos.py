"""An aspirante's own auxiliares with how to reach them, to be printed: no code and no password."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from core import spanish_dates
from core.documents import words
from core.documents.letterhead import BODY_TOP, FOOT_TOP, Office, on_each_page
from core.documents.paper import INNER, MARGIN, SEMIBOLD, SOFT, Paper, Type, bold, height_of, plain
from core.domain.proceso.proceso import Proceso
from core.domain.registration.auxiliar import AuxiliarOfAspirante, VinculoState

TITLE = "Lista de contacto de auxiliares"
_AREA = "Consola de la candidatura"
_FOOT = "Contiene datos personales: guárdela bajo llave y destrúyala cuando ya no la use"
_ROW = 30.0
_LINES = Type(size=9.5, lead=11)
_NUMBER, _NAME, _PHONE, _MAIL, _STATE = (MARGIN + x for x in (0, 30, 192, 262, 424))
_STATES = {
    VinculoState.PENDING: "por aceptar",
    VinculoState.ACCEPTED: "en vigor",
    VinculoState.ENDED: "de baja",
}


@dataclass(frozen=True, slots=True)
class Contactos:
    """Whose auxiliares they are, which of them, and when they were so."""

    aspirante: str
    id_solicitante: str
    rows: Sequence[AuxiliarOfAspirante]
    at: datetime


def contactos_pdf(contactos: Contactos, proceso: Proceso) -> bytes:
    """Return the list as PDF bytes, a row a person. Raises SignUnknown."""
    office = Office.of(proceso, _AREA)
    paper = Paper(TITLE, on_each_page(office, _FOOT), author=office.instituto, at=contactos.at)
    top = _header(paper, _facts(paper, contactos, ZoneInfo(proceso.time_zone)) + 22)
    for number, row in enumerate(contactos.rows, 1):
        if top + _high(row) > FOOT_TOP - 8:
            paper.next_page()
            top = _header(paper, BODY_TOP)
        top = _row(paper, top, number, row)
    return paper.to_bytes()


def _facts(paper: Paper, contactos: Contactos, zone: ZoneInfo) -> float:
    paper.text(MARGIN, BODY_TOP, TITLE, font=SEMIBOLD, size=17)
    day = spanish_dates.day(contactos.at.astimezone(zone).date())
    hour = spanish_dates.hour(contactos.at, zone)
    whose = f"{contactos.aspirante} · Id Solicitante {contactos.id_solicitante}"
    top = BODY_TOP + 12
    for line in (
        f"{bold('Candidatura')}  {plain(whose)}",
        f"{bold('Al')}  {day}, {hour} horas",
        f"{bold('Auxiliares')}  {words.count(len(contactos.rows))}",
    ):
        top = paper.paragraph(MARGIN, top, INNER, line, lead=17)
    return top


def _header(paper: Paper, top: float) -> float:
    """Write the names of the columns; return where the first row begins."""
    for x, name in (
        (_NUMBER, "Núm."),
        (_NAME, "Nombre"),
        (_PHONE, "Teléfono"),
        (_MAIL, "Correo"),
        (_STATE, "Estado"),
    ):
        paper.text(x, top, name, font=SEMIBOLD, size=9, color=SOFT)
    paper.rule(MARGIN, top + 7, INNER, color=SOFT)
    return top + 7


def _high(row: AuxiliarOfAspirante) -> float:
    """Return how high a row is in points: a long name or mail takes more lines."""
    return max(_ROW, *(height_of(wide, text, **_LINES) + 7 for _, wide, text in _wrapped(row)))


def _wrapped(row: AuxiliarOfAspirante) -> tuple[tuple[float, float, str], ...]:
    """Return what may take several lines: where it begins, how wide it is, and its text."""
    alta = row.alta
    name = f"{alta.nombre} {alta.apellido_paterno} {alta.apellido_materno}".strip()
    return (
        (_NAME, _PHONE - _NAME - 8, plain(name)),
        (_MAIL, _STATE - _MAIL - 8, plain(alta.correo)),
    )


def _row(paper: Paper, top: float, number: int, row: AuxiliarOfAspirante) -> float:
    base, under = top + 12, top + _high(row)
    paper.text(_NUMBER, base, str(number), size=9, color=SOFT)
    paper.text(_PHONE, base, row.alta.telefono, size=9.5)
    paper.text(_STATE, base, _STATES[row.vinculo.state], size=9)
    for x, wide, text in _wrapped(row):
        paper.paragraph(x, top + 3, wide, text, **_LINES)
    paper.rule(MARGIN, under, INNER)
    return under
