"""What may go wrong between tablets, vínculos, records and padrón; texts in errores/central.toml.

RuleBroken        AspiranteTaken, AuxiliarUnderAge, DeviceReasonUnknown,
                  SuspensionReasonUnknown, AnnouncementTooLong,
                  PadronColumnsWrong, PadronEmpty, UploadMalformed
NotAllowed        VinculoEnded, AppNotAuthorised, FramesOfPractice, CodeUnknown, CodeExpired,
                  DeviceVoided, DeviceReported, DeviceSuspended, DeviceSpent, NonceRejected,
                  NeverEnlisted, TooManyAnnouncements
AlreadyDone       AltaKeyReused, AlreadyEnlisted, VinculoOver, VinculoPending, VinculoAccepted,
                  NoDevice, CodeUsed, OtherDevice, OffsetDiffers,
                  OtherBytes, PadronMissing, DemarcacionesMissing
EnvelopeRejected  TrainingRefused, FileFramesRefused, DeviceUnknown, AnotherProceso,
                  AnotherAuxiliar, AnotherKey, AnotherRecord, RecordAspiranteUnknown,
                  RecordOfNoVinculo, BytesDiffer
MachineTrouble    PacketSetAside
"""

from core.domain.errors import UnderAge
from core.errors import AlreadyDone, EnvelopeRejected, MachineTrouble, NotAllowed, RuleBroken


class AltaKeyReused(AlreadyDone):
    """The same form of an alta was already sent, with other data. Numeral 6."""

    code = "alta_con_otros_datos"


class AspiranteTaken(RuleBroken):
    """This proceso lets an auxiliar work for one aspirante only. norma/lecturas.md, 8."""

    code = "un_solo_aspirante"


class AuxiliarUnderAge(UnderAge):
    """The auxiliar is less than 18 years old."""

    field = "fecha_nacimiento"


class DeviceReasonUnknown(RuleBroken):
    """A device is changed for `cambio`, `robada` or `olvido`. Numeral 10."""

    code = "motivo_de_dispositivo"
    field = "reason"


class SuspensionReasonUnknown(RuleBroken):
    """The UTI acts on a tablet for one of the listed reasons. Numeral 10."""

    code = "motivo_de_suspension"
    field = "reason"


class AlreadyEnlisted(AlreadyDone):
    """The aspirante already has this person, by e-mail, as auxiliar in force. Numeral 6."""

    code = "auxiliar_ya_dado_de_alta"
    field = "correo"


class VinculoOver(AlreadyDone):
    """The vínculo was ended before: it is final. Numeral 6.a."""

    code = "vinculo_ya_terminado"


class VinculoEnded(NotAllowed):
    """The auxiliar has no vínculo in force: no session, no packet. What was saved may be sent."""

    code = "vinculo_terminado"


class NeverEnlisted(NotAllowed):
    """The auxiliar never had a vínculo with that aspirante: nothing is announced for them."""

    code = "sin_vinculo"


class VinculoPending(AlreadyDone):
    """The auxiliar has not accepted yet: there is nothing to change or report. Numeral 6."""

    code = "vinculo_por_aceptar"


class VinculoAccepted(AlreadyDone):
    """The auxiliar accepted it before: it is ended by a baja, not by declining. Numeral 6."""

    code = "vinculo_ya_aceptado"


class NoDevice(AlreadyDone):
    """The auxiliar has no tablet in use: there is none to report. Numeral 10."""

    code = "sin_tableta"


class DeviceReported(NotAllowed):
    """Every aspirante that this tablet works for reported it stolen: no packet. Numeral 10."""

    code = "dispositivo_reportado"


class CodeUnknown(NotAllowed):
    """No such activation code, or a newer one took its place. Numeral 10."""

    code = "codigo_no_valido"


class CodeUsed(AlreadyDone):
    """The activation code was used once. Numeral 10."""

    code = "codigo_usado"


class CodeExpired(NotAllowed):
    """The activation code was sent too long ago. Numeral 10."""

    code = "codigo_vencido"


class OtherDevice(AlreadyDone):
    """The auxiliar has another device, and nobody asked for a change. Numeral 10."""

    code = "otro_dispositivo"


class PacketSetAside(MachineTrouble):
    """No vínculo of the device can be shown: each is set aside. The tablet keeps what it has."""

    code = "paquete_apartado"


class DeviceVoided(NotAllowed):
    """The device was changed or reported: it may only send what it signed before."""

    code = "dispositivo_anulado"


class DeviceSuspended(NotAllowed):
    """The tablet was stolen, its auxiliar or the UTI said: not even its token is good for sending.

    What it saved stays on it, and may be sent once the UTI reopens it. Numeral 10.
    """

    code = "dispositivo_suspendido"


class DeviceSpent(NotAllowed):
    """A tablet out of use sent all that its token may still send; the UTI may reopen it.

    What it saved stays on it. Source: norma/lecturas.md, 13.
    """

    code = "dispositivo_sin_plazo"


class NonceRejected(NotAllowed):
    """The nonce is unknown, over or used, or its signature is not the device's."""

    code = "prueba_rechazada"


class AppNotAuthorised(NotAllowed):
    """The app's hash is not one that the proceso authorises. Numeral 1."""

    code = "app_no_autorizada"


class FramesOfPractice(NotAllowed):
    """Pictures from files are for a PRÁCTICA proceso only."""

    code = "camara_de_practica"


class UploadMalformed(RuleBroken):
    """Upload-Offset, Upload-Length or Upload-Sha256 is missing, or not what it should be."""

    code = "envio_mal_formado"


class AnnouncementTooLong(RuleBroken):
    """More records than one announcement holds: they are told in several. Numeral 25."""

    code = "anuncio_demasiado_largo"
    field = "waiting"


class TooManyAnnouncements(NotAllowed):
    """A device announces more than any tablet has to say. Facts: `seconds` to wait."""

    code = "demasiados_anuncios"


class OffsetDiffers(AlreadyDone):
    """The server holds another number of bytes; facts: `offset`, from where to go on."""

    code = "desfase"


class OtherBytes(AlreadyDone):
    """This record was received with other bytes; the first are kept."""

    code = "otros_bytes"


class BytesDiffer(EnvelopeRejected):
    """What arrived has not the SHA-256 that was told. The part is thrown away."""

    code = "huella_no_coincide"


class TrainingRefused(EnvelopeRejected):
    """A record of training: no server takes one. Numeral 3."""

    code = "modo_capacitacion"


class FileFramesRefused(EnvelopeRejected):
    """Its pictures came from files, and the proceso is no PRÁCTICA. Numerals 16 and 17."""

    code = "registro_con_imagenes_de_archivo"


class DeviceUnknown(EnvelopeRejected):
    """No device that this server ever admitted has signed it."""

    code = "dispositivo_desconocido"


class AnotherProceso(EnvelopeRejected):
    """The record is of another proceso."""

    code = "otro_proceso"


class AnotherAuxiliar(EnvelopeRejected):
    """The header names another auxiliar than the one whose device signed it."""

    code = "otro_auxiliar"


class AnotherKey(EnvelopeRejected):
    """The record was sealed to another key than this election's."""

    code = "otra_llave"


class AnotherRecord(EnvelopeRejected):
    """The header names another record than the address."""

    code = "otro_registro"


class RecordAspiranteUnknown(EnvelopeRejected):
    """The header names an Id Solicitante that does not exist."""

    code = "registro_sin_aspirante"


class RecordOfNoVinculo(EnvelopeRejected):
    """The header names an aspirante who never had a vínculo with the auxiliar who signed it."""

    code = "registro_sin_vinculo"


class PadronColumnsWrong(RuleBroken):
    """The first line of the CSV is not the agreed one. norma/lecturas.md, 7."""

    code = "padron_columnas"


class PadronEmpty(RuleBroken):
    """The CSV has no rows. Nothing was changed."""

    code = "padron_vacio"


class PadronMissing(AlreadyDone):
    """No padrón has been imported: there is nothing to verify against. Numeral 9."""

    code = "falta_padron"


class DemarcacionesMissing(AlreadyDone):
    """No geography has been imported: no cargo has its demarcación. Numeral 9."""

    code = "falta_geografia"
