"""How acts are put together with the parts and one unit of work; shared by several routes."""

from core.central.unit_of_work import UnitOfWork
from core.procedure.access.correct_correo import CorrectCorreo
from core.procedure.n01_publish_proceso import PublishProceso
from core.procedure.n04_register_aspirante import RegisterAspirante
from core.procedure.n05_send_access import SendAccess
from core.procedure.n12_set_periodo import SetPeriodo
from core.server.dependencies import Dependencies


def publish_proceso(parts: Dependencies, work: UnitOfWork) -> PublishProceso:
    """Return the act of numeral 1 on this unit of work."""
    return PublishProceso(
        procesos=work.procesos,
        periodos=work.periodos,
        bitacora=work.bitacora,
        clock=parts.clock,
        sign=parts.state,
        election_key_id=parts.election_key_id,
    )


def set_periodo(parts: Dependencies, work: UnitOfWork) -> SetPeriodo:
    """Return the act of numeral 12 on this unit of work."""
    publish = publish_proceso(parts, work)
    return SetPeriodo(work.periodos, work.aspirantes, work.bitacora, publish)


def send_access(parts: Dependencies, work: UnitOfWork) -> SendAccess:
    """Return the act of numeral 5 on this unit of work."""
    return SendAccess(
        accounts=work.accounts,
        sessions=work.sessions,
        outbox=work.outbox,
        procesos=work.procesos,
        letters=parts.letters,
        bitacora=work.bitacora,
        clock=parts.clock,
        link=f"{parts.settings.url}/",
    )


def register_aspirante(parts: Dependencies, work: UnitOfWork) -> RegisterAspirante:
    """Return the act of numeral 4 on this unit of work."""
    return RegisterAspirante(
        aspirantes=work.aspirantes,
        constancias=work.constancias,
        geografia=work.geografia,
        procesos=work.procesos,
        bitacora=work.bitacora,
        clock=parts.clock,
        send_access=send_access(parts, work),
    )


def correct_correo(parts: Dependencies, work: UnitOfWork) -> CorrectCorreo:
    """Return the correction of 4.e.a on this unit of work."""
    return CorrectCorreo(work.aspirantes, work.bitacora, send_access(parts, work))
