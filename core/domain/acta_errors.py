"""What may go wrong with an acta de cierre (numeral 26)."""

from core.errors import AlreadyDone, NotAllowed


class ActaTooEarly(NotAllowed):
    """Sending has not ended for that aspirante, or no period was ever set."""

    code = "acta_antes_de_tiempo"


class ActaIssued(AlreadyDone):
    """That aspirante has its acta: its registration and its auxiliares are only read from then."""

    code = "acta_emitida"
