"""What the acts of a tablet need from it, and from the server as the tablet sees it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from core.domain.access.aviso import AvisoReadOnTablet
from core.domain.apoyos.apoyo import Apoyo, Header, RecordId
from core.domain.apoyos.envio import Announcement, EnvioOpened, Receipt
from core.domain.device.paquete import (
    Activated,
    Activation,
    Nonce,
    NonceSigned,
    TabletSession,
    WorkPacket,
)
from core.domain.device.tablet import Citizen, KeptReceipt, RecordInfo, SealedApoyo, ServerPin
from core.domain.registration.invitacion import Invitacion, Invitaciones, InvitationAnswer
from core.domain.values.signed import Signed


class Sealer(Protocol):
    """Seals records in memory, in this device's name, to the election key."""

    def new_record_id(self) -> RecordId:
        """Return 128 random bits as 32 hex digits."""

    def seal(self, header: Header, apoyo: Apoyo) -> SealedApoyo:
        """Return the sealed record, yet to be signed. Nothing here can open it (numeral 24)."""


class ApoyoQueue(Protocol):
    """Sealed apoyos waiting on this device. Survives a power cut after any call."""

    def preallocate(self, size: int) -> None:
        """Reserve `size` bytes for the next apoyo; one of another size can still be stored.

        Raises MachineTrouble, so that a full disk is known before a capture starts.
        """

    def put(self, apoyo: SealedApoyo) -> None:
        """Sign and store durably. Idempotent by record id.

        Raises MachineTrouble; then nothing is stored.
        """

    def pending(self) -> Sequence[RecordInfo]:
        """Return what has no receipt yet, by its number."""

    def envelope(self, record: RecordInfo) -> bytes:
        """Return the bytes as they were sealed. Raises RecordDamaged if they no longer are."""

    def erase(self, record: RecordInfo) -> None:
        """Delete one record. An unknown one changes nothing. Raises MachineTrouble.

        Durable after `settle`, or after some more of them: a power cut before may bring it back.
        """

    def settle(self) -> None:
        """Return once every erasure so far is durable. Raises MachineTrouble."""

    def last(self) -> RecordInfo | None:
        """Return what waits with the highest number."""


class ReceiptLedger(Protocol):
    """Permanent receipts of erased records. Durable after every call."""

    def keep(self, record_id: RecordId, receipt: KeptReceipt) -> None:
        """Store durably. The same id again changes nothing."""

    def holds(self, record_id: RecordId, counter: int) -> bool:
        """Tell whether the record of that id and number was receipted."""

    def kept(self) -> Sequence[KeptReceipt]:
        """Return every receipt, by the number of its record; each is read when it is taken.

        One that no longer reads has its number, and no folio.
        """

    def last(self) -> KeptReceipt | None:
        """Return the receipt with the highest number."""


class RepeatNotes(Protocol):
    """Keyed hashes that warn of the same citizen for the same cargo, while a record waits."""

    def seen(self, citizen: Citizen) -> bool:
        """Tell whether a waiting record has that clave or that CIC for that cargo."""

    def note(self, record_id: RecordId, citizen: Citizen) -> None:
        """Remember the citizen of a waiting record, by keyed hashes alone."""

    def forget(self, record_id: RecordId) -> None:
        """Delete the note of one record. An unknown id changes nothing.

        Durable when the erasures of records are; until then a power cut may bring it back.
        """

    def noted(self) -> frozenset[RecordId]:
        """Return the records of which something is noted."""


class PacketStore(Protocol):
    """The last work packet that verified. Survives a power cut after any call."""

    def store(self, packet: Signed) -> WorkPacket:
        """Return the packet once it is durable. Raises SignatureRejected or PacketOutOfDate."""

    def read(self, packet: Signed) -> WorkPacket:
        """Return what a packet says; nothing is stored. Raises SignatureRejected."""

    def load(self) -> WorkPacket:
        """Return the last one. Raises PacketClosed with the server's reason, or PacketMissing."""

    def close(self, code: str) -> None:
        """Keep no packet until a new one is stored; `code` is the server's reason."""


class DeviceIdentity(Protocol):
    """The tablet's identity (numeral 10). The password never leaves the tablet."""

    def prepare(self, server: ServerPin, password: str) -> bytes:
        """Return the public key (Ed25519, 32 bytes) of a device key stored under `password`.

        Called again before `admit` with the same password it returns the same key, so that an
        activation whose answer was lost can be repeated. Raises MachineTrouble.
        """

    def admit(self, device: str, upload_token: str) -> None:
        """Store the prepared key as this tablet's own, durably. Raises NotActivated without one."""

    def sign_nonce(self, nonce: bytes) -> bytes:
        """Return the Ed25519 signature (64 bytes) of a server's nonce. Raises IdentityLocked."""

    def device(self) -> str:
        """Return the id that the server gave. Raises NotActivated."""


class ActivationServer(Protocol):
    """The server before activation. Methods raise CentralRefused or CentralUnreachable."""

    def authority(self, url: str) -> tuple[str, bytes]:
        """Return PEM and SHA-256 (32 bytes) of the authority; it is not authenticated yet."""

    def proceso(self, url: str, authority: str) -> Signed:
        """Return the Signed proceso, over TLS pinned to `authority` (a PEM)."""

    def invitation(self, server: ServerPin, code: str) -> Invitacion:
        """Return whose invitation a code is; nothing is spent."""

    def activate(self, server: ServerPin, activation: Activation) -> Activated:
        """Return the device id, upload token and packet of an admitted tablet."""


class RecordServer(Protocol):
    """Whoever takes what waits: the server, or a folder handed in. Methods raise ApoyoError."""

    def announce(self, announcement: Announcement) -> EnvioOpened:
        """Announce waiting records; return the bytes held and receipts already given."""

    def upload(self, record: RecordInfo, envelope: bytes, offset: int) -> Signed:
        """Send the bytes from `offset` on; return the Signed receipt once all are durable."""


class TabletServer(RecordServer, Protocol):
    """The server after activation. Methods raise CentralRefused or CentralUnreachable."""

    def nonce(self, device: str) -> Nonce:
        """Return a nonce of 32 random bytes (base64url) for this device to sign."""

    def open_session(self, proof: NonceSigned) -> TabletSession:
        """Return a session of 15 minutes."""

    def packet(self, session: TabletSession) -> Signed:
        """Return the Signed work packet of this device."""

    def invitations(self, session: TabletSession) -> Invitaciones:
        """Return the auxiliar's unanswered invitations, oldest first."""

    def answer(self, session: TabletSession, vinculo: str, said: InvitationAnswer) -> Invitaciones:
        """Accept or decline one invitation; return those left."""

    def read_notice(self, session: TabletSession, read: AvisoReadOnTablet) -> AvisoReadOnTablet:
        """Return what the server keeps of a notice that was read: the first telling of its text."""


class NoticesRead(Protocol):
    """Which privacy notices the auxiliares of this tablet read, and whether the server knows.

    Safe to call from any thread.
    """

    def has(self, auxiliar: str, sha256: str) -> bool:
        """Tell at once whether this auxiliar read the text of that SHA-256 (hex) here."""

    def note(self, auxiliar: str, read: AvisoReadOnTablet) -> None:
        """Keep durably what was read. Raises MachineTrouble: then this session alone knows it."""

    def untold(self, auxiliar: str) -> Sequence[AvisoReadOnTablet]:
        """Return what the server was not told yet, oldest first."""

    def told(self, auxiliar: str, read: AvisoReadOnTablet) -> None:
        """Note that the server knows. Raises MachineTrouble: then it is told again."""


class ActivationInvitation(Protocol):
    """What the auxiliar got by mail (numeral 7), scanned or typed."""

    @property
    def url(self) -> str:
        """The server's address, `https://name[:port]`."""

    @property
    def code(self) -> str:
        """The code, 36 characters, valid for one activation."""

    @property
    def signing_key(self) -> bytes | None:
        """The server's signing key where a QR said it, None where it was typed."""

    def check_server(self, authority: bytes, signing_key: bytes) -> None:
        """Raise CodeOfAnotherServer unless the invitation came from the server of both.

        `authority` is the SHA-256 of its DER; `signing_key` has 32 bytes.
        """


class Receipts(Protocol):
    """Verification of receipts under the pinned signing key."""

    def record_of(self, signed: Signed) -> RecordId | None:
        """Return the record that a receipt names, unverified; None where it names none."""

    def check(self, signed: Signed, record: RecordInfo) -> Receipt:
        """Return the receipt of this very record. Raises ReceiptRejected."""


class TimeBound(Protocol):
    """Lower bound of the present time (norma/sistema.md, 4)."""

    def latest(self) -> datetime | None:
        """Return the latest signed server time or record saved; None where none is known."""
