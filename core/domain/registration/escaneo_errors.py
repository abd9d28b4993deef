"""What may go wrong with the scanned documents of an expediente (numeral 4.e).

RuleBroken   EscaneoTypeUnknown, EscaneoCut, EscaneoWithRest, EscaneoEncrypted, EscaneoTooWide,
             EscaneoEmpty, EscaneoTooLong, EscaneoDiffers, EscaneoMalformed, EscaneosTooMany
AlreadyDone  EscaneoThere, EscaneoTold, EscaneoEnded, EscaneoErased, EscaneoLate
"""

from core.errors import AlreadyDone, RuleBroken


class EscaneoTypeUnknown(RuleBroken):
    """The content is no PDF, JPEG or PNG, whatever its file is called."""

    code = "escaneo_tipo"


class EscaneoCut(RuleBroken):
    """The content ends before its format does, or a piece of it is damaged."""

    code = "escaneo_incompleto"


class EscaneoWithRest(RuleBroken):
    """Something stands after the end of the format: it would be kept, and nobody would see it."""

    code = "escaneo_con_sobrante"


class EscaneoEncrypted(RuleBroken):
    """A PDF that asks for a password: nobody could read it later."""

    code = "escaneo_cifrado"


class EscaneoTooWide(RuleBroken):
    """A picture of more pixels than a sheet has at any resolution of a scanner."""

    code = "escaneo_desmedido"


class EscaneoEmpty(RuleBroken):
    """A file of no bytes: what was scanned was not written."""

    code = "escaneo_vacio"
    field = "size"


class EscaneoTooLong(RuleBroken):
    """A file of more bytes than one document may have. Facts: `megabytes`."""

    code = "escaneo_grande"
    field = "size"


class EscaneoDiffers(RuleBroken):
    """The bytes that came are not those that were announced."""

    code = "escaneo_distinto"


class EscaneoMalformed(RuleBroken):
    """An id, a hash or a number of pages that no desk of ours sends."""

    code = "escaneo_invalido"


class EscaneosTooMany(RuleBroken):
    """An expediente has as many documents as it may. Facts: `most`."""

    code = "escaneos_de_mas"


class EscaneoThere(AlreadyDone):
    """The expediente has this very file already, in force."""

    code = "escaneo_repetido"


class EscaneoTold(AlreadyDone):
    """The same id was announced with other data."""

    code = "escaneo_con_otros_datos"


class EscaneoEnded(AlreadyDone):
    """The document was withdrawn, or another one took its place."""

    code = "escaneo_terminado"


class EscaneoErased(AlreadyDone):
    """Its term ended after the acta de cierre: the file is gone, and its history is not."""

    code = "escaneo_borrado"


class EscaneoLate(AlreadyDone):
    """It was announced more than a day ago: its bytes are awaited no more."""

    code = "escaneo_vencido"
