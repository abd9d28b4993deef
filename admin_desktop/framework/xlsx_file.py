"""A table as a workbook: a text is a text, a count a number, and one sheet says what it is."""

from collections.abc import Generator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from admin_desktop.framework.csv_file import Cell, WriteRow, growing_csv
from core.errors import MachineTrouble

_ROWS_A_SHEET = 1_000_000
"""A sheet of a workbook ends at 2^20 rows; what does not fit goes on in another one."""
_LONGEST = 32_767
"""As many signs as a cell holds."""
_XLSX = ".xlsx"
_WIDE, _WIDEST = 12, 40
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


@contextmanager
def growing_xlsx(
    path: Path, about: Sequence[tuple[str, str]], *, rows_a_sheet: int = _ROWS_A_SHEET
) -> Generator[WriteRow]:
    """Give what writes a row, the titles first; the file has its name only once the block ends.

    `about` are pairs of words for a sheet of their own. What does not fit in memory waits in a
    folder beside the file that nobody else reads. Raises MachineTrouble.
    """
    try:
        with TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.") as folder:
            whole = Path(folder) / path.name
            book = _Book(whole, folder, rows_a_sheet)
            try:
                yield book.write
                book.close(about)
            finally:
                book.let_go()
            whole.replace(path)
    except OSError as trouble:
        raise MachineTrouble({"detail": f"no se pudo guardar en {path.parent}"}) from trouble


def growing_table(path: Path, about: Sequence[tuple[str, str]]) -> AbstractContextManager[WriteRow]:
    """Return the file that grows under `path`: a workbook if it ends in .xlsx, else a CSV."""
    return growing_xlsx(path, about) if path.suffix.lower() == _XLSX else growing_csv(path)


class _Book:
    """A workbook that grows row by row."""

    def __init__(self, path: Path, folder: str, rows_a_sheet: int) -> None:
        from xlsxwriter import Workbook  # only whoever exports pays for it

        self._book: Any = Workbook(str(path), {**_OPTIONS, "tmpdir": folder})
        self._book.use_zip64()
        self._bold: Any = self._book.add_format({"bold": True})
        self._last = rows_a_sheet
        self._titles: tuple[Cell, ...] = ()
        self._sheets, self._row = 0, 0
        self._sheet: Any = None

    def write(self, cells: Sequence[Cell]) -> None:
        """Write a row; the first one of all are the titles."""
        if not self._titles:
            self._titles = tuple(cells)
            self._begin()
            return
        if self._row > self._last:
            self._begin()
        self._put(cells)

    def close(self, about: Sequence[tuple[str, str]]) -> None:
        """Write what the table is, and the file. Raises OSError."""
        from xlsxwriter.exceptions import FileCreateError

        said = self._book.add_worksheet("Qué es")
        said.set_column(0, 0, _WIDE)
        said.set_column(1, 1, _WIDEST * 2)
        for row, (label, value) in enumerate(about):
            said.write_string(row, 0, label, self._bold)
            said.write_string(row, 1, _cut(value))
        try:
            self._book.close()
        except FileCreateError as trouble:
            raise OSError from trouble

    def let_go(self) -> None:
        """Close what the rows wait in: the library does so only where the file is written."""
        for sheet in self._book.worksheets():
            sheet.row_data_fh.close()

    def _begin(self) -> None:
        self._sheets, self._row = self._sheets + 1, 0
        name = "Lista" if self._sheets == 1 else f"Lista {self._sheets}"
        self._sheet = self._book.add_worksheet(name)
        self._sheet.freeze_panes(1, 0)
        for place, title in enumerate(self._titles):
            wide = min(_WIDEST, max(_WIDE, len(str(title)) + 4))
            self._sheet.set_column(place, place, wide)
        self._put(self._titles, self._bold)

    def _put(self, cells: Sequence[Cell], look: object = None) -> None:
        for place, cell in enumerate(cells):
            if isinstance(cell, int):
                self._sheet.write_number(self._row, place, cell, look)
            else:
                self._sheet.write_string(self._row, place, _cut(cell), look)
        self._row += 1


def _cut(text: str) -> str:
    """Return as much of a text as a cell holds."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
