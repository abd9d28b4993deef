"""Every family of errors this project raises on purpose; the leaves stand beside what raises them.

ApoyoError
├── RuleBroken          the law says no (a ValueError too, so that pydantic names the field)
├── NotAllowed          this person, role or device may not do this
├── NotThere            what was asked for does not exist
├── AlreadyDone         it was done before, or another one took its place
├── EnvelopeRejected    the bytes cannot be trusted or opened
├── ReceiptRejected     the server's word does not verify: nothing is erased
├── ReadingFailed       a picture or an engine cannot be used
├── CentralRefused      the server answered no; carries its code
├── CentralUnreachable  no answer: try again later
└── MachineTrouble      disk, port, permission or setting of this machine
"""

from collections.abc import Mapping
from typing import Self


class ApoyoError(Exception):
    """What a person can do something about. Anything else is a bug, never swallowed.

    `facts` fill the blanks of its sentence and never hold personal data.
    """

    code = "error"
    """Selects the sentence in resources/i18n/errores. Never changes once released."""

    def __init__(self, facts: Mapping[str, str] | None = None) -> None:
        super().__init__(self.code)
        self.facts: dict[str, str] = dict(facts or {})


class RuleBroken(ApoyoError, ValueError):
    """The law, or the shape of a datum, says no.

    `field` is the dotted path of the datum where an act, and not its type, found it wrong.
    """

    field = ""

    def at(self, field: str) -> Self:
        """Return this very error, naming the datum that breaks the rule."""
        self.field = field
        return self


class NotAllowed(ApoyoError):
    """This person, role or device may not do this."""

    code = "no_permitido"


class NotThere(ApoyoError):
    """What was asked for does not exist."""

    code = "no_existe"


class AlreadyDone(ApoyoError):
    """It was done before, or another one took its place."""

    code = "ya_hecho"


class EnvelopeRejected(ApoyoError):
    """A sealed record, signature or wrapped key that cannot be trusted or opened."""

    code = "sobre_rechazado"


class ReceiptRejected(ApoyoError):
    """A server's receipt that does not verify: nothing is erased."""

    code = "recibo_rechazado"


class ReadingFailed(ApoyoError):
    """A picture, video or batch that cannot be read."""

    code = "lectura_imposible"


class CentralRefused(ApoyoError):
    """The server answered no. `code` is the server's own; `fields` pairs field and code."""

    def __init__(
        self,
        code: str,
        status: int,
        facts: Mapping[str, str] | None = None,
        fields: tuple[tuple[str, str], ...] = (),
    ) -> None:
        self.code = code
        super().__init__(facts)
        self.status = status
        self.fields = fields


class CentralUnreachable(ApoyoError):
    """No valid answer came: the outcome is unknown, try again later."""

    code = "sin_servidor"


class MachineTrouble(ApoyoError):
    """Disk, port, permission or setting of this machine."""

    code = "equipo"
