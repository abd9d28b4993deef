"""The pages behind the links of mails: an invitation to answer, a stolen tablet to suspend.

A GET changes nothing, for what opens a mail may follow its links. The token stands in the form,
so that no other page can send it; nothing of these pages is kept or told further by a browser.
"""

from collections.abc import Callable, Mapping
from datetime import date

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from core.central.unit_of_work import UnitOfWork
from core.domain.access.access_errors import OwnDataWrong
from core.domain.device.dispositivo import OwnData
from core.domain.errors import PhoneMalformed
from core.domain.registration.invitacion import Invitacion, InvitationAnswer
from core.domain.values import texto
from core.errors import ApoyoError
from core.messages import explain
from core.server.bodies.http_bodies import Malformed
from core.server.bodies.problems import status_of
from core.server.composition.acts import answer_invitation, suspend_device
from core.server.composition.dependencies import Dependencies, Injected
from core.server.doors.browser import Form, show, show_refusal

router = APIRouter()

ACTOR = "auxiliar"


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
        return show(deps, "suspension.html.j2", facts, status_of(wrong))


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
            return show(deps, name, facts(work))
    except ApoyoError as error:
        return show_refusal(deps, error)


def _done(deps: Dependencies, name: str, act: _Facts) -> Response:
    """Act, and return the page that says so. Raises OwnDataWrong; other refusals are pages."""
    try:
        with deps.units.writing(ACTOR) as work:
            facts = act(work)
        return show(deps, name, facts)
    except OwnDataWrong:
        raise
    except ApoyoError as error:
        return show_refusal(deps, error)
