"""How envelopes and their parts are named in every store, and how much of parts there may be."""

import re
from dataclasses import dataclass

from core.domain.apoyos.apoyo import RecordId
from core.domain.apoyos.apoyo_errors import UploadMalformed

_RECORD = re.compile(r"[0-9a-f]{32}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_BRINGER = re.compile(r"[0-9a-f]{0,64}")


@dataclass(frozen=True, slots=True)
class PartBounds:
    """Limits on partial uploads: `parts` of them, `size` bytes in all.

    Beyond them the oldest is deleted; its tablet still has the record and starts again.
    """

    parts: int
    size: int


OF_BRINGER = PartBounds(parts=8, size=128 << 20)
OF_ALL = PartBounds(parts=4_096, size=16 << 30)


def blob_name(record_id: RecordId, sha256: str) -> str:
    """Return a blob's name. Raises UploadMalformed for what is no id or no hash."""
    if not _RECORD.fullmatch(record_id) or not _SHA256.fullmatch(sha256):
        raise UploadMalformed
    return f"{record_id}-{sha256}"


def checked_bringer(device: str) -> str:
    """Return a device's id. Raises UploadMalformed for what is none."""
    if not _BRINGER.fullmatch(device):
        raise UploadMalformed
    return device
