"""Envelopes opened by core/sealing/FORMAT.md alone, with cryptography and a CBOR library."""

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

MAGIC = b"APOYOSOB"
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_HEADER_AT = len(MAGIC) + 4
_SIGNATURE_BYTES = 64


@dataclass(frozen=True, slots=True)
class Envelope:
    """The parts of an envelope as received; nothing is encoded again."""

    raw: bytes
    front: bytes
    header: dict[str, Any]
    sealed: bytes
    signature: bytes

    def verify(self, device_key: bytes) -> None:
        """Raise InvalidSignature unless the device of that raw public key signed it."""
        Ed25519PublicKey.from_public_bytes(device_key).verify(
            self.signature,
            b"apoyo-sobre\x00" + hashlib.sha256(self.raw[:-_SIGNATURE_BYTES]).digest(),
        )

    def open(self, election_key: bytes) -> dict[str, Any]:
        """Return the payload's map. Raises InvalidTag for another key."""
        own = X25519PrivateKey.from_private_bytes(election_key)
        framed = _SUITE.decrypt(self.sealed, own, info=self.front)
        size = int.from_bytes(framed[:4], "big")
        payload: dict[str, Any] = cbor2.load(io.BytesIO(framed[4 : 4 + size]))
        return payload

    @property
    def ciphertext(self) -> bytes:
        """Return what holds the record: enc and ciphertext."""
        return self.sealed


def parse(raw: bytes) -> Envelope:
    """Return the parts. Raises ValueError where it is no envelope of version 1, suite 1."""
    if not raw.startswith(MAGIC + b"\x01\x01"):
        message = "no es un sobre de la versión 1"
        raise ValueError(message)
    end = _HEADER_AT + int.from_bytes(raw[_HEADER_AT - 2 : _HEADER_AT], "big")
    return Envelope(
        raw,
        raw[:end],
        cbor2.load(io.BytesIO(raw[_HEADER_AT:end])),
        raw[end:-_SIGNATURE_BYTES],
        raw[-_SIGNATURE_BYTES:],
    )


def found_in(folder: Path) -> list[Envelope]:
    """Return every envelope that lies in a folder, whatever its file is called."""
    found: list[Envelope] = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.stat().st_size > _HEADER_AT:
            with path.open("rb") as file:
                if file.read(len(MAGIC)) != MAGIC:
                    continue
            found.append(parse(path.read_bytes()))
    return found
