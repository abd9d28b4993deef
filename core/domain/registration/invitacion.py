"""An invitation to work for an aspirante, and the auxiliar's answer to it (numerals 6 and 7)."""

from dataclasses import dataclass
from typing import ClassVar

from core.domain.registration.aspirante_shown import AspiranteShown

DECLINED = "No aceptó"
"""The reason with which a vínculo ends that its auxiliar did not accept."""


@dataclass(frozen=True, slots=True)
class Invitacion:
    """Who invites. `vinculo` names the invitation; `accepted` tells whether it was accepted."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    vinculo: str
    aspirante: AspiranteShown
    accepted: bool


@dataclass(frozen=True, slots=True)
class Invitaciones:
    """What an auxiliar was invited to and has not answered, oldest first."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    items: tuple[Invitacion, ...]


@dataclass(frozen=True, slots=True)
class InvitationAnswer:
    """The auxiliar's own yes or no."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    accepts: bool


@dataclass(frozen=True, slots=True)
class CodeAsked:
    """A code of activation, to be told whose invitation it is before anything is done."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    code: str
