"""A list whose rows are all here already: it leaves as a file like those that the server pages."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QObject

from admin_desktop.framework.export_vm import ExportSheet
from admin_desktop.framework.paged_vm import PagedVm
from core.wire import Page

T = TypeVar("T")


class HeldVm(PagedVm[T]):
    """The rows of another view model, its `parent`, which shows them; `rows` gives them."""

    def __init__(
        self, sheet: ExportSheet[T], rows: Callable[[], Sequence[T]], parent: QObject
    ) -> None:
        super().__init__(lambda _wanted, _cursor: self._all(), parent)
        self._sheet, self._rows, self._loaded = sheet, rows, True

    @property
    def sheet(self) -> ExportSheet[T]:
        """How it leaves."""
        return self._sheet

    def load(self, search: str | None = None) -> None:
        """Do nothing: who shows the rows fetches them."""
        del search

    def _all(self) -> Page[T]:
        rows = tuple(self._rows())
        return Page(rows, len(rows))
