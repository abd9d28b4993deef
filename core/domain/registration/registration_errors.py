"""What may go wrong from the proceso to the access e-mail (numerals 3, 4 and 5)."""

from core.errors import AlreadyDone, RuleBroken


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


class ConstanciaVoided(AlreadyDone):
    """It was voided: it is neither printed, nor handed over, nor registered with."""

    code = "constancia_anulada"


class ConstanciaRegistered(AlreadyDone):
    """An aspirante was registered with it: what ends that is no act on a paper."""

    code = "constancia_con_registro"


class NothingToPrint(RuleBroken):
    """No constancia was named, or more than fit one print."""

    code = "nada_que_imprimir"


class PrintKeyReused(AlreadyDone):
    """Other constancias were printed under the same Idempotency-Key."""

    code = "impresion_con_otros_datos"


class FormKeyReused(AlreadyDone):
    """A form was already saved under the same Idempotency-Key, with other data."""

    code = "formulario_con_otros_datos"


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


class GeografiaEmpty(RuleBroken):
    """The file has another first line, or nothing below it. Nothing was loaded."""

    code = "geografia_encabezado"


class MailWiped(AlreadyDone):
    """The body of that mail was wiped once delivered, and it is not made again."""

    code = "correo_sin_contenido"


class ClaveNamesAnother(RuleBroken):
    """A clave begins with letters of the name: a doubt, never refused. Facts: `letters`."""

    code = "clave_otro_nombre"


class ClaveElsewhere(RuleBroken):
    """The clave has another entidad of birth: a doubt, never refused. Facts: `where`."""

    code = "clave_otra_entidad"


class AccountAlone(RuleBroken):
    """An account of Google or Facebook, and not of which: a doubt, never refused."""

    code = "cuenta_sin_proveedor"


class ProveedorAlone(RuleBroken):
    """Google or Facebook, and no account: a doubt, never refused."""

    code = "proveedor_sin_cuenta"


class CorreoTaken(RuleBroken):
    """Another aspirante has this e-mail address: a doubt, never refused. Facts: `ids`."""

    code = "correo_de_otro"


class NombreTaken(RuleBroken):
    """Another aspirante is called so: a doubt, never refused. Facts: `ids`."""

    code = "nombre_de_otro"


class OwnCorreoTaken(RuleBroken):
    """Someone of one's own auxiliares has this address: a doubt, never refused. Numeral 6."""

    code = "correo_en_su_lista"


class OwnNombreTaken(RuleBroken):
    """Someone of one's own auxiliares is called so: a doubt, never refused. Numeral 6."""

    code = "nombre_en_su_lista"


class CorreccionEmpty(RuleBroken):
    """A correction that changes nothing."""

    code = "correccion_sin_cambios"


class FixedDatum(RuleBroken):
    """A datum that no correction changes: e-mail, office, constancia or reason of a late one."""

    code = "dato_que_no_se_corrige"
