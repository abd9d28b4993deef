"""Opens envelopes in memory (numeral 9), only in the worker; the web process has no such key.

Only keyed hashes, sección and emission leave this module; nothing else is written or logged.
"""

from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from core.central.apoyos.blobs import FolderBlobs
from core.central.errors import BlobMissing, BlobsGone
from core.central.verification.padron import hash_cic, hash_clave
from core.domain.apoyo import Apoyo, RecordId
from core.domain.conteo import Doubt
from core.domain.credencial.clave_elector import ClaveElector
from core.domain.credencial.ocr_cic import Cic, NumeroEmision, Ocr, Seccion
from core.errors import EnvelopeRejected, NotThere, RuleBroken
from core.ports.central_padron import KeyedHashes, SealedRecord
from core.sealing.envelope import open_sealed
from core.sealing.payload import decode
from core.server.envelopes import device_public


@dataclass(frozen=True, slots=True)
class InMemoryOpener:
    """An Opener that holds the election key, and the key of the hashes."""

    blobs: FolderBlobs
    own: X25519PrivateKey = field(repr=False)
    padron_key: bytes = field(repr=False)

    def __call__(self, record: SealedRecord) -> KeyedHashes:
        try:
            device = device_public(record.device_key)
            apoyo = decode(open_sealed(self._content(record), own=self.own, device=device))
        except EnvelopeRejected:
            return KeyedHashes(doubt=Doubt.UNOPENABLE)
        return self._hashes(apoyo)

    def _content(self, record: SealedRecord) -> bytes:
        """Return the envelope. Raises BlobMissing, or BlobsGone where it is none of its fault."""
        try:
            return self.blobs.content(RecordId(record.record_id), record.sha256)
        except NotThere as cause:
            if not self.blobs.folder.is_dir():
                raise BlobsGone from cause
            raise BlobMissing from cause

    def _hashes(self, apoyo: Apoyo) -> KeyedHashes:
        return KeyedHashes(
            clave=hash_clave(_clave(apoyo), self.padron_key),
            cic=hash_cic(_cic(apoyo), self.padron_key),
            seccion=_seccion(apoyo),
            emision=_emision(apoyo),
        )


def _clave(apoyo: Apoyo) -> str:
    """Return the canonical clave, or nothing where the card's is no clave."""
    try:
        return ClaveElector.typed(apoyo.value("clave_elector")).text
    except RuleBroken:
        return ""


def _cic(apoyo: Apoyo) -> str:
    try:
        return Cic("".join(apoyo.value("cic").split())).text
    except RuleBroken:
        return ""


def _emision(apoyo: Apoyo) -> str:
    """Return the two digits, or nothing: what was misread into the field may be a name."""
    try:
        return NumeroEmision(apoyo.value("numero_emision").strip()).text
    except RuleBroken:
        return ""


def _seccion(apoyo: Apoyo) -> str:
    """Return the sección of the card, else the one that its OCR begins with."""
    try:
        return Seccion(apoyo.value("seccion").strip()).text
    except RuleBroken:
        pass
    try:
        return Ocr("".join(apoyo.value("ocr").split())).seccion.text
    except RuleBroken:
        return ""
