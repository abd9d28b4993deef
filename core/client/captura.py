"""The server as a tablet sees it (numerals 10, 11, 25 and 27): activation, packet, sending."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from core.client.authority import fetch_authority
from core.client.pouring import Poured
from core.client.transport import Transport
from core.domain.access.aviso import AvisoReadOnTablet
from core.domain.apoyos.acuse import AcuseRow
from core.domain.apoyos.apoyo import RecordId
from core.domain.apoyos.envio import Announcement, EnvioOpened
from core.domain.device.paquete import Activated, Activation, Nonce, NonceSigned, TabletSession
from core.domain.device.tablet import RecordInfo, ServerPin
from core.domain.registration.invitacion import (
    CodeAsked,
    Invitacion,
    Invitaciones,
    InvitationAnswer,
)
from core.domain.values.signed import Signed
from core.wire import Page

_OCTETS = {"Content-Type": "application/octet-stream"}


@dataclass(frozen=True, slots=True)
class ActivationClient:
    """An ActivationServer. `scratch` is the file that holds a PEM while a call pins to it."""

    scratch: Path

    def authority(self, url: str) -> tuple[str, bytes]:
        authority = fetch_authority(url)
        return authority.pem, authority.fingerprint

    def proceso(self, url: str, authority: str) -> Signed:
        with self._pinned(url, authority) as transport:
            return transport.get("/v1/proceso", Signed)

    def invitation(self, server: ServerPin, code: str) -> Invitacion:
        with self._pinned(server.url, server.authority) as transport:
            asked = CodeAsked(code)
            return transport.send("POST", "/v1/activaciones/consulta", asked, Invitacion)

    def activate(self, server: ServerPin, activation: Activation) -> Activated:
        with self._pinned(server.url, server.authority) as transport:
            return transport.send("POST", "/v1/activaciones", activation, Activated)

    @contextmanager
    def _pinned(self, url: str, authority: str) -> Generator[Transport]:
        self.scratch.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.scratch.write_text(authority, "ascii")
        transport = Transport(url, self.scratch)
        try:
            yield transport
        finally:
            transport.close()
            self.scratch.unlink()


@dataclass(frozen=True, slots=True)
class TabletClient:
    """A TabletServer. `uploads` carries the upload token, `visits` no token of its own.

    `moved` hears how many bytes of a record have left so far, as they go.
    """

    uploads: Transport
    visits: Transport
    moved: Callable[[RecordInfo, int], None] = lambda _record, _bytes: None

    def nonce(self, device: str) -> Nonce:
        return self.visits.send("POST", "/v1/tableta/nonces", {"device": device}, Nonce)

    def open_session(self, proof: NonceSigned) -> TabletSession:
        return self.visits.send("POST", "/v1/tableta/sesiones", proof, TabletSession)

    def packet(self, session: TabletSession) -> Signed:
        return self.visits.bearing(session.token).get("/v1/paquete", Signed)

    def invitations(self, session: TabletSession) -> Invitaciones:
        return self.visits.bearing(session.token).get("/v1/tableta/invitaciones", Invitaciones)

    def answer(self, session: TabletSession, vinculo: str, said: InvitationAnswer) -> Invitaciones:
        visit = self.visits.bearing(session.token)
        return visit.send("POST", f"/v1/tableta/invitaciones/{vinculo}", said, Invitaciones)

    def read_notice(self, session: TabletSession, read: AvisoReadOnTablet) -> AvisoReadOnTablet:
        visit = self.visits.bearing(session.token)
        return visit.send("POST", "/v1/tableta/aviso", read, AvisoReadOnTablet)

    def acuses(self, session: TabletSession, cursor: str = "") -> Page[AcuseRow]:
        """Return a page of this auxiliar's acuses (numeral 27)."""
        visit = self.visits.bearing(session.token)
        return visit.get("/v1/tableta/acuses", Page[AcuseRow], {"cursor": cursor})

    def announce(self, announcement: Announcement) -> EnvioOpened:
        return self.uploads.send("POST", "/v1/envios", announcement, EnvioOpened)

    def upload(self, record: RecordInfo, envelope: bytes, offset: int) -> Signed:
        headers = {
            **_OCTETS,
            "Upload-Offset": str(offset),
            "Upload-Length": str(record.size),
            "Upload-Sha256": record.sha256,
        }
        path = f"/v1/apoyos/{record.record_id}"
        body = Poured(envelope, offset, partial(self.moved, record))
        return self.uploads.pour(path, body, Signed, headers)

    def receipt(self, record_id: RecordId) -> Signed:
        """Return the receipt of a record sent before. Raises CentralRefused (404) without one."""
        return self.uploads.get(f"/v1/apoyos/{record_id}/recibo", Signed)
