"""Sidebar and screens of one person: opened areas stay as they were left."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QWidget
from shiboken6 import isValid

from admin_desktop.framework.export_vm import ExportVm
from admin_desktop.framework.paged_vm import PagedVm
from admin_desktop.framework.remembered import Arrangements
from admin_desktop.framework.working_vm import GoOn, WorkingVm
from admin_desktop.parts.buttons import add_shortcut
from admin_desktop.parts.leaving import when_clean, when_over
from admin_desktop.parts.newer import NewerQuestion
from admin_desktop.parts.panels import FollowsFocus
from admin_desktop.parts.screen import Screen
from admin_desktop.parts.sidebar import Sidebar
from admin_desktop.parts.table import Table
from admin_desktop.shell.area import Area
from admin_desktop.shell.building import Building
from admin_desktop.shell.command_search import CommandSearch
from admin_desktop.shell.command_vm import CommandVm
from admin_desktop.shell.desk_context import DeskContext
from admin_desktop.shell.foot_vm import ShellVm
from core.domain.listing.renglones import Wanted

_NUMBERED, _HITS = 9, 6


class DeskPage(QWidget):
    """Sidebar and screens of one person."""

    left = Signal()

    def __init__(
        self,
        context: DeskContext,
        areas: Sequence[Area],
        hold: Callable[[GoOn], None],
        kept: Arrangements | None = None,
    ) -> None:
        """Show the areas that the roles of the session may open.

        `hold` takes what a session that ends interrupts; `kept` is how the person arranged lists.
        """
        super().__init__()
        self._context, self._hold, self._kept = context, hold, kept
        context.setParent(self)
        roles = frozenset(context.session.roles)
        self._areas = {area.id: area for area in areas if area.roles & roles}
        self._open: dict[str, Screen] = {}
        self._rooms: dict[str, FollowsFocus] = {}
        self._subject: object = None
        """What the screen that is open was asked for last."""
        self._sidebar, self._pages = Sidebar(), QStackedWidget()
        self._vm = ShellVm(context.fetch_proceso, context.local, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._sidebar)
        row.addWidget(self._pages, 1)
        self._sidebar.show_places(_groups(self._areas.values()))
        self._add_keys()
        self._sidebar.chosen.connect(self.go)
        self._sidebar.leave.connect(self.ask_to_leave)
        context.proceso_changed.connect(self._say_about)
        self._vm.changed.connect(self._say_server)
        self._vm.back.connect(self._server_back)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._keep_focus)
        self._say_about()
        self._say_server()
        self._vm.start()

    def _add_keys(self) -> None:
        """Ctrl+1…9 go to the areas of the sidebar in their order, Ctrl+K searches everything."""
        shown = [area_id for group in _groups(self._areas.values()) for area_id, _ in group]
        for number, area_id in enumerate(shown[:_NUMBERED], 1):
            keys = add_shortcut(self, f"Ctrl+{number}")
            keys.activated.connect(partial(self.go, area_id))
        add_shortcut(self, "Ctrl+K").activated.connect(self._open_search)

    @Slot()
    def _open_search(self) -> None:
        places = [place for group in _groups(self._areas.values()) for place in group]
        central, reads = self._context.central, "expediente" in self._areas
        registers = "registro" in self._areas
        vm = CommandVm(
            places,
            (lambda typed: central.aspirantes.page(Wanted(typed), limit=_HITS).items)
            if reads
            else None,
            (lambda typed: central.constancias.page(Wanted(typed), limit=_HITS).items)
            if registers
            else None,
        )
        vm.hold_with(self._hold)
        search = CommandSearch(self, vm)
        search.gone.connect(self.go)
        search.open()

    def open_first(self) -> None:
        """Open the place that this person most needs: the first of their sidebar."""
        first = next((area.id for area in self._areas.values() if not area.under), "")
        if first:
            self.go(first)

    def may_close(self) -> bool:
        """Tell whether closing loses nothing that was typed, and cuts nothing on any screen."""
        now = self._now()
        typed = now is not None and now.is_whole and now.has_unsaved()
        return not typed and not self._under_way()

    def when_over(self, onward: Callable[[], None], *, yes: str) -> None:
        """Do `onward` once the person agrees to what it cuts and what it discards.

        Nothing is cut before both were agreed to.
        """

        def cut() -> None:
            for vm in self._under_way():
                vm.cut()
            onward()

        said = [vm.unfinished for vm in self._under_way()]
        when_over(self, lambda: self.when_free(cut), said, yes=yes)

    def _under_way(self) -> list[WorkingVm]:
        """Return what is at work in the screens, the hidden ones too, and would be cut."""
        every = (vm for each in self._open.values() for vm in each.findChildren(WorkingVm))
        return [vm for vm in every if vm.unfinished]

    def _now(self) -> Screen | None:
        """Return the screen that is open."""
        page = self._pages.currentWidget()
        screen = page.widget() if isinstance(page, FollowsFocus) else None
        return screen if isinstance(screen, Screen) else None

    def when_free(self, onward: Callable[[], None]) -> None:
        """Do `onward` now, or once the person agrees to discard what was typed."""
        now = self._now()
        if now is None or not now.is_whole:
            onward()
            return
        when_clean(self, onward, dirty=now.has_unsaved(), discard=now.discard, stay=self._light)

    @Slot(str)
    @Slot(str, object)
    def go(self, area_id: str, subject: object = None) -> None:
        """Open an area; asks first where something typed would be lost."""
        if area_id in self._areas:
            self.when_free(lambda: self._arrive(area_id, subject))

    def _arrive(self, area_id: str, subject: object) -> None:
        is_new = area_id not in self._open
        if is_new:
            screen = self._open[area_id] = self._areas[area_id].factory(self._context)
            screen.wanted.connect(self.go)
            room = self._rooms[area_id] = FollowsFocus()
            self._pages.addWidget(room)
            room.setWidget(screen)  # last: Qt dresses all that is inside each time it is moved
        screen = self._open[area_id]
        self._pages.setCurrentWidget(self._rooms[area_id])
        self._light()
        self._subject = subject
        if is_new:
            screen.is_whole = False
            Building(screen, screen.build(), lambda: self._now_whole(screen))
        elif screen.is_whole:
            self._come_to(screen)

    def _now_whole(self, screen: Screen) -> None:
        screen.is_whole = True
        self._wire(screen)
        if self._now() is screen:
            self._come_to(screen)

    def _come_to(self, screen: Screen) -> None:
        screen.arrive(self._subject)
        screen.take_focus()

    def _wire(self, screen: Screen) -> None:
        for vm in screen.findChildren(WorkingVm):
            vm.hold_with(self._hold)
            vm.unreached.connect(self._vm.silent)
            if isinstance(vm, ExportVm):
                vm.note_with(self._context.central.exportaciones.note)
            if isinstance(vm, PagedVm):
                vm.today_with(self._context.local.today)
            vm.overtaken.connect(self._ask_overtaken)
        if self._kept is not None:
            for table in screen.findChildren(Table):
                table.remember_with(self._kept)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Give the screen what room there is."""
        super().resizeEvent(event)
        self._sidebar.take_width(self.width())

    @Slot(object)
    def _ask_overtaken(self, vm: WorkingVm) -> None:
        """Say what somebody saved meanwhile, and ask which of both stays."""
        question = NewerQuestion(self, vm.newer, self._context.local)
        question.agreed.connect(vm.save_over)
        question.taken.connect(vm.take_newer)
        question.open()

    @Slot(QWidget, QWidget)
    def _keep_focus(self, old: QWidget | None, now: QWidget | None) -> None:
        """Keep the focus on the screen where what had it is gone: Qt goes on to the next control.

        That may be «Salir de la cuenta», and Space would leave.
        """
        screen = self._now()
        if old is None or not isValid(old) or screen is None:
            return
        gone = not old.isVisible() or not old.isEnabled()
        elsewhere = now is None or (self.isAncestorOf(now) and not screen.isAncestorOf(now))
        if gone and elsewhere and screen.isVisible() and self.window().isActiveWindow():
            screen.take_focus()

    @Slot()
    def _server_back(self) -> None:
        """Let no screen say that the server is silent once it answered."""
        for screen in self._open.values():
            for vm in screen.findChildren(WorkingVm):
                vm.server_back()

    def _light(self) -> None:
        """Light the place of the screen that is open."""
        now = self._now()
        for area_id, screen in self._open.items():
            if screen is now:
                self._sidebar.open_place(self._areas[area_id].under or area_id)

    @Slot()
    def ask_to_leave(self) -> None:
        """Sign out; asks first where something would be cut, or something typed lost."""
        self.when_over(self.left.emit, yes=self.tr("Salir de todos modos"))

    @Slot()
    def _say_about(self) -> None:
        proceso = self._context.proceso
        about = proceso.instituto if proceso else self.tr("Sin proceso publicado")
        self._sidebar.show_about(about, self._context.session.name, practice=self._context.practice)

    @Slot()
    def _say_server(self) -> None:
        self._sidebar.show_server(self._vm.mark, self._vm.words, self._vm.hour)


def _groups(areas: Iterable[Area]) -> list[list[tuple[str, str]]]:
    """Return the places of the sidebar, those of each group together."""
    found: dict[int, list[tuple[str, str]]] = {}
    for area in areas:
        if not area.under:
            found.setdefault(area.group, []).append((area.id, area.title))
    return [found[group] for group in sorted(found)]
