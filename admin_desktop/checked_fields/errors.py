"""What the fields of the way in and of the registration may refuse; texts in escritorio.toml.

RuleBroken
├── FingerprintMistyped     the hash of the authority is 64 hex digits
├── FingerprintDiffers      the server that answers has another authority
├── AddressMistyped         a server's address has the form https://name[:port]
├── PasswordsDiffer         the new password was typed in two ways
├── DutyUnticked            the duty was not accepted
├── ConstanciaUnknown       no constancia has that number
├── ConstanciaTaken         that constancia already has its registration
├── MunicipioElsewhere      the sección lies in another municipio
├── SeccionUnknown          the geography has no such sección
└── DayToCome               that day has not come yet
"""

from core.errors import RuleBroken


class FingerprintMistyped(RuleBroken):
    """The hash of an authority is 64 hex digits; spaces and colons between them do not matter."""

    code = "huella_servidor_forma"


class FingerprintDiffers(RuleBroken):
    """Whoever answers at that address has another authority: nothing is pinned."""

    code = "huella_servidor_distinta"


class AddressMistyped(RuleBroken):
    """A server's address has the form https://name[:port]."""

    code = "direccion_servidor"


class PasswordsDiffer(RuleBroken):
    """The new password was typed in two ways."""

    code = "contrasenas_distintas"


class DutyUnticked(RuleBroken):
    """Nobody goes on without accepting the duty. Numeral 8."""

    code = "falta_aceptar_deber"


class ConstanciaUnknown(RuleBroken):
    """A registration names a constancia that exists. Numeral 3 before numeral 4."""

    code = "constancia_no_existe"


class ConstanciaTaken(RuleBroken):
    """A constancia has one registration."""

    code = "constancia_ya_registrada"


class MunicipioElsewhere(RuleBroken):
    """The sección lies in another municipio than the chosen one."""

    code = "municipio_no_coincide"


class SeccionUnknown(RuleBroken):
    """The geography of the entidad has no such sección."""

    code = "seccion_no_existe"


class DayToCome(RuleBroken):
    """What is said to have happened cannot lie in the future."""

    code = "fecha_futura"
