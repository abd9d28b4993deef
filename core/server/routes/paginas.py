"""The pages behind the links of mails: an invitation to answer, a stolen tablet to suspend.

A GET changes nothing, for what opens a mail may follow its links. The token stands in the form,
so that no other page can send it; nothing of these pages is kept or told further by a browser.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse

from core.central.unit_of_work import UnitOfWork
from core.domain import texto
from core.domain.access_errors import OwnDataWrong
from core.domain.dispositivo import OwnData
from core.domain.errors import PhoneMalformed
from core.domain.invitacion import Invitacion, InvitationAnswer
from core.domain.proceso import Mode
from core.errors import ApoyoError
from core.messages import explain
from core.server import templates
from core.server.acts import answer_invitation, suspend_device
from core.server.dependencies import Dependencies, Injected
from core.server.http_bodies import Malformed, limited_body
from core.server.problems import status_of
from core.wire import once_each

router = APIRouter()

ACTOR = "auxiliar"
_MOST_BYTES = 4096
_MOST_FIELDS = 8
_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self';"
        " frame-ancestors 'none'; base-uri 'none'"
    ),
}


async def _typed(request: Request) -> dict[str, str]:
    """Return the form as a browser sends it. Raises BodyTooLong, Malformed or NamedTwice."""
    raw = await limited_body(request, _MOST_BYTES)
    try:
        found = parse_qsl(raw.decode("ascii"), errors="strict", max_num_fields=_MOST_FIELDS)
    except ValueError as cause:
        raise Malformed from cause
    once_each(found)
    typed = dict(found)
    if any("\x00" in value for value in typed.values()):
        raise Malformed
    return typed


Form = Annotated[dict[str, str], Depends(_typed)]


@router.get("/invitacion/{token}", response_class=HTMLResponse)
def invitation(deps: Injected, token: str) -> Response:
    """Say who invites, with two buttons."""

    def shown(work: UnitOfWork) -> Mapping[str, object]:
        return {"invitacion": answer_invitation(deps, work).shown(token), "token": token}

    return _asked(deps, "invitacion.html.j2", shown)


@router.post("/invitacion", response_class=HTMLResponse)
def answer_it(deps: Injected, form: Form) -> Response:
    """Accept, or do not, as the button that was pressed says."""
    said = {"si": True, "no": False}.get(form.get("respuesta", ""))
    if said is None:
        raise Malformed
    token, answer = form.get("token", ""), InvitationAnswer(accepts=said)

    def answered(work: UnitOfWork) -> Mapping[str, object]:
        act = answer_invitation(deps, work)
        asked: Invitacion = act.shown(token)
        act.by_link(token, answer)
        return {"invitacion": asked, "acepta": said}

    return _done(deps, "invitacion_hecha.html.j2", answered)


@router.get("/suspension/{token}", response_class=HTMLResponse)
def stolen(deps: Injected, token: str) -> Response:
    """Ask for what only the auxiliar knows, before their tablet is suspended."""

    def asked(work: UnitOfWork) -> Mapping[str, object]:
        suspend_device(deps, work).named(token)
        return {"token": token, "problema": ""}

    return _asked(deps, "suspension.html.j2", asked)


@router.post("/suspension", response_class=HTMLResponse)
def suspend(deps: Injected, form: Form) -> Response:
    """Suspend the tablet of who knows the data of their alta; count a wrong answer."""
    token = form.get("token", "")

    def suspended(work: UnitOfWork) -> Mapping[str, object]:
        suspend_device(deps, work).by_auxiliar(token, _own_data(form))
        return {}

    try:
        return _done(deps, "suspension_hecha.html.j2", suspended)
    except OwnDataWrong as wrong:
        with deps.units.writing(ACTOR) as work:
            suspend_device(deps, work).was_wrong(token)
        facts = {"token": token, "problema": explain(wrong).sentence}
        return _page(deps, "suspension.html.j2", facts, status_of(wrong))


def _own_data(form: dict[str, str]) -> OwnData:
    """Return what was typed. Raises OwnDataWrong for what is no date or no telephone."""
    try:
        born = date.fromisoformat(form.get("nacimiento", ""))
        return OwnData(born, texto.telefono(form.get("telefono", "")))
    except (ValueError, PhoneMalformed) as cause:
        raise OwnDataWrong from cause


_Facts = Callable[[UnitOfWork], Mapping[str, object]]


def _asked(deps: Dependencies, name: str, facts: _Facts) -> Response:
    """Return a page that changes nothing; what is refused is said as a page too."""
    try:
        with deps.units.reading() as work:
            return _page(deps, name, facts(work))
    except ApoyoError as error:
        return _refused(deps, error)


def _done(deps: Dependencies, name: str, act: _Facts) -> Response:
    """Act, and return the page that says so. Raises OwnDataWrong; other refusals are pages."""
    try:
        with deps.units.writing(ACTOR) as work:
            facts = act(work)
        return _page(deps, name, facts)
    except OwnDataWrong:
        raise
    except ApoyoError as error:
        return _refused(deps, error)


def _refused(deps: Dependencies, error: ApoyoError) -> Response:
    said = explain(error)
    return _page(deps, "liga.html.j2", {"titulo": said.title, "que": said.action}, status_of(error))


def _page(
    deps: Dependencies, name: str, facts: Mapping[str, object], status: int = 200
) -> Response:
    with deps.units.reading() as work:
        published = work.procesos.latest()
    proceso = published.proceso if published else None
    shown = {
        "proceso": proceso.name if proceso else "",
        "instituto": proceso.instituto if proceso else "",
        "practica": proceso is not None and proceso.mode is Mode.PRACTICA,
    }
    return HTMLResponse(
        templates.page(name).render({**shown, **facts}), status_code=status, headers=_HEADERS
    )
