"""A list whose rows are all here already: it leaves as a file like those that the server pages."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from admin_desktop.framework.export_vm import ExportSheet
from admin_desktop.framework.paged_vm import PagedVm
from admin_desktop.framework.working_vm import WorkingVm
from core.messages import Explanation
from core.wire import Page

T = TypeVar("T")


class HeldVm(PagedVm[T]):
    """The rows of another view model, its `parent`, which shows them.

    `rows` gives them, None as long as they are not known: that there are none is another thing.
    """

    def __init__(
        self, sheet: ExportSheet[T], rows: Callable[[], Sequence[T] | None], parent: WorkingVm
    ) -> None:
        super().__init__(lambda _wanted, _cursor: self._all(), parent)
        self._sheet, self._rows, self._whose = sheet, rows, parent

    @property
    def sheet(self) -> ExportSheet[T]:
        """How it leaves."""
        return self._sheet

    @property
    def loaded(self) -> bool:
        """Tell whether the rows are known."""
        return self._rows() is not None

    @property
    def trouble(self) -> Explanation | None:
        """Why they are not known: it was its parent that asked."""
        return self._whose.trouble or super().trouble

    def load(self, search: str | None = None) -> None:
        """Do nothing: who shows the rows fetches them."""
        del search

    def _all(self) -> Page[T]:
        rows = tuple(self._rows() or ())
        return Page(rows, len(rows))
