"""What may go wrong with what ends or restores a candidatura."""

from core.errors import AlreadyDone


class CandidaturaOver(AlreadyDone):
    """The candidatura ended: its registration is only read, and it enlists nobody.

    What protects people goes on, and whatever its tablets signed before is received.
    """

    code = "candidatura_terminada"


class CandidaturaGoesOn(AlreadyDone):
    """Nothing is to be restored: the candidatura goes on and has no acta de cierre."""

    code = "candidatura_vigente"
