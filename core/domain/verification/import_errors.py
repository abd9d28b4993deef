"""What keeps a file, or one of its lines, from being imported (numeral 9; norma/lecturas.md, 7).

RuleBroken   EstatusUnknown, CauseMalformed, CausesTooMany, ClaveTwice, LineCells, LineText,
             LineTooLong, NumberMalformed, ListaMalformed, EntidadNumberUnknown, MunicipioMalformed,
             SeccionTwice, TooManyBadLines, ReasonForBadLines, ImportTooLong, ListaNotOurs,
             ReceivedFileUnreadable, ListaEmpty, ListaBlank, ListaWorkbook, ListaTooLong,
             YesMistyped, ProviderUnknown, CorreoTwice, NombreTwice
AlreadyDone  ImportOpen, ImportNotChecked, ImportOver
"""

from core.errors import AlreadyDone, RuleBroken


class EstatusUnknown(RuleBroken):
    """The estatus is not LN, PADRON or BAJA."""

    code = "linea_estatus"


class CauseMalformed(RuleBroken):
    """The cause is longer than 200 characters, or holds what cannot be printed."""

    code = "linea_causa"


class CausesTooMany(RuleBroken):
    """The file has more than 65,535 different causes: the column holds something else."""

    code = "linea_causas_de_mas"


class ClaveTwice(RuleBroken):
    """The clave stands in an earlier line too."""

    code = "linea_clave_repetida"


class LineCells(RuleBroken):
    """The line has fewer or more cells than the header, or a quote that does not end."""

    code = "linea_columnas"


class LineText(RuleBroken):
    """The line holds bytes that are no text of the file's encoding."""

    code = "linea_texto"


class LineTooLong(RuleBroken):
    """The line is longer than 4,096 bytes."""

    code = "linea_larga"


class NumberMalformed(RuleBroken):
    """A number of the geography is empty, too long, or no number."""

    code = "linea_numero"


class ListaMalformed(RuleBroken):
    """Of how many a lista nominal is, is no whole number of seven digits at most."""

    code = "linea_lista"


class EntidadNumberUnknown(RuleBroken):
    """There is no entidad of that number."""

    code = "linea_entidad"


class MunicipioMalformed(RuleBroken):
    """The name of the municipio is empty, too long, or cannot be printed."""

    code = "linea_municipio"


class SeccionTwice(RuleBroken):
    """The sección stands in an earlier line of the same entidad too."""

    code = "linea_seccion_repetida"


class TooManyBadLines(RuleBroken):
    """More lines are bad than are listed. Facts: `lines`."""

    code = "importacion_lineas_malas"


class ReasonForBadLines(RuleBroken):
    """Leaving out bad lines needs a reason."""

    code = "importacion_sin_motivo"
    field = "reason"


class ImportTooLong(RuleBroken):
    """The file is longer than this server accepts. Facts: `megabytes`."""

    code = "importacion_larga"


class ReceivedFileUnreadable(RuleBroken):
    """The received file cannot be opened any more: it is altered, or of another key."""

    code = "importacion_ilegible"


class ListaNotOurs(RuleBroken):
    """The first line does not name the columns of an alta, each once. Facts: `missing`."""

    code = "lista_otros_titulos"


class ListaEmpty(RuleBroken):
    """Below its titles the file says nothing."""

    code = "lista_vacia"


class ListaBlank(RuleBroken):
    """The file has not a letter in it."""

    code = "lista_en_blanco"


class ListaWorkbook(RuleBroken):
    """A workbook of a spreadsheet, or another packed file, where a CSV is read."""

    code = "lista_libro"


class ListaTooLong(RuleBroken):
    """The list has more rows than are taken at once. Facts: `rows`."""

    code = "lista_larga"


class YesMistyped(RuleBroken):
    """A column that is yes or no says something else."""

    code = "lista_si_o_no"


class ProviderUnknown(RuleBroken):
    """An account is of Google or of Facebook."""

    code = "lista_proveedor"


class CorreoTwice(RuleBroken):
    """An earlier line of the same list has this address. Facts: `line`."""

    code = "lista_correo_repetido"


class NombreTwice(RuleBroken):
    """An earlier line of the same list names this person: a doubt, never refused. Facts: `line`."""

    code = "lista_nombre_repetido"


class ImportOpen(AlreadyDone):
    """Another import of the same kind has not ended."""

    code = "importacion_abierta"


class ImportNotChecked(AlreadyDone):
    """Only a checked import can be applied."""

    code = "importacion_sin_revisar"


class ImportOver(AlreadyDone):
    """The import has ended: nothing is left to cancel."""

    code = "importacion_terminada"
