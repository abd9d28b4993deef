"""Why a device is changed (numeral 10), and what that makes of the records it signed."""

from datetime import datetime

from core.domain.conteo import Doubt

CHANGE, STOLEN, FORGOTTEN = "cambio", "robada", "olvido"
REASONS = frozenset({CHANGE, STOLEN, FORGOTTEN})


def doubt_of_device(
    *, saved_at: datetime, received_at: datetime, voided_at: datetime | None, reason: str
) -> Doubt:
    """Return what is doubtful of a record because its device was voided.

    Of a stolen tablet, all that arrives after the report; of any other, what was saved after it.
    """
    if voided_at is None:
        return Doubt.NONE
    if reason == STOLEN and received_at >= voided_at:
        return Doubt.DEVICE_STOLEN
    return Doubt.DEVICE_VOIDED if saved_at >= voided_at else Doubt.NONE
