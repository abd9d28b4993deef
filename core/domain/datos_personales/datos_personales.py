"""Personal data: the requests of their owners (ARCO) and what is told of a breach."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import ClassVar

from core.domain.datos_personales.datos_personales_errors import (
    AnsweredAlready,
    NotPresented,
    WaitsForOwner,
)
from core.domain.values import texto


class Derecho(Enum):
    """What its owner may ask of a datum: ARCO."""

    ACCESO = "acceso"
    RECTIFICACION = "rectificacion"
    CANCELACION = "cancelacion"
    OPOSICION = "oposicion"


class Titular(Enum):
    """Whose data a request is about."""

    CIUDADANIA = "ciudadania"
    ASPIRANTE = "aspirante"
    AUXILIAR = "auxiliar"
    PERSONAL = "personal"


class Sentido(Enum):
    """How a request was answered."""

    PROCEDENTE = "procedente"
    PARCIAL = "parcial"
    IMPROCEDENTE = "improcedente"


UNREADABLE = "No se puede leer: se selló con otra llave del servidor."
"""Stands for each text of a request that does not open; its folio and its term still hold."""


@dataclass(frozen=True, slots=True)
class NewSolicitud:
    """A request as it was received. `identity` says how its owner showed who they are.

    `contact` is where the answer goes; `representative` is empty where its owner came.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    derecho: Derecho
    titular: Titular
    name: str
    contact: str
    identity: str
    asked: str
    received_on: date
    representative: str = ""

    def __post_init__(self) -> None:
        """Raise TextMissing."""
        for field in ("name", "contact", "identity", "asked"):
            texto.required(getattr(self, field), field)


class SolicitudState(Enum):
    """What a request waits for."""

    POR_CONTESTAR = "por_contestar"
    PREVENIDA = "prevenida"
    """Its owner was asked for what it lacks; no term of the office runs."""
    POR_CUMPLIR = "por_cumplir"
    CONCLUIDA = "concluida"
    NO_PRESENTADA = "no_presentada"
    """Its owner did not give what it lacked in time."""


@dataclass(frozen=True, slots=True)
class Solicitud:
    """A request with what was done about it. `due_on` is the last day of what it waits for.

    `ground` is that of its term. Empty texts and None: not done. `version` counts what was saved.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    id: int
    folio: str
    asked: NewSolicitud
    received_by: str
    due_on: date | None
    ground: str
    extended: str = ""
    answered_on: date | None = None
    sentido: Sentido | None = None
    answer: str = ""
    fulfilled_on: date | None = None
    fulfilled: str = ""
    version: int = 0
    prevented_on: date | None = None
    prevented: str = ""
    remedied_on: date | None = None
    remedied: str = ""
    dropped_on: date | None = None

    @property
    def state(self) -> SolicitudState:
        """Return what it waits for."""
        if self.dropped_on is not None:
            return SolicitudState.NO_PRESENTADA
        if self.prevented_on is not None and self.remedied_on is None:
            return SolicitudState.PREVENIDA
        if self.sentido is None:
            return SolicitudState.POR_CONTESTAR
        if self.sentido is Sentido.IMPROCEDENTE or self.fulfilled_on is not None:
            return SolicitudState.CONCLUIDA
        return SolicitudState.POR_CUMPLIR

    def answer_by(self) -> date:
        """Return the last day to answer. Raises WaitsForOwner, NotPresented or AnsweredAlready."""
        if self.state is SolicitudState.PREVENIDA:
            raise WaitsForOwner
        if self.state is SolicitudState.NO_PRESENTADA:
            raise NotPresented
        if self.sentido is not None or self.due_on is None:
            raise AnsweredAlready
        return self.due_on


@dataclass(frozen=True, slots=True)
class Prorroga:
    """The one extension of a request, and why."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    ground: str

    def __post_init__(self) -> None:
        """Raise TextMissing."""
        texto.required(self.ground, "ground")


@dataclass(frozen=True, slots=True)
class Prevencion:
    """What a request lacks, and the day on which its owner was told; with `mail` it is told now."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    text: str
    on: date
    mail: bool = False

    def __post_init__(self) -> None:
        """Raise TextMissing."""
        texto.required(self.text, "text")


@dataclass(frozen=True, slots=True)
class Desahogo:
    """What the owner gave of what was lacking, and on what day."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    text: str
    on: date

    def __post_init__(self) -> None:
        """Raise TextMissing."""
        texto.required(self.text, "text")


@dataclass(frozen=True, slots=True)
class NoPresentada:
    """From what day on a request stands as not presented."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    on: date


@dataclass(frozen=True, slots=True)
class Respuesta:
    """The answer that its owner was given, and on what day."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    sentido: Sentido
    text: str
    on: date

    def __post_init__(self) -> None:
        """Raise TextMissing."""
        texto.required(self.text, "text")


@dataclass(frozen=True, slots=True)
class Cumplimiento:
    """What was done to carry an answer out, and on what day."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    text: str
    on: date

    def __post_init__(self) -> None:
        """Raise TextMissing."""
        texto.required(self.text, "text")


@dataclass(frozen=True, slots=True)
class NewVulneracion:
    """A breach: what happened, which data of whom, what was done, and who was told when.

    `people` is how many owners are concerned, 0 while that is not known.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    known_at: datetime
    what: str
    data: str
    whom: str
    people: int
    remedy: str
    advice: str
    owners_told_at: datetime | None = None
    owners_told_by: str = ""
    authority_told_at: datetime | None = None

    def __post_init__(self) -> None:
        """Raise TextMissing."""
        for field in ("what", "data", "whom", "remedy"):
            texto.required(getattr(self, field), field)
        if self.owners_told_at is not None:
            texto.required(self.owners_told_by, "owners_told_by")


@dataclass(frozen=True, slots=True)
class Vulneracion:
    """A breach on the list. `told_by` is until when its owners and the authority are told."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    id: int
    told: NewVulneracion
    noted_by: str
    noted_at: datetime
    told_by: datetime
    version: int = 0

    @property
    def is_told(self) -> bool:
        """Tell whether owners and authority were told."""
        return None not in (self.told.owners_told_at, self.told.authority_told_at)
