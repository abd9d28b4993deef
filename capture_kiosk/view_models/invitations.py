"""Invitations that wait for an answer, as the home page shows them (numerals 6 and 7)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.domain.registration.invitacion import Invitacion


@dataclass(frozen=True, slots=True)
class HomeInvitation:
    """One invitation that waits for an answer: who invites, and for which cargo."""

    id: str
    name: str
    cargo: str


@dataclass(frozen=True, slots=True)
class Answering:
    """`answer` waits for the server and raises what it refuses; `answered` hears of it."""

    answer: Callable[[str, bool], None]
    answered: Callable[[], None]


def invitation_rows(invitations: Sequence[Invitacion]) -> tuple[HomeInvitation, ...]:
    """Return the rows of a list of invitations, oldest first."""
    return tuple(
        HomeInvitation(each.vinculo, each.aspirante.full_name, each.aspirante.cargo)
        for each in invitations
    )
