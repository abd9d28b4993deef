"""One digest of an envelope as its bytes pass by: what its device signed, then the whole of it."""

import hashlib

from core.ports.central_apoyos import Arrived
from core.sealing.envelope import MOST_FRONT_BYTES, SIGNATURE_BYTES


class RunningDigest:
    """Reads an envelope of `length` bytes once, in order, in pieces of any size.

    Keeps its first 5 KiB and its signature, and nothing else of it.
    """

    def __init__(self, length: int) -> None:
        self._length = length
        self._came = 0
        self._front = bytearray()
        self._tail = bytearray()
        self._digest = hashlib.sha256()

    @property
    def came(self) -> int:
        """Return how many bytes were read."""
        return self._came

    def update(self, part: bytes | bytearray | memoryview) -> None:
        """Read the next piece. Raises ValueError beyond `length`."""
        if self._came + len(part) > self._length:
            raise ValueError(len(part))
        if len(self._front) < MOST_FRONT_BYTES:
            self._front += part[: MOST_FRONT_BYTES - len(self._front)]
        signed = max(0, self._length - SIGNATURE_BYTES - self._came)
        self._digest.update(memoryview(part)[:signed])
        self._tail += part[signed:]
        self._came += len(part)

    def end(self) -> Arrived:
        """Return what is known of the whole envelope. Raises ValueError before its end."""
        if self._came != self._length:
            raise ValueError(self._came)
        signed = self._digest.digest()
        whole = self._digest.copy()
        whole.update(self._tail)
        return Arrived(
            front=bytes(self._front),
            size=self._length,
            signature=bytes(self._tail),
            signed_sha256=signed,
            sha256=whole.hexdigest(),
        )
