"""The paper of a constancia: drawn, at any time, by what was in force when it was issued."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from core.central.registration.constancias import anulacion_of, constancia_of
from core.central.tables.registration import StoredConstancia
from core.domain.proceso.periodo import in_force
from core.domain.proceso.proceso import Proceso, PublishedProceso
from core.domain.registration.constancia import Constancia
from core.domain.values.signed import CONSTANCIA
from core.sealing.signed import to_text
from core.server.composition.dependencies import Dependencies
from core.server.papers.document_pages import DocumentKind, page_of
from core.server.papers.signatures import sign_pdf
from core.spanish_dates import day_and_hour

if TYPE_CHECKING:
    from core.documents.constancia import BitacoraHead, Ejemplar

_TO_READ = "COPIA DE CONSULTA · no es el original"


def read_copies(deps: Dependencies, ids: Sequence[int]) -> bytes:
    """Return some as one PDF, each marked as a copy.

    Raises NotThere, ProcesoMissing or SignUnknown.
    """
    from core.documents.constancia import constancia_pdf

    return constancia_pdf(*(_read_copy(deps, each) for each in ids))


def _read_copy(deps: Dependencies, constancia_id: int) -> "Ejemplar":
    stored, published = _found(deps, constancia_id)
    voided = anulacion_of(stored)
    mark = _TO_READ
    if voided is not None:
        when = day_and_hour(voided.at, ZoneInfo(published.proceso.time_zone))
        mark = f"ANULADA el {when} · {voided.reason}"
    return _copy(deps, stored, published, mark)


def copies_pdf(deps: Dependencies, copies: Sequence[tuple[int, int]], at: datetime) -> bytes:
    """Return copies as one PDF, each an id and which copy of it this is, as they left at `at`.

    One alone is signed where the server has a certificate to sign documents with.
    """
    from core.documents.constancia import constancia_pdf

    drawn = []
    for constancia_id, number in copies:
        stored, published = _found(deps, constancia_id)
        when = day_and_hour(at, ZoneInfo(published.proceso.time_zone))
        mark = f"REIMPRESIÓN {number - 1} · {when}" if number > 1 else ""
        drawn.append(_copy(deps, stored, published, mark))
    pdf = constancia_pdf(*drawn)
    return (
        sign_pdf(deps, pdf, f"Constancia {drawn[0].constancia.number}") if len(drawn) == 1 else pdf
    )


def example_pdf(deps: Dependencies, proceso: Proceso) -> bytes:
    """Return a constancia of a person of MUESTRA as this proceso would have it: nobody's."""
    from core.documents.constancia import BitacoraHead, Ejemplar, constancia_pdf
    from core.documents.proof import PaperProof

    now = deps.clock.now()
    number = proceso.membrete.next_number(()) or "MUESTRA"
    today = now.astimezone(ZoneInfo(proceso.time_zone)).date()
    made = Constancia(
        number=number,
        date=today,
        nombre="Ana",
        apellido_paterno="Muestra",
        apellido_materno="Ficticia",
        sin_segundo_apellido=False,
        sobrenombre="",
        cargo=proceso.cargos[0].id,
    )
    page = f"{deps.settings.pages}/documento/constancia/0/MUESTRA"
    head = BitacoraHead(0, "0" * 64, now)
    mark = "MUESTRA de cómo saldrán las constancias · de nadie"
    return constancia_pdf(Ejemplar(made, proceso, None, PaperProof(page, ""), head, mark))


def _found(deps: Dependencies, constancia_id: int) -> tuple[StoredConstancia, PublishedProceso]:
    with deps.units.reading() as work:
        stored = work.constancias.stored(constancia_id)
        return stored, work.procesos.at(stored.issued_at)


def _copy(
    deps: Dependencies, stored: StoredConstancia, published: PublishedProceso, mark: str
) -> "Ejemplar":
    from core.documents.constancia import Ejemplar, constancia_body
    from core.documents.proof import PaperProof

    made = constancia_of(stored)
    signed = deps.signed(CONSTANCIA, constancia_body(made, published.proceso))
    page = page_of(deps, DocumentKind.CONSTANCIA, str(stored.id))
    return Ejemplar(
        constancia=made,
        proceso=published.proceso,
        periodo=in_force(published.periodos, cargo=made.cargo, aspirante=""),
        proof=PaperProof(page, to_text(signed)),
        bitacora=_head(stored.bitacora_sequence, stored.bitacora_hash, stored.issued_at),
        mark=mark,
    )


def _head(sequence: int, hash_: str, at: datetime) -> "BitacoraHead":
    from core.documents.constancia import BitacoraHead

    return BitacoraHead(sequence, hash_, at)
