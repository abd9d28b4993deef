"""`apoyo central verify`: rows, envelopes, receipts, folios, bitácora and counts, held together."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from threading import Event
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Row

from core.central.unit_of_work import UnitOfWork, Units
from core.domain.apoyos.apoyo import RecordId
from core.domain.apoyos.apoyo_errors import UploadMalformed
from core.domain.apoyos.envio import Receipt
from core.domain.values.signed import RECIBO, Signed
from core.errors import NotThere
from core.ports.central_blobs import Blobs
from core.sealing.errors import SignatureRejected
from core.sealing.signed import open_signed
from core.server.files.escaneo_files import blob_id
from core.wire import read_json

_AT_ONCE = 500
_MIB = 1 << 20
_NEVER = Event()

_ASKED: tuple[tuple[str, Callable[[UnitOfWork], Any]], ...] = (
    ("A los folios del aspirante {} les falta un número", lambda w: w.integrity.with_gaps()),
    ("La bitácora no nombra el folio {} en su lugar", lambda w: w.integrity.without_entry()),
    (
        "El folio {} está en la bitácora y no entre los apoyos",
        lambda w: w.integrity.without_record(),
    ),
    ("El envío {} no recibió los apoyos que dice", lambda w: w.integrity.miscounted()),
    ("El envío {} no tiene el acuse que dice", lambda w: w.integrity.of_other_acuses()),
    (
        "El avance del aspirante {} no es la cuenta de sus apoyos (apoyo central recount)",
        lambda w: sorted({each.pair.aspirante for each in w.recount.differences()}),
    ),
)


@dataclass(frozen=True, slots=True)
class WholeCheck:
    """Everything that is checked. With `rate` (MiB a second) each envelope is read and hashed."""

    units: Units
    blobs: Blobs
    signer: Ed25519PublicKey
    rate: float = 0.0

    def __call__(self) -> Iterator[str]:
        """Yield a sentence for each thing that is wrong, as it is found. Changes nothing."""
        for words, ask in _ASKED:
            with self.units.reading() as work:
                found = ask(work)
            for item in found:
                yield words.format(item)
        yield from self._chain()
        yield from self._records()
        yield from self._escaneos()

    def _chain(self) -> Iterator[str]:
        after = 0
        while True:
            with self.units.reading() as work:
                part = work.bitacora.check(after=after, limit=_AT_ONCE)
            if part.broken:
                yield f"La bitácora se rompe en el asiento {part.broken}"
                return
            if part.last <= after or part.last >= part.newest:
                return
            after = part.last

    def _records(self) -> Iterator[str]:
        after = 0
        while True:
            with self.units.reading() as work:
                rows = work.integrity.records(after=after, limit=_AT_ONCE)
            if not rows:
                return
            after = rows[-1].position
            sizes = self._sizes((RecordId(row.record_id), row.sha256) for row in rows)
            for row in rows:
                if why := self._wrong(row, sizes.get(row.record_id, 0)):
                    yield f"El folio {row.folio}: {why}"

    def _sizes(self, named: Iterable[tuple[RecordId, str]]) -> Mapping[RecordId, int]:
        try:
            return self.blobs.sizes(named)
        except UploadMalformed:  # one of them is no name at all: each by itself
            return {}

    def _wrong(self, row: Row[Any], size: int) -> str:
        """Return what is wrong with a record, "" for nothing."""
        if not self._is_receipted(row):
            return "su recibo no es válido"
        return self._wrong_blob(RecordId(row.record_id), row.sha256, row.size, size)

    def _escaneos(self) -> Iterator[str]:
        """Yield what is wrong with the scanned documents, those that ended too."""
        after = ""
        while True:
            with self.units.reading() as work:
                some = work.escaneos.whole(after=after, limit=_AT_ONCE)
            if not some:
                return
            after = some[-1].new.id
            sizes = self._sizes((blob_id(each.new.id), each.blob) for each in some)
            for each in some:
                name = blob_id(each.new.id)
                why = self._wrong_blob(name, each.blob, each.blob_size, sizes.get(name, 0))
                if why:
                    yield f"El documento escaneado {name} del aspirante {each.aspirante}: {why}"

    def _wrong_blob(self, name: RecordId, sha256: str, size: int, found: int) -> str:
        """Return what is wrong with a sealed blob of which `found` bytes are there."""
        if found != size:
            return "su sobre no tiene el tamaño que tenía" if found else "falta su sobre"
        if not self.rate:
            return ""
        _NEVER.wait(size / _MIB / self.rate)
        try:
            content = self.blobs.content(name, sha256)
        except NotThere:
            return "falta su sobre"
        same = hashlib.sha256(content).hexdigest() == sha256
        return "" if same else "su sobre no es el que se recibió"

    def _is_receipted(self, row: Row[Any]) -> bool:
        try:
            signed: Signed = read_json(Signed, row.receipt)
            body = open_signed(signed, kind=RECIBO, by=self.signer)
            receipt: Receipt = read_json(Receipt, body)
        except (SignatureRejected, ValueError):
            return False
        said = (receipt.record_id, receipt.sha256, receipt.folio, receipt.position)
        return said == (row.record_id, row.sha256, row.folio, row.position)
