"""Taking a whole list out as a file, in the background: how far it is, and giving it up."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer

from admin_desktop.framework.csv_file import Cell
from admin_desktop.framework.how_far import HowFar
from admin_desktop.framework.typed_errors import ExportStopped
from admin_desktop.framework.working_vm import WorkingVm
from admin_desktop.framework.xlsx_file import growing_table
from core.act_sentences import said_of
from core.domain.listing.exportacion import Exportacion, Lista
from core.domain.listing.renglones import how_many, is_beyond
from core.errors import ApoyoError
from core.messages import with_noun
from core.wire import Page

T = TypeVar("T")
Note = Callable[[Exportacion], None]
_TICK_MS = 150
_NO_FILTER = "ninguno: la lista completa"


@dataclass(frozen=True, slots=True)
class ExportSheet(Generic[T]):
    """A list as a table: its titles, and the cells of a row."""

    lista: Lista
    titles: tuple[str, ...]
    cells: Callable[[T], tuple[Cell, ...]]


@dataclass(frozen=True, slots=True)
class Source(Generic[T]):
    """What is exported: the pages by their cursors, as they are asked for at this moment.

    `filter` says what leaves some rows out, "" where nothing does.
    """

    sheet: ExportSheet[T]
    page: Callable[[str], Page[T]]
    filter: str = ""


class ExportVm(WorkingVm):
    """One export at a time. Its list has `offer` set; `note` tells the server first."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._note: Note | None = None
        self._told = HowFar()
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self.changed)

    def note_with(self, note: Note) -> None:
        """Give who keeps in the bitácora that a list is taken out; without it nothing is."""
        self._note = note

    @property
    def progress(self) -> str:
        """«500 de 1,042 renglones», or nothing at rest."""
        if not self._working:
            return ""
        if is_beyond(self._told.total):
            return f"Exportando: {with_noun(self._told.done, 'renglón', 'renglones')}."
        total = with_noun(self._told.total, "renglón", "renglones")
        return f"Exportando: {self._told.done:,} de {total}."

    @property
    def unfinished(self) -> str:
        """That the file would not be there."""
        return "Se está exportando una lista: su archivo no quedaría." if self._working else ""

    def cut(self) -> None:
        """Leave no part of the file."""
        self.give_up()

    def start(self, path: Path, source: Source[Any]) -> None:
        """Write every row of a list to `path`, page after page: a workbook if it ends in .xlsx."""
        note = self._note
        if note is None or self._working:
            return
        self._told = told = HowFar()
        self._tick.start()
        self._act(
            "Exportando…",
            lambda: lambda: _write(path, source, note, told),
            lambda rows: self._written(path, rows),
        )

    def give_up(self) -> None:
        """Stop; nothing of the file stays."""
        self._told.given_up.set()

    def _written(self, path: Path, rows: int) -> None:
        self._tick.stop()
        kept = "Se guardó" if rows == 1 else "Se guardaron"
        self._said = f"{kept} {with_noun(rows, 'renglón', 'renglones')} en {path.name}."

    def _fail(self, error: ApoyoError) -> None:
        self._tick.stop()
        super()._fail(error)


def _write(path: Path, source: Source[Any], note: Note, told: HowFar) -> int:
    """Return how many rows were written. Raises ExportStopped, or what the server refused with."""
    page = source.page("")
    told.total = page.total
    note(Exportacion(source.sheet.lista, bool(source.filter), page.total))
    with growing_table(path, _about(source, page.total)) as write:
        write(source.sheet.titles)
        while True:
            for row in page.items:
                write(source.sheet.cells(row))
            told.done += len(page.items)
            if told.given_up.is_set():
                raise ExportStopped
            if not page.next:
                return told.done
            page = source.page(page.next)


def _about(source: Source[Any], rows: int) -> tuple[tuple[str, str], ...]:
    """Return what a workbook says of itself: which list, what leaves rows out, how many."""
    return (
        ("Lista", said_of("lista", source.sheet.lista.value).capitalize()),
        ("Filtro", source.filter or _NO_FILTER),
        ("Renglones", how_many(rows)),
    )
