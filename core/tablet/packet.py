"""The stored work packet (numeral 11): only one that verifies is used."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from core.domain.device.paquete import WorkPacket
from core.domain.values.signed import Signed
from core.errors import EnvelopeRejected
from core.tablet import durable
from core.tablet.errors import PacketClosed, PacketDamaged, PacketMissing, PacketOutOfDate
from core.wire import read_json, to_json

_CODE = re.compile(rb"[a-z0-9_]{1,64}")


@dataclass(frozen=True, slots=True)
class FilePacket:
    """A PacketStore in `folder`. `verify` returns the body of a Signed packet, or raises."""

    folder: Path
    verify: Callable[[Signed], bytes]

    def store(self, packet: Signed) -> WorkPacket:
        new = self.read(packet)
        if new.version < self._version_kept_of(new.proceso):
            raise PacketOutOfDate
        durable.write(self._file, to_json(packet))
        if self._closed.exists():
            durable.erase(self._closed)
        return new

    def load(self) -> WorkPacket:
        if self._closed.exists():
            raise self._why_closed()
        if not self._file.exists():
            raise PacketMissing
        return self._kept()

    def close(self, code: str) -> None:
        durable.write(self._closed, code.encode("ascii"))
        durable.erase(self._file)

    @property
    def _file(self) -> Path:
        return self.folder / "packet"

    @property
    def _closed(self) -> Path:
        return self.folder / "packet.closed"

    def _why_closed(self) -> PacketClosed | PacketDamaged:
        """Return the server's word; what is no code says nothing, and the next contact does."""
        with durable.trouble_named():
            said = self._closed.read_bytes()
        return PacketClosed(said.decode("ascii")) if _CODE.fullmatch(said) else PacketDamaged()

    def _kept(self) -> WorkPacket:
        try:
            signed = read_json(Signed, self._file.read_bytes())
        except ValueError as cause:
            raise PacketDamaged from cause
        return self.read(cast("Signed", signed))

    def _version_kept_of(self, proceso: str) -> int:
        """Return the version kept of a proceso; 0 for another one, or another server's."""
        try:
            kept = self._kept() if self._file.exists() else None
        except EnvelopeRejected:
            return 0
        return kept.version if kept and kept.proceso == proceso else 0

    def read(self, packet: Signed) -> WorkPacket:
        """Return a Signed packet once it verifies; nothing is stored. Raises as `verify` does."""
        body = self.verify(packet)
        return cast("WorkPacket", read_json(WorkPacket, body))
