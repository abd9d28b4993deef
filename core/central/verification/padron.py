"""The padrón as an LMDB index of keyed hashes: clave → answer, CIC → clave (norma/lecturas.md, 7).

No name and no clave is stored. Each cut is a folder, built aside and put in force by one rename.
"""

import hashlib
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lmdb

from core.central.errors import NoRoom
from core.domain.conteo import Doubt
from core.domain.resultado import PadronAnswer
from core.ports.central_padron import KeyedHashes, PadronIndex

_HASH_BYTES = 16
MAP_BYTES = 64 << 30
"""The most that an index may grow to: address space only, the file is as long as its content."""
_LEAST_ROOM = 1 << 20
_ESTATUS = {"L": "LN", "P": "PADRON", "B": "BAJA"}
_NOT_FOUND = PadronAnswer(row="", estatus="", cause="", seccion="")


def hash_clave(clave: str, key: bytes) -> str:
    """Return the keyed hash (BLAKE2b, 16 bytes, hex) of a clave; "" for "". `key`: 32 bytes."""
    return _hashed(clave, key, b"clave")


def hash_cic(cic: str, key: bytes) -> str:
    """Return the keyed hash (BLAKE2b, 16 bytes, hex) of a CIC; "" for "". `key`: 32 bytes."""
    return _hashed(cic, key, b"cic")


@dataclass(frozen=True, slots=True)
class LmdbPadron:
    """A PadronIndex that reads one cut."""

    env: lmdb.Environment

    def find(self, asked: Sequence[KeyedHashes]) -> list[tuple[PadronAnswer, Doubt]]:
        claves, cics = self.env.open_db(b"clave"), self.env.open_db(b"cic")
        with self.env.begin() as reading:
            by_cic = _found(reading, cics, (each.cic for each in asked))
            answers = _found(
                reading, claves, [*(each.clave for each in asked), *map(bytes.hex, by_cic.values())]
            )
        return [_answer(each, by_cic, answers) for each in asked]


def _found(reading: lmdb.Transaction, index: Any, names: Iterable[str]) -> dict[bytes, bytes]:  # noqa: ANN401
    """Return what the index has under these hashes (hex, "" for none), asked for in its order."""
    keys = sorted({bytes.fromhex(each) for each in names if each})
    pairs = reading.cursor(index).getmulti(keys) if keys else []
    return {bytes(key): bytes(value) for key, value in pairs}


def _answer(
    hashes: KeyedHashes, by_cic: dict[bytes, bytes], answers: dict[bytes, bytes]
) -> tuple[PadronAnswer, Doubt]:
    """Return the answer by clave, else by CIC; KEYS_DISAGREE where each leads to another row."""
    clave = bytes.fromhex(hashes.clave)
    other = by_cic.get(bytes.fromhex(hashes.cic)) if hashes.cic else None
    packed = answers.get(clave) if clave else None
    if packed is not None:
        doubt = Doubt.KEYS_DISAGREE if other is not None and other != clave else Doubt.NONE
        return _unpacked(clave, packed), doubt
    packed = answers.get(other) if other is not None else None
    if other is None or packed is None:
        return _NOT_FOUND, Doubt.NONE
    return _unpacked(other, packed), Doubt.NONE


@contextmanager
def open_padron(folder: Path, cut: str) -> Iterator[PadronIndex]:
    """Give the index of a cut until the block ends. Raises lmdb.Error where there is none."""
    env = open_index(folder / cut, readonly=True, create=False)
    try:
        yield LmdbPadron(env)
    finally:
        env.close()


def forget_others(folder: Path, cut: str) -> None:
    """Delete every cut but this one, and the remains of failed imports."""
    for each in folder.iterdir():
        if each.is_dir() and each.name != cut:
            shutil.rmtree(each, ignore_errors=True)


def open_index(path: Path, **how: Any) -> lmdb.Environment:  # noqa: ANN401  lmdb's own options
    """Open an index. No lock file: one builder, then nobody writes; on a full disk it would kill.

    lmdb maps its lock file into memory, and a page of it that finds no room is a SIGBUS.
    """
    return lmdb.open(str(path), max_dbs=2, lock=False, **how)


@contextmanager
def translate_room(folder: Path) -> Iterator[None]:
    """Raise NoRoom where lmdb gives up on a disk that is as good as full."""
    try:
        yield
    except lmdb.Error as cause:
        if shutil.disk_usage(folder).free < _LEAST_ROOM:
            raise NoRoom from cause
        raise


def _hashed(text: str, key: bytes, person: bytes) -> str:
    if not text:
        return ""
    return hashlib.blake2b(
        text.encode(), digest_size=_HASH_BYTES, key=key, person=person
    ).hexdigest()


def _unpacked(name: bytes, packed: bytes) -> PadronAnswer:
    text = packed.decode()
    return PadronAnswer(
        row=name.hex(), estatus=_ESTATUS[text[0]], cause=text[7:], seccion=text[3:7]
    )
