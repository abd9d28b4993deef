"""Taking a whole list out as a file, in the background: how far it is, and giving it up."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer

from admin_desktop.framework.csv_file import growing_csv
from admin_desktop.framework.typed_errors import ExportStopped
from admin_desktop.framework.working_vm import WorkingVm
from core.domain.exportacion import Exportacion, Lista
from core.errors import ApoyoError
from core.messages import with_noun
from core.wire import Page

T = TypeVar("T")
Note = Callable[[Exportacion], None]
_TICK_MS = 150


@dataclass(frozen=True, slots=True)
class ExportSheet(Generic[T]):
    """A list as a table of texts: its titles, and the cells of a row."""

    lista: Lista
    titles: tuple[str, ...]
    cells: Callable[[T], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Source(Generic[T]):
    """What is exported: the pages by their cursors, as they are asked for at this moment."""

    sheet: ExportSheet[T]
    page: Callable[[str], Page[T]]
    filtered: bool


@dataclass(slots=True)
class _HowFar:
    """How far a thread is; the GUI thread reads it. `given_up` stops it at the next page."""

    done: int = 0
    total: int = 0
    given_up: Event = field(default_factory=Event)


class ExportVm(WorkingVm):
    """One export at a time. Its list has `offer` set; `note` tells the server first."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._note: Note | None = None
        self._told = _HowFar()
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
        total = with_noun(self._told.total, "renglón", "renglones")
        return f"Exportando: {self._told.done:,} de {total}."

    def start(self, path: Path, source: Source[Any]) -> None:
        """Write every row of a list to `path`, page after page."""
        note = self._note
        if note is None or self._working:
            return
        self._told = told = _HowFar()
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
        self._said = f"Se guardaron {with_noun(rows, 'renglón', 'renglones')} en {path.name}."

    def _fail(self, error: ApoyoError) -> None:
        self._tick.stop()
        super()._fail(error)


def _write(path: Path, source: Source[Any], note: Note, told: _HowFar) -> int:
    """Return how many rows were written. Raises ExportStopped, or what the server refused with."""
    page = source.page("")
    told.total = page.total
    note(Exportacion(source.sheet.lista, source.filtered, page.total))
    with growing_csv(path) as write:
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
