"""A scanned document of the expediente of an aspirante (numeral 4.e): announced, kept, ended."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import ClassVar, Final

from core.domain.registration.escaneo_errors import (
    EscaneoEmpty,
    EscaneoMalformed,
    EscaneoTooLong,
)
from core.domain.values import texto

MOST_BYTES: Final = 20 << 20
"""Two hundred sheets of a usual scanner; it is sealed in memory, and so has an end."""
MOST_PAGES: Final = 2_000
MOST_OF_ONE: Final = 200
"""How many documents an expediente may have, those that ended too."""
AWAITED: Final = timedelta(days=1)
"""How long the bytes of one that was announced are awaited; then nothing of it stays."""
ID_FORM: Final = "^[0-9a-f]{32}$"
_ID: Final = re.compile(ID_FORM, re.ASCII)
_SHA256: Final = re.compile("[0-9a-f]{64}", re.ASCII)
_MOST_TITLE: Final = 200


class EscaneoKind(Enum):
    """What a document is, by what the registration names (numeral 4; norma/lecturas.md, 17)."""

    MANIFESTACION = "manifestacion"
    CONSTANCIA = "constancia"
    CREDENCIAL = "credencial"
    ACTA_CONSTITUTIVA = "acta_constitutiva"
    SITUACION = "situacion"
    OTRO = "otro"


KINDS: Final = {
    EscaneoKind.MANIFESTACION: "Manifestación de intención",
    EscaneoKind.CONSTANCIA: "Oficio o constancia de aspirante",
    EscaneoKind.CREDENCIAL: "Credencial para votar",
    EscaneoKind.ACTA_CONSTITUTIVA: "Acta constitutiva",
    EscaneoKind.SITUACION: "Desistimiento, cancelación o sentencia",
    EscaneoKind.OTRO: "Otro documento",
}
"""How people call each kind, in the order of the procedure."""


class EscaneoType(Enum):
    """The format of the bytes, as they themselves tell it."""

    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"


class EscaneoState(Enum):
    """Whether a document is in force. What ended stays, with its reason, until its term ends.

    Of one that was erased only the fact stays: no file, no title, no reason.
    """

    VIGENTE = "vigente"
    REEMPLAZADO = "reemplazado"
    RETIRADO = "retirado"
    BORRADO = "borrado"


def check_size(size: int) -> None:
    """Raise EscaneoEmpty or EscaneoTooLong where a file of `size` bytes is no document."""
    if size < 1:
        raise EscaneoEmpty
    if size > MOST_BYTES:
        raise EscaneoTooLong({"megabytes": str(MOST_BYTES >> 20)})


@dataclass(frozen=True, slots=True)
class NewEscaneo:
    """What is told of a document before its bytes come. `id` is the desk's, 32 hex digits.

    `day` is the one that the document bears. `replaces` is the id of the one in whose place it
    comes, and then `reason` says why. The name of the file is not told: nobody needs it.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    id: str
    kind: EscaneoKind
    title: str
    day: date
    pages: int
    size: int
    sha256: str
    replaces: str = ""
    reason: str = ""

    def __post_init__(self) -> None:
        """Raise TextMissing, EscaneoEmpty, EscaneoTooLong or EscaneoMalformed."""
        texto.required(self.title, "title")
        check_size(self.size)
        if not 1 <= self.pages <= MOST_PAGES:
            raise EscaneoMalformed().at("pages")
        if len(self.title) > _MOST_TITLE:
            raise EscaneoMalformed().at("title")
        if not _ID.fullmatch(self.id) or not _SHA256.fullmatch(self.sha256):
            raise EscaneoMalformed().at("id")
        if self.replaces:
            texto.required(self.reason, "reason")
            if not _ID.fullmatch(self.replaces) or self.replaces == self.id:
                raise EscaneoMalformed().at("replaces")


@dataclass(frozen=True, slots=True)
class EscaneoAnnounced:
    """The answer to an announcement: `held` where its bytes came before and need not again."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    id: str
    held: bool


@dataclass(frozen=True, slots=True)
class EscaneoRetiro:
    """Why a document is withdrawn."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    reason: str

    def __post_init__(self) -> None:
        """Raise TextMissing."""
        texto.required(self.reason, "reason")


@dataclass(frozen=True, slots=True)
class Escaneo:
    """A document as it is listed: what was told of it, who brought it and when, how it ended.

    `active` tells that a reader of it might run something or open files inside: as far as that
    can be seen without opening it. `replaced_by` is the id of the one in its place.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    id: str
    kind: EscaneoKind
    title: str
    day: date
    pages: int
    size: int
    sha256: str
    type: EscaneoType
    active: bool
    by: str
    at: datetime
    state: EscaneoState
    ended_by: str
    ended_at: datetime | None
    end_reason: str
    replaced_by: str
    erased_at: datetime | None = None
    """When its term ended and its file was deleted."""
