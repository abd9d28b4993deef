"""Numeral 26: the acta de cierre of an aspirante. Totals and numbers; no datum of a citizen."""

from zoneinfo import ZoneInfo

from core import spanish_dates
from core.documents import words
from core.documents.letterhead import BODY_TOP, FOOT_TOP, Office, on_each_page
from core.documents.paper import BOLD, INNER, MARGIN, SEMIBOLD, SOFT, SUNK, Paper, bold, plain
from core.documents.proof import PaperProof, ProofBlock
from core.domain.apoyos.acta import ActaCierre
from core.domain.proceso.proceso import Proceso
from core.messages import with_noun

TITLE = "Acta de cierre"
_AREA = "Unidad Técnica de Informática"
_LEAD, _ROW = 15.0, 17.0


def acta_pdf(acta: ActaCierre, name: str, proceso: Proceso, page: str) -> bytes:
    """Return the acta as PDF bytes; `name` is the aspirante's, `page` the acta's at the server.

    Raises SignUnknown.
    """
    whose = f"Acta de cierre del aspirante {acta.id_solicitante}"
    office = Office.of(proceso, _AREA)
    paper = Paper(whose, on_each_page(office, whose), author=office.instituto, at=acta.issued_at)
    zone = ZoneInfo(proceso.time_zone)
    cargo = proceso.cargo(acta.cargo)
    paper.text(MARGIN, BODY_TOP, TITLE, font=SEMIBOLD, size=17, tag="H1")
    top = BODY_TOP + 16
    ends = spanish_dates.day_and_hour(acta.periodo.sending_ends_at, zone)
    post = plain(cargo.name if cargo else acta.cargo)
    ground = acta.periodo.ground.strip()
    on_ground = f", con fundamento en {plain(ground)}" if ground else ""
    issued = spanish_dates.day_and_hour(acta.issued_at, zone)
    said = f"El envío de apoyos terminó el {ends}{on_ground}."
    said += f" Esta acta se emitió el {issued} y no se modifica."
    for line in (
        f"{bold(name)}, aspirante a {post}, con Id Solicitante {acta.id_solicitante}.",
        said,
    ):
        top = paper.paragraph(MARGIN, top + 6, INNER, line, lead=_LEAD)
    top = _totals(paper, top + 16, acta)
    missing = [
        f"Auxiliar {each.auxiliar}: "
        + with_noun(each.pending, "anunciado que no llegó", "anunciados que no llegaron")
        + f", según el dispositivo, {spanish_dates.moment(each.said_at, zone)}"
        for each in acta.figures.missing
    ]
    top = _list(paper, top + 26, "Anunciados que no llegaron", missing, none="Ninguno.")
    silent = [
        f"Auxiliar {each.auxiliar}, tableta {each.device}: "
        + (spanish_dates.moment(each.last_at, zone) if each.last_at else "nunca anunció apoyos")
        for each in acta.figures.silent
    ]
    about = "Tabletas sin noticia desde el fin de la captación"
    top = _list(paper, top + 22, about, silent, none="Ninguna.")
    _seal(paper, top + 22, acta, page)
    return paper.to_bytes()


def _totals(paper: Paper, top: float, acta: ActaCierre) -> float:
    """Write the four totals side by side."""
    height, part, figures = 66.0, INNER / 4, acta.figures
    paper.fill(MARGIN, top, INNER, height, SUNK)
    totals = (
        ("Recibidos", figures.received),
        ("Cuentan", figures.counted),
        ("No llegaron", figures.not_arrived),
        ("Extemporáneos", figures.extemporaneous),
    )
    for place, (label, value) in enumerate(totals):
        x = MARGIN + 14 + place * part
        with paper.within("P"):
            paper.text(x, top + 20, f"{label} ", size=9, color=SOFT)
            paper.text(x, top + 48, words.count(value), font=BOLD, size=22)
    more = f"Umbral del cargo: {words.count(figures.umbral)}. "
    more += f"Por verificar: {words.count(figures.pending_verification)}."
    paper.text(MARGIN, top + height + 16, more, size=9.5, color=SOFT)
    return top + height + 16


def _list(paper: Paper, top: float, title: str, lines: list[str], *, none: str) -> float:
    """Write a list over as many pages as it takes; return the `top` below it."""
    top = _room(paper, top, 2 * _ROW)
    head = f"{title}: {words.count(len(lines))}"
    paper.text(MARGIN, top, head, font=SEMIBOLD, size=11, tag="H2")
    if not lines:
        top = _room(paper, top + _ROW, _ROW)
        paper.text(MARGIN, top, none, size=9.5)
        return top
    with paper.within("L"):
        for line in lines:
            top = _room(paper, top + _ROW, _ROW)
            with paper.within("LI"):
                paper.text(MARGIN, top, line, size=9.5, tag="LBody")
    return top


def _room(paper: Paper, top: float, needed: float) -> float:
    if top + needed <= FOOT_TOP:
        return top
    paper.next_page()
    return BODY_TOP


def _seal(paper: Paper, top: float, acta: ActaCierre, page: str) -> None:
    """Draw the code that leads to the server's page, and say where the bitácora keeps the acta."""
    groups = [acta.head[start : start + 8] for start in range(0, len(acta.head), 8)]
    half = len(groups) // 2
    block = ProofBlock(
        PaperProof(page, ""),
        "Verifique esta acta",
        "Lea el código con un teléfono: abre la página del Instituto que dice estos totales, y si"
        " el acta sigue en vigor. Compárelos con este papel.",
        (
            f"Entrada {acta.position:,} de la bitácora. Cabeza de la bitácora con ella:",
            " ".join(groups[:half]),
            " ".join(groups[half:]),
        ),
    )
    block.draw(paper, _room(paper, top, block.height))
