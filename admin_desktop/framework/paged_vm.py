"""A view model whose first thing is a list that pages on the server."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtCore import QObject

from admin_desktop.framework import listing
from admin_desktop.framework.export_vm import ExportSheet, ExportVm, Source
from admin_desktop.framework.listing import ShownRows
from admin_desktop.framework.working_vm import WorkingVm
from core.domain.listing.renglones import ALL, Wanted, one_more
from core.spanish_dates import short_day
from core.wire import Page

T = TypeVar("T")

PageOf = Callable[[Wanted, str], Page[T]]
"""Gives a page: what is wanted of the list, and the cursor (`next` of the page before)."""
Named = tuple[tuple[str, str], ...]
"""What a list offers: the server's name of each, and its words."""
Days = tuple[date | None, date | None]

BY_ARRIVAL = "llegada"
"""The server's name of the order in which rows came."""
_WEEK = timedelta(days=6)
_BY_LETTERS = (("", "de la A a la Z"), ("-", "de la Z a la A"))
_BY_SIZE = (("", "de menor a mayor"), ("-", "de mayor a menor"))
_BY_TIME = (("", "lo más antiguo primero"), ("-", "lo más reciente primero"))


class PagedVm(WorkingVm, Generic[T]):
    """The rows asked for so far, as the server orders them.

    `orders` are those that a person may ask for besides the list's own, each with its words;
    `by_time` and `by_size` those of them that are no words. `states` are its filters, and
    `day_said` what the days are of that it may be asked for; empty where it has none.
    """

    orders: Named = ()
    by_time: frozenset[str] = frozenset({BY_ARRIVAL})
    by_size: frozenset[str] = frozenset()
    states: Named = ()
    day_said: str = ""

    def __init__(self, page: PageOf[T], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._shown: ShownRows[T] = ShownRows()
        self._wanted, self._answered = ALL, ALL
        self._today: Callable[[], date] | None = None
        self._loaded = False
        self._turn = 0
        self.export = ExportVm(self)

    @property
    def sheet(self) -> ExportSheet[T] | None:
        """How the list leaves as a file; None where it does not."""
        return None

    @property
    def filter_said(self) -> str:
        """What leaves some rows out, in words; "" where nothing does."""
        typed = self._wanted.search.strip()
        words = (f"búsqueda «{typed}»" if typed else "", _narrowed(self, self._wanted))
        return "; ".join(each for each in words if each)

    @property
    def narrowed_said(self) -> str:
        """What leaves some of the rows shown out besides the words searched for, "" for nothing."""
        return _narrowed(self, self._answered)

    @property
    def sort(self) -> str:
        """The order asked for: its name, with «-» before it from the last to the first."""
        return self._wanted.sort

    @property
    def shown_sort(self) -> str:
        """The order of the rows shown, as `sort` says one: another may be on its way."""
        return self._answered.sort

    @property
    def sort_said(self) -> str:
        """The order of the rows shown in words, "" for the list's own."""
        wanted = self._answered
        words = dict(self.orders).get(wanted.by, "")
        ways = dict(self.ways(wanted.by))
        return f"{words}, {ways['-' if wanted.backward else '']}" if words else ""

    def ways(self, order: str) -> Named:
        """Return both ways of an order, by the sign before its name, and their words."""
        if order in self.by_time:
            return _BY_TIME
        return _BY_SIZE if order in self.by_size else _BY_LETTERS

    def sort_as(self, sort: str) -> None:
        """Ask for another order."""
        self._ask_for(replace(self._wanted, sort=sort))

    def sort_by(self, order: str) -> None:
        """Ask for this order; asked again, for its other way, and then for the list's own."""
        onward = {order: f"-{order}", f"-{order}": ""}
        self.sort_as(onward.get(self._wanted.sort, order))

    @property
    def state(self) -> str:
        """The filter asked for, "" for none."""
        return self._wanted.state

    def show_only(self, state: str) -> None:
        """Ask for the rows of one filter; for all with none."""
        self._ask_for(replace(self._wanted, state=state))

    @property
    def days(self) -> Days:
        """The days asked for, either of them None where it has no end."""
        return self._wanted.day, self._wanted.day_to

    def show_days(self, day: date | None, day_to: date | None) -> None:
        """Ask for the rows of some days, the last one included."""
        self._ask_for(replace(self._wanted, day=day, day_to=day_to))

    def show_all(self) -> None:
        """Leave nothing out any more but what the search does."""
        self._ask_for(replace(ALL, search=self._wanted.search, sort=self._wanted.sort))

    def today_with(self, today: Callable[[], date]) -> None:
        """Give what tells the day here: without it no days are proposed."""
        self._today = today

    def recent_days(self) -> tuple[tuple[str, Days], ...]:
        """Return the days that people most ask for."""
        if self._today is None:
            return ()
        today = self._today()
        yesterday = today - timedelta(days=1)
        return (
            ("Hoy", (today, today)),
            ("Ayer", (yesterday, yesterday)),
            ("Los últimos 7 días", (today - _WEEK, today)),
        )

    def _ask_for(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self.load()

    def export_to(self, path: Path) -> None:
        """Write the whole list, as it is asked for now, to a file; it goes on in the background."""
        sheet = self.sheet
        if sheet is not None:
            self.export.start(path, Source(sheet, self._pages(), self.filter_said))

    def _pages(self) -> Callable[[str], Page[T]]:
        """Return what gives a page by its cursor, whatever is searched for later."""
        page, wanted = self._page, self._wanted
        return lambda cursor: page(wanted, cursor)

    @property
    def loaded(self) -> bool:
        """Tell whether the list was loaded at least once; before that, empty means unknown."""
        return self._loaded

    @property
    def nothing(self) -> str:
        """Why no row is shown, where it is not that there is none: "" where there is none."""
        if not self.loaded:
            return "La lista no se pudo leer." if self.trouble else "Leyendo la lista…"
        searched, narrowed = self._answered.search, self.narrowed_said
        if searched:
            also = f" ({narrowed})" if narrowed else ""
            return f"Nada coincide con «{searched}»{also}."
        return f"No hay ninguno con este filtro: {narrowed}." if narrowed else ""

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
        if search is not None:
            self._wanted = replace(self._wanted, search=search)
        self._turn += 1
        turn, wanted = self._turn, self._wanted
        self._load(lambda: self._page(wanted, ""), lambda page: self._first(turn, wanted, page))

    def ask_again(self) -> None:
        """Read the list that could not be read."""
        if not self._loaded:
            self.load()

    def refresh(self) -> None:
        """Read the list again."""
        self.load()

    def more(self) -> None:
        """Fetch what follows in the list."""
        wanted, cursor, turn = self._answered, self._shown.next, self._turn
        self._load(
            lambda: self._page(wanted, cursor), lambda page: self._longer(turn, page, cursor)
        )

    def _first(self, turn: int, wanted: Wanted, page: Page[T]) -> None:
        if turn == self._turn:  # an answer that comes late is of what was asked before
            self._loaded = True
            self._answered = replace(wanted, search=wanted.search.strip())
            self._shown = listing.first(page)

    def _longer(self, turn: int, page: Page[T], after: str) -> None:
        if turn == self._turn and after == self._shown.next:  # it follows the rows shown
            self._shown = listing.longer(self._shown, page)

    def _put(self, row: T, same: Callable[[T], bool]) -> None:
        """Show `row` in the place of the one that is the `same`, or first if there is none."""
        items = self._shown.items
        if any(same(each) for each in items):
            changed = tuple(row if same(each) else each for each in items)
            self._shown = replace(self._shown, items=changed)
        else:
            self._shown = ShownRows((row, *items), one_more(self._shown.total), self._shown.next)


def _narrowed(vm: PagedVm[T], wanted: Wanted) -> str:
    """Return the filter and the days that leave some rows out, in words."""
    state = dict(vm.states).get(wanted.state, "").lower()
    return "; ".join(each for each in (state, _days(wanted)) if each)


def _days(wanted: Wanted) -> str:
    first, last = wanted.day, wanted.day_to
    if first and first == last:
        return f"del {short_day(first)}"
    said = (f"del {short_day(first)}" if first else "", f"al {short_day(last)}" if last else "")
    return " ".join(each for each in said if each)
