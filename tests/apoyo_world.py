"""A fictitious proceso with two aspirantes on a real server, and tablets that talk to it."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

import requests
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from core.central.rows_registration import StoredAspirante, StoredConstancia
from core.central.work import Work
from core.domain.apoyo import (
    Apoyo,
    ClockState,
    FrameSourceKind,
    Header,
    RecordId,
    RecordMode,
)
from core.domain.auxiliar import AltaAuxiliar, Enlisted
from core.domain.envio import Announcement, EnvioOpened, Receipt, WaitingRecord
from core.domain.firmado import PAQUETE, RECIBO, Signed
from core.domain.geografia import SeccionPlace
from core.domain.paquete import Activated, Activation, WorkPacket
from core.domain.periodo import Periodo, PeriodoAct
from core.domain.proceso import Ambito, Cargo, Mode, Notice, Proceso, Readings
from core.domain.roles import Role
from core.ports.central import SentPassword
from core.ports.central_access import NewAccount
from core.sealing import b64
from core.sealing.envelope import seal
from core.sealing.payload import encode
from core.sealing.signed import open_signed
from core.server.acts import publish_proceso, set_periodo
from core.server.keys import KeyFiles
from core.wire import adapter
from tests.central_server import Central, Client
from tests.fakes.apoyos import a_field, an_apoyo

FIRST, SECOND = "000001", "000002"
SECCIONES = ("0101", "0102", "0201")


def a_proceso(**changes: object) -> Proceso:
    """Return a PRÁCTICA proceso that gathers no mail, with `changes` in it."""
    proceso = Proceso(
        id="practica-2027",
        name="Proceso de PRÁCTICA 2027",
        instituto="Instituto Electoral MUESTRA",
        mode=Mode.PRACTICA,
        entidad="12",
        time_zone="America/Mexico_City",
        agreement="MUESTRA/001/2026",
        cargos=(
            Cargo("gubernatura", "Gubernatura", Ambito.ENTIDAD, "12", umbral=100),
            Cargo("distrito-1", "Diputación 1", Ambito.DISTRITO, "12", "001", umbral=10),
        ),
        generos=("Mujer", "Hombre", "No binario"),
        legal_grounds=("Artículo ficticio 1",),
        notice=Notice("1", "Aviso ficticio."),
        duty_text="Deber ficticio.",
        readings=Readings(aspirante_mail_minutes=0),
    )
    return replace(proceso, **changes)  # type: ignore[arg-type]


def a_periodo(now: datetime) -> Periodo:
    """Return a period that is open now, for a week."""
    end = now + timedelta(days=7)
    return Periodo(now - timedelta(days=1), end, end + timedelta(hours=24), "Acuerdo MUESTRA 1")


def an_alta(**changes: object) -> AltaAuxiliar:
    """Return the seven data of a fictitious auxiliar, with `changes` in them."""
    alta = AltaAuxiliar(
        nombre="AUXILIA",
        apellido_paterno="FICTICIA",
        apellido_materno="MUESTRA",
        sin_segundo_apellido=False,
        fecha_nacimiento=date(1990, 5, 17),
        telefono="7470000000",
        correo="auxilia@muestra.invalid",
        cuenta="",
        proveedor="",
    )
    return replace(alta, **changes)  # type: ignore[arg-type]


def _aspirante(work: Work, now: datetime, number: str, cargo: str) -> None:
    """Keep a registered aspirante and their account, as numeral 4 leaves them."""
    serial = int(number)
    constancia = StoredConstancia(
        number=f"MUESTRA/{number}",
        date=now.date(),
        nombre="ASPIRA",
        apellido_paterno="FICTICIA",
        apellido_materno="",
        sin_segundo_apellido=True,
        sobrenombre="",
        cargo=cargo,
        issued_here=True,
        issued_at=now,
    )
    work.session.add(constancia)
    work.session.flush()
    work.session.add(
        StoredAspirante(
            id_solicitante=number,
            idempotency_key=f"clave-{number}",
            registered_at=now,
            same_day=True,
            late_reason="",
            cargo=cargo,
            nombre=f"ASPIRA{serial}",
            apellido_paterno="FICTICIA",
            apellido_materno="",
            sin_segundo_apellido=True,
            sobrenombre="",
            lugar_nacimiento="MUESTRA",
            fecha_nacimiento=date(1980, 1, 1),
            genero="Mujer",
            clave=f"FCASXX8001011{serial}M100",
            ocr="",
            cic=f"{serial:09d}",
            entidad="12",
            municipio="001",
            seccion="0101",
            telefono_domicilio="",
            telefono_oficina="",
            telefono_movil="7470000001",
            correo=f"aspira{serial}@muestra.invalid",
            cuenta="",
            proveedor="",
            recibido=now.date(),
            recibido_por="MUESTRA",
            manifestacion=now.date(),
            constancia_id=constancia.id,
            observaciones="",
        )
    )
    work.session.flush()
    work.accounts.open(
        NewAccount(
            user=f"aspira{serial}",
            name=f"ASPIRA{serial} FICTICIA",
            roles=frozenset({Role.ASPIRANTE}),
            password=SentPassword(kept="", until=None, one_use=False),
            must_change=False,
            id_solicitante=number,
        )
    )


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
        public = self.world.central.parts.signing_key.public_key()
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

    def announce(self, *records: "Sealed", aspirante: str = FIRST) -> EnvioOpened:
        said = self.world.central.clock.now()
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
        public = self.world.central.parts.signing_key.public_key()
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
        now = datetime.now(UTC)  # noqa: TID251  a test's own
        with central.parts.units.writing("prueba") as work:
            work.geografia.replace(
                SeccionPlace(seccion, "12", "001", "MUESTRA", f"{int(seccion[:2]):03d}")
                for seccion in SECCIONES
            )
            publish_proceso(central.parts, work)(proceso or a_proceso())
            _aspirante(work, now, FIRST, "gubernatura")
            _aspirante(work, now, SECOND, "distrito-1")
            for cargo in ("gubernatura", "distrito-1"):
                set_periodo(central.parts, work)(PeriodoAct(cargo, "", a_periodo(now), "MUESTRA/2"))
        return cls(central)

    def republish(self, proceso: Proceso) -> None:
        with self.central.parts.units.writing("prueba") as work:
            publish_proceso(self.central.parts, work)(proceso)

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
        with self.central.parts.units.reading() as work:
            ids = [row.id for row in work.outbox.page(after=0, limit=500, search="").items]
            shown = [work.outbox.read(each) for each in sorted(ids)]
        return [(each.to, each.letter.text) for each in shown if each.kind == kind]

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


def citizen(clave: str, cic: str, seccion: str = "0101") -> Apoyo:
    """Return a support of a fictitious citizen with these numbers."""
    fields = an_apoyo().fields | {
        "clave_elector": a_field(clave),
        "cic": a_field(cic),
        "seccion": a_field(seccion),
        "numero_emision": a_field("00"),
    }
    return an_apoyo(fields=fields)


def padron_csv(rows: Iterable[str]) -> bytes:
    """Return the INE's CSV with these rows."""
    head = "clave_elector,cic,numero_emision,seccion,estatus,causa"
    return "\n".join([head, *rows]).encode() + b"\n"
