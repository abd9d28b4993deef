"""The mails of the procedure, without their bodies, and sending one again."""

from fastapi import APIRouter, Response

from core.domain.desk.correo import CorreoBody, CorreoRow
from core.domain.registration.registration_errors import MailWiped
from core.procedure.n05_send_access import KIND
from core.server.bodies.http_bodies import Listed, Number, answer
from core.server.bodies.narrowing import narrowed
from core.server.composition.acts import send_access
from core.server.composition.dependencies import Injected
from core.server.doors.auth import Called
from core.wire import Page

router = APIRouter()


@router.get("/v1/correos", response_model=Page[CorreoRow])
def show(deps: Injected, asked: Listed) -> Response:
    """Return a Page of CorreoRow, newest first. Searches address and subject matter.

    The state `fallidos` leaves those that a person may still send again.
    """
    with deps.units.reading() as work:
        page = work.outbox.page(
            after=asked.after,
            limit=asked.limit,
            search=asked.search,
            asked=narrowed(asked, work),
        )
    return answer(Page[CorreoRow], page)


@router.get("/v1/correos/{correo_id}/cuerpo", response_model=CorreoBody)
def body(deps: Injected, correo_id: Number) -> Response:
    """Return what a mail says as CorreoBody, its secrets veiled; 404 if unknown."""
    from core.documents.masked_letter import masked

    with deps.units.reading() as work:
        mail = work.outbox.read(correo_id)
    names = tuple(each.name for each in mail.attachments if not mail.secret)
    shown = CorreoBody(correo_id, masked(mail.kind, mail.letter.text), names)
    return answer(CorreoBody, shown)


@router.post("/v1/correos/{correo_id}/reenvio", response_model=CorreoRow)
def send_again(deps: Injected, caller: Called, correo_id: Number) -> Response:
    """Send a mail again. An access is made anew, so the password sent before is void."""
    password = deps.fresh_password()
    with deps.units.writing(caller.actor) as work:
        row = work.outbox.shown(correo_id)
        if row.kind == KIND:
            send_access(deps, work)(work.aspirantes.by_id(row.about), password)
            row = work.outbox.newest(KIND, row.about)
        elif work.outbox.is_wiped(correo_id):
            raise MailWiped
        else:
            work.outbox.again(correo_id)
            work.bitacora.append("correo_reenviado", str(correo_id))
            row = work.outbox.shown(correo_id)
    return answer(CorreoRow, row)
