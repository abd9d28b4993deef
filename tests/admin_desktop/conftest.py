"""The desk against a real server: TLS on loopback, a staff, a proceso, a geography."""

import hashlib
import shutil
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from admin_desktop.framework import theme
from admin_desktop.framework.local_time import LocalTime
from admin_desktop.main import Desk
from core.central.access.passwords import Argon2Passwords
from core.domain.access.roles import Role
from core.ports.central import SentPassword
from core.ports.central_access import NewAccount
from core.qt_support.background import finish_all
from core.qt_support.fonts import load_fonts
from core.settings.server import ServerSettings
from core.slow_hash import Cost
from tests import central_server
from tests.admin_desktop.by_name import Eyes
from tests.central_server import Central
from tests.documents.sheets import a_proceso
from tests.importing import applied, import_job
from tests.written_once import write_once

USER, PASSWORD = "uti.muestra", "clave larga ficticia uno"
GEOGRAFIA = (
    "entidad,municipio,municipio_nombre,distrito,seccion\n"
    "01,001,Aguascalientes,005,0123\n01,002,Villa Muestra,005,0124\n"
)
WAIT = 60_000
NOW = datetime(2026, 11, 24, 16, 42, tzinfo=UTC)


@pytest.fixture(scope="session", autouse=True)
def dressed(qapp: QApplication) -> None:
    """Give the one application of all tests the desk's look."""
    load_fonts()
    theme.dress(qapp)


@pytest.fixture
def server(prepared_sqlite: Path, prepared_keys: Path, tmp_path: Path) -> Iterator[Central]:
    """Return a running server with a registrar and supervisor, and nothing published."""
    data = tmp_path / "central"
    data.mkdir(mode=0o700)
    shutil.copy(prepared_sqlite, data / "apoyo.db")
    shutil.copytree(prepared_keys, data / "keys")
    with central_server.running(ServerSettings(data=data)) as running:
        write_once(running, "cuenta", lambda: open_account(running, must_change=False))
        yield running


@pytest.fixture
def ready(server: Central) -> Central:
    """Return the server with a PRÁCTICA proceso and a geography."""
    write_once(server, "escritorio", lambda: _publish(server))
    return server


def _publish(server: Central) -> None:
    supervisor = server.someone(Role.SUPERVISOR, Role.REGISTRAR)
    proceso = replace(a_proceso(), generos=("Femenino", "Masculino", "No binario"))
    assert supervisor.put("/v1/proceso", proceso).status_code == 200
    applied(supervisor, "/v1/geografia", GEOGRAFIA.encode(), import_job(server))


def open_account(server: Central, *, must_change: bool, user: str = USER) -> None:
    """Open an account of a registrar and supervisor."""
    with server.deps.units.writing("prueba") as work:
        kept = Argon2Passwords(Cost(memory_kib=64)).keep(PASSWORD)
        work.accounts.open(
            NewAccount(
                user=user,
                name="Ulises Ficticio Muestra",
                roles=frozenset({Role.REGISTRAR, Role.SUPERVISOR}),
                password=SentPassword(kept=kept, until=None, one_use=must_change),
                must_change=must_change,
            )
        )


def fingerprint(server: Central) -> str:
    """Return the hash that `apoyo central init` prints."""
    der = ssl.PEM_cert_to_DER_cert(server.authority.read_text("ascii"))
    return hashlib.sha256(der).hexdigest()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """Return the program as it first starts, in a folder of its own."""
    opened = Desk(tmp_path / "desk")
    opened.shell.resize(1280, 800)
    opened.shell.show()
    opened.shell.activateWindow()
    qtbot.waitUntil(opened.shell.isActiveWindow, timeout=WAIT)
    yield opened
    opened.shell.hide()
    shiboken6.delete(opened.shell)
    opened.close()


@pytest.fixture
def eyes(desk: Desk) -> Eyes:
    """Return what is on the window."""
    return Eyes(desk.shell)


@pytest.fixture
def signed_in(ready: Central, eyes: Eyes, qtbot: QtBot) -> Eyes:
    """Return the desk of a registrar, past server and login."""
    sign_in(eyes, ready, qtbot)
    return eyes


def trust(eyes: Eyes, server: Central, qtbot: QtBot) -> None:
    """Name the server, as on a first start."""
    eyes.type("Dirección del servidor", server.url)
    eyes.type("Huella de la autoridad", fingerprint(server))
    eyes.press("Confiar en el servidor")
    qtbot.waitUntil(lambda: eyes.shows("Entre a su cuenta"), timeout=WAIT)


def sign_in(eyes: Eyes, server: Central, qtbot: QtBot, user: str = USER) -> None:
    """Name the server and enter."""
    trust(eyes, server, qtbot)
    enter(eyes, qtbot, user)


def enter(eyes: Eyes, qtbot: QtBot, user: str = USER) -> None:
    """Type user and password."""
    eyes.type("Usuario", user)
    eyes.type("Contraseña", PASSWORD)
    eyes.press("Entrar")
    qtbot.waitUntil(lambda: eyes.shows("Salir de la cuenta"), timeout=WAIT)
    qtbot.waitUntil(lambda: eyes.shows("Servidor al día"), timeout=WAIT)


@dataclass(slots=True)
class SetClock:
    """A Clock that says what it was set to."""

    at: datetime = NOW

    def now(self) -> datetime:
        return self.at


@pytest.fixture
def local() -> LocalTime:
    return LocalTime(SetClock(), lambda: "America/Mexico_City")


@pytest.fixture
def settle(qtbot: QtBot) -> Callable[[], None]:
    """Let every task end and every answer reach its view model."""
    del qtbot

    def run() -> None:
        for _ in range(4):
            assert finish_all(WAIT)
            QCoreApplication.sendPostedEvents()
            QCoreApplication.processEvents()

    return run
