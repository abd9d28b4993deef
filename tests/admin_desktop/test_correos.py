"""Mails at the desk: read with secrets veiled, sent again one or all; a row is told by its id."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from admin_desktop.framework.local_time import LocalTime
from admin_desktop.main import Desk
from admin_desktop.screens.correos.vm import CorreosGateway, CorreosVm
from core.domain.access.roles import Role
from core.domain.desk.correo import CorreoBody, CorreoRow
from core.errors import CentralRefused, CentralUnreachable
from core.wire import Page
from tests import registro
from tests.admin_desktop.by_name import Eyes, settle
from tests.admin_desktop.conftest import WAIT, sign_in
from tests.admin_desktop.pictures import picture
from tests.admin_desktop.test_expediente import first_row
from tests.admin_desktop.test_journey_staff import open_account
from tests.admin_desktop.test_lists_vm import a_mail
from tests.admin_desktop.whole_screen import faults
from tests.central_server import Central

Settle = Callable[[], None]


def vm_of(local: LocalTime, again: Callable[[int], CorreoRow]) -> CorreosVm:
    mails = tuple(replace(a_mail(), id=number) for number in (3, 2, 1))
    pages = {"": Page(mails[:2], 3, "2"), "2": Page(mails[2:], 3)}
    gateway = CorreosGateway(
        lambda _wanted, cursor: pages[cursor],
        again,
        lambda mail: CorreoBody(mail, "", ()),
    )
    return CorreosVm(gateway, local)


def test_all_that_failed_are_sent_again_one_by_one(local: LocalTime, settle: Settle) -> None:
    asked: list[int] = []

    def again(mail: int) -> CorreoRow:
        asked.append(mail)
        if mail == 2:
            raise CentralRefused("correo_borrado", 409)
        return replace(a_mail(), id=mail)

    vm = vm_of(local, again)
    vm.send_all_failed()
    for _ in range(5):
        settle()
    assert asked == [3, 2, 1]
    assert vm.said == "2 correos salen otra vez. 1 no se pudo reenviar."
    assert not vm.resending


def test_sending_all_ends_where_the_server_is_silent_or_a_person_stops(
    local: LocalTime, settle: Settle
) -> None:
    asked: list[int] = []

    def silent(mail: int) -> CorreoRow:
        asked.append(mail)
        raise CentralUnreachable

    vm = vm_of(local, silent)
    vm.send_all_failed()
    for _ in range(4):
        settle()
    assert asked == [3]
    assert vm.trouble is not None
    assert not vm.resending

    def stop(mail: int) -> CorreoRow:
        return replace(a_mail(), id=mail)

    other = vm_of(local, stop)
    other.changed.connect(lambda: other.stop_resending() if "2 de 3" in other.said else None)
    other.send_all_failed()
    for _ in range(5):
        settle()
    assert other.said == "2 correos salen otra vez."


@pytest.fixture
def office(server: Central, eyes: Eyes, qtbot: QtBot) -> Central:
    desk = registro.open_proceso(server)
    desk.token = server.someone(Role.REGISTRAR).token
    registro.register(desk)
    with server.deps.units.writing("prueba") as work:
        work.outbox.failed(1, "correo_sin_destino", final=True)
    open_account(server, "registra", Role.REGISTRAR)
    sign_in(eyes, server, qtbot, "registra")
    eyes.press("Correos")
    qtbot.waitUntil(lambda: eyes.shows("ana@muestra.example"), timeout=WAIT)
    settle()
    return server


def test_a_mail_is_read_without_its_password(
    office: Central, eyes: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    with office.deps.units.reading() as work:
        text = work.outbox.read(1).letter.text
    password = text.partition("Contraseña: ")[2].split("\n")[0]
    assert len(password) > 8
    eyes.press("Leer correo")
    qtbot.waitUntil(lambda: eyes.shows("Usuario: sol000001"), timeout=WAIT)
    assert eyes.shows("Contraseña: ••••••••")
    assert not eyes.shows(password)
    for size in ((960, 500), (1280, 800)):
        desk.shell.resize(*size)
        settle()
        picture(desk, f"correos_{size[0]}")
        assert faults(eyes) == []
    eyes.press("Leer correo")
    qtbot.waitUntil(lambda: not eyes.shows("Usuario: sol000001"), timeout=WAIT)
    eyes.press("Leer correo")
    qtbot.waitUntil(lambda: eyes.shows("Usuario: sol000001"), timeout=WAIT)
    eyes.type("Buscar correo", "de nadie")
    qtbot.waitUntil(lambda: not eyes.shows("Usuario: sol000001"), timeout=WAIT)


@pytest.mark.usefixtures("office")
def test_what_failed_is_seen_alone_and_sent_again(eyes: Eyes, qtbot: QtBot) -> None:
    eyes.press("Solo fallidos")
    qtbot.waitUntil(lambda: "Reenviar todos los fallidos" in eyes.controls(), timeout=WAIT)
    settle()
    assert eyes.shows("1 a 1 de 1")
    eyes.press("Reenviar todos los fallidos")
    qtbot.waitUntil(lambda: eyes.shows("1 correo sale otra vez."), timeout=WAIT)
    qtbot.waitUntil(lambda: eyes.shows("Ningún correo está fallido."), timeout=WAIT)


def test_the_chosen_row_stays_by_its_identity(
    office: Central, eyes: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    view = first_row(desk, "Correos enviados")
    with office.deps.units.writing("prueba") as work:
        mail = work.outbox.read(1)
        for number in range(3):
            work.outbox.put(replace(mail, to=f"otra{number}@muestra.example", about="000009"))
    eyes.press("Correos")
    qtbot.waitUntil(lambda: eyes.shows("1 a 4 de 4"), timeout=WAIT)
    settle()
    chosen = view.currentIndex()
    assert chosen.row() == 3
    assert chosen.data() == "ana@muestra.example"


def test_what_was_set_aside_and_went_away_leaves_nothing_chosen(
    server: Central, eyes: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    with server.deps.units.writing("prueba") as work:
        for number in (7, 8):
            work.apartados.set_aside("verificacion", f"000123-0000{number}-4", "sobre_ausente")
    open_account(server, "supervisa", Role.SUPERVISOR)
    sign_in(eyes, server, qtbot, "supervisa")
    eyes.press("Apartados")
    qtbot.waitUntil(lambda: eyes.shows("1 a 2 de 2"), timeout=WAIT)
    settle()
    view = first_row(desk, "Lo que el servidor apartó")
    with server.deps.units.writing("prueba") as work:
        work.apartados.forgive("verificacion", ["000123-00008-4"])
    eyes.press("Apartados")
    qtbot.waitUntil(lambda: eyes.shows("1 a 1 de 1"), timeout=WAIT)
    settle()
    assert not view.currentIndex().isValid(), "another one is not acted on in its place"
    QTest.keyClick(view, Qt.Key.Key_Home)
    eyes.press("Intentar de nuevo")
    qtbot.waitUntil(lambda: eyes.shows("El servidor lo intenta de nuevo."), timeout=WAIT)
