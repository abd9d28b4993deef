"""One's own account through the window: the code at sign-in, and the sessions that are open."""

from base64 import b32decode
from datetime import timedelta

import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtPdf import QPdfDocument
from pytestqt.qtbot import QtBot

from admin_desktop.main import Desk
from admin_desktop.parts.document import DocumentView
from admin_desktop.parts.qr_picture import QrPicture
from admin_desktop.shell.desk_page import DeskPage
from capture_kiosk.cameras.qr import qr_text
from core.ports.central import SentPassword
from tests.admin_desktop.by_name import Eyes, overlapping, settle
from tests.admin_desktop.conftest import PASSWORD, USER, WAIT, sign_in, trust
from tests.admin_desktop.pictures import picture
from tests.admin_desktop.test_reentry import end_every_session
from tests.admin_desktop.whole_screen import faults
from tests.central_server import Central
from tests.procedure.test_second_step import shown

STEP = timedelta(seconds=30)


def code_of(server: Central, user: str = USER) -> str:
    """Return what the telephone of somebody shows; its time goes on, so that none comes twice."""
    server.clock.forward(STEP)
    with server.deps.units.reading() as work:
        account = work.accounts.by_user(user)
        assert account is not None
        secret = work.second_factors(server.deps.second_keys).secret(account.id)
    return shown(secret, server.clock.now().timestamp())


def turn_on(server: Central, user: str = USER) -> tuple[str, ...]:
    """Have somebody's sign-in ask for a code; return the codes of recovery."""
    server.clock.stop()
    with server.deps.units.writing(user) as work:
        account = work.accounts.by_user(user)
        assert account is not None
        factors = work.second_factors(server.deps.second_keys)
        factors.offer(account.id)
        return factors.turn_on(account.id)


def to_code(eyes: Eyes, server: Central, qtbot: QtBot) -> None:
    """Type user and password, as far as the code."""
    trust(eyes, server, qtbot)
    eyes.type("Usuario", USER)
    eyes.type("Contraseña", PASSWORD)
    eyes.press("Entrar")
    qtbot.waitUntil(lambda: eyes.shows("Falta su código"), timeout=WAIT)


@pytest.mark.parametrize("size", [(1024, 768), (1280, 720)], ids=["least", "usual"])
def test_a_code_is_asked_for_from_the_first_right_one_on(
    size: tuple[int, int], server: Central, eyes: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    server.clock.stop()
    desk.shell.resize(*size)
    sign_in(eyes, server, qtbot)
    eyes.press("Mi cuenta")
    qtbot.waitUntil(lambda: "Pedir un código al entrar" in eyes.controls(), timeout=WAIT)
    picture(desk, f"cuenta_sin_{size[0]}")
    assert faults(eyes) == []
    eyes.press("Pedir un código al entrar")
    qtbot.waitUntil(lambda: eyes.shows("Lea este QR"), timeout=WAIT)
    settle()
    picture(desk, f"cuenta_qr_{size[0]}")
    assert eyes.focused_name() == "Código de seis cifras"
    assert faults(eyes) == []
    assert not overlapping(eyes)
    eyes.press("Empezar a pedirlo")
    assert eyes.sentence("Código de seis cifras").startswith("Falta este dato")
    eyes.type("Código de seis cifras", "000000x")
    eyes.press("Empezar a pedirlo")
    qtbot.waitUntil(lambda: "no es el de ahora" in eyes.sentence("Código de seis cifras"))
    eyes.type("Código de seis cifras", code_of(server))
    eyes.press("Empezar a pedirlo")
    qtbot.waitUntil(lambda: eyes.shows("códigos de recuperación: cada uno"), timeout=WAIT)
    settle()
    picture(desk, f"cuenta_codigos_{size[0]}")
    assert faults(eyes) == []
    eyes.press("Copiar códigos")
    codes = QGuiApplication.clipboard().text().splitlines()
    assert len(set(codes)) == 10
    eyes.press("Ver para imprimir")
    settle()
    picture(desk, f"cuenta_hoja_{size[0]}")
    assert all(code in text_of(desk) for code in codes)
    eyes.press("Cerrar documento")
    eyes.press("Ya los guardé")
    qtbot.waitUntil(lambda: eyes.shows("Le quedan 10 códigos"), timeout=WAIT)
    settle()
    picture(desk, f"cuenta_con_{size[0]}")
    assert faults(eyes) == []
    assert not any(eyes.shows(code) for code in codes)
    eyes.type("Código, o uno de recuperación", codes[0])
    eyes.press("Dejar de pedir el código")
    qtbot.waitUntil(lambda: eyes.shows("ya no pide un código"), timeout=WAIT)
    settle()
    assert "Pedir un código al entrar" in eyes.controls()


def text_of(desk: Desk) -> str:
    """Return the words of the document that is shown."""
    view = desk.shell.findChild(DocumentView)
    assert view is not None
    document = view.findChild(QPdfDocument)
    assert document is not None
    return document.getAllText(0).text()


def test_the_qr_is_that_of_the_secret(
    server: Central, eyes: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    sign_in(eyes, server, qtbot)
    eyes.press("Mi cuenta")
    qtbot.waitUntil(lambda: "Pedir un código al entrar" in eyes.controls(), timeout=WAIT)
    eyes.press("Pedir un código al entrar")
    qtbot.waitUntil(lambda: eyes.shows("Lea este QR"), timeout=WAIT)
    drawn = next(each for each in desk.shell.findChildren(QrPicture) if each.isVisible())
    image = drawn.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    held = np.array(image.constBits(), dtype=np.uint8).reshape(image.height(), -1)
    uri = qr_text(held[:, : image.width()])
    assert uri.startswith("otpauth://totp/Apoyo%20Ciudadano:uti.muestra?")
    with server.deps.units.reading() as work:
        account = work.accounts.by_user(USER)
        assert account is not None
        kept = work.second_factors(server.deps.second_keys).secret(account.id)
    secret = uri.partition("secret=")[2].partition("&")[0]
    assert b32decode(secret) == kept
    eyes.press("No empezar")
    assert "Pedir un código al entrar" in eyes.controls()


def test_codes_that_are_shown_once_are_not_left_by_mistake(
    server: Central, eyes: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    server.clock.stop()
    sign_in(eyes, server, qtbot)
    eyes.press("Mi cuenta")
    qtbot.waitUntil(lambda: "Pedir un código al entrar" in eyes.controls(), timeout=WAIT)
    eyes.press("Pedir un código al entrar")
    qtbot.waitUntil(lambda: eyes.shows("Lea este QR"), timeout=WAIT)
    eyes.type("Código de seis cifras", code_of(server))
    eyes.press("Empezar a pedirlo")
    qtbot.waitUntil(lambda: "Ya los guardé" in eyes.controls(), timeout=WAIT)
    assert (page := desk.shell.findChild(DeskPage)) is not None
    assert not page.may_close()
    eyes.press("Ya los guardé")
    settle()
    assert page.may_close()


def test_the_second_step_of_a_sign_in(ready: Central, eyes: Eyes, desk: Desk, qtbot: QtBot) -> None:
    recovery = turn_on(ready)
    to_code(eyes, ready, qtbot)
    picture(desk, "acceso_codigo")
    assert eyes.focused_name() == "Código"
    assert faults(eyes) == []
    eyes.press("Entrar con el código")
    assert eyes.sentence("Código").startswith("Falta este dato")
    eyes.type("Código", "000000x")
    eyes.press("Entrar con el código")
    qtbot.waitUntil(lambda: eyes.shows("no es el de ahora"), timeout=WAIT)
    picture(desk, "acceso_codigo_malo")
    assert eyes.focused_name() == "Código"
    assert not eyes.shows("Salir de la cuenta")
    eyes.type("Código", code_of(ready))
    eyes.press("Entrar con el código")
    qtbot.waitUntil(lambda: eyes.shows("Salir de la cuenta"), timeout=WAIT)
    eyes.press("Salir de la cuenta")
    qtbot.waitUntil(lambda: eyes.shows("Entre a su cuenta"), timeout=WAIT)
    eyes.type("Usuario", USER)
    eyes.type("Contraseña", PASSWORD)
    eyes.press("Entrar")
    qtbot.waitUntil(lambda: eyes.shows("Falta su código"), timeout=WAIT)
    eyes.type("Código", recovery[0])
    eyes.press("Entrar con el código")
    qtbot.waitUntil(lambda: eyes.shows("Salir de la cuenta"), timeout=WAIT)


def test_a_code_that_comes_too_late_asks_for_the_password_again(
    ready: Central, eyes: Eyes, qtbot: QtBot
) -> None:
    turn_on(ready)
    to_code(eyes, ready, qtbot)
    ready.clock.forward(timedelta(minutes=5))
    eyes.type("Código", code_of(ready))
    eyes.press("Entrar con el código")
    qtbot.waitUntil(lambda: eyes.shows("La entrada que empezó ya no sirve"), timeout=WAIT)
    assert "Contraseña" in eyes.controls()
    eyes.press("Entrar")
    qtbot.waitUntil(lambda: eyes.shows("Falta su código"), timeout=WAIT)
    assert eyes.value("Código") == ""
    eyes.press("Empezar otra vez")
    assert "Usuario" in eyes.controls()


def test_a_first_password_is_changed_between_two_codes(
    ready: Central, eyes: Eyes, qtbot: QtBot
) -> None:
    turn_on(ready)
    with ready.deps.units.writing("prueba") as work:
        account = work.accounts.by_user(USER)
        assert account is not None
        work.accounts.set_temporary(account.id, SentPassword(account.kept, None, one_use=True))
    to_code(eyes, ready, qtbot)
    eyes.type("Código", code_of(ready))
    eyes.press("Entrar con el código")
    qtbot.waitUntil(lambda: eyes.shows("Cree su contraseña"), timeout=WAIT)
    for name in ("Contraseña nueva", "Contraseña nueva, otra vez"):
        eyes.type(name, "otra clave ficticia dos")
    eyes.press("Guardar contraseña")
    qtbot.waitUntil(lambda: eyes.shows("Falta su código"), timeout=WAIT)
    assert eyes.value("Código") == ""
    eyes.type("Código", code_of(ready))
    eyes.press("Entrar con el código")
    qtbot.waitUntil(lambda: eyes.shows("Salir de la cuenta"), timeout=WAIT)


def test_a_session_that_ends_asks_for_the_code_as_well(
    signed_in: Eyes, ready: Central, desk: Desk, qtbot: QtBot
) -> None:
    turn_on(ready)
    end_every_session(ready)
    signed_in.press("Constancias")
    qtbot.waitUntil(lambda: signed_in.shows("Escriba su contraseña"), timeout=WAIT)
    signed_in.type("Contraseña", PASSWORD)
    signed_in.press("Seguir trabajando")
    qtbot.waitUntil(lambda: "Código" in signed_in.controls(), timeout=WAIT)
    settle()
    picture(desk, "desk_sesion_codigo")
    assert signed_in.focused_name() == "Código"
    signed_in.type("Código", "000000x")
    signed_in.press("Seguir trabajando")
    qtbot.waitUntil(lambda: signed_in.shows("no es el de ahora"), timeout=WAIT)
    signed_in.type("Código", code_of(ready))
    signed_in.press("Seguir trabajando")
    qtbot.waitUntil(lambda: "Nueva constancia" in signed_in.controls(), timeout=WAIT)
