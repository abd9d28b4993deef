"""A tablet that was activated, without a server: its packet is signed here. Everyone is made up."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from core.domain.device.paquete import VinculoShown, WorkPacket
from core.domain.device.tablet import ServerPin
from core.domain.proceso.periodo import Periodo
from core.domain.proceso.proceso import Mode, Notice, ProcesoSettings
from core.domain.registration.aspirante_shown import AspiranteShown
from core.domain.values.signed import PAQUETE, Signed
from core.ports.shared import Clock
from core.sealing import b64, wrapped
from core.sealing.keys import key_id, signing_public
from core.sealing.signed import open_signed, sign
from core.server.host.tls import make_tls
from core.tablet.identity import TabletIdentity, Wrapping
from core.tablet.packet import FilePacket
from core.wire import to_json

NOW = datetime(2026, 11, 24, 16, 42, tzinfo=UTC)
PASSWORD = "frase corta ficticia"
AUTHORITY = make_tls(("127.0.0.1",), NOW).authority.decode()
SERVER_KEY = Ed25519PrivateKey.from_private_bytes(b"s" * 32)
ELECTION_KEY = X25519PrivateKey.from_private_bytes(b"e" * 32)
PERIODO = Periodo(
    starts_at=NOW - timedelta(days=22),
    capture_ends_at=NOW + timedelta(days=22, hours=13),
    sending_ends_at=NOW + timedelta(days=23, hours=13),
    ground="Acuerdo ficticio 12/2026",
)
NOTICE = """Qué se guarda
Fotos de los dos lados de su credencial, sus datos y su firma. La foto de su rostro,
solo si usted la autoriza.

Para qué
Solo para comprobar su apoyo en el Padrón Electoral.

Cómo se cuida
Se cifra al guardarse: en esta tableta nadie puede abrirlo.

Sus derechos
Puede pedir ver, corregir o cancelar sus datos en el Instituto: 800 000 0000."""
ANA = AspiranteShown("000101", "Ana", "Muestra", "Ficticia", "", "Diputación local, distrito 5")
RAUL = AspiranteShown("000102", "Raúl", "Ejemplo", "Prueba", "El Profe", "Presidencia municipal")


def packet(**changes: object) -> WorkPacket:
    """Return a work packet of a PRÁCTICA proceso with two aspirantes."""
    raw = ELECTION_KEY.public_key().public_bytes_raw()
    made = WorkPacket(
        version=1,
        server_time=NOW - timedelta(hours=1),
        proceso="muestra-2026",
        proceso_name="Proceso ficticio 2026",
        instituto="Instituto de muestra",
        mode=Mode.PRACTICA,
        time_zone="America/Mexico_City",
        notice=Notice("1", NOTICE),
        readings=ProcesoSettings(),
        auxiliar="000007",
        auxiliar_name="Rosa Prueba Núñez",
        device="tableta-muestra",
        vinculos=(VinculoShown(ANA, "dip5", PERIODO), VinculoShown(RAUL, "pres", PERIODO)),
        secciones={"dip5": ("2981",), "pres": ("2981",)},
        election_key=b64.encode(raw),
        election_key_id=key_id(raw),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def activated(data: Path, clock: Clock, made: WorkPacket) -> Path:
    """Make `data` the folder of an activated tablet that holds this packet."""
    identity = TabletIdentity(data / "identity", Wrapping(wrapped.wrap, wrapped.unwrap), clock)
    by = SERVER_KEY.public_key().public_bytes_raw()
    identity.prepare(ServerPin("https://127.0.0.1:9", AUTHORITY, by), PASSWORD)
    identity.admit(made.device, "token-muestra")
    store_packet(data, made)
    return data


def store_packet(data: Path, made: WorkPacket) -> None:
    """Put a packet of the server into the folder."""
    by = signing_public(SERVER_KEY.public_key().public_bytes_raw())
    store = FilePacket(data, lambda signed: open_signed(signed, kind=PAQUETE, by=by))
    store.store(signed_packet(made))


def signed_packet(made: WorkPacket) -> Signed:
    """Return a packet as the server of this tablet signs it."""
    return sign(PAQUETE, to_json(made), by=SERVER_KEY)
