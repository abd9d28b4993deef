"""The registration of an aspirante: exactly the data of numeral 4, a to e."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from core.domain.credencial.clave_elector import ClaveElector
from core.domain.credencial.ocr_cic import Cic, Ocr, Seccion
from core.domain.errors import (
    BirthDisagrees,
    DatesOutOfOrder,
    OcrOrCicMissing,
    PhoneMissing,
    SeccionDisagrees,
)
from core.domain.registration.aspirante_shown import AspiranteShown
from core.domain.values import texto
from core.domain.values.nombre import NombreCompleto


@dataclass(frozen=True, slots=True)
class Persona(NombreCompleto):
    """4.b. Género is what the person declares: never checked against the card."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    lugar_nacimiento: str
    fecha_nacimiento: date
    genero: str

    def __post_init__(self) -> None:
        """Raise TextMissing or MaternoMissing."""
        texto.required(self.lugar_nacimiento)
        texto.required(self.genero)
        NombreCompleto.__post_init__(self)


@dataclass(frozen=True, slots=True)
class CredencialAspirante:
    """4.c. OCR, CIC or both; entidad two digits, municipio three, leading zeros kept."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    clave: ClaveElector
    ocr: Ocr | None
    cic: Cic | None
    entidad: str
    municipio: str
    seccion: Seccion

    def __post_init__(self) -> None:
        """Raise OcrOrCicMissing, SeccionDisagrees or TextMissing."""
        check_numbers(self.ocr, self.cic)
        check_seccion(self.ocr, self.seccion)
        texto.required(self.entidad)
        texto.required(self.municipio)


@dataclass(frozen=True, slots=True)
class Contacto:
    """4.d, «y/o»: at least one telephone of three, ten digits each."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    domicilio: str
    oficina: str
    movil: str

    def __post_init__(self) -> None:
        """Raise PhoneMissing or PhoneMalformed."""
        check_phones([texto.telefono(each) for each in (self.domicilio, self.oficina, self.movil)])


@dataclass(frozen=True, slots=True)
class Autenticacion:
    """4.e, a and b. The Google or Facebook account is «preferentemente»: never required."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    correo: str
    cuenta: str = ""
    proveedor: str = ""

    def __post_init__(self) -> None:
        """Raise MailMalformed."""
        texto.correo(self.correo)


@dataclass(frozen=True, slots=True)
class Expediente:
    """4.e, c to f: reception of the file."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    recibido: date
    recibido_por: str
    manifestacion: date
    constancia: str
    observaciones: str = ""

    def __post_init__(self) -> None:
        """Raise TextMissing."""
        texto.required(self.recibido_por)
        texto.required(self.constancia)


@dataclass(frozen=True, slots=True)
class RegistroAspirante:
    """All of numeral 4. `late_reason` is asked where the day is not the constancia's."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    cargo: str
    persona: Persona
    credencial: CredencialAspirante
    contacto: Contacto
    autenticacion: Autenticacion
    expediente: Expediente
    late_reason: str = ""

    def __post_init__(self) -> None:
        """Raise TextMissing or BirthDisagrees."""
        texto.required(self.cargo)
        check_birth(self.credencial.clave, self.persona.fecha_nacimiento)


@dataclass(frozen=True, slots=True)
class Registered:
    """What concluding a registration gives. `same_day` is the promise of numeral 4."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    id_solicitante: str
    registered_at: datetime
    same_day: bool


def check_numbers(ocr: Ocr | None, cic: Cic | None) -> None:
    """Raise OcrOrCicMissing where neither is given. Numeral 4.c.b."""
    if ocr is None and cic is None:
        raise OcrOrCicMissing


def check_seccion(ocr: Ocr | None, seccion: Seccion) -> None:
    """Raise SeccionDisagrees where the OCR begins with another sección."""
    if ocr is not None and ocr.seccion != seccion:
        raise SeccionDisagrees


def check_phones(phones: Iterable[str]) -> None:
    """Raise PhoneMissing unless one is given. Numeral 4.d."""
    if not any(phones):
        raise PhoneMissing


def check_birth(clave: ClaveElector, born: date) -> None:
    """Raise BirthDisagrees where the clave has another date of birth."""
    if not clave.born_on(born):
        raise BirthDisagrees


def check_order(*, manifestacion: date, constancia: date, registered: date) -> None:
    """Raise DatesOutOfOrder unless manifestación ≤ constancia ≤ registration."""
    if not manifestacion <= constancia <= registered:
        raise DatesOutOfOrder


@dataclass(frozen=True, slots=True)
class AspiranteRow(AspiranteShown):
    """One row of the desk's list. `mail_state` is that of the access e-mail (numeral 5)."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    registered_at: datetime
    same_day: bool
    mail_state: str
    mail_sent_at: datetime | None
    first_login_at: datetime | None
    trained_at: datetime | None
    auxiliares: int
    received: int
    counted: int
    umbral: int


@dataclass(frozen=True, slots=True)
class AspiranteDetail:
    """Everything the desk holds of one aspirante. `version` counts what was saved since."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    row: AspiranteRow
    registro: RegistroAspirante
    constancia_id: int
    version: int = 0


@dataclass(frozen=True, slots=True)
class NewCorreo:
    """A corrected address: it voids the access sent before and sends it anew (numeral 5)."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    correo: str

    def __post_init__(self) -> None:
        """Raise MailMalformed."""
        texto.correo(self.correo)
