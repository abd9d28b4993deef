"""A tablet of core's own parts on a data folder, as the kiosk puts them together."""

import hashlib
import ssl
from dataclasses import dataclass
from pathlib import Path

from core.client.captura import ActivationClient, TabletClient
from core.client.transport import Transport
from core.clock import SystemClock
from core.domain.apoyos.apoyo import FrameSourceKind, RecordMode
from core.domain.device.paquete import WorkPacket
from core.domain.device.tablet import CaptureFacts, ServerPin
from core.domain.values.signed import PAQUETE, PROCESO, Signed
from core.ports.tablet import ActivationInvitation
from core.procedure.n10_activate_tablet import ActivateTablet
from core.procedure.n11_load_work_packet import LoadWorkPacket
from core.procedure.n23_save_apoyo import SaveApoyo
from core.procedure.n25_send_pending import SendPending
from core.procedure.n28_erase_sent import EraseSent
from core.sealing import activation_code, b64, wrapped
from core.sealing.envelope import read_header
from core.sealing.keys import signing_public
from core.sealing.receipt import ServerReceipts
from core.sealing.sealer import DeviceSealer
from core.sealing.signed import open_signed, own_key
from core.tablet.identity import TabletIdentity, Wrapping
from core.tablet.packet import FilePacket
from core.tablet.queue import FolderQueue
from core.tablet.receipts import FolderLedger
from core.tablet.repeats import FolderRepeats
from core.tablet.time_bound import LastKnownTime
from tests.apoyo_world import FIRST, World
from tests.fakes.apoyos import an_apoyo

PASSWORD = "contraseña ficticia"


@dataclass(frozen=True)
class RealTablet:
    """One data folder."""

    data: Path

    @property
    def identity(self) -> TabletIdentity:
        wrapping = Wrapping(wrapped.wrap, wrapped.unwrap)
        return TabletIdentity(self.data / "identity", wrapping, SystemClock())

    @property
    def queue(self) -> FolderQueue:
        return FolderQueue.at(self.data / "queue", read_header)

    @property
    def ledger(self) -> FolderLedger:
        return FolderLedger.at(self.data / "receipts")

    @property
    def repeats(self) -> FolderRepeats:
        return FolderRepeats.at(self.data / "queue", self.identity.repeat_key)

    def packets(self, pin: ServerPin) -> FilePacket:
        by = signing_public(pin.signing_key)
        return FilePacket(self.data, lambda said: open_signed(said, kind=PAQUETE, by=by))

    def activate(self, invitation: ActivationInvitation) -> TabletIdentity:
        """Return the identity, open, of an activated tablet."""
        identity = self.identity
        client = ActivationClient(self.data / "identity" / "fetched.pem")
        act = ActivateTablet(client, identity, self.packets, _proceso_key, b64.encode)
        act(invitation, PASSWORD, app_hash="", frames=FrameSourceKind.FILE)
        return identity

    def save(self, identity: TabletIdentity, aspirante: str = FIRST) -> int:
        packets = self.packets(identity.server())
        packet = packets.load()
        act = SaveApoyo(
            sealer=DeviceSealer.of_packet(identity.key(), packet),
            queue=self.queue,
            ledger=self.ledger,
            repeats=FolderRepeats.at(self.data / "queue", identity.repeat_key),
            clock=SystemClock(),
            bound=LastKnownTime(packets, self.queue, self.ledger),
        )
        now = SystemClock().now()
        facts = CaptureFacts(RecordMode.APOYO, aspirante, FrameSourceKind.FILE, now)
        return act(facts, an_apoyo(), packet)

    def client(self, url: str = "") -> TabletClient:
        identity = self.identity
        visits = Transport(url or identity.server().url, identity.authority_file)
        return TabletClient(visits.bearing(identity.upload_token()), visits)

    def sending(self, client: TabletClient) -> SendPending:
        receipts = ServerReceipts(signing_public(self.identity.server().signing_key))
        erase = EraseSent(self.queue, self.ledger, self.repeats)
        return SendPending(self.queue, client, receipts, erase, SystemClock())

    def renew(self, identity: TabletIdentity, client: TabletClient) -> WorkPacket:
        packets = self.packets(identity.server())
        return LoadWorkPacket(client, identity, packets, b64.encode, b64.decode, "")()


def _proceso_key(signed: Signed) -> bytes:
    return own_key(signed, kind=PROCESO)


def invitation(world: World) -> activation_code.Invitation:
    """Return what the last mail of numeral 7 says, as its QR does."""
    central = world.central
    der = ssl.PEM_cert_to_DER_cert(central.authority.read_text())
    key = central.deps.signing_key.public_key().public_bytes_raw()
    return activation_code.Invitation(central.url, hashlib.sha256(der).digest(), key, world.code())
