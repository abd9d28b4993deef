"""What the acts of auxiliares, vínculos and tablets need, bound to one transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from core.domain.device.dispositivo import LateSending, StolenReport
from core.domain.device.paquete import Activation
from core.domain.registration.aspirante_shown import AspiranteShown
from core.domain.registration.auxiliar import AltaAuxiliar, Vinculo
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
        return self.shown.full_name


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
        """Keep a new auxiliar; its six-digit number is one more than there were altas.

        Every alta takes a number, so that none that is missing tells of an address known before.
        """

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

    def accept(self, vinculo_id: str) -> Vinculo:
        """Note that the auxiliar accepts it now; again changes nothing. Raises NotThere.

        The name of an auxiliar who had accepted none becomes the one that this aspirante gave.
        """

    def in_force(self, auxiliar: str) -> Sequence[Vinculo]:
        """Return the accepted vínculos of an auxiliar that have not ended, oldest first."""

    def pending(self, auxiliar: str) -> Sequence[Vinculo]:
        """Return what an auxiliar was invited to and has not answered, oldest first."""

    def open_of(self, aspirante: str) -> Sequence[Vinculo]:
        """Return what an aspirante has that did not end, accepted or not, oldest first."""

    def ever_accepted(self, aspirante: str, auxiliar: str) -> bool:
        """Tell whether this auxiliar ever accepted to work for that aspirante: now or before."""

    def alta(self, vinculo_id: str) -> AltaAuxiliar:
        """Return the seven data that the aspirante gave for a vínculo. Raises NotThere."""

    def end(self, vinculo_id: str, reason: str) -> Vinculo:
        """End a vínculo now and return it. Raises NotThere."""

    def restore(self, vinculo_id: str) -> None:
        """Put back one that ended, as it was before. Raises NotThere."""


@dataclass(frozen=True, slots=True)
class IssuedCode:
    """What is known of an activation code: whom and which vínculo it was sent for.

    `replaces` is why it may take the place of a device in use, empty where it may not.
    """

    auxiliar: str
    vinculo: str
    spent: bool
    replaces: str


CODE_LASTS = timedelta(days=7)
"""An activation code is good for so long after it was sent."""


class ActivationCodes(Protocol):
    """One-time activation codes, each for one vínculo; only a hash of each is kept."""

    def issue(self, vinculo: Vinculo, replaces: str = "") -> str:
        """Return a new code of 36 characters; those of the same vínculo are void."""

    def is_waiting(self, auxiliar: str) -> bool:
        """Tell whether a code in force was never used, whichever vínculo it was sent for."""

    def read(self, code: str) -> IssuedCode:
        """Return what a code was issued for, spent or not. Raises CodeUnknown or CodeExpired."""

    def spend(self, code: str) -> None:
        """Note that it was used; every other unused code of its auxiliar is void."""

    def void(self, vinculo_id: str) -> None:
        """Revoke every unused code of a vínculo."""


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
    """One admitted tablet. `key` is its Ed25519 public key, base64url.

    `voided_at` is when it went out of use; `suspended_at` when it was first suspended as stolen;
    `reopened_at` when the UTI last let it send again what it had signed, None once it is suspended
    anew.
    """

    id: str
    auxiliar: str
    key: str
    frames: str
    activated_at: datetime
    voided_at: datetime | None = None
    void_reason: str = ""
    suspended_at: datetime | None = None
    reopened_at: datetime | None = None

    @property
    def is_suspended(self) -> bool:
        """Tell whether its auxiliar or the UTI said it was stolen and the UTI did not reopen it."""
        return self.suspended_at is not None and self.reopened_at is None

    @property
    def late_since(self) -> datetime | None:
        """Return from when the bounds of a tablet out of use count, or None while it is in use."""
        return self.reopened_at or self.voided_at


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
        """Issue a device a new upload token; the former one is revoked."""

    def void(self, device_id: str, reason: str) -> None:
        """Take it out of use: no packet, no session. What it signed is still received.

        For the reason `robada` it is suspended too.
        """

    def suspend(self, device_id: str) -> None:
        """Suspend it, in use or not, until the UTI reopens it; the first time is what is kept."""

    def reopen(self, device_id: str) -> None:
        """Let one out of use send again what it had signed. It stays out of use."""

    def late(self, device: Device) -> LateSending:
        """Return what a tablet out of use announced and signed that came since `late_since`."""


class StolenReports(Protocol):
    """What aspirantes reported as stolen, and the UTI has not set aside."""

    def add(self, device_id: str, vinculo: Vinculo) -> StolenReport:
        """Keep a report, as of now; the same again is the first one."""

    def of_device(self, device_id: str) -> Sequence[StolenReport]:
        """Return the reports of a device, oldest first."""

    def withdraw(self, device_id: str) -> None:
        """Withdraw the reports of a device: the tablet was not stolen."""


class MailLinks(Protocol):
    """Links in mails, each good for one use; only a hash of each token is kept."""

    def issue(self, kind: str, about: str) -> str:
        """Return a new token of 256 bits, base64url; those of the same kind and thing are over."""

    def about(self, kind: str, token: str) -> str:
        """Return what a token is about. Raises LinkOver: unknown, used, too old, or of another."""

    def use(self, token: str) -> None:
        """Note that it was used."""

    def was_wrong(self, token: str) -> None:
        """Count a wrong answer on the page of a link; the fifth revokes it."""

    def void(self, kind: str, about: str) -> None:
        """Revoke the tokens of a kind about a subject."""
