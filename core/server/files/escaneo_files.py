"""The bytes of scanned documents: sealed under a key of the server, in the store of envelopes.

They are personal data of an aspirante that officials must read again, so the key is one that the
web has (HKDF of `signing.key`), and not that of the election. A copy of store and database alone
tells nothing.
"""

import hashlib
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from cryptography.exceptions import InvalidTag

from core.central.at_rest import AtRest
from core.central.errors import BlobMissing, EscaneoDamaged
from core.central.unit_of_work import SERVER
from core.domain.apoyos.apoyo import RecordId
from core.domain.apoyos.apoyo_errors import OffsetDiffers
from core.domain.registration.escaneo import AWAITED
from core.domain.registration.escaneo_errors import EscaneoDiffers
from core.ports.central_blobs import Blobs
from core.ports.central_escaneos import KnownEscaneo
from core.procedure.n04_erase_escaneo import EraseEscaneo
from core.server.composition.acts import blobs
from core.server.composition.dependencies import Dependencies

_SURELY: Final = timedelta(hours=1)
"""How much longer than that nothing of it is deleted: hosts have clocks of their own."""


def blob_id(escaneo_id: str) -> RecordId:
    """Return by which id the store keeps a document: its own."""
    return RecordId(escaneo_id)


def blob_name_of(sealed: bytes) -> str:
    """Return the SHA-256 (hex) by which the store keeps sealed bytes."""
    return hashlib.sha256(sealed).hexdigest()


@dataclass(frozen=True, slots=True)
class EscaneoFiles:
    """Seals, stores and opens. Each call of the store raises MachineTrouble where that is ill."""

    blobs: Blobs
    seal: AtRest

    def sealed(self, known: KnownEscaneo, content: bytes) -> bytes:
        """Return the content as it is stored. Raises EscaneoDiffers unless it is the announced."""
        came = (len(content), hashlib.sha256(content).hexdigest())
        if came != (known.new.size, known.new.sha256):
            raise EscaneoDiffers
        return self.seal.seal_alike(_whose(known), content)

    def store(self, known: KnownEscaneo, sealed: bytes) -> None:
        """Store sealed bytes; they are durable, name and all, on return."""
        name = blob_name_of(sealed)
        if self.blobs.sizes([(blob_id(known.new.id), name)]):
            self.blobs.sync()  # by a web that died before it noted it
            return
        with closing(self.blobs.growing(blob_id(known.new.id), name)) as growing:
            try:
                growing.finish(0, sealed)
            except OffsetDiffers:  # a process died while it wrote the very same bytes
                growing.discard()
                growing.close()
                growing.finish(0, sealed)
        self.blobs.sync()

    def read(self, known: KnownEscaneo) -> bytes:
        """Return a document as it came. Raises EscaneoDamaged."""
        try:
            sealed = self.blobs.content(blob_id(known.new.id), known.blob)
            content = self.seal.open(_whose(known), sealed)
        except (BlobMissing, InvalidTag) as cause:
            raise EscaneoDamaged from cause
        if hashlib.sha256(content).hexdigest() != known.new.sha256:
            raise EscaneoDamaged
        return content

    def remove(self, known: KnownEscaneo) -> None:
        """Delete what was stored of one that is not kept. Nothing where nothing was."""
        if known.blob:
            with closing(self.blobs.growing(blob_id(known.new.id), known.blob)) as growing:
                growing.remove()


def files_of(deps: Dependencies) -> EscaneoFiles:
    """Return the bytes of the documents of this server."""
    return EscaneoFiles(blobs(deps), deps.sealed_escaneos)


def unclaimed(deps: Dependencies) -> Sequence[KnownEscaneo]:
    """Return the documents whose bytes did not come in time."""
    with deps.units.reading() as work:
        return work.escaneos.announced_before(deps.clock.now() - AWAITED - _SURELY)


def forget(deps: Dependencies, known: KnownEscaneo) -> int:
    """Forget a document with what came of it; return 1."""
    files_of(deps).remove(known)
    with deps.units.writing(SERVER) as work:
        work.escaneos.drop(known.new.id)
    return 1


def ended(deps: Dependencies) -> Sequence[KnownEscaneo]:
    """Return the documents whose term ended, none where no term is set."""
    days = deps.settings.scan_days
    if not days:
        return ()
    with deps.units.reading() as work:
        return work.escaneos.closed_before(deps.clock.now() - timedelta(days=days))


def erase(deps: Dependencies, known: KnownEscaneo) -> int:
    """Delete the bytes of a document, which the bitácora says; return 1."""
    files_of(deps).remove(known)  # first: a process that dies here does it again, and nothing stays
    with deps.units.writing(SERVER) as work:
        EraseEscaneo(work.escaneos, work.bitacora)(known)
    return 1


def _whose(known: KnownEscaneo) -> bytes:
    return f"escaneo {known.aspirante} {known.new.id}".encode()
