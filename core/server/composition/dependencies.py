"""Everything the routes are given: composed once in web.py, read by every request."""

from dataclasses import dataclass, field
from typing import Annotated

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from fastapi import Depends, Request

from core.central.access.passwords import Argon2Passwords
from core.central.access.second_factors import SecondKeys
from core.central.access.totp import CryptographyTotp
from core.central.at_rest import AtRest
from core.central.leases import Holder
from core.central.object_store import Objects
from core.central.unit_of_work import Units
from core.domain.values.signed import Signed
from core.ports.central import Letters
from core.ports.shared import Clock
from core.procedure.n05_send_access import FreshPassword
from core.sealing.signed import sign
from core.server.composition.known import KnownFacts
from core.server.connections.uploads import Uploads
from core.server.host.stores import BlobsOf
from core.settings.server import ServerSettings
from core.wire import to_json


@dataclass(frozen=True, slots=True)
class Dependencies:
    """The real dependencies of one server. `authority` is the PEM that clients pin.

    `objects` is the S3 store that all hosts share, None where there is one host.

    `worker` is this process where it takes work that another may take too.
    """

    settings: ServerSettings
    clock: Clock
    units: Units
    passwords: Argon2Passwords
    letters: Letters
    blobs_of: BlobsOf
    objects: Objects | None
    signing_key: Ed25519PrivateKey
    second_keys: SecondKeys
    entrada_key: bytes = field(repr=False)
    document_key: bytes = field(repr=False)
    sealed_solicitudes: AtRest
    sealed_borradores: AtRest
    sealed_escaneos: AtRest
    authority: bytes
    election_key_id: str
    totp: CryptographyTotp = field(default_factory=CryptographyTotp)
    worker: Holder = field(default_factory=Holder)
    uploads: Uploads = field(default_factory=Uploads)
    known: KnownFacts = field(default_factory=KnownFacts)

    def signed(self, kind: str, body: bytes) -> Signed:
        """Return `body` in the name of this server."""
        return sign(kind, body, by=self.signing_key)

    def state(self, kind: str, value: object) -> Signed:
        """Return a domain value, as it travels, in the name of this server."""
        return self.signed(kind, to_json(value))

    def fresh_password(self) -> FreshPassword:
        """Return a new temporary password. Slow: never inside a unit of work."""
        text = self.passwords.temporary()
        return FreshPassword(text, self.passwords.keep(text))


async def given(request: Request) -> Dependencies:
    """Return the dependencies that the application was made with."""
    deps: Dependencies = request.app.state.deps
    return deps


Injected = Annotated[Dependencies, Depends(given)]
