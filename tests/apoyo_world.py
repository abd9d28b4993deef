"""A fictitious proceso with two aspirantes on a real server, and tablets that talk to it."""

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import requests
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from core.domain.apoyos.apoyo import (
    Apoyo,
    ClockState,
    FrameSourceKind,
    Header,
    RecordId,
    RecordMode,
)
from core.domain.apoyos.envio import Announcement, EnvioOpened, Receipt, WaitingRecord
from core.domain.device.paquete import Activated, Activation, WorkPacket
from core.domain.proceso.geografia import SeccionPlace
from core.domain.proceso.periodo import PeriodoAct
from core.domain.proceso.proceso import Proceso
from core.domain.registration.auxiliar import Enlisted
from core.domain.values.signed import PAQUETE, RECIBO, Signed
from core.sealing import b64
from core.sealing.envelope import seal
from core.sealing.payload import encode
from core.sealing.signed import open_signed
from core.server.composition.acts import publish_proceso, set_periodo
from core.server.host.keys import KeyFiles
from core.wire import adapter
from tests.apoyo_data import (
    FIRST,
    SECCIONES,
    SECOND,
    a_periodo,
    a_proceso,
    an_alta,
    citizen,
    padron_csv,
    register,
)
from tests.central_server import Central, Client
from tests.fakes.apoyos import an_apoyo
from tests.importing import put_geografia
from tests.written_once import write_once

LINKED = ("activacion", "tambien_para", "tableta_robada")
"""The kinds of mail that carry a link."""

__all__ = ["FIRST", "SECOND", "Sealed", "Tablet", "World", "citizen", "padron_csv"]


@dataclass
class Tablet:
    """A device with its own key. It seals and sends as the kiosk does."""

    world: "World"
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    activated: Activated | None = None
    counter: int = 0

    def activate(self, code: str, *, app_hash: str = "", frames: str = "file") -> requests.Response:
        public = b64.encode(self.key.public_key().public_bytes_raw())
        body = Activation(code, public, app_hash, frames)
        answer = self.world.central.stranger().post("/v1/activaciones", body)
        if answer.status_code == 201:
            self.activated = adapter(Activated).validate_json(answer.content)
        return answer

    @property
    def client(self) -> Client:
        """Return a client with the upload token."""
        assert self.activated
        client = self.world.central.stranger()
        client.token = self.activated.upload_token
        return client

    def packet(self, signed: Signed | None = None) -> WorkPacket:
        assert self.activated
        signed = signed or self.activated.packet
        public = self.world.central.deps.signing_key.public_key()
        body = open_signed(signed, kind=PAQUETE, by=public)
        packet: WorkPacket = adapter(WorkPacket).validate_json(body, strict=True)
        return packet

    def proof(self, app_hash: str = "") -> dict[str, str]:
        """Return a signed nonce."""
        assert self.activated
        stranger = self.world.central.stranger()
        device = self.activated.device
        nonce = stranger.post("/v1/tableta/nonces", {"device": device}).json()["nonce"]
        signature = self.key.sign(b"apoyo-nonce\x00" + b64.decode(nonce))
        return {
            "device": device,
            "nonce": nonce,
            "signature": b64.encode(signature),
            "app_hash": app_hash,
        }

    def session(self, app_hash: str = "") -> requests.Response:
        stranger = self.world.central.stranger()
        return stranger.post("/v1/tableta/sesiones", self.proof(app_hash))

    def record(
        self,
        aspirante: str = FIRST,
        apoyo: Apoyo | None = None,
        payload: bytes = b"",
        **changes: object,
    ) -> "Sealed":
        """Return a sealed record, as «Guardar» leaves it; `payload` stands in for the support."""
        assert self.activated
        packet = self.packet()
        self.counter += 1
        now = self.world.central.clock.now()
        header = Header(
            **{  # type: ignore[arg-type]
                "mode": RecordMode.APOYO,
                "record_id": RecordId(secrets.token_hex(16)),
                "proceso": packet.proceso,
                "aspirante": aspirante,
                "auxiliar": packet.auxiliar,
                "device": self.activated.device,
                "device_counter": self.counter,
                "frames": FrameSourceKind.FILE,
                "started_at": now - timedelta(minutes=3),
                "saved_at": now,
                "clock": ClockState.TRUSTED,
                "key_id": packet.election_key_id,
            }
            | changes
        )
        to = KeyFiles(self.world.central.data / "keys").election_public()
        envelope = seal(header, payload or encode(apoyo or an_apoyo()), to=to, by=self.key)
        return Sealed(header, envelope)

    def announce(
        self, *records: "Sealed", aspirante: str = FIRST, slow: timedelta = timedelta(0)
    ) -> EnvioOpened:
        """Announce them; the tablet's clock is that `slow`."""
        said = self.world.central.clock.now() - slow
        body = Announcement(aspirante, tuple(each.waiting for each in records), said)
        answer = self.client.post("/v1/envios", body)
        assert answer.status_code == 200, answer.text
        opened: EnvioOpened = adapter(EnvioOpened).validate_json(answer.content)
        return opened

    def put(self, record: "Sealed", offset: int = 0, until: int | None = None) -> requests.Response:
        """Send bytes from `offset` on."""
        headers = {
            "Upload-Offset": str(offset),
            "Upload-Length": str(len(record.envelope)),
            "Upload-Sha256": record.sha256,
        }
        path = f"/v1/apoyos/{record.header.record_id}"
        part = record.envelope[offset:until]
        return self.client.call("PUT", path, data=part, headers=headers)

    def receipt(self, answer: requests.Response) -> Receipt:
        signed = adapter(Signed).validate_json(answer.content)
        public = self.world.central.deps.signing_key.public_key()
        receipt: Receipt = adapter(Receipt).validate_json(
            open_signed(signed, kind=RECIBO, by=public), strict=True
        )
        return receipt

    def send(self, *records: "Sealed", aspirante: str = FIRST) -> list[Receipt]:
        """Announce and send these records; return their receipts."""
        self.announce(*records, aspirante=aspirante)
        return [self.receipt(self.put(each)) for each in records]


@dataclass(frozen=True)
class Sealed:
    """One sealed record."""

    header: Header
    envelope: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.envelope).hexdigest()

    @property
    def waiting(self) -> WaitingRecord:
        size = len(self.envelope)
        return WaitingRecord(self.header.record_id, self.header.device_counter, self.sha256, size)


@dataclass
class World:
    """A server where two aspirantes of different cargos are registered and capture is open."""

    central: Central

    @classmethod
    def made(cls, central: Central, proceso: Proceso | None = None) -> "World":
        """Return it on a server where nothing of it stands; the usual proceso is written once."""
        if proceso is None:
            write_once(central, "mundo", lambda: cls._write(central, a_proceso()))
        else:
            cls._write(central, proceso)
        return cls(central)

    @staticmethod
    def _write(central: Central, proceso: Proceso) -> None:
        now = datetime.now(UTC)  # noqa: TID251  a test's own
        with central.deps.units.writing("prueba") as work:
            places = (
                SeccionPlace(seccion, "12", "001", "MUESTRA", f"{int(seccion[:2]):03d}")
                for seccion in SECCIONES
            )
            put_geografia(work, places)
            publish_proceso(central.deps, work)(proceso)
            register(work, now, FIRST, "gubernatura")
            register(work, now, SECOND, "distrito-1")
            for cargo in ("gubernatura", "distrito-1"):
                set_periodo(central.deps, work)(PeriodoAct(cargo, "", a_periodo(now), "MUESTRA/2"))

    def republish(self, proceso: Proceso) -> None:
        with self.central.deps.units.writing("prueba") as work:
            publish_proceso(self.central.deps, work)(proceso)

    def console(self, aspirante: str = FIRST) -> Client:
        return self.central.aspirante(aspirante)

    def enlist(self, aspirante: str = FIRST, key: str = "", **changes: object) -> Enlisted:
        headers = {"Idempotency-Key": key or secrets.token_hex(8)}
        answer = self.console(aspirante).post("/v1/auxiliares", an_alta(**changes), headers)
        assert answer.status_code == 201, answer.text
        enlisted: Enlisted = adapter(Enlisted).validate_json(answer.content)
        return enlisted

    def mails(self, kind: str) -> list[tuple[str, str]]:
        """Return (to, text) of the mails of a kind, oldest first."""
        with self.central.deps.units.reading() as work:
            ids = [row.id for row in work.outbox.page(after=0, limit=500, search="").items]
            shown = [work.outbox.read(each) for each in sorted(ids)]
        return [(each.to, each.letter.text) for each in shown if each.kind == kind]

    def link(self, page: str = "invitacion") -> str:
        """Return the path of the last link that was mailed to that page."""
        mailed = [text for kind in LINKED for _, text in self.mails(kind)]
        lines = [line for text in mailed for line in text.splitlines() if f"/{page}/" in line]
        return lines[-1].removeprefix(self.central.deps.settings.url)

    def answer_by_mail(self, link: str = "", *, accepts: bool = True) -> requests.Response:
        """Press a button of the page behind a mail's link, by default the newest invitation's."""
        token = (link or self.link()).rpartition("/")[2]
        return self.submit("invitacion", token=token, respuesta="si" if accepts else "no")

    def submit(self, page: str, **fields: str) -> requests.Response:
        """Send a form as a browser does."""
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        stranger = self.central.stranger()
        return stranger.call("POST", f"/{page}", data=urlencode(fields).encode(), headers=kind)

    def code(self) -> str:
        """Return the last code that was mailed."""
        text = self.mails("activacion")[-1][1]
        line = next(each for each in text.splitlines() if each.startswith("Código: "))
        return line.removeprefix("Código: ").replace("-", "")

    def tablet(self, aspirante: str = FIRST) -> Tablet:
        """Return the activated tablet of a new auxiliar."""
        correo = f"{secrets.token_hex(4)}@muestra.invalid"
        self.enlist(aspirante, correo=correo)
        tablet = Tablet(self)
        answer = tablet.activate(self.code())
        assert answer.status_code == 201, answer.text
        return tablet
