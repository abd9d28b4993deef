"""What may go wrong with requests about personal data and with breaches."""

from core.errors import AlreadyDone, MachineTrouble, NotAllowed, RuleBroken


class TermWrong(RuleBroken):
    """A term of the law of personal data is of no time, or of more than a year."""

    code = "plazo_datos_invalido"
    field = "personal_data"


class BeforeRequest(RuleBroken):
    """An answer is dated before its request, or its fulfilment before the answer."""

    code = "antes_de_la_solicitud"
    field = "on"


class ExtendedAlready(AlreadyDone):
    """A term is extended once."""

    code = "solicitud_prorrogada"


class ExtendedLate(NotAllowed):
    """A term is extended before it ends, never afterwards."""

    code = "prorroga_tardia"


class AnsweredAlready(AlreadyDone):
    """The request has its answer."""

    code = "solicitud_contestada"


class WaitsForOwner(NotAllowed):
    """Its owner was asked for what it lacks: it is answered once they gave it."""

    code = "solicitud_prevenida"


class NotPresented(AlreadyDone):
    """It stands as not presented."""

    code = "solicitud_no_presentada"


class PreventedAlready(AlreadyDone):
    """What a request lacks is asked for once."""

    code = "prevencion_repetida"


class PreventedLate(NotAllowed):
    """What a request lacks is asked for in the first days after it was received."""

    code = "prevencion_tardia"


class NothingLacking(AlreadyDone):
    """Nothing is asked of the owner of the request now."""

    code = "solicitud_sin_prevencion"


class RemediedLate(NotAllowed):
    """The owner gave what was lacking after their term."""

    code = "desahogo_tardio"
    field = "on"


class RemedyTermRuns(NotAllowed):
    """The owner may still give what is lacking on that day."""

    code = "prevencion_en_plazo"
    field = "on"


class NothingToFulfil(AlreadyDone):
    """The request has no answer yet, grants nothing, or was carried out."""

    code = "solicitud_sin_pendiente"


class SolicitudUnreadable(MachineTrouble):
    """What was asked does not open under the key of this server."""

    code = "solicitud_ilegible"


class PeopleNegative(RuleBroken):
    """A breach concerns no fewer owners than none."""

    code = "personas_menos_que_ninguna"
    field = "people"
