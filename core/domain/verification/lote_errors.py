"""What keeps a batch for the DERFE, or a line of its answer, from being taken (numeral 9).

RuleBroken   EstatusOfAnswerUnknown, SeccionOfAnswerMissing, ReferenceAltered, ReferenceOfAnother,
             ReferenceTwice, AnswersDisagree, ReferenceAnswered, RespuestaColumnsWrong,
             RespuestaEmpty, DerfeKeyMissing, LoteEmpty, LoteNobodyWaits,
             LoteWithoutCut
AlreadyDone  LoteOpen, LoteNotCounted, LoteNotReady, LoteOver
"""

from core.errors import AlreadyDone, RuleBroken


class EstatusOfAnswerUnknown(RuleBroken):
    """The estatus is none of those that the DERFE answers with."""

    code = "linea_estatus_derfe"


class SeccionOfAnswerMissing(RuleBroken):
    """Who is in the Lista Nominal has a sección."""

    code = "linea_sin_seccion"


class ReferenceAltered(RuleBroken):
    """The reference is none of ours: its check letter says that it was altered."""

    code = "linea_referencia_alterada"


class ReferenceOfAnother(RuleBroken):
    """The reference is whole, and of no line of this batch."""

    code = "linea_referencia_ajena"


class ReferenceTwice(RuleBroken):
    """An earlier line gives the same answer to this reference."""

    code = "linea_referencia_repetida"


class AnswersDisagree(RuleBroken):
    """Two lines answer one reference otherwise: neither is taken."""

    code = "linea_respuesta_contradictoria"


class ReferenceAnswered(RuleBroken):
    """An answer that was applied before has this reference."""

    code = "linea_ya_contestada"


class RespuestaColumnsWrong(RuleBroken):
    """The first line does not name the columns of an answer."""

    code = "respuesta_columnas"


class RespuestaEmpty(RuleBroken):
    """The answer has no line."""

    code = "respuesta_vacia"


class DerfeKeyMissing(RuleBroken):
    """The settings have no key of the DERFE, or one that is no key: nothing may leave."""

    code = "derfe_sin_llave"


class LoteEmpty(RuleBroken):
    """There is nobody to ask about."""

    code = "lote_vacio"


class LoteNobodyWaits(RuleBroken):
    """Of nobody who was asked about is an answer awaited."""

    code = "lote_nadie_espera"


class LoteWithoutCut(RuleBroken):
    """No cut of the padrón was imported: no record is opened, and no answer would judge one."""

    code = "lote_sin_padron"


class LoteOpen(AlreadyDone):
    """Another batch is being counted or prepared."""

    code = "lote_abierto"


class LoteNotCounted(AlreadyDone):
    """Only a counted batch can be prepared."""

    code = "lote_sin_contar"


class LoteNotReady(AlreadyDone):
    """Only a batch that is ready can be taken, or answered."""

    code = "lote_sin_preparar"


class LoteOver(AlreadyDone):
    """The batch has ended: nothing is left to cancel."""

    code = "lote_terminado"
