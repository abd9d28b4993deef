"""What a person may mistype in any form; texts in resources/i18n/errores.

RuleBroken
├── DayMistyped      a day is dd/mm/aaaa or aaaa-mm-dd
├── DayUnreal        no calendar has that day
├── NumberMistyped   digits are wanted
└── FormBroken       some fields of a form broke their rules
"""

from collections.abc import Mapping

from core.errors import ApoyoError, RuleBroken


class DayMistyped(RuleBroken):
    """A day is dd/mm/aaaa or aaaa-mm-dd."""

    code = "fecha_escrita"


class DayUnreal(RuleBroken):
    """Day, month and year are written well, and no calendar has them: 31/02/2026."""

    code = "fecha_no_existe"


class NumberMistyped(RuleBroken):
    """Digits alone are wanted."""

    code = "numero_escrito"


class FormBroken(RuleBroken):
    """Some fields broke their rules. `errors` maps a field's key to what it broke."""

    code = "revise_campos"

    def __init__(self, errors: Mapping[str, ApoyoError]) -> None:
        super().__init__({"count": str(len(errors))})
        self.errors = dict(errors)

    @property
    def fields(self) -> dict[str, str]:
        """Return the code that each field broke."""
        return {field: error.code for field, error in self.errors.items()}
