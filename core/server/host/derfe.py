"""The DERFE's key, and what a sealed batch is bound to (numeral 9; FORMAT.md, 9).

The key is a setting of who operates the server, never a field of an order: whoever may ask for a
batch cannot say who opens it.
"""

import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from core.domain.verification.lote_errors import DerfeKeyMissing
from core.durable import opened, removed_on_failure, write_all
from core.sealing import b64
from core.sealing.sealed_file import open_file
from core.settings.server import ServerSettings


def derfe_public(settings: ServerSettings) -> X25519PublicKey:
    """Return the key that opens batches. Raises DerfeKeyMissing for none, or what is no key."""
    try:
        return X25519PublicKey.from_public_bytes(b64.decode(settings.derfe_key))
    except ValueError as cause:
        raise DerfeKeyMissing from cause


def about_lote(number: int) -> bytes:
    """Return what the file of a batch is bound to: another's file does not open in its place."""
    return f"lote/{number}".encode()


def new_key(file: Path) -> str:
    """Write a new key of the DERFE, which nobody else reads, and return its public part.

    Raises OSError, also where the file is there already.
    """
    key = X25519PrivateKey.generate()
    with opened(file, os.O_EXCL) as handle, removed_on_failure(file):
        write_all(handle, key.private_bytes_raw())
        os.fsync(handle)
    return b64.encode(key.public_key().public_bytes_raw())


def open_lote(sealed: Path, number: int, key: Path, to: Path) -> None:
    """Write what a batch asks to a new file that nobody else reads, where the DERFE's key is.

    Raises EnvelopeRejected, DerfeKeyMissing, or OSError, also where `to` is there already.
    """
    try:
        own = X25519PrivateKey.from_private_bytes(key.read_bytes())
    except ValueError as cause:
        raise DerfeKeyMissing from cause
    with (
        sealed.open("rb") as file,
        opened(to, os.O_EXCL) as handle,
        removed_on_failure(to),
    ):
        for part in open_file(file, own=own, about=about_lote(number)):
            write_all(handle, part)
        os.fsync(handle)
