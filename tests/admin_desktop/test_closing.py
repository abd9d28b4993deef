"""Closing the window, and leaving the account, cut nothing that a person was not told of."""

from collections.abc import Iterator
from dataclasses import replace
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlmodel import select

from admin_desktop.main import Desk
from core.central.tables.shared import StoredMail
from core.client.registro import CorreosClient
from core.domain.access.roles import Role
from core.domain.desk.correo import CorreoRow, MailState
from tests import registro
from tests.admin_desktop.by_name import Eyes, settle
from tests.admin_desktop.conftest import WAIT, sign_in
from tests.admin_desktop.pictures import picture_of
from tests.admin_desktop.test_journey_staff import open_account
from tests.admin_desktop.test_two_windows import asked
from tests.central_server import Central

_FAILED = 3


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Hold each mail that is sent again until it is set."""
    may_go, again = Event(), CorreosClient.send_again

    def held(client: CorreosClient, mail: int) -> CorreoRow:
        assert may_go.wait(WAIT / 1000)
        return again(client, mail)

    monkeypatch.setattr(CorreosClient, "send_again", held)
    yield may_go
    may_go.set()


@pytest.fixture
def resending(server: Central, eyes: Eyes, gate: Event, qtbot: QtBot) -> Event:
    """Send three failed mails again: the first is on its way."""
    desk = registro.open_proceso(server)
    desk.token = server.someone(Role.REGISTRAR).token
    registro.register(desk)
    with server.deps.units.writing("prueba") as work:
        mail = work.outbox.read(1)
        for number in range(1, _FAILED):
            work.outbox.put(replace(mail, kind="acuses", secret=False, about=f"{number}"))
        for number in range(1, _FAILED + 1):
            work.outbox.failed(number, "correo_sin_destino", final=True)
    open_account(server, "registra", Role.REGISTRAR)
    sign_in(eyes, server, qtbot, "registra")
    eyes.press("Correos")
    settle()
    eyes.press("Solo fallidos")
    settle()
    eyes.press("Reenviar todos los fallidos")
    qtbot.waitUntil(lambda: eyes.shows("Reenviando 1 de 3"), timeout=WAIT)
    click(eyes, "Hoy")
    return gate


def sent_again(server: Central) -> int:
    with server.deps.units.reading() as work:
        kept = work.session.exec(
            select(StoredMail).where(StoredMail.state == MailState.WAITING.value)
        )
        return len(kept.all())


def click(eyes: Eyes, name: str) -> None:
    """Press at once: `Eyes.press` waits until nothing is under way."""
    button = eyes.find(name).object()
    assert isinstance(button, QWidget)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_closing_says_what_it_would_cut_and_waits_for_it(
    server: Central, resending: Event, desk: Desk, eyes: Eyes, qtbot: QtBot
) -> None:
    desk.shell.close()
    question = asked(qtbot)
    assert question.shows("faltan 2 correos")
    picture_of(question.window, "cerrar")
    click(question, "Esperar a que termine")
    assert desk.shell.isVisible()
    resending.set()
    eyes.press("Correos")
    qtbot.waitUntil(lambda: sent_again(server) == _FAILED, timeout=WAIT)
    settle()
    desk.shell.close()
    assert not desk.shell.isVisible(), "nothing is left to ask about"


@pytest.mark.parametrize("by", ["Salir de todos modos", "Cerrar de todos modos"])
def test_who_leaves_all_the_same_was_told_that_the_rest_is_not_done(
    by: str, server: Central, resending: Event, desk: Desk, eyes: Eyes, qtbot: QtBot
) -> None:
    if by.startswith("Salir"):
        click(eyes, "Salir de la cuenta")
    else:
        desk.shell.close()
    question = asked(qtbot)
    resending.set()
    click(question, by)
    qtbot.waitUntil(
        lambda: (
            "Entrar" in eyes.controls() if by.startswith("Salir") else not desk.shell.isVisible()
        ),
        timeout=WAIT,
    )
    settle()
    assert sent_again(server) == 1
