"""Builds the index of a cut: keyed hashes sorted on disk, then appended to LMDB in order."""

import hashlib
import secrets
import shutil
import struct
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np

from core.central.verification.padron import MAP_BYTES, open_index, translate_room
from core.central.verification.sorted_rows import HASH, Rows, SortedRows, repeated
from core.domain.import_errors import CausesTooMany
from core.durable import give_name, sync_folder
from core.ports.central_padron import PadronRow

PARTIAL = ".partial"
_TAIL = struct.Struct(">IH")
_LINE = struct.Struct(">I")
_HASH_BYTES, _HEAD_BYTES, _MOST_CAUSES = 16, 7, 0xFFFF
_CLAVES = np.dtype([*HASH, ("head", f"V{_HEAD_BYTES}"), ("line", ">u4"), ("cause", ">u2")])
_CICS = np.dtype([*HASH, ("clave", f"V{_HASH_BYTES}"), ("line", ">u4")])

Pairs = Iterator[tuple[bytes, bytes]]


class LmdbBuilder:
    """A PadronBuilder. `folder` holds the cuts, `key` is the server's own (32 bytes)."""

    def __init__(self, folder: Path, key: bytes, cut_on: date) -> None:
        self._id = f"{cut_on:%Y%m%d}-{secrets.token_hex(4)}"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder, self._partial = folder, folder / f"{self._id}{PARTIAL}"
        self._clave = hashlib.blake2b(digest_size=_HASH_BYTES, key=key, person=b"clave")
        self._cic = hashlib.blake2b(digest_size=_HASH_BYTES, key=key, person=b"cic")
        self._causes: dict[bytes, int] = {}
        self._partial.mkdir(mode=0o700)
        self._claves = SortedRows(self._partial / "claves", _CLAVES)
        self._cics = SortedRows(self._partial / "cics", _CICS)

    @property
    def id(self) -> str:
        """Return the id that the cut will have."""
        return self._id

    def add(self, line: int, row: PadronRow) -> None:
        cause = self._causes.get(row.cause)
        if cause is None:
            cause = self._new_cause(row.cause)
        by_clave = self._clave.copy()
        by_clave.update(row.clave)
        clave = by_clave.digest()
        head = row.estatus[:1] + row.emision + row.seccion
        self._claves.add(clave + head + _TAIL.pack(line, cause))
        if row.cic:
            by_cic = self._cic.copy()
            by_cic.update(row.cic)
            self._cics.add(by_cic.digest() + clave + _LINE.pack(line))

    def _new_cause(self, cause: bytes) -> int:
        if len(self._causes) >= _MOST_CAUSES:
            raise CausesTooMany
        return self._causes.setdefault(cause, len(self._causes))

    def sort(self) -> Iterator[int]:
        left_out: list[int] = []
        with translate_room(self._folder):
            env = open_index(self._partial, map_size=MAP_BYTES, sync=False, mode=0o600)
            try:
                claves, cics = env.open_db(b"clave"), env.open_db(b"cic")
                for rows in self._claves.groups():
                    twice = repeated(rows)
                    left_out += rows["line"][twice].tolist()
                    with env.begin(write=True, db=claves) as work:
                        work.cursor().putmulti(self._answers(rows[~twice]), append=True)
                for rows in self._cics.groups():
                    with env.begin(write=True, db=cics) as work:
                        work.cursor().putmulti(_last_of_each(rows, left_out), append=True)
                env.sync(True)  # noqa: FBT003  lmdb's own signature: force
            finally:
                env.close()
        yield from sorted(left_out)

    def _answers(self, rows: Rows) -> Pairs:
        """Yield hash and answer of each row: estatus (1), emission (2), sección (4), cause."""
        raw, causes, size = rows.tobytes(), list(self._causes), _CLAVES.itemsize
        end = _HASH_BYTES + _HEAD_BYTES
        for at, cause in zip(
            range(0, len(raw), size), rows["cause"].astype(np.int64).tolist(), strict=True
        ):
            yield raw[at : at + _HASH_BYTES], raw[at + _HASH_BYTES : at + end] + causes[cause]

    def finish(self) -> None:
        for each in ("claves", "cics"):
            (self._partial / each).rmdir()
        sync_folder(self._partial)
        sync_folder(self._folder)

    def abandon(self) -> None:
        shutil.rmtree(self._partial, ignore_errors=True)


def _last_of_each(rows: Rows, left_out: list[int]) -> Pairs:
    """Yield hash of CIC and hash of clave; of a CIC that stands twice, its last line."""
    kept = rows[~np.isin(rows["line"], left_out)] if left_out else rows
    if not len(kept):
        return
    last = np.append(~repeated(kept)[1:], True)
    raw, size = kept[last].tobytes(), _CICS.itemsize
    for at in range(0, len(raw), size):
        middle = at + _HASH_BYTES
        yield raw[at:middle], raw[middle : middle + _HASH_BYTES]


def put_in_force(folder: Path, cut: str) -> None:
    """Give a built index its final name. A second time changes nothing. Raises OSError."""
    partial = folder / f"{cut}{PARTIAL}"
    if partial.exists():
        give_name(partial, folder / cut)


def forget_unfinished(folder: Path) -> None:
    """Delete what imports that did not end left behind."""
    for each in folder.glob(f"*{PARTIAL}"):
        shutil.rmtree(each, ignore_errors=True)
