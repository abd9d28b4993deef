"""The padrón as an LMDB index of keyed hashes: clave → answer, CIC → clave (norma/lecturas.md, 7).

No name and no clave is stored. Each cut is a folder, built aside and put in force by one rename.
"""

import fcntl
import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import lmdb

from core.central.errors import NoRoom
from core.domain.apoyo_errors import ImportRunning
from core.domain.conteo import Doubt
from core.domain.resultado import PadronAnswer
from core.durable import give_name, sync_folder
from core.ports.central_padron import KeyedHashes, PadronIndex, PadronRow

_HASH_BYTES = 16
_MAP_BYTES = 64 << 30
"""The most that an index may grow to: address space only, the file is as long as its content."""
_ROWS_A_COMMIT = 100_000
_LEAST_ROOM = 1 << 20
_PARTIAL = ".partial"
_ESTATUS = {"L": "LN", "P": "PADRON", "B": "BAJA"}
_NOT_FOUND = PadronAnswer(row="", estatus="", cause="", seccion="")


def hash_clave(clave: str, key: bytes) -> str:
    """Return the keyed hash (BLAKE2b, 16 bytes, hex) of a clave; "" for "". `key`: 32 bytes."""
    return _hashed(clave, key, b"clave")


def hash_cic(cic: str, key: bytes) -> str:
    """Return the keyed hash (BLAKE2b, 16 bytes, hex) of a CIC; "" for "". `key`: 32 bytes."""
    return _hashed(cic, key, b"cic")


class LmdbBuilder:
    """A PadronBuilder. `folder` holds the cuts, `key` is the server's own (32 bytes)."""

    def __init__(self, folder: Path, key: bytes, cut_on: date) -> None:
        self._folder, self._key = folder, key
        self._id = f"{cut_on:%Y%m%d}-{secrets.token_hex(4)}"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._partial = folder / f"{self._id}{_PARTIAL}"
        self._count = 0
        try:
            with _room(folder):
                # lmdb would make the folder with the mode of its file: nobody but root could enter.
                self._partial.mkdir(mode=0o700)
                self._env = _open(self._partial, map_size=_MAP_BYTES, sync=False, mode=0o600)
                self._claves = self._env.open_db(b"clave")
                self._cics = self._env.open_db(b"cic")
                self._work = self._env.begin(write=True)
        except NoRoom:
            shutil.rmtree(self._partial, ignore_errors=True)
            raise

    @property
    def id(self) -> str:
        """Return the id that the cut will have."""
        return self._id

    def add(self, row: PadronRow) -> bool:
        with _room(self._folder):
            return self._put(row)

    def _put(self, row: PadronRow) -> bool:
        clave = bytes.fromhex(hash_clave(row.clave, self._key))
        new = self._work.put(clave, _packed(row), db=self._claves, overwrite=False)
        if new and row.cic:
            self._work.put(bytes.fromhex(hash_cic(row.cic, self._key)), clave, db=self._cics)
        self._count += 1
        if not self._count % _ROWS_A_COMMIT:
            self._work.commit()
            self._work = self._env.begin(write=True)
        return bool(new)

    def finish(self) -> None:
        with _room(self._folder):
            self._work.commit()
            self._env.sync(True)  # noqa: FBT003  lmdb's own signature: force
        self._env.close()
        sync_folder(self._partial)
        give_name(self._partial, self._folder / self._id)

    def abandon(self) -> None:
        if self._partial.exists():
            self._work.abort()
            self._env.close()
            shutil.rmtree(self._partial, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class LmdbPadron:
    """A PadronIndex that reads one cut."""

    env: lmdb.Environment

    def find(self, hashes: KeyedHashes) -> tuple[PadronAnswer, Doubt]:
        claves, cics = self.env.open_db(b"clave"), self.env.open_db(b"cic")
        with self.env.begin() as reading:
            by_clave = bytes.fromhex(hashes.clave)
            by_cic = reading.get(bytes.fromhex(hashes.cic), db=cics) if hashes.cic else None
            packed = reading.get(by_clave, db=claves) if by_clave else None
            if packed is not None and by_cic is not None and by_cic != by_clave:
                return _unpacked(by_clave, packed), Doubt.KEYS_DISAGREE
            if packed is None and by_cic is not None:
                by_clave, packed = by_cic, reading.get(by_cic, db=claves)
        return (_unpacked(by_clave, packed) if packed else _NOT_FOUND), Doubt.NONE


@contextmanager
def open_padron(folder: Path, cut: str) -> Iterator[PadronIndex]:
    """Give the index of a cut until the block ends. Raises lmdb.Error where there is none."""
    env = _open(folder / cut, readonly=True, create=False)
    try:
        yield LmdbPadron(env)
    finally:
        env.close()


@contextmanager
def one_import(folder: Path) -> Iterator[None]:
    """Hold the lock of imports until the block ends. Raises ImportRunning if it is taken."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as cause:
            raise ImportRunning from cause
        yield
    finally:
        os.close(handle)


def forget_others(folder: Path, cut: str) -> None:
    """Delete every cut but this one, and the remains of failed imports."""
    for each in folder.iterdir():
        if each.is_dir() and each.name != cut:
            shutil.rmtree(each, ignore_errors=True)


def _open(path: Path, **how: Any) -> lmdb.Environment:  # noqa: ANN401  lmdb's own options
    """Open an index. No lock file: one builder, then nobody writes; on a full disk it would kill.

    lmdb maps its lock file into memory, and a page of it that finds no room is a SIGBUS.
    """
    return lmdb.open(str(path), max_dbs=2, lock=False, **how)


@contextmanager
def _room(folder: Path) -> Iterator[None]:
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


def _packed(row: PadronRow) -> bytes:
    """Return estatus (1), emission (2), sección (4) and cause, as text."""
    return f"{row.estatus[0]}{row.emision}{row.seccion}{row.cause}".encode()


def _unpacked(name: bytes, packed: bytes) -> PadronAnswer:
    text = packed.decode()
    return PadronAnswer(
        row=name.hex(), estatus=_ESTATUS[text[0]], cause=text[7:], seccion=text[3:7]
    )
