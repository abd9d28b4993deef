"""The page behind the code of a document: what the server knows of it, for whoever holds the paper.

It says no more of a person than the paper does, and changes nothing.
"""

from collections.abc import Callable, Mapping
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from core.central.registration.constancias import anulacion_of, constancia_of
from core.central.unit_of_work import UnitOfWork
from core.domain.apoyos.acuse import Acuse
from core.domain.proceso.proceso import Proceso
from core.errors import ApoyoError, NotThere
from core.messages import with_noun
from core.sealing import b64
from core.server.composition.dependencies import Dependencies, Injected
from core.server.doors.browser import show, show_refusal
from core.server.errors import DocumentUnknown
from core.server.papers.document_pages import DocumentKind, is_of
from core.spanish_dates import day, day_and_hour
from core.wire import read_json

router = APIRouter()

Facts = Mapping[str, object]
_Tell = Callable[[UnitOfWork, str, Proceso], Facts]


@router.get("/documento/{kind}/{ref}/{seal}", response_class=HTMLResponse)
def page(deps: Injected, kind: str, ref: str, seal: str) -> Response:
    """Return the page of a document: in force, or not, and what its paper must say."""
    try:
        return show(deps, "documento.html.j2", _facts(deps, kind, ref, seal))
    except ApoyoError as error:
        return show_refusal(deps, error)


def _facts(deps: Dependencies, kind: str, ref: str, seal: str) -> Facts:
    """Raise DocumentUnknown for what nobody issued."""
    known = next((each for each in DocumentKind if each.value == kind), None)
    if known is None or not is_of(deps, known, ref, seal):
        raise DocumentUnknown
    try:
        with deps.units.reading() as work:
            return _TELL[known](work, ref, work.procesos.current().proceso)
    except NotThere as cause:
        raise DocumentUnknown from cause


def _constancia(work: UnitOfWork, ref: str, proceso: Proceso) -> Facts:
    stored = work.constancias.stored(int(ref))
    made, voided = constancia_of(stored), anulacion_of(stored)
    zone = ZoneInfo(proceso.time_zone)
    cargo = proceso.cargo(made.cargo)
    said = ""
    if voided is not None:
        said = f"Se anuló el {day_and_hour(voided.at, zone)}."
        said += f" En su lugar se expidió la {voided.replaced_by}." if voided.replaced_by else ""
    return {
        "titulo": f"Constancia {made.number}",
        "vigente": voided is None,
        "porque": said,
        "datos": (
            ("Nombre", made.full_name),
            ("Cargo", cargo.name if cargo else made.cargo),
            ("Fecha", day(made.date)),
        ),
    }


def _acuse(work: UnitOfWork, ref: str, proceso: Proceso) -> Facts:
    aspirante, _, number = ref.partition("-")
    acuse: Acuse = read_json(Acuse, b64.decode(work.acuses.signed(aspirante, int(number)).body))
    issued = day_and_hour(acuse.issued_at, ZoneInfo(proceso.time_zone))
    return {
        "titulo": f"Acuse {acuse.number} del aspirante {aspirante}",
        "vigente": True,
        "porque": "",
        "datos": (
            ("Auxiliar", acuse.auxiliar),
            ("Envío", str(acuse.envio)),
            ("Folios de este envío", f"{len(acuse.folios):,}"),
            ("Registros recibidos", f"{acuse.received:,}"),
            ("Pendientes de enviar", f"{acuse.pending:,}"),
            ("Emitido", issued),
        ),
    }


def _acta(work: UnitOfWork, ref: str, proceso: Proceso) -> Facts:
    aspirante, _, position = ref.partition("-")
    acta = work.actas.find(aspirante)
    in_force = acta is not None and acta.position == int(position)
    figures = acta.figures if acta is not None and in_force else None
    data: tuple[tuple[str, str], ...] = ()
    if acta is not None and figures is not None:
        data = (
            ("Recibidos", with_noun(figures.received, "apoyo", "apoyos")),
            ("Cuentan", with_noun(figures.counted, "apoyo", "apoyos")),
            ("No llegaron", f"{figures.not_arrived:,}"),
            ("Extemporáneos", f"{figures.extemporaneous:,}"),
            ("Emitida", day_and_hour(acta.issued_at, ZoneInfo(proceso.time_zone))),
        )
    return {
        "titulo": f"Acta de cierre del aspirante {aspirante}",
        "vigente": in_force,
        "porque": "" if in_force else "Quedó sin efecto por la sentencia de un tribunal.",
        "datos": data,
    }


_TELL: Mapping[DocumentKind, _Tell] = {
    DocumentKind.CONSTANCIA: _constancia,
    DocumentKind.ACUSE: _acuse,
    DocumentKind.ACTA: _acta,
}
