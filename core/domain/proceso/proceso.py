"""The proceso that an agreement of the INE opens (numeral 1): its offices, texts and settings."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import ClassVar

from core.domain.datos_personales.plazos_datos import PlazosDatos
from core.domain.proceso.dispersion import ReglaDispersion, Unidad, UnitNotSmaller
from core.domain.proceso.membrete import Membrete
from core.domain.proceso.periodo import PeriodoAct
from core.domain.proceso.proceso_errors import UmbralWrong


class Mode(Enum):
    """A PRÁCTICA proceso is a whole one, whose every document and screen says so."""

    REAL = "real"
    PRACTICA = "practica"


class Ambito(Enum):
    """What territory a cargo stands for."""

    ENTIDAD = "entidad"
    DISTRITO = "distrito"
    MUNICIPIO = "municipio"


UNITS_OF = {
    Ambito.ENTIDAD: (Unidad.DISTRITO, Unidad.MUNICIPIO, Unidad.SECCION),
    Ambito.DISTRITO: (Unidad.MUNICIPIO, Unidad.SECCION),
    Ambito.MUNICIPIO: (Unidad.SECCION,),
}
"""Of what smaller units a demarcación is made up."""


@dataclass(frozen=True, slots=True)
class Cargo:
    """An elective office. Its demarcación is the secciones of `ambito` number `numero`.

    `numero` is the district or municipio, three digits; empty for the whole entidad.
    `umbral` is the number of supports that the law asks for, `dispersion` how they must be spread;
    None where the law does not say.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    id: str
    name: str
    ambito: Ambito
    entidad: str
    numero: str = ""
    umbral: int = 0
    dispersion: ReglaDispersion | None = None

    def check(self) -> None:
        """Raise UmbralWrong, DispersionWrong, UnitNotSmaller or TextMissing."""
        check_umbral(self.umbral)
        if self.dispersion is not None:
            self.dispersion.check()
            if self.dispersion.unidad not in UNITS_OF[self.ambito]:
                raise UnitNotSmaller


@dataclass(frozen=True, slots=True)
class Notice:
    """A privacy notice: that a citizen reads before the first photograph, or people of the desk.

    An empty text is none.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    version: str
    text: str


@dataclass(frozen=True, slots=True)
class ProcesoSettings:
    """What the Instituto may decide otherwise, each with its default. Source: norma/lecturas.md."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    grace_minutes: int = 0
    sending_margin_minutes: int = 0
    several_aspirantes: bool = True
    ask_for_face: bool = True
    envio_idle_minutes: int = 10
    aspirante_mail_minutes: int = 60


@dataclass(frozen=True, slots=True)
class Proceso:
    """What the Instituto may decide of a proceso. `time_zone` is an IANA name.

    `people_notice` is read by aspirantes and auxiliares at their first entry.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    id: str
    name: str
    instituto: str
    mode: Mode
    entidad: str
    time_zone: str
    agreement: str
    cargos: tuple[Cargo, ...]
    generos: tuple[str, ...]
    legal_grounds: tuple[str, ...]
    notice: Notice
    duty_text: str
    readings: ProcesoSettings = field(default_factory=ProcesoSettings)
    authorised_apps: tuple[str, ...] = ()
    provider: str = "proveedor simulado: no es el INE"
    people_notice: Notice = field(default_factory=lambda: Notice("", ""))
    personal_data: PlazosDatos = field(default_factory=PlazosDatos)
    membrete: Membrete = field(default_factory=Membrete)

    def cargo(self, cargo_id: str) -> Cargo | None:
        """Return the office of that id, or None."""
        return next((cargo for cargo in self.cargos if cargo.id == cargo_id), None)


DRAFT = "BORRADOR"
"""The word that marks a text nobody approved yet, as the drafted ones come."""


def drafts_in(proceso: Proceso) -> tuple[str, ...]:
    """Return the fields, as the wire names them, whose text is still marked as a draft."""
    texts: dict[str, tuple[str, ...]] = {
        "name": (proceso.name,),
        "instituto": (proceso.instituto,),
        "agreement": (proceso.agreement,),
        "cargos": tuple(each.name for each in proceso.cargos),
        "generos": proceso.generos,
        "legal_grounds": proceso.legal_grounds,
        "notice.text": (proceso.notice.text,),
        "notice.version": (proceso.notice.version,),
        "duty_text": (proceso.duty_text,),
        "people_notice.text": (proceso.people_notice.text,),
        "people_notice.version": (proceso.people_notice.version,),
        "personal_data.ground": (proceso.personal_data.ground,),
        "membrete.office": (proceso.membrete.office,),
        "membrete.signatory": (proceso.membrete.signatory,),
        "membrete.post": (proceso.membrete.post,),
    }
    return tuple(
        field for field, said in texts.items() if any(DRAFT in text.upper() for text in said)
    )


def check_umbral(umbral: int) -> None:
    """Raise UmbralWrong unless the law asks for at least one support."""
    if umbral < 1:
        raise UmbralWrong


@dataclass(frozen=True, slots=True)
class PublishedProceso:
    """The body of the Signed proceso: what any tablet or stranger may check (numeral 1)."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    version: int
    published_at: datetime
    proceso: Proceso
    periodos: tuple[PeriodoAct, ...]
    election_key_id: str
