"""Builds a cut of the padrón aside: keyed hashes of whole blocks of rows, sorted on disk."""

import os
import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.central.verification.keyed_hash import Texts, of_cics, of_claves
from core.central.verification.padron_file import ESTATUS, PadronWriter, sha256_of
from core.central.verification.plain_rows import NO_CAUSE, PlainReader, PlainRows
from core.central.verification.sorted_rows import HASH, Rows, SortedRows, repeated
from core.domain.verification.import_errors import CausesTooMany
from core.durable import PARTIAL, give_name, opened, sync_folder
from core.ports.central_padron import CauseRule, PadronRow, RawLine, TakePlain

_FILE = "corte"
_MOST_CAUSES, _CAUSES_KEPT = 0xFFFF, 100_000
_EXACT_AT_ONCE = 4096
_CLAVE_BYTES, _CIC_BYTES = 18, 9
_CLAVES = np.dtype(
    [*HASH, ("line", "<u4"), ("seccion", "<u2"), ("cause", "<u2"), ("estatus", "u1")]
)
_CICS = np.dtype([*HASH, ("clave_high", "<u8"), ("clave_low", "<u8"), ("line", "<u4")])


class SortedBuilder:
    """A PadronBuilder. `folder` holds the cuts, `key` is the server's own (32 bytes)."""

    def __init__(self, folder: Path, key: bytes, cut_on: date) -> None:
        self._id = f"{cut_on:%Y%m%d}-{secrets.token_hex(4)}"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder, self._partial = folder, folder / f"{self._id}{PARTIAL}"
        self._clave, self._cic = of_claves(key), of_cics(key)
        self._causes: dict[bytes, int] = {b"": 0}
        self._exact: list[tuple[int, PadronRow, int]] = []
        self._partial.mkdir(mode=0o700)
        self._claves = SortedRows(self._partial / "claves", _CLAVES)
        self._cics = SortedRows(self._partial / "cics", _CICS)

    @property
    def id(self) -> str:
        """Return the id that the cut will have."""
        return self._id

    def taking(self, separator: str, cause: CauseRule) -> TakePlain:
        """Return what adds the plain rows of the file that is read now."""
        known: dict[bytes, int] = {}

        def place_of(raw: bytes) -> int:
            place = known.get(raw)
            if place is None:
                if len(known) >= _CAUSES_KEPT:
                    known.clear()
                said = cause(raw)
                place = known[raw] = NO_CAUSE if said is None else self._place_of(said, NO_CAUSE)
            return place

        read = PlainReader(separator, place_of)

        def take(number: int, block: bytes) -> tuple[int, list[RawLine]]:
            rows, others = read(number, block)
            self._put(rows)
            return len(rows.lines), others

        return take

    def add(self, line: int, row: PadronRow) -> None:
        place = self._place_of(row.cause, NO_CAUSE)
        if place == NO_CAUSE:
            raise CausesTooMany
        self._exact.append((line, row, place))
        if len(self._exact) >= _EXACT_AT_ONCE:
            self._put_exact()

    def _place_of(self, cause: bytes, none: int) -> int:
        """Return the place of a cause, a new one for a new one; `none` where there are too many."""
        place = self._causes.get(cause)
        if place is None:
            if len(self._causes) >= _MOST_CAUSES:
                return none
            place = self._causes[cause] = len(self._causes)
        return place

    def _put_exact(self) -> None:
        if not self._exact:
            return
        lines, rows, causes = zip(*self._exact, strict=True)
        self._exact = []
        has_cic = np.array([row.cic != b"" for row in rows])
        self._put(
            PlainRows(
                np.array(lines, dtype=np.int64),
                _texts([row.clave for row in rows], _CLAVE_BYTES),
                _texts([row.cic or bytes(_CIC_BYTES) for row in rows], _CIC_BYTES),
                has_cic,
                np.array([int(row.seccion) for row in rows], dtype=np.int64),
                np.array([ESTATUS.index(row.estatus.decode()) for row in rows], dtype=np.int64),
                np.array(causes, dtype=np.int64),
            )
        )

    def _put(self, rows: PlainRows) -> None:
        """Hash rows and hand them to what sorts them: nothing of them stays in clear."""
        if not len(rows.lines):
            return
        claves = np.empty(len(rows.lines), dtype=_CLAVES)
        claves["high"], claves["low"] = _halves(self._clave.many(rows.claves))
        for name in ("seccion", "cause", "estatus"):
            claves[name] = getattr(rows, name)
        claves["line"] = rows.lines
        self._claves.add(claves)
        cics = np.empty(int(rows.has_cic.sum()), dtype=_CICS)
        cics["high"], cics["low"] = _halves(self._cic.many(rows.cics[rows.has_cic]))
        for name in ("high", "low"):
            cics[f"clave_{name}"] = claves[name][rows.has_cic]
        cics["line"] = claves["line"][rows.has_cic]
        self._cics.add(cics)

    def sort(self, told: Callable[[], None]) -> Iterator[int]:
        self._put_exact()
        left_out = np.zeros(0, dtype=np.uint32)
        with opened(self._partial / _FILE, os.O_EXCL) as handle:
            writer = PadronWriter(handle, self._claves.count, self._cics.count)
            for rows in self._claves.groups():
                twice = repeated(rows)
                left_out = np.append(left_out, rows["line"][twice])
                writer.put_claves(_columns(rows[~twice]))
                told()
            left_out.sort()
            for rows in self._cics.groups():
                writer.put_cics(_columns(_last_of_each(rows, left_out)))
                told()
            writer.finish([each.decode() for each in self._causes])
        yield from left_out.tolist()

    def finish(self) -> str:
        for each in ("claves", "cics"):
            (self._partial / each).rmdir()
        sync_folder(self._partial)
        sync_folder(self._folder)
        return sha256_of(self._partial / _FILE)

    def abandon(self) -> None:
        shutil.rmtree(self._partial, ignore_errors=True)


def _texts(texts: list[bytes], width: int) -> Texts:
    return np.frombuffer(b"".join(texts), dtype=np.uint8).reshape(-1, width)


def _halves(hashes: Texts) -> tuple[Texts, Texts]:
    """Return hashes as two numbers each, that sort as they do."""
    numbers = np.ascontiguousarray(hashes).view(">u8").reshape(-1, 2)
    return numbers[:, 0], numbers[:, 1]


def _columns(rows: Rows) -> Mapping[str, Rows]:
    return {name: rows[name] for name in rows.dtype.names or ()}


def _last_of_each(rows: Rows, left_out: NDArray[np.uint32]) -> Rows:
    """Return rows without the lines that were left out; of a CIC that stands twice, its last."""
    kept = rows[~np.isin(rows["line"], left_out)] if len(left_out) else rows
    if not len(kept):
        return kept
    last: Rows = kept[np.append(~repeated(kept)[1:], True)]
    return last


def built_file(folder: Path, cut: str) -> Path:
    """Return where the file of a cut lies that was built and is not in force."""
    return folder / f"{cut}{PARTIAL}" / _FILE


def put_in_force(folder: Path, cut: str) -> None:
    """Give a built cut its final name. A second time changes nothing. Raises OSError."""
    built = built_file(folder, cut)
    if built.exists():
        give_name(built, folder / cut)
    shutil.rmtree(built.parent, ignore_errors=True)


def forget_unfinished(folder: Path) -> None:
    """Delete what imports that did not end left behind."""
    for each in folder.glob(f"*{PARTIAL}"):
        shutil.rmtree(each, ignore_errors=True)
