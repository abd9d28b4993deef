"""A view model whose first thing is a list that pages on the server."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtCore import QObject

from admin_desktop.framework import listing
from admin_desktop.framework.export_vm import ExportSheet, ExportVm, Source
from admin_desktop.framework.listing import ShownRows
from admin_desktop.framework.working_vm import WorkingVm
from core.wire import Page

T = TypeVar("T")

PageOf = Callable[[str, str], Page[T]]
"""Gives a page: what is searched for, and the cursor (`next` of the page before)."""


class PagedVm(WorkingVm, Generic[T]):
    """The rows asked for so far, as the server orders them."""

    def __init__(self, page: PageOf[T], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._shown: ShownRows[T] = ShownRows()
        self._search, self._answered = "", ""
        self._loaded = False
        self._turn = 0
        self.export = ExportVm(self)

    @property
    def sheet(self) -> ExportSheet[T] | None:
        """How the list leaves as a file; None where it does not."""
        return None

    @property
    def filtered(self) -> bool:
        """Tell whether a search leaves some rows out."""
        return bool(self._search.strip())

    def export_to(self, path: Path) -> None:
        """Write the whole list, as it is asked for now, to a file; it goes on in the background."""
        sheet = self.sheet
        if sheet is not None:
            self.export.start(path, Source(sheet, self._pages(), self.filtered))

    def _pages(self) -> Callable[[str], Page[T]]:
        """Return what gives a page by its cursor, whatever is searched for later."""
        page, search = self._page, self._search
        return lambda cursor: page(search, cursor)

    @property
    def loaded(self) -> bool:
        """Tell whether the list was loaded at least once; before that, empty means unknown."""
        return self._loaded

    @property
    def nothing(self) -> str:
        """Why no row is shown, where it is not that there is none: "" where there is none."""
        if not self._loaded:
            return "La lista no se pudo leer." if self._trouble else "Leyendo la lista…"
        return f"Nada coincide con «{self._answered}»." if self._answered else ""

    @property
    def question(self) -> object:
        """What the rows shown answer: two lists with another question have nothing in common."""
        return self._answered

    @property
    def foot(self) -> str:
        """Which part of the list is shown: «1 a 12 de 37»."""
        return self._shown.foot

    @property
    def has_more(self) -> bool:
        """Tell whether the list goes on."""
        return bool(self._shown.next)

    def load(self, search: str | None = None) -> None:
        """Fetch the first page of what matches `search`; without one, of what was searched last."""
        search = self._search if search is None else search
        self._search, self._turn = search, self._turn + 1
        turn = self._turn
        self._load(lambda: self._page(search, ""), lambda page: self._first(turn, page))

    def ask_again(self) -> None:
        """Read the list that could not be read."""
        if not self._loaded:
            self.load()

    def refresh(self) -> None:
        """Read the list again."""
        self.load()

    def more(self) -> None:
        """Fetch what follows in the list."""
        search, cursor, turn = self._search, self._shown.next, self._turn
        self._load(lambda: self._page(search, cursor), lambda page: self._longer(turn, page))

    def _first(self, turn: int, page: Page[T]) -> None:
        if turn == self._turn:  # an answer that comes late is of what was asked before
            self._loaded, self._answered = True, self._search.strip()
            self._shown = listing.first(page)

    def _longer(self, turn: int, page: Page[T]) -> None:
        if turn == self._turn:
            self._shown = listing.longer(self._shown, page)

    def _put(self, row: T, same: Callable[[T], bool]) -> None:
        """Show `row` in the place of the one that is the `same`, or first if there is none."""
        items = self._shown.items
        if any(same(each) for each in items):
            changed = tuple(row if same(each) else each for each in items)
            self._shown = replace(self._shown, items=changed)
        else:
            self._shown = ShownRows((row, *items), self._shown.total + 1, self._shown.next)
