"""Whether a record was captured under a vínculo (numerals 6.a and 12)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from core.domain.apoyos.conteo import Doubt
from core.domain.registration.auxiliar import Vinculo

LATE_AFTER_END = timedelta(hours=24)
"""What claims a time before the end of its vínculo and arrives later goes to review.

Source: norma/sistema.md, 7.
"""


def doubt_of_vinculo(
    vinculos: Sequence[Vinculo], *, saved_at: datetime, received_at: datetime
) -> Doubt:
    """Return the doubt about a record of a pair; `vinculos` are all vínculos of that pair.

    A vínculo never accepted covers nothing, a later one covers from its acceptance on. The first
    one has no lower bound: no tablet knew the aspirante before it, and a slow clock is no fault.
    Source: norma/sistema.md, 7.
    """
    accepted = [(each.accepted_at, each) for each in vinculos if each.accepted_at is not None]
    covering = [
        each
        for place, (start, each) in enumerate(sorted(accepted, key=lambda pair: pair[0]))
        if (place == 0 or start <= saved_at) and (each.ended_at is None or saved_at < each.ended_at)
    ]
    if not covering:
        return Doubt.NO_VINCULO
    end = covering[-1].ended_at
    late = end is not None and received_at >= end + LATE_AFTER_END
    return Doubt.LATE_AFTER_BAJA if late else Doubt.NONE
