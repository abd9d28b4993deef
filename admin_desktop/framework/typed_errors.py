"""What a person may mistype in a form of the desk alone; texts in resources/i18n/errores.

What any form may get wrong stands in core/domain/values/form_errors.py.

RuleBroken
├── HourMistyped     an hour is hh:mm
├── HourSkipped      the clocks of the zone skip that hour
├── HashMistyped     a SHA-256 is 64 hex digits
├── ShareMistyped    a share is «1», «0.5» or «50 %»
├── UnitsMistyped    how many units: «17», or «50 %» of them
├── FileMissing      no file was chosen, or it is not there
├── NobodyListed     a list that must name someone is empty
├── OfficeMissing    a proceso without offices
├── TwiceNamed       it is already in the list
└── RoleUnchosen     an account without roles

SendingCancelled     the person gave up what was being sent
"""

from core.errors import ApoyoError, MachineTrouble, RuleBroken


class HourMistyped(RuleBroken):
    """An hour is hh:mm or hh:mm:ss, from 00:00 to 24:00."""

    code = "hora_escrita"


class HourSkipped(RuleBroken):
    """That hour does not exist in the zone on that day: the clocks are set forward."""

    code = "hora_no_existe"


class HourTwice(RuleBroken):
    """The clocks of the zone are set back: that hour comes twice, and which is not said."""

    code = "hora_doble"


class HashMistyped(RuleBroken):
    """Each authorised app is named by 64 hex digits."""

    code = "huella_escrita"


class ShareMistyped(RuleBroken):
    """A share of one hundred, with two decimals at most."""

    code = "porcentaje_escrito"


class UnitsMistyped(RuleBroken):
    """How many units are asked for: a number, or a share that ends with «%»."""

    code = "unidades_escritas"


class SendingCancelled(ApoyoError):
    """The person gave up a file while it was being sent."""

    code = "envio_cancelado"


class FileMissing(RuleBroken):
    """No file was chosen, or there is none at its path."""

    code = "archivo_no_esta"


class NobodyListed(RuleBroken):
    """A training needs at least one attendee."""

    code = "falta_asistente"


class OfficeMissing(RuleBroken):
    """A proceso has at least one office."""

    code = "falta_cargo"


class TwiceNamed(RuleBroken):
    """It is already in the list."""

    code = "ya_en_la_lista"


class RoleUnchosen(RuleBroken):
    """An account has at least one role."""

    code = "falta_papel"


class ExportStopped(RuleBroken):
    """The person gave an export up; nothing of its file stays."""

    code = "exportacion_detenida"


class PrinterSilent(MachineTrouble):
    """The printer takes nothing: what was to be printed stays to be printed."""

    code = "impresora_sin_respuesta"
