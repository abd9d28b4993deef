"""Composition of acts from the server's dependencies and one unit of work."""

from functools import partial

from core.central.unit_of_work import UnitOfWork
from core.domain.device.paquete import VinculoShown
from core.domain.proceso.proceso import Proceso
from core.ports.apartados import EachAlone
from core.ports.central_blobs import Blobs
from core.procedure.access.answer_invitation import AnswerInvitation
from core.procedure.access.change_device import ChangeDevice
from core.procedure.access.correct_correo import CorrectCorreo
from core.procedure.access.guesses import GuessCode
from core.procedure.access.suspend_device import SuspendDevice
from core.procedure.access.tell_of_device import TellOfDevice
from core.procedure.n01_publish_proceso import PublishProceso
from core.procedure.n03_issue_constancia import IssueConstancia
from core.procedure.n04_register_aspirante import RegisterAspirante
from core.procedure.n05_send_access import SendAccess
from core.procedure.n06_accept_vinculo import AcceptVinculo
from core.procedure.n06_end_vinculo import EndVinculo
from core.procedure.n06_enlist_auxiliar import EnlistAuxiliar
from core.procedure.n07_send_activation import SendActivation
from core.procedure.n10_admit_device import AdmitDevice
from core.procedure.n11_issue_work_packet import ElectionKey, IssueWorkPacket
from core.procedure.n12_set_periodo import SetPeriodo
from core.procedure.n25_check_late import CheckLate
from core.procedure.n25_open_envio import OpenEnvio
from core.procedure.n27_check_apoyo import CheckApoyo
from core.sealing import b64
from core.server.composition.dependencies import Dependencies
from core.server.composition.envelopes import SealedEnvelopes
from core.server.composition.invitation import code_maker, inviter
from core.server.host.keys import KeyFiles
from core.wire import read_json, to_json


def publish_proceso(deps: Dependencies, work: UnitOfWork) -> PublishProceso:
    """Return the act of numeral 1 on this unit of work."""
    return PublishProceso(
        procesos=work.procesos,
        periodos=work.periodos,
        bitacora=work.bitacora,
        clock=deps.clock,
        sign=deps.state,
        election_key_id=deps.election_key_id,
    )


def issue_constancia(deps: Dependencies, work: UnitOfWork) -> IssueConstancia:
    """Return the act of numeral 3 on this unit of work."""
    return IssueConstancia(work.constancias, work.procesos, work.bitacora, deps.clock)


def set_periodo(deps: Dependencies, work: UnitOfWork) -> SetPeriodo:
    """Return the act of numeral 12 on this unit of work."""
    publish = publish_proceso(deps, work)
    return SetPeriodo(work.periodos, work.aspirantes, work.actas, work.bitacora, publish)


def send_access(deps: Dependencies, work: UnitOfWork) -> SendAccess:
    """Return the act of numeral 5 on this unit of work."""
    return SendAccess(
        accounts=work.accounts,
        sessions=work.sessions,
        identidades=work.identidades,
        outbox=work.outbox,
        procesos=work.procesos,
        letters=deps.letters,
        bitacora=work.bitacora,
        clock=deps.clock,
        link=f"{deps.settings.pages}/",
    )


def register_aspirante(deps: Dependencies, work: UnitOfWork) -> RegisterAspirante:
    """Return the act of numeral 4 on this unit of work."""
    return RegisterAspirante(
        aspirantes=work.aspirantes,
        constancias=work.constancias,
        geografia=work.geografia,
        procesos=work.procesos,
        bitacora=work.bitacora,
        clock=deps.clock,
        send_access=send_access(deps, work),
    )


def correct_correo(deps: Dependencies, work: UnitOfWork) -> CorrectCorreo:
    """Return the correction of 4.e.a on this unit of work."""
    return CorrectCorreo(work.aspirantes, work.bitacora, send_access(deps, work))


def blobs(deps: Dependencies, bringer: str = "") -> Blobs:
    """Return where sealed envelopes are kept, with the parts that device `bringer` brought."""
    return deps.blobs_of(bringer)


def send_activation(deps: Dependencies, work: UnitOfWork) -> SendActivation:
    """Return the act of numeral 7 on this unit of work."""
    proceso = work.procesos.current().proceso
    return SendActivation(
        codes=work.codes(code_maker(deps)),
        devices=work.devices,
        outbox=work.outbox,
        letters=deps.letters,
        invite=inviter(deps),
        bitacora=work.bitacora,
        clock=deps.clock,
        proceso=proceso,
        vinculos=work.vinculos,
        candidates=work.candidates(proceso),
        links=work.links,
        url=deps.settings.pages,
    )


def accept_vinculo(deps: Dependencies, work: UnitOfWork) -> AcceptVinculo:
    """Return the auxiliar's answer to an invitation on this unit of work."""
    proceso = work.procesos.current().proceso
    return AcceptVinculo(
        vinculos=work.vinculos,
        candidates=work.candidates(proceso),
        codes=work.codes(code_maker(deps)),
        links=work.links,
        bitacora=work.bitacora,
        proceso=proceso,
    )


def answer_invitation(deps: Dependencies, work: UnitOfWork) -> AnswerInvitation:
    """Return who may answer an invitation on this unit of work."""
    return AnswerInvitation(
        accept=accept_vinculo(deps, work),
        activation=send_activation(deps, work),
        vinculos=work.vinculos,
        links=work.links,
        reports=work.reports,
    )


def tell_of_device(deps: Dependencies, work: UnitOfWork) -> TellOfDevice:
    """Return the notices about a stolen tablet on this unit of work."""
    proceso = work.procesos.current().proceso
    return TellOfDevice(
        vinculos=work.vinculos,
        candidates=work.candidates(proceso),
        links=work.links,
        outbox=work.outbox,
        letters=deps.letters,
        proceso=proceso,
        url=deps.settings.pages,
    )


def suspend_device(deps: Dependencies, work: UnitOfWork) -> SuspendDevice:
    """Return the suspension of a stolen tablet on this unit of work."""
    return SuspendDevice(
        devices=work.devices,
        vinculos=work.vinculos,
        links=work.links,
        reports=work.reports,
        tell=tell_of_device(deps, work),
        bitacora=work.bitacora,
        late=check_late(deps, work),
    )


def check_late(deps: Dependencies, work: UnitOfWork) -> CheckLate:
    """Return the bounds of tablets out of use on this unit of work."""
    return CheckLate(work.devices, deps.clock, deps.settings.late_bounds)


def enlist_auxiliar(deps: Dependencies, work: UnitOfWork) -> EnlistAuxiliar:
    """Return the alta of numeral 6 on this unit of work."""
    proceso = work.procesos.current().proceso
    return EnlistAuxiliar(
        vinculos=work.vinculos,
        candidates=work.candidates(proceso),
        activation=send_activation(deps, work),
        bitacora=work.bitacora,
        clock=deps.clock,
        proceso=proceso,
    )


def end_vinculo(deps: Dependencies, work: UnitOfWork) -> EndVinculo:
    """Return the baja of numeral 6 on this unit of work."""
    return EndVinculo(work.vinculos, work.codes(code_maker(deps)), work.links, work.bitacora)


def change_device(deps: Dependencies, work: UnitOfWork) -> ChangeDevice:
    """Return the change of device on this unit of work."""
    return ChangeDevice(
        vinculos=work.vinculos,
        devices=work.devices,
        reports=work.reports,
        activation=send_activation(deps, work),
        tell=tell_of_device(deps, work),
        bitacora=work.bitacora,
    )


def guess_code(deps: Dependencies, work: UnitOfWork, address: str) -> GuessCode:
    """Return the count of the activation codes that come from an address."""
    return GuessCode(work.tries, deps.clock, address)


def admit_device(deps: Dependencies, work: UnitOfWork) -> AdmitDevice:
    """Return the act of numeral 10 on this unit of work."""
    return AdmitDevice(
        codes=work.codes(code_maker(deps)),
        devices=work.devices,
        vinculos=work.vinculos,
        accept=accept_vinculo(deps, work),
        bitacora=work.bitacora,
        proceso=work.procesos.current().proceso,
    )


def issue_work_packet(deps: Dependencies, work: UnitOfWork, each: EachAlone) -> IssueWorkPacket:
    """Return the act of numeral 11 on this unit of work; `each` leaves a faulty vínculo out."""
    published = work.procesos.current()
    public = KeyFiles(deps.settings.keys).election_public().public_bytes_raw()
    return IssueWorkPacket(
        vinculos=work.vinculos,
        reports=work.reports,
        candidates=work.candidates(published.proceso),
        territory=work.territory(published.proceso),
        sign=deps.state,
        clock=deps.clock,
        proceso=published.proceso,
        version=published.version,
        election=ElectionKey(b64.encode(public), deps.election_key_id),
        readable=lambda shown: read_json(VinculoShown, to_json(shown)),
        each=each,
    )


def open_envio(work: UnitOfWork) -> OpenEnvio:
    """Return the act of numeral 25 on this unit of work."""
    candidates = work.candidates(work.procesos.current().proceso)
    return OpenEnvio(
        envios=work.envios,
        apoyos=work.apoyos,
        candidates=candidates,
        vinculos=work.vinculos,
        bitacora=work.bitacora,
        clock=work.clock,
    )


def check_apoyo(deps: Dependencies, work: UnitOfWork) -> CheckApoyo:
    """Return the check of a sealed record by its header, before its bytes are kept.

    It asks `work` only what this process does not know yet.
    """
    known = deps.known

    def proceso() -> Proceso:
        return work.procesos.current().proceso

    return CheckApoyo(
        envelopes=SealedEnvelopes(),
        find_device=partial(known.devices.get, work.devices.find),
        find_candidate=lambda asked: work.candidates(proceso()).find(asked),
        ever_accepted=partial(known.accepted.get, work.vinculos.ever_accepted),
        proceso=known.proceso.get(proceso),
        election_key_id=deps.election_key_id,
    )
