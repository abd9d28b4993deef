"""Numeral 3: the attendance list of a training, with a line for each signature."""

from zoneinfo import ZoneInfo

from core import spanish_dates
from core.documents import words
from core.documents.letterhead import BODY_TOP, FOOT_TOP, Office, on_each_page, signature_line
from core.documents.paper import (
    INNER,
    MARGIN,
    MONO,
    SEMIBOLD,
    SOFT,
    WIDTH,
    Paper,
    Type,
    bold,
    fitted,
    height_of,
    plain,
)
from core.domain.proceso.proceso import Proceso
from core.domain.registration.capacitacion import Asistente, Capacitacion

TITLE = "Lista de asistencia a la capacitación"
_AREA = "Unidad Técnica de Informática"
_ROW = 34.0
_NUMBER, _NAME, _CONSTANCIA, _SIGNATURE = MARGIN, MARGIN + 28, MARGIN + 238, MARGIN + 352


def asistencia_pdf(capacitacion: Capacitacion, proceso: Proceso) -> bytes:
    """Return the attendance list as PDF bytes: the session's facts, then a row a person.

    Raises SignUnknown.
    """
    office = Office.of(proceso, _AREA)
    paper = Paper(
        TITLE,
        on_each_page(office, "Capacitación sobre el uso de la aplicación móvil"),
        author=office.instituto,
        at=capacitacion.held_at,
    )
    top = _facts(paper, capacitacion, ZoneInfo(proceso.time_zone))
    with paper.within("Table"):
        top = _header(paper, top + 22)
        for number, asistente in enumerate(capacitacion.asistentes, 1):
            if top + _ROW > FOOT_TOP - 8:
                paper.next_page()
                with paper.aside():
                    top = _header(paper, BODY_TOP)
            with paper.within("TR"):
                top = _row(paper, top, number, asistente)
    if top + 110 > FOOT_TOP:
        paper.next_page()
        top = BODY_TOP
    signature_line(paper, WIDTH / 2, top + 66, capacitacion.instructor, "Imparte la capacitación")
    return paper.to_bytes()


def _facts(paper: Paper, capacitacion: Capacitacion, zone: ZoneInfo) -> float:
    """Write the title and what the session was."""
    paper.text(MARGIN, BODY_TOP, TITLE, font=SEMIBOLD, size=17, tag="H1")
    day = spanish_dates.day(capacitacion.held_at.astimezone(zone).date())
    hour = spanish_dates.hour(capacitacion.held_at, zone)
    total = words.count(len(capacitacion.asistentes))
    lines = [
        f"{bold('Fecha')}  {day}, {hour} horas",
        f"{bold('Lugar')}  {plain(capacitacion.place)}",
        f"{bold('Imparte')}  {plain(capacitacion.instructor)}",
        f"{bold('Temas')}  {plain(capacitacion.topics)}" if capacitacion.topics.strip() else "",
        f"{bold('Asistentes')}  {total}",
    ]
    top = BODY_TOP + 12
    for line in filter(None, lines):
        top = paper.paragraph(MARGIN, top, INNER, line, lead=17)
    return top


def _header(paper: Paper, top: float) -> float:
    """Write the names of the columns; return where the first row begins."""
    with paper.within("TR"):
        for x, name in (
            (_NUMBER, "Núm."),
            (_NAME, "Nombre"),
            (_CONSTANCIA, "Constancia"),
            (_SIGNATURE, "Firma"),
        ):
            paper.text(x, top, name, font=SEMIBOLD, size=9, color=SOFT, tag="TH")
    paper.rule(MARGIN, top + 7, INNER, color=SOFT)
    return top + 7


def _row(paper: Paper, top: float, number: int, asistente: Asistente) -> float:
    """Write one person; the signature goes above the line."""
    base = top + _ROW - 10
    paper.text(_NUMBER, base, str(number), size=9.5, color=SOFT, tag="TD")
    name, code = Type(size=10.5, lead=11.5, tag="TD"), Type(font=MONO, size=9, lead=10, tag="TD")
    for x, beyond, text, usual in (
        (_NAME, _CONSTANCIA, asistente.name, name),
        (_CONSTANCIA, _SIGNATURE, asistente.constancia, code),
    ):
        width, said = beyond - x - 8, plain(text) or "—"
        style = fitted(width, _ROW - 8, said, **usual)
        high = height_of(width, said, **style)
        paper.paragraph(x, base + 3 - high, width, said, **style)
    with paper.within("TD"):
        paper.rule(MARGIN, top + _ROW, INNER)
    return top + _ROW
