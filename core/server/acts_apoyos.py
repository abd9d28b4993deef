"""How the acts of vínculos, tablets and records are put together with one unit of work."""

from core.central.apoyos.blobs import FolderBlobs
from core.central.unit_of_work import UnitOfWork
from core.central.work_apoyos import ApoyoWork
from core.procedure.access.change_device import ChangeDevice
from core.procedure.access.guess_code import FREE_CODES, GuessCode
from core.procedure.n06_end_vinculo import EndVinculo
from core.procedure.n06_enlist_auxiliar import EnlistAuxiliar
from core.procedure.n07_send_activation import SendActivation
from core.procedure.n10_admit_device import AdmitDevice
from core.procedure.n11_issue_work_packet import ElectionKey, IssueWorkPacket
from core.procedure.n25_open_envio import OpenEnvio
from core.procedure.n27_check_apoyo import CheckApoyo
from core.procedure.n27_receive_apoyo import ReceiveApoyo
from core.sealing import b64
from core.server.dependencies import Dependencies
from core.server.envelopes import SealedEnvelopes
from core.server.invitation import code_maker, inviter
from core.server.keys import KeyFiles


def blobs(parts: Dependencies) -> FolderBlobs:
    """Return where sealed envelopes are kept."""
    return FolderBlobs(parts.settings.data / "blobs")


def send_activation(parts: Dependencies, work: UnitOfWork) -> SendActivation:
    """Return the act of numeral 7 on this unit of work."""
    apoyo = ApoyoWork(work)
    return SendActivation(
        codes=apoyo.codes(code_maker(parts)),
        devices=apoyo.devices,
        outbox=work.outbox,
        letters=parts.letters,
        invite=inviter(parts),
        bitacora=work.bitacora,
        proceso=work.procesos.current().proceso,
    )


def enlist_auxiliar(parts: Dependencies, work: UnitOfWork) -> EnlistAuxiliar:
    """Return the alta of numeral 6 on this unit of work."""
    apoyo, proceso = ApoyoWork(work), work.procesos.current().proceso
    return EnlistAuxiliar(
        vinculos=apoyo.vinculos,
        candidates=apoyo.candidates(proceso),
        activation=send_activation(parts, work),
        bitacora=work.bitacora,
        clock=parts.clock,
        proceso=proceso,
    )


def end_vinculo(parts: Dependencies, work: UnitOfWork) -> EndVinculo:
    """Return the baja of numeral 6 on this unit of work."""
    apoyo = ApoyoWork(work)
    return EndVinculo(apoyo.vinculos, apoyo.codes(code_maker(parts)), work.bitacora)


def change_device(parts: Dependencies, work: UnitOfWork) -> ChangeDevice:
    """Return the change of device on this unit of work."""
    apoyo, proceso = ApoyoWork(work), work.procesos.current().proceso
    return ChangeDevice(
        vinculos=apoyo.vinculos,
        candidates=apoyo.candidates(proceso),
        devices=apoyo.devices,
        activation=send_activation(parts, work),
        bitacora=work.bitacora,
    )


def guess_code(parts: Dependencies, work: UnitOfWork) -> GuessCode:
    """Return the count of wrong activation codes on this unit of work."""
    return GuessCode(work.tries_of_codes(FREE_CODES), parts.clock)


def admit_device(parts: Dependencies, work: UnitOfWork) -> AdmitDevice:
    """Return the act of numeral 10 on this unit of work."""
    apoyo = ApoyoWork(work)
    return AdmitDevice(
        codes=apoyo.codes(code_maker(parts)),
        devices=apoyo.devices,
        vinculos=apoyo.vinculos,
        bitacora=work.bitacora,
        proceso=work.procesos.current().proceso,
    )


def issue_work_packet(parts: Dependencies, work: UnitOfWork) -> IssueWorkPacket:
    """Return the act of numeral 11 on this unit of work."""
    apoyo, published = ApoyoWork(work), work.procesos.current()
    public = KeyFiles(parts.settings.data / "keys").election_public().public_bytes_raw()
    return IssueWorkPacket(
        vinculos=apoyo.vinculos,
        candidates=apoyo.candidates(published.proceso),
        territory=apoyo.territory(published.proceso),
        sign=parts.state,
        clock=parts.clock,
        proceso=published.proceso,
        version=published.version,
        election=ElectionKey(b64.encode(public), parts.election_key_id),
    )


def open_envio(work: UnitOfWork) -> OpenEnvio:
    """Return the act of numeral 25 on this unit of work."""
    apoyo = ApoyoWork(work)
    candidates = apoyo.candidates(work.procesos.current().proceso)
    return OpenEnvio(apoyo.envios, apoyo.apoyos, candidates, work.bitacora)


def check_apoyo(parts: Dependencies, work: UnitOfWork) -> CheckApoyo:
    """Return the first half of numeral 27: what may be told without opening."""
    apoyo, proceso = ApoyoWork(work), work.procesos.current().proceso
    return CheckApoyo(
        envelopes=SealedEnvelopes(),
        devices=apoyo.devices,
        candidates=apoyo.candidates(proceso),
        proceso=proceso.id,
        election_key_id=parts.election_key_id,
    )


def receive_apoyo(parts: Dependencies, work: UnitOfWork) -> ReceiveApoyo:
    """Return the second half of numeral 27: folio, bitácora and receipt in one transaction."""
    apoyo = ApoyoWork(work)
    return ReceiveApoyo(apoyo.apoyos, apoyo.envios, work.bitacora, parts.state, parts.clock)
