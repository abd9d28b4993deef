"""What the fields of the way in and of the registration may refuse; texts in escritorio.toml.

RuleBroken
├── FingerprintMistyped     the hash of the authority is 64 hex digits
├── FingerprintDiffers      the server that answers has another authority
├── PasswordsDiffer         the new password was typed in two ways
└── DutyUnticked            the duty was not accepted
"""

from core.errors import RuleBroken


class FingerprintMistyped(RuleBroken):
    """The hash of an authority is 64 hex digits; spaces and colons between them do not matter."""

    code = "huella_servidor_forma"


class FingerprintDiffers(RuleBroken):
    """Whoever answers at that address has another authority: nothing is pinned."""

    code = "huella_servidor_distinta"


class OtherPerson(RuleBroken):
    """Somebody else than who was working was proved: nothing of theirs goes on."""

    code = "otra_persona"


class PasswordsDiffer(RuleBroken):
    """The new password was typed in two ways."""

    code = "contrasenas_distintas"


class DutyUnticked(RuleBroken):
    """Nobody goes on without accepting the duty. Numeral 8."""

    code = "falta_aceptar_deber"
