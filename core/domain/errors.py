"""Leaves of RuleBroken and its sisters that the law itself raises; texts in resources/i18n."""

from core.errors import NotAllowed, RuleBroken


class ClaveMalformed(RuleBroken):
    """A clave de elector has 18 characters in a fixed pattern. norma/credencial.md, 2."""

    code = "clave_forma"


class CurpMalformed(RuleBroken):
    """A CURP has 18 characters in a fixed pattern."""

    code = "curp_forma"


class CurpDigitWrong(RuleBroken):
    """The check digit of the CURP does not match. norma/credencial.md, 3."""

    code = "curp_digito"


class CicMalformed(RuleBroken):
    """A CIC has nine digits."""

    code = "cic_forma"


class CicTenDigits(RuleBroken):
    """Ten digits were typed as CIC: the tenth is its check digit and is not part of it."""

    code = "cic_diez_digitos"


class OcrMalformed(RuleBroken):
    """An OCR has thirteen digits: four of the sección and nine of the citizen."""

    code = "ocr_forma"


class IdentificadorMalformed(RuleBroken):
    """The identificador del ciudadano has nine digits."""

    code = "identificador_forma"


class SeccionMalformed(RuleBroken):
    """A sección has four digits."""

    code = "seccion_forma"


class EmisionMalformed(RuleBroken):
    """The número de emisión has two digits."""

    code = "emision_forma"


class SignUnknown(RuleBroken):
    """No bundled font has this character. Facts: `sign`, and `code`, its code point."""

    code = "signo_sin_letra"


class TextMissing(RuleBroken):
    """An obligatory text is empty."""

    code = "falta_dato"


class PhoneMissing(RuleBroken):
    """At least one telephone of three. Numeral 4.d."""

    code = "falta_telefono"


class PhoneMalformed(RuleBroken):
    """A telephone has ten digits."""

    code = "telefono_forma"


class MailMalformed(RuleBroken):
    """An e-mail address has the form name@domain."""

    code = "correo_forma"


class MailNotOne(MailMalformed):
    """A separator or a second @: mail would go to somebody else, or to several."""

    code = "correo_varios"


class MailLocalForeign(MailMalformed):
    """A letter beyond ASCII before the @: few servers of the world would take it."""

    code = "correo_letra"


class AddressMalformed(RuleBroken):
    """The address of a server has the form https://name[:port], and nothing after it."""

    code = "direccion_forma"


class OcrOrCicMissing(RuleBroken):
    """OCR or CIC, either or both. Numeral 4.c.b."""

    code = "falta_ocr_o_cic"


class MaternoMissing(RuleBroken):
    """The second surname is obligatory unless the person declares to have none."""

    code = "falta_materno"


class BirthDisagrees(RuleBroken):
    """The date of birth in the clave differs from the one in the form."""

    code = "nacimiento_no_coincide"


class SeccionDisagrees(RuleBroken):
    """The sección of the OCR differs from the one in the form."""

    code = "seccion_no_coincide"


class DatesOutOfOrder(RuleBroken):
    """Manifestación ≤ constancia ≤ registration. Numerals 3 and 4.e."""

    code = "fechas_en_desorden"


class LateReasonMissing(RuleBroken):
    """Registered on another day than the constancia's, without a reason. Numeral 4."""

    code = "falta_motivo_tardio"


class PeriodoInverted(RuleBroken):
    """Start, end of capture and end of sending are not in this order."""

    code = "periodo_invertido"


class OutsideWindow(RuleBroken):
    """The period for this act is not open. Numeral 12."""

    code = "fuera_de_plazo"


class UnderAge(RuleBroken):
    """Someone of less than 18 years cannot be auxiliar or aspirante."""

    code = "menor_de_edad"


class LeastDataMissing(RuleBroken):
    """Not enough was captured to look the citizen up. norma/lecturas.md, 9."""

    code = "faltan_datos_minimos"


class InkMissing(RuleBroken):
    """The signature has less ink than the least. Numeral 22."""

    code = "falta_firma"


class ConfidenceMalformed(RuleBroken):
    """The confidence of a captured field is outside 0..1, or is no number."""

    code = "confianza_imposible"


class InkMalformed(RuleBroken):
    """A point of the signature lies where no pad has one, or is no number."""

    code = "trazo_imposible"


class RoleMissing(NotAllowed):
    """The account has none of the roles that this act asks for."""

    code = "papel_insuficiente"


class PasswordWeak(RuleBroken):
    """A password has at least twelve characters."""

    code = "contrasena_corta"


class PacketOfAnother(NotAllowed):
    """A work packet that was issued to another tablet (numeral 11)."""

    code = "paquete_de_otra"
