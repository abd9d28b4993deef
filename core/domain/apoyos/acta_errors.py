"""What may go wrong with an acta de cierre (numeral 26)."""

from core.errors import AlreadyDone, NotAllowed


class ActaTooEarly(NotAllowed):
    """Sending has not ended for that aspirante, or no period was ever set."""

    code = "acta_antes_de_tiempo"


class ActaIssued(AlreadyDone):
    """That aspirante has its acta: from then its registration is only read, and it enlists nobody.

    What protects people goes on (a baja, a theft), and whatever a tablet sends gets its receipt.
    """

    code = "acta_emitida"


class PeriodoAfterActa(NotAllowed):
    """An act would change the dates of an aspirante whose acta de cierre was issued."""

    code = "plazo_con_acta"
