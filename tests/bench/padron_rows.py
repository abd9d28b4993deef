"""A fictitious padrón of as many rows as asked for: a CSV written once and kept under out/.

Every clave begins as those of the examples do (MSFCXX) and belongs to nobody.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROWS = int(os.environ.get("PADRON", "10000000"))
HEADER = b"clave_elector,cic,numero_emision,seccion,estatus,causa\n"
_OUT = Path(__file__).resolve().parents[2] / "out" / "padron"
_FORM = 1
"""Of what is written here: another one is written anew."""

_AT_ONCE = 500_000
_STRIDE = 7_368_787
"""Prime to every count of rows below: walks through all of them in an order that is not theirs."""

_ENDS = (
    *(b",LN,",) * 44,
    *(b",PADRON,",) * 4,
    ",BAJA,Suspensión de derechos".encode(),
    b",BAJA,Defuncion",
)
"""How 50 rows end, estatus and cause: one of them is beyond ASCII."""

Texts = NDArray[np.uint8]


def path() -> Path:
    """Return the file, made first where it is not there."""
    kept = _OUT / f"{ROWS}-{_FORM}.csv"
    if not kept.exists():
        _OUT.mkdir(parents=True, exist_ok=True)
        making = kept.with_suffix(".partial")
        with making.open("wb") as file:
            file.write(HEADER)
            file.writelines(_written())
        making.rename(kept)
    return kept


def clave(number: int) -> str:
    """Return the clave of the row of this number, wherever in the file it stands."""
    return _claves(np.array([number])).tobytes().decode()


def cic(number: int) -> str:
    """Return the CIC of the row of this number; "" for one in 32, which has none."""
    return "" if number % 32 == 0 else f"{number:09d}"


def _written() -> Iterator[bytes]:
    for start in range(0, ROWS, _AT_ONCE):
        places = np.arange(start, min(start + _AT_ONCE, ROWS), dtype=np.int64)
        yield _lines(places * _STRIDE % ROWS)


def _lines(numbers: NDArray[np.int64]) -> bytes:
    """Return one line of each number. Cells are padded by zero bytes, which then go."""
    comma = np.full((len(numbers), 1), ord(","), dtype=np.uint8)
    cics = _digits(numbers, 9)
    cics[numbers % 32 == 0] = 0
    ends = np.array([each + b"\n" for each in _ENDS])
    end = ends[numbers % len(_ENDS)].view(np.uint8).reshape(len(numbers), -1)
    emision, seccion = _digits(numbers % 6, 2), _digits(1 + numbers % 9000, 4)
    cells = (_claves(numbers), comma, cics, comma, emision, comma, seccion, end)
    whole = np.hstack(cells)
    lines: bytes = whole[whole != 0].tobytes()
    return lines


def _claves(numbers: NDArray[np.int64]) -> Texts:
    """Return 18 letters and digits each, all told apart by day of birth, entidad and homonymy."""
    day, rest = np.divmod(numbers, 28_000)
    first = np.frombuffer(b"MSFCXX", dtype=np.uint8)
    entidad, homonyms = np.divmod(rest, 1000)
    days = (day // 336 % 100) * 10_000 + (day // 28 % 12 + 1) * 100 + day % 28 + 1
    sexo = np.where(numbers % 2, ord("H"), ord("M")).astype(np.uint8)[:, None]
    letters = np.broadcast_to(first, (len(numbers), len(first)))
    return np.hstack(
        (letters, _digits(days, 6), _digits(entidad + 1, 2), sexo, _digits(homonyms, 3))
    )


def _digits(numbers: NDArray[np.int64], width: int) -> Texts:
    powers = 10 ** np.arange(width - 1, -1, -1, dtype=np.int64)
    return (numbers[:, None] // powers % 10 + ord("0")).astype(np.uint8)
