"""A tablet proves its key for a session of 15 minutes, and reads its auxiliar's acuses."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from cryptography.exceptions import InvalidSignature
from fastapi import APIRouter, Response

from core.central.unit_of_work import UnitOfWork
from core.domain.access.aviso import AvisoReadOnTablet
from core.domain.apoyos.acuse import AcuseRow
from core.domain.apoyos.apoyo_errors import NonceRejected
from core.domain.device.paquete import Nonce, NonceSigned, TabletSession
from core.domain.registration.invitacion import Invitaciones, InvitationAnswer
from core.errors import NotThere
from core.ports.central_vinculos import Device
from core.procedure.datos_personales.read_aviso import ReadAvisoOnTablet
from core.procedure.n10_admit_device import check_app
from core.procedure.n11_issue_work_packet import check_visiting
from core.sealing import b64
from core.server.bodies.http_bodies import Listed, answer, reads
from core.server.composition.acts import accept_vinculo, answer_invitation
from core.server.composition.dependencies import Dependencies, Injected
from core.server.composition.envelopes import device_public
from core.server.doors.devices import Visiting
from core.wire import Page

router = APIRouter()

_DOMAIN = b"apoyo-nonce\x00"


@dataclass(frozen=True, slots=True)
class DeviceNamed:
    """Which tablet asks for a nonce."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    device: str


@router.post("/v1/tableta/nonces", response_model=Nonce)
def ask(deps: Injected, named: Annotated[DeviceNamed, reads(DeviceNamed)]) -> Response:
    """Return a Nonce: 32 random bytes to sign, valid for one minute and one use; 404 if unknown."""
    with deps.units.writing(named.device) as work:
        if work.devices.find(named.device) is None:
            raise NotThere
        nonce = work.tablet_sessions.ask(named.device)
    return answer(Nonce, Nonce(b64.encode(nonce)))


@router.post("/v1/tableta/sesiones", response_model=TabletSession)
def open_session(deps: Injected, proof: Annotated[NonceSigned, reads(NonceSigned)]) -> Response:
    """Return a TabletSession for the holder of the device's key.

    Refused for a rejected nonce, an unauthorised app, or without a vínculo in force.
    """
    device = _proved(deps, proof)
    with deps.units.writing(device.id) as work:
        check_app(proof.app_hash, work.procesos.current().proceso)
        check_visiting(device, work.vinculos, work.reports)
        session = work.tablet_sessions.open(device.id)
    return answer(TabletSession, session)


@router.get("/v1/tableta/acuses", response_model=Page[AcuseRow])
def acuses(deps: Injected, device: Visiting, asked: Listed) -> Response:
    """Return a Page of the auxiliar's AcuseRow, newest first."""
    with deps.units.reading() as work:
        page = work.acuses.page_of_auxiliar(device.auxiliar, after=asked.cursor, limit=asked.limit)
    return answer(Page[AcuseRow], page)


@router.get("/v1/tableta/invitaciones", response_model=Invitaciones)
def invitations(deps: Injected, device: Visiting) -> Response:
    """Return what the auxiliar was invited to and has not answered."""
    with deps.units.reading() as work:
        pending = accept_vinculo(deps, work).pending(device.auxiliar)
    return answer(Invitaciones, Invitaciones(tuple(pending)))


@router.post("/v1/tableta/invitaciones/{vinculo_id}", response_model=Invitaciones)
def answer_invitation_here(
    deps: Injected,
    device: Visiting,
    vinculo_id: str,
    said: Annotated[InvitationAnswer, reads(InvitationAnswer)],
) -> Response:
    """Accept an invitation of one's own, or do not; return those that are left."""
    with deps.units.writing(device.id) as work:
        answer_invitation(deps, work).by_device(device, vinculo_id, said)
        pending = accept_vinculo(deps, work).pending(device.auxiliar)
    return answer(Invitaciones, Invitaciones(tuple(pending)))


@router.post("/v1/tableta/aviso", response_model=AvisoReadOnTablet)
def read_notice(
    deps: Injected, device: Visiting, said: Annotated[AvisoReadOnTablet, reads(AvisoReadOnTablet)]
) -> Response:
    """Keep that the auxiliar read their privacy notice on this tablet; return what is kept."""
    with deps.units.writing(device.id) as work:
        avisos = work.avisos_read_on_tablets
        ReadAvisoOnTablet(avisos, work.procesos, work.bitacora)(device, said)
        kept = avisos.read(device.auxiliar, said.sha256)
    return answer(AvisoReadOnTablet, kept)


def _proved(deps: Dependencies, proof: NonceSigned) -> Device:
    """Return the device that signed the nonce, which is spent by it. Raises NonceRejected."""
    try:
        nonce, signature = b64.decode(proof.nonce), b64.decode(proof.signature)
    except ValueError as cause:
        raise NonceRejected from cause
    with deps.units.writing(proof.device) as work:
        device = _spent(work, proof.device, nonce)
    if device is None:
        raise NonceRejected
    try:
        device_public(device.key).verify(signature, _DOMAIN + nonce)
    except InvalidSignature as cause:
        raise NonceRejected from cause
    return device


def _spent(work: UnitOfWork, device_id: str, nonce: bytes) -> Device | None:
    """Return the device if that nonce was its own and still good."""
    good = work.tablet_sessions.use(device_id, nonce)
    return work.devices.find(device_id) if good else None
