"""What one screen asks of another when it opens it, besides the thing itself."""

from dataclasses import dataclass

from core.domain.registration.constancia import ConstanciaRow


@dataclass(frozen=True, slots=True)
class ToDeliver:
    """The delivery of a constancia is to be noted."""

    row: ConstanciaRow


@dataclass(frozen=True, slots=True)
class ToTrain:
    """A training is to be recorded."""


@dataclass(frozen=True, slots=True)
class ToEscaneos:
    """The scanned documents of an aspirante are wanted; of a closed expediente to be read alone."""

    number: str
    name: str
    closed: bool


@dataclass(frozen=True, slots=True)
class ToVulneraciones:
    """The breaches of personal data are wanted."""


@dataclass(frozen=True, slots=True)
class ToFind:
    """A list is wanted with a search in force."""

    search: str
