"""Everything the routes are given: composed once in web.py, read by every request."""

from dataclasses import dataclass
from typing import Annotated

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from fastapi import Depends, Request

from core.central.passwords import Argon2Passwords
from core.central.work import Units
from core.domain.firmado import Signed
from core.ports.shared import Clock
from core.sealing.signed import sign
from core.settings import ServerSettings


@dataclass(frozen=True, slots=True)
class Parts:
    """The real parts of one server. `authority` is the PEM that clients pin."""

    settings: ServerSettings
    clock: Clock
    units: Units
    passwords: Argon2Passwords
    signing_key: Ed25519PrivateKey
    authority: bytes
    election_key_id: str

    def signed(self, kind: str, body: bytes) -> Signed:
        """Return `body` in the name of this server."""
        return sign(kind, body, by=self.signing_key)


def given(request: Request) -> Parts:
    """Return the parts that the application was made with."""
    parts: Parts = request.app.state.parts
    return parts


Given = Annotated[Parts, Depends(given)]
