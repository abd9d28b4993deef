"""Numeral 10, on the tablet: the auxiliar's own password, one device, one server."""

from collections.abc import Callable
from dataclasses import dataclass

from core.domain.access.password import check_password
from core.domain.apoyos.apoyo import FrameSourceKind
from core.domain.device.paquete import Activation, WorkPacket
from core.domain.device.tablet import ServerPin
from core.domain.values.signed import Signed
from core.ports.tablet import ActivationInvitation, ActivationServer, DeviceIdentity, PacketStore


@dataclass(frozen=True, slots=True)
class ActivateTablet:
    """Make this tablet the auxiliar's own.

    `as_text` is how raw bytes travel (base64url); `proceso_key` returns the signing key of a
    Signed proceso that verifies under the key it carries; `packets_of` gives the store of a pin.
    """

    server: ActivationServer
    identity: DeviceIdentity
    packets_of: Callable[[ServerPin], PacketStore]
    proceso_key: Callable[[Signed], bytes]
    as_text: Callable[[bytes], str]

    def __call__(
        self,
        invitation: ActivationInvitation,
        password: str,
        *,
        app_hash: str,
        frames: FrameSourceKind,
    ) -> WorkPacket:
        """Return the work packet of an activated tablet.

        Raises PasswordWeak, CodeOfAnotherServer or SignatureRejected before anything was sent,
        CentralRefused (`codigo_usado`, `otro_dispositivo`, …) or CentralUnreachable after: then
        the same code and password may be given again.
        """
        check_password(password)
        pin = pinned(self.server, self.proceso_key, invitation)
        key = self.identity.prepare(pin, password)
        activation = Activation(invitation.code, self.as_text(key), app_hash, frames.value)
        activated = self.server.activate(pin, activation)
        packet = self.packets_of(pin).store(activated.packet)
        self.identity.admit(activated.device, activated.upload_token)
        return packet


def pinned(
    server: ActivationServer,
    proceso_key: Callable[[Signed], bytes],
    invitation: ActivationInvitation,
) -> ServerPin:
    """Return the server that an invitation came from, its signing key included.

    Nothing is trusted and no code is sent before both are compared with the invitation. Raises
    CodeOfAnotherServer, SignatureRejected, CentralRefused or CentralUnreachable.
    """
    pem, fingerprint = server.authority(invitation.url)
    key = invitation.signing_key
    if key is None:
        key = proceso_key(server.proceso(invitation.url, pem))
    invitation.check_server(fingerprint, key)
    return ServerPin(invitation.url, pem, key)
