"""Readings that were made before by the very same reader, under out/readings.

A table of hundreds of cards takes hours on a busy machine: what was read is kept by the pictures
and by the reader's own source and networks, so that a run that was cut goes on where it ended.
"""

import hashlib
import pickle
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from core.credential.reader import CredentialReader
from core.domain.credencial.lectura import CredentialReading

_ROOT: Final = Path(__file__).resolve().parents[2]
_KEPT: Final = _ROOT / "out" / "readings"
_READER: Final = ("core/credential", "core/domain/credencial", "resources/models",
                  "resources/lexico")  # fmt: skip


def read(reader: CredentialReader, front: bytes, back: bytes, on: date) -> CredentialReading:
    """Return the reading of two pictures, made now or before by this same reader."""
    name = hashlib.sha256(front + back + on.isoformat().encode()).hexdigest()
    kept = _KEPT / of_reader() / f"{name}.pickle"
    if kept.exists():
        made: CredentialReading = pickle.loads(kept.read_bytes())  # noqa: S301  our own file
        return made
    reading = reader.read(front, back, on)
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(pickle.dumps(reading))
    return reading


@cache
def of_reader() -> str:
    """Return the hash of all that decides what is read, twelve signs of it."""
    told = hashlib.sha256()
    for path in _files():
        told.update(str(path.relative_to(_ROOT)).encode() + path.read_bytes())
    return told.hexdigest()[:12]


def _files() -> Iterator[Path]:
    for folder in _READER:
        for path in sorted((_ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                yield path
