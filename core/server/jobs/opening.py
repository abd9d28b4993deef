"""Opens envelopes in memory (numeral 9), only in the worker; the web process has no such key.

Only keyed hashes, sección and emission leave this module; nothing else is written or logged.
"""

from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from core.central.verification.padron import hash_cic, hash_clave
from core.domain.apoyos.apoyo import Apoyo, RecordId
from core.domain.apoyos.conteo import Doubt
from core.domain.credencial.clave_elector import ClaveElector
from core.domain.credencial.ocr_cic import Cic, NumeroEmision, Ocr, Seccion
from core.errors import EnvelopeRejected, RuleBroken
from core.ports.central_blobs import Blobs
from core.ports.central_padron import KeyedHashes, SealedRecord
from core.sealing.envelope import open_sealed
from core.sealing.payload import decode
from core.server.composition.envelopes import device_public


@dataclass(frozen=True, slots=True)
class InMemoryOpener:
    """An Opener that holds the election key, and the key of the hashes."""

    blobs: Blobs
    own: X25519PrivateKey = field(repr=False)
    padron_key: bytes = field(repr=False)

    def __call__(self, record: SealedRecord) -> KeyedHashes:
        try:
            apoyo = decode(self._opened(record))
        except EnvelopeRejected:
            return KeyedHashes(doubt=Doubt.UNOPENABLE)
        return self._hashes(apoyo)

    def citizen(self, record: SealedRecord) -> tuple[str, str]:
        """Return clave and CIC in clear, for a batch that is sealed. Raises EnvelopeRejected."""
        apoyo = decode(self._opened(record))
        return _clave(apoyo), _cic(apoyo)

    def _opened(self, record: SealedRecord) -> bytes:
        """Return the payload. The envelope is let go of before the pictures in it are told apart.

        Three of that size at once, and the system takes the memory back after every record.
        """
        device = device_public(record.device_key)
        content = self.blobs.content(RecordId(record.record_id), record.sha256)
        return open_sealed(content, own=self.own, device=device)

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
