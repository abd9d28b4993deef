"""A table as a CSV that any office program opens: UTF-8 with its mark, and no cell that acts."""

import csv
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from core.errors import MachineTrouble

_ACTING = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a cell begins that a spreadsheet would take for a formula (OWASP, CSV Injection)."""

Cell = str | int
"""What a file holds of a row in one column: a text, or a count."""
WriteRow = Callable[[Sequence[Cell]], None]


def safe(cell: Cell) -> str:
    """Return a cell that is text wherever it is opened: one that would act gets an apostrophe."""
    if isinstance(cell, int):
        return str(cell)
    return f"'{cell}" if cell.lstrip(" ").startswith(_ACTING) else cell


@contextmanager
def growing_csv(path: Path) -> Generator[WriteRow]:
    """Give what writes a row; the file has its name only once the block ends normally.

    Raises MachineTrouble.
    """
    partial = path.with_name(f".{path.name}.partial")
    try:
        with partial.open("w", encoding="utf-8-sig", newline="") as file:
            rows = csv.writer(file)
            yield lambda cells: rows.writerow([safe(each) for each in cells])
        partial.replace(path)
    except OSError as trouble:
        raise MachineTrouble({"detail": f"no se pudo guardar en {path.parent}"}) from trouble
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
