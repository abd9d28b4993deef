"""The window answers whatever is done in it: no act on long lists keeps its thread."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from PySide6.QtCore import QEventLoop, QThreadPool, QTimer
from pytestqt.qtbot import QtBot

from admin_desktop.main import Desk
from core.domain.access.roles import Role
from tests import registro
from tests.admin_desktop.by_name import Eyes, settle
from tests.admin_desktop.conftest import WAIT, sign_in
from tests.admin_desktop.heartbeat import heartbeat
from tests.admin_desktop.screen_worlds import WORLDS
from tests.admin_desktop.test_journey_staff import open_account
from tests.admin_desktop.test_screens import LEAST, ONLY_WHOLE, STAFF, USUAL
from tests.central_server import Central

_MANY = 150
_LONGEST, _LONGEST_FIRST = 0.1, 0.2
"""Seconds of its own: 25 ms were measured, and a busy machine counts up to four times of it.

What is opened for the first time is built, in parts of 60 ms at most; a screen that is built at
once takes 200 to 250 on a quiet machine.
"""
_FIRST = "la primera vez"
_QUIET_ROUNDS, _ROUND_MS = 4, 20


def answer() -> None:
    """Let the window live until nothing is under way."""
    quiet = 0
    while quiet < _QUIET_ROUNDS:
        loop = QEventLoop()
        QTimer.singleShot(_ROUND_MS, loop.quit)
        loop.exec()
        quiet = 0 if QThreadPool.globalInstance().activeThreadCount() else quiet + 1


@dataclass
class Slow:
    """Acts on the window, and keeps those that held its thread."""

    eyes: Eyes
    when: str = ""
    found: dict[str, float] = field(default_factory=dict)

    def act(self, name: str) -> None:
        """Press a control once all is quiet."""
        settle()
        self.eyes.go(name)
        with self.listening(name):
            self.eyes.press(name)
            answer()

    @contextmanager
    def listening(self, said: str) -> Iterator[None]:
        """Keep what is done meanwhile if it held the thread."""
        with heartbeat() as heart:
            yield
        if heart.longest_own > (_LONGEST_FIRST if self.when == _FIRST else _LONGEST):
            self.found[f"{said}, {self.when}"] = heart.longest_own


@ONLY_WHOLE
def test_every_place_with_long_lists(server: Central, eyes: Eyes, desk: Desk, qtbot: QtBot) -> None:
    WORLDS["larga"](server)
    office = server.someone(Role.REGISTRAR)
    for number in range(_MANY):
        sent = registro.constancia(f"MUESTRA-{number:03}/2026")
        assert office.post("/v1/constancias", sent).status_code == 201
    open_account(server, "todo", *(set(Role) - {Role.ASPIRANTE}))
    sign_in(eyes, server, qtbot, "todo")
    slow = Slow(eyes)
    for once in (_FIRST, "otra vez"):  # the first time it is built, part by part
        slow.when = once
        for place, openings in STAFF.items():
            slow.act(place)
            for opening in openings:
                if opening in eyes.controls():
                    slow.act(opening)
            eyes.leave_form()
    slow.act("Constancias")
    while "Ver siguientes" in eyes.controls():
        slow.act("Ver siguientes")
    slow.act("Copiar: Lista de constancias")
    slow.act("Imprimir las de la lista")
    qtbot.waitUntil(lambda: "Cerrar documento" in eyes.controls(), timeout=WAIT)
    slow.act("Cerrar documento")
    for size in (LEAST, USUAL):
        with slow.listening(f"{size}"):
            desk.shell.resize(*size)
            answer()
    assert not slow.found, slow.found
