"""What a tablet holds and says of itself (numerals 10, 23, 25 and 28). No personal data."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import ClassVar

from core.domain.apoyos.apoyo import FrameSourceKind, RecordId, RecordMode
from core.domain.proceso.proceso import Mode
from core.domain.values.signed import Signed


@dataclass(frozen=True, slots=True)
class Ending:
    """The end of an envelope: the device's signature, and SHA-256 (hex) of the whole."""

    signature: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class SealedApoyo:
    """One sealed record as the queue takes it: ciphertext and the function that signs it.

    `body` is (front, ciphertext), kept apart to avoid a copy of 1.5 MB. The queue calls `sign` in
    another thread while it writes them.
    """

    record_id: RecordId
    counter: int
    body: tuple[bytes, bytes]
    sign: Callable[[], Ending]


@dataclass(frozen=True, slots=True)
class RecordInfo:
    """What the tablet can read of a sealed record. `size` in bytes; `sha256` in hex."""

    record_id: RecordId
    counter: int
    aspirante: str
    sha256: str
    size: int
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class CaptureFacts:
    """What the capture knows of itself, beside the support: for whom, how and since when."""

    mode: RecordMode
    aspirante: str
    frames: FrameSourceKind
    started_at: datetime


def may_use(frames: FrameSourceKind, mode: Mode) -> bool:
    """Tell whether pictures of that source are allowed: files only in a PRÁCTICA proceso."""
    return frames is FrameSourceKind.CAMERA or mode is Mode.PRACTICA


@dataclass(frozen=True, slots=True)
class Citizen:
    """What identifies a repeat: the same citizen for the same cargo. Never stored in clear."""

    cargo: str
    clave: str
    cic: str


@dataclass(frozen=True, slots=True)
class ServerPin:
    """The one server of this tablet: address, PEM of its authority, its signing key (32 bytes)."""

    url: str
    authority: str
    signing_key: bytes


@dataclass(frozen=True, slots=True)
class KeptReceipt:
    """What stays after a record was erased (numeral 28): its number, its folio, the receipt."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    counter: int
    aspirante: str
    folio: str
    received_at: datetime
    receipt: Signed


class SendStage(Enum):
    """How far one record got in one run of the sender."""

    RECEIVED = "received"
    """Receipted and erased: done for good."""
    CUT = "cut"
    """The way, the server or this disk failed: it goes on from where it stopped, by itself."""
    REFUSED = "refused"
    """Kept, and sending it again alone will not help: its error names the owner."""
    UNTOUCHED = "untouched"
    """Nothing was tried: the run stopped before it."""
