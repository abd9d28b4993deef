"""The work packet (numeral 11): everything a tablet must know to work without a network."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from core.domain.proceso.periodo import Periodo
from core.domain.proceso.proceso import Mode, Notice, ProcesoSettings
from core.domain.registration.aspirante_shown import AspiranteShown
from core.domain.values.signed import Signed


@dataclass(frozen=True, slots=True)
class VinculoShown:
    """One vínculo in force: whom the support is for, until when, and where voters live."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    aspirante: AspiranteShown
    cargo_id: str
    periodo: Periodo | None


@dataclass(frozen=True, slots=True)
class WorkPacket:
    """The body of a Signed of kind `paquete`.

    `election_key` is the X25519 public key, base64url of 32 bytes; `secciones` maps a cargo's id
    to its demarcación; `server_time` is a lower bound for the tablet's clock. `notice` is the
    citizen's, `people_notice` the auxiliar's own; packets signed before it was there have none.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    version: int
    server_time: datetime
    proceso: str
    proceso_name: str
    instituto: str
    mode: Mode
    time_zone: str
    notice: Notice
    readings: ProcesoSettings
    auxiliar: str
    auxiliar_name: str
    device: str
    vinculos: tuple[VinculoShown, ...]
    secciones: dict[str, tuple[str, ...]]
    election_key: str
    election_key_id: str
    people_notice: Notice = field(default_factory=lambda: Notice("", ""))


@dataclass(frozen=True, slots=True)
class Activation:
    """What a tablet sends to be admitted (numeral 10). `device_key`: Ed25519, base64url."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    code: str
    device_key: str
    app_hash: str
    frames: str


@dataclass(frozen=True, slots=True)
class Activated:
    """What an admitted tablet gets. `upload_token` can only announce, upload and read receipts."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    device: str
    upload_token: str
    packet: Signed


@dataclass(frozen=True, slots=True)
class Nonce:
    """32 random bytes, base64url, good for one minute and one use."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    nonce: str


@dataclass(frozen=True, slots=True)
class NonceSigned:
    """A device's proof of its key: Ed25519 over b"apoyo-nonce" ‖ 0x00 ‖ nonce, base64url."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    device: str
    nonce: str
    signature: str
    app_hash: str


@dataclass(frozen=True, slots=True)
class TabletSession:
    """A session of a device: 15 minutes, for its packet and its acuses."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    token: str
    expires_at: datetime
