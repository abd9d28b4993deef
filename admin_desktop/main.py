"""`python -m admin_desktop`: the composition root; it alone puts the server into the screens.

What speaks to the server is imported while the person reads the first screen, not before it.
"""

from __future__ import annotations

import gc
import importlib
import pkgutil
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from admin_desktop.checked_fields.errors import FingerprintDiffers, OtherPerson
from admin_desktop.framework import theme
from admin_desktop.framework.browser import open_page
from admin_desktop.framework.proved_vm import ProvedGateway
from admin_desktop.framework.remembered import DeskMemory
from admin_desktop.screens.acceso.view import AccesoView
from admin_desktop.screens.acceso.vm import AccesoGateway, AccesoVm
from admin_desktop.shell.pinned import Pinned, load_pinned, pin
from admin_desktop.shell.window import Shell
from core import own_memory
from core.clock import SystemClock
from core.domain.access.aviso import AvisoRead, AvisoShown
from core.domain.access.cuenta import Deber, DutyAccepted, PasswordChange
from core.domain.access.entrada import EntradaBegun, EntradaNumber, EntradaStands, Proveedor
from core.domain.access.segundo_paso import SecondLogin
from core.domain.access.session import Login, Session
from core.errors import CentralUnreachable
from core.qt_support.background import Background, finish_all
from core.qt_support.fonts import load_fonts
from core.qt_support.icons import pixmap
from core.qt_support.spanish import speak_spanish
from core.settings.desk import DeskSettings

if TYPE_CHECKING:
    from core.client.registro import Central

_WARM_MS = 400
_ARRANGED = "arranged.ini"
"""Where the desk keeps how its people arranged it."""


class Desk(QObject):
    """One run of the program: the way in, then the desk of who entered, and the way in again."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self._pinned: Pinned | None = load_pinned(folder)
        self._central: Central | None = None
        self._one = Lock()
        self._closed = False
        self._user = ""
        self._remembered = DeskMemory(folder / _ARRANGED)
        self.shell = Shell(self._remembered)
        self.shell.left.connect(self._leave)
        self._show_gate()
        QTimer.singleShot(_WARM_MS, self._warm)

    @Slot()
    def _warm(self) -> None:
        """Import what comes after the first screen, off the GUI thread."""
        Background(_import_the_rest, self).start()

    def close(self) -> None:
        """Wait for what is under way and close the connections."""
        with self._one:
            self._closed = True
        finish_all()
        if self._central is not None:
            self._central.close()

    def _show_gate(self) -> None:
        gateway = AccesoGateway(
            trust=self._trust,
            address=lambda: self._pinned.url if self._pinned else "",
            sign_in=self._sign_in,
            sign_in_by_code=self._sign_in_by_code,
            providers=self._providers,
            proved=self._proved,
            sign_in_by_number=self._sign_in_by_number,
            change_password=self._change_password,
            notice=self._notice,
            read_notice=self._read_notice,
            duty=self._duty,
            accept_duty=self._accept_duty,
        )
        vm = AccesoVm(gateway)
        vm.entered.connect(lambda session: self._enter(session, vm.entered_with))
        QTimer.singleShot(_WARM_MS, vm, vm.load_providers)
        self.shell.show_gate(AccesoView(vm))

    def _trust(self, url: str, fingerprint: str) -> None:
        """Pin the server at `url` if its authority has that hash. Raises FingerprintDiffers."""
        from core.client.authority import fetch_authority

        authority = fetch_authority(url)
        if authority.fingerprint.hex() != fingerprint:
            raise FingerprintDiffers
        self._pinned = pin(self.folder, url, authority.pem)
        before, self._central = self._central, None
        if before is not None:
            before.close()

    def _server(self) -> Central:
        """Return the one client of this run, whichever thread asks first; none once it closed."""
        if self._pinned is None:
            raise CentralUnreachable
        with self._one:
            if self._closed:
                raise CentralUnreachable
            if self._central is None:
                from core.client.registro import Central

                self._central = Central(self._pinned.url, self._pinned.authority)
            return self._central

    def _sign_in(self, login: Login) -> Session:
        self._user = login.user
        return self._server().sesiones.sign_in(login)

    def _sign_in_by_code(self, login: SecondLogin) -> Session:
        return self._server().sesiones.sign_in_by_code(login)

    def _providers(self) -> tuple[Proveedor, ...]:
        return self._server().entradas.providers()

    @property
    def _proved(self) -> ProvedGateway:
        return ProvedGateway(self._begin_entrada, self._ask_entrada, open_page)

    def _begin_entrada(self, proveedor: str) -> EntradaBegun:
        return self._server().entradas.begin(proveedor)

    def _ask_entrada(self, secret: str) -> EntradaStands:
        return self._server().entradas.ask(secret)

    def _sign_in_by_number(self, typed: EntradaNumber) -> Session:
        return self._server().entradas.enter(typed)

    def _change_password(self, change: PasswordChange) -> None:
        self._server().sesiones.change_password(change)

    def _notice(self) -> AvisoShown:
        return self._server().sesiones.notice()

    def _read_notice(self, read: AvisoRead) -> AvisoShown:
        return self._server().sesiones.read_notice(read)

    def _duty(self) -> Deber:
        return self._server().sesiones.duty()

    def _accept_duty(self, accepted: DutyAccepted) -> Deber:
        return self._server().sesiones.accept_duty(accepted)

    def _enter(self, session: Session, proveedor: Proveedor | None) -> None:
        """Open the desk; `proveedor` is who proved the person, None where a password did."""
        from admin_desktop.screens.acceso.reentry_vm import ReentryGateway, ReentryVm
        from admin_desktop.shell.areas import AREAS
        from admin_desktop.shell.desk_context import DeskContext

        def same_person(typed: EntradaNumber) -> Session:
            again = self._sign_in_by_number(typed)
            if again.id_solicitante != session.id_solicitante:
                self._server().sesiones.sign_out()
                raise OtherPerson
            return again

        context = DeskContext(self._server(), session, SystemClock())
        gateway = ReentryGateway(
            enter=lambda word: self._sign_in(Login(self._user, word)),
            by_code=self._sign_in_by_code,
            by_number=same_person,
            proved=self._proved,
        )
        again = ReentryVm(gateway, session.name, proveedor)
        who = f"{self._pinned.url if self._pinned else ''} {self._user or session.id_solicitante}"
        self.shell.open_desk(context, AREAS, again, self._remembered.of(who))

    @Slot()
    def _leave(self) -> None:
        """Forget the session here; the server is told once nothing else is under way."""
        central, self._central = self._central, None
        self._show_gate()
        if central is not None:
            Background(lambda: _farewell(central), self).start()


def _import_the_rest() -> None:
    """Load the way to the server, the table of areas, and every screen: nobody waits for one."""
    importlib.import_module("admin_desktop.shell.areas")
    for package in ("admin_desktop.screens", "admin_desktop.console"):
        found = pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}.")
        for each in found:
            importlib.import_module(each.name)


def _farewell(central: Central) -> None:
    """End the session on the server and close the connections, whatever it answers."""
    try:
        central.sesiones.sign_out()
    finally:
        central.close()


def main(argv: list[str]) -> int:
    """Open the desk; return when its window is closed."""
    own_memory.no_core_file()
    app = QApplication.instance() or QApplication(["apoyo-ciudadano", *argv])
    if not isinstance(app, QApplication):
        return 1
    app.setApplicationName("Apoyo Ciudadano")
    speak_spanish(app)
    load_fonts()
    theme.dress(app)
    app.styleHints().colorSchemeChanged.connect(lambda _scheme: theme.dress(app))
    app.setWindowIcon(QIcon(pixmap("bien", theme.tokens().accent, 64)))
    desk = Desk(DeskSettings().data)
    desk.shell.show()
    gc.freeze()
    gc.enable()  # it was off while importing
    code = app.exec()
    desk.close()
    return code
