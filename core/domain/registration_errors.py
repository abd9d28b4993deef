"""What may go wrong from the proceso to the access e-mail (numerals 1, 3, 4, 5 and 12)."""

from core.errors import AlreadyDone, NotThere, RuleBroken


class ProcesoMissing(NotThere):
    """No proceso was published yet. Numeral 1."""

    code = "sin_proceso"


class ProcesoFixed(RuleBroken):
    """Id and mode of a published proceso never change: another proceso needs another server."""

    code = "proceso_fijo"
    field = "id"


class CargosWrong(RuleBroken):
    """A proceso has at least one cargo, and each its own id."""

    code = "cargos_repetidos"
    field = "cargos"


class CargoInUse(RuleBroken):
    """A cargo with constancias or aspirantes cannot be taken out."""

    code = "cargo_en_uso"
    field = "cargos"


class EntidadUnknown(RuleBroken):
    """The entidad is none of the thirty-two."""

    code = "entidad_desconocida"
    field = "entidad"


class TimeZoneUnknown(RuleBroken):
    """The time zone is no IANA name."""

    code = "zona_desconocida"
    field = "time_zone"


class CargoUnknown(RuleBroken):
    """The cargo is none of the proceso's. Numeral 4.a."""

    code = "cargo_desconocido"
    field = "cargo"


class GeneroUnknown(RuleBroken):
    """The género is none of those that the proceso offers."""

    code = "genero_desconocido"
    field = "persona.genero"


class AspiranteUnknown(RuleBroken):
    """No aspirante of that cargo has this Id Solicitante."""

    code = "aspirante_desconocido"
    field = "aspirante"


class ConstanciaRepeated(AlreadyDone):
    """Another constancia has this number. Numeral 3."""

    code = "constancia_repetida"


class ConstanciaUnknown(RuleBroken):
    """No constancia has this number: it is issued, or typed in, before the registration."""

    code = "constancia_desconocida"
    field = "expediente.constancia"


class ConstanciaUsed(AlreadyDone):
    """An aspirante was already registered with this constancia."""

    code = "constancia_usada"


class ConstanciaDisagrees(RuleBroken):
    """The constancia names another person or another cargo."""

    code = "constancia_no_coincide"
    field = "expediente.constancia"


class ConstanciaDelivered(AlreadyDone):
    """It was already handed over."""

    code = "constancia_entregada"


class ConstanciaNotDelivered(RuleBroken):
    """Training comes after the constancia was handed over. Numeral 3; facts: `constancia`."""

    code = "constancia_sin_entregar"
    field = "asistentes"


class TrainedTooEarly(RuleBroken):
    """The training was held before the constancia was handed over. Facts: `constancia`."""

    code = "capacitacion_antes_de_entrega"
    field = "held_at"


class InTheFuture(RuleBroken):
    """A date that has not come yet."""

    code = "fecha_futura"


class ClaveRegistered(AlreadyDone):
    """An aspirante with this clave is already registered."""

    code = "clave_registrada"


class KeyReused(AlreadyDone):
    """The same form was already concluded, with other data."""

    code = "registro_con_otros_datos"


class KeyMissing(RuleBroken):
    """A registration carries an Idempotency-Key of 8 to 64 characters."""

    code = "falta_llave_de_registro"


class GeografiaMissing(RuleBroken):
    """No geography was imported yet."""

    code = "sin_geografia"
    field = "credencial.seccion"


class MunicipioUnknown(RuleBroken):
    """The entidad has no such municipio."""

    code = "municipio_desconocido"
    field = "credencial.municipio"


class SeccionUnknown(RuleBroken):
    """The entidad has no such sección."""

    code = "seccion_desconocida"
    field = "credencial.seccion"


class SeccionElsewhere(RuleBroken):
    """The sección lies in another municipio."""

    code = "seccion_de_otro_municipio"
    field = "credencial.seccion"


class GeografiaRejected(RuleBroken):
    """A line of the geography cannot be read; facts: `line`. Nothing was loaded."""

    code = "geografia_renglon"


class GeografiaEmpty(RuleBroken):
    """The file has another first line, or nothing below it. Nothing was loaded."""

    code = "geografia_encabezado"


class MailWiped(AlreadyDone):
    """The body of that mail was wiped once delivered, and it is not made again."""

    code = "correo_sin_contenido"
