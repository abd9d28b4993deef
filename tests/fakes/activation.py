"""Numerals 7 and 10 in memory: a server before activation, and the identity that it admits."""

from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from core.domain.device.paquete import Activated, Activation
from core.domain.device.tablet import ServerPin
from core.domain.registration.invitacion import Invitacion
from core.domain.values.signed import PAQUETE, PROCESO, Signed
from core.errors import CentralRefused, CentralUnreachable
from core.sealing.activation_code import make_code
from core.sealing.signed import sign
from core.tablet.errors import IdentityLocked, NotActivated
from core.wire import to_json
from tests.fakes.tablet import DEVICE, SIGNING, a_packet, a_vinculo

FINGERPRINT = bytes(range(32))
URL = "https://central.example:8443"
PEM = "PEM ficticio"
CODE = make_code(FINGERPRINT, SIGNING.public_key().public_bytes_raw())
PIN = ServerPin(URL, PEM, SIGNING.public_key().public_bytes_raw())
INVITING = Invitacion("v1", a_vinculo("000001", "Gubernatura").aspirante, accepted=False)
PACKET = sign(PAQUETE, to_json(a_packet()), by=SIGNING)


@dataclass
class MemoryActivations:
    """An ActivationServer of one code that notes what it was asked."""

    fingerprint: bytes = FINGERPRINT
    given: Activated | CentralRefused = field(
        default_factory=lambda: Activated("d1", "token-ficticio", PACKET)
    )
    asked: list[Activation] = field(default_factory=list)
    proceso_by: Ed25519PrivateKey = SIGNING
    consulted: list[str] = field(default_factory=list)

    def authority(self, url: str) -> tuple[str, bytes]:
        self._reach(url)
        return PEM, self.fingerprint

    def proceso(self, url: str, authority: str) -> Signed:
        self._reach(url, authority)
        return sign(PROCESO, b"{}", by=self.proceso_by)

    def invitation(self, server: ServerPin, code: str) -> Invitacion:
        self._reach(server.url, server.authority)
        self._know(code)
        self.consulted.append(code)
        return INVITING

    def activate(self, server: ServerPin, activation: Activation) -> Activated:
        self._reach(server.url, server.authority)
        self._know(activation.code)
        if any(each.device_key != activation.device_key for each in self.asked):
            raise CentralRefused("codigo_usado", 409)
        self.asked.append(activation)
        if isinstance(self.given, CentralRefused):
            raise self.given
        return self.given

    def _reach(self, url: str, authority: str = PEM) -> None:
        if (url, authority) != (URL, PEM):
            raise CentralUnreachable

    def _know(self, code: str) -> None:
        if code != CODE:
            raise CentralRefused("codigo_no_valido", 404)


@dataclass
class MemoryIdentity:
    """A DeviceIdentity in memory, with a key that every test knows."""

    pin: ServerPin | None = None
    password: str = ""
    admitted: tuple[str, str] | None = None

    def prepare(self, server: ServerPin, password: str) -> bytes:
        self.pin, self.password = server, password
        return DEVICE.public_key().public_bytes_raw()

    def admit(self, device: str, upload_token: str) -> None:
        if self.pin is None:
            raise NotActivated
        self.admitted = (device, upload_token)

    def sign_nonce(self, nonce: bytes) -> bytes:
        if self.admitted is None:
            raise IdentityLocked
        return DEVICE.sign(b"apoyo-nonce\x00" + nonce)

    def device(self) -> str:
        if self.admitted is None:
            raise NotActivated
        return self.admitted[0]
