"""How each auxiliar stands, as their aspirante reads it (numeral 6)."""

from datetime import datetime
from enum import Enum
from typing import Final

from core.domain.desk.hoy import SILENT_AFTER
from core.domain.registration.auxiliar import AuxiliarOfAspirante, VinculoState
from core.domain.registration.invitacion import DECLINED


class Standing(Enum):
    """The state of an auxiliar as shown."""

    PENDING = "Por aceptar"
    ACTIVE = "Activa"
    WAITING = "Con pendientes"
    SILENT = "Sin noticia"
    NEVER = "Nunca entró"
    REPORTED = "Reportada robada"
    SUSPENDED = "Tableta suspendida"
    DECLINED = "No aceptó"
    ENDED = "Baja permanente"


STANDINGS: Final = (
    (Standing.PENDING, ("por aceptar", "por aceptar")),
    (Standing.ACTIVE, ("activa", "activas")),
    (Standing.WAITING, ("con pendientes", "con pendientes")),
    (Standing.SILENT, ("sin noticia", "sin noticia")),
    (Standing.NEVER, ("nunca entró", "nunca entraron")),
    (Standing.REPORTED, ("reportada robada", "reportadas robadas")),
    (Standing.SUSPENDED, ("suspendida", "suspendidas")),
    (Standing.DECLINED, ("no aceptó", "no aceptaron")),
    (Standing.ENDED, ("baja", "bajas")),
)
"""How many of one, and of many, are said."""
NOT_ENTERED: Final = frozenset({Standing.PENDING, Standing.NEVER})
"""Who has no tablet yet: an invitation or a code waits for them."""


def standing(row: AuxiliarOfAspirante, now: datetime) -> Standing:
    """Return how an auxiliar stands; nothing heard for so long as «Hoy» waits weighs most."""
    vinculo = row.vinculo
    if vinculo.state is VinculoState.ENDED:
        return Standing.DECLINED if vinculo.end_reason == DECLINED else Standing.ENDED
    if vinculo.state is VinculoState.PENDING:
        return Standing.PENDING
    if row.suspended_at or row.reported_at:
        return Standing.SUSPENDED if row.suspended_at else Standing.REPORTED
    return _of_tablet(row, now)


def _of_tablet(row: AuxiliarOfAspirante, now: datetime) -> Standing:
    heard = heard_at(row)
    if heard is None:
        return Standing.NEVER
    if now - heard > SILENT_AFTER:
        return Standing.SILENT
    return Standing.WAITING if row.pending else Standing.ACTIVE


def heard_at(row: AuxiliarOfAspirante) -> datetime | None:
    """Return when the tablet in use was last heard of, its activation included; None without."""
    if row.device_activated_at is None:
        return None
    return max(row.device_activated_at, row.pending_as_of or row.device_activated_at)
