"""What the acts of auxiliares, vínculos and tablets need, bound to one transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.domain.auxiliar import AltaAuxiliar, Vinculo
from core.domain.paquete import Activation, AspiranteShown
from core.ports.keyed_request import KeyedRequest


@dataclass(frozen=True, slots=True)
class Auxiliar:
    """One person (e-mail) of a proceso: one account, one device, n vínculos."""

    number: str
    correo: str
    name: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is shown of an aspirante, their office's id, and where their own mail goes."""

    shown: AspiranteShown
    cargo_id: str
    correo: str

    @property
    def name(self) -> str:
        """Return the name as it is said."""
        parts = (self.shown.nombre, self.shown.apellido_paterno, self.shown.apellido_materno)
        return " ".join(part for part in parts if part)


class Candidates(Protocol):
    """The registered aspirantes."""

    def find(self, id_solicitante: str) -> Candidate | None:
        """Return one, or None."""


class Vinculos(Protocol):
    """Auxiliares and their vínculos."""

    def auxiliar(self, number: str) -> Auxiliar:
        """Return an auxiliar. Raises NotThere."""

    def auxiliar_of(self, correo: str) -> Auxiliar | None:
        """Return the auxiliar of an e-mail, in any case of letters, or None."""

    def open_auxiliar(self, alta: AltaAuxiliar) -> Auxiliar:
        """Keep a new auxiliar with the next six-digit number."""

    def by_key(self, aspirante: str, key: str) -> Vinculo | None:
        """Return the vínculo that this aspirante made with this Idempotency-Key, or None."""

    def sent(self, vinculo_id: str) -> str:
        """Return the SHA-256 of the request that a vínculo came from. Raises NotThere."""

    def begin(
        self, aspirante: str, auxiliar: str, alta: AltaAuxiliar, request: KeyedRequest
    ) -> Vinculo:
        """Keep a new vínculo with the seven data that this aspirante gave."""

    def by_id(self, vinculo_id: str) -> Vinculo:
        """Return a vínculo. Raises NotThere."""

    def earliest(self, auxiliar: str) -> Vinculo:
        """Return the first vínculo that an auxiliar ever had. Raises NotThere."""

    def in_force(self, auxiliar: str) -> Sequence[Vinculo]:
        """Return the vínculos of an auxiliar that have not ended, oldest first."""

    def end(self, vinculo_id: str, reason: str) -> Vinculo:
        """End a vínculo now and return it. Raises NotThere."""


class ActivationCodes(Protocol):
    """One-time activation codes; only a hash of each is kept."""

    def issue(self, auxiliar: str) -> str:
        """Return a new code of 16 characters; those issued before are void."""

    def is_waiting(self, auxiliar: str) -> bool:
        """Tell whether a code in force was never used."""

    def owner_of(self, code: str) -> str:
        """Return the auxiliar of a code, spent or not. Raises CodeUnknown."""

    def is_spent(self, code: str) -> bool:
        """Tell whether a code was used. Raises CodeUnknown."""

    def spend(self, code: str) -> None:
        """Note that it was used."""

    def void(self, auxiliar: str) -> None:
        """Make every unused code of an auxiliar worthless."""


@dataclass(frozen=True, slots=True)
class Invited:
    """How a code is handed over: the server's address, the code in fours, and the QR as PNG."""

    server: str
    grouped: str
    picture: bytes


Invite = Callable[[str], Invited]
"""A code → its invitation."""


@dataclass(frozen=True, slots=True)
class Device:
    """One admitted tablet. `key` is its Ed25519 public key, base64url."""

    id: str
    auxiliar: str
    key: str
    frames: str
    activated_at: datetime
    voided_at: datetime | None = None
    void_reason: str = ""


@dataclass(frozen=True, slots=True)
class Admitted:
    """A device, and the only time that this upload token is seen."""

    device: Device
    upload_token: str


class Devices(Protocol):
    """The tablets of this proceso, voided ones included."""

    def active(self, auxiliar: str) -> Device | None:
        """Return the one device of an auxiliar, or None."""

    def find(self, device_id: str) -> Device | None:
        """Return any device, voided or not, or None."""

    def admit(self, auxiliar: str, activation: Activation) -> Admitted:
        """Keep a new device."""

    def admit_again(self, device: Device) -> Admitted:
        """Give a device another upload token; the one before is worthless."""

    def void(self, device_id: str, reason: str) -> None:
        """Take it out of use: no packet, no session. What it signed is still received."""
