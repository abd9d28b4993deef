"""The way in: the server is compared and pinned, passwords are one's own, the duty is accepted."""

import pytest
from pytestqt.qtbot import QtBot

from admin_desktop.main import Desk
from admin_desktop.screens.acceso.server_named import read_address, read_fingerprint
from admin_desktop.shell.pinned import load_pinned
from core.errors import CentralUnreachable, RuleBroken
from tests.admin_desktop import conftest
from tests.admin_desktop.by_name import Eyes, overlapping, settle
from tests.admin_desktop.conftest import WAIT, fingerprint, open_account, sign_in, trust
from tests.admin_desktop.pictures import picture
from tests.central_server import Central


def test_a_wrong_fingerprint_pins_nothing(
    server: Central, eyes: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    picture(desk, "acceso_servidor")
    eyes.type("Dirección del servidor", server.url)
    eyes.type("Huella de la autoridad", "0" * 64)
    eyes.press("Confiar en el servidor")
    qtbot.waitUntil(lambda: eyes.shows("no es el servidor de esa huella"), timeout=WAIT)
    picture(desk, "acceso_huella_distinta")
    assert load_pinned(desk.folder) is None


def test_the_right_one_is_pinned_however_it_is_pasted(
    server: Central, eyes: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    digest = fingerprint(server)
    pasted = " ".join(digest[at : at + 4].upper() for at in range(0, 64, 4))
    eyes.type("Dirección del servidor", server.url + "/")
    eyes.type("Huella de la autoridad", pasted)
    eyes.press("Confiar en el servidor")
    qtbot.waitUntil(lambda: eyes.shows("Entre a su cuenta"), timeout=WAIT)
    picture(desk, "acceso_entrar")
    settle()
    assert not [name for name in eyes.controls() if name.startswith("Entrar con")]
    kept = load_pinned(desk.folder)
    assert kept is not None
    assert kept.url == server.url
    assert kept.authority.read_text("ascii").strip() == server.authority.read_text("ascii").strip()
    assert not overlapping(eyes)


def test_both_broken_fields_say_their_own_sentence(eyes: Eyes) -> None:
    eyes.type("Dirección del servidor", "servidor.example")
    eyes.type("Huella de la autoridad", "abc")
    eyes.press("Confiar en el servidor")
    assert eyes.sentence("Dirección del servidor").startswith("La dirección del servidor empieza")
    assert eyes.sentence("Huella de la autoridad").startswith("La huella del servidor son 64")
    assert eyes.focused_name() == "Dirección del servidor"


def test_a_wrong_password_is_said_and_nobody_enters(
    server: Central, eyes: Eyes, qtbot: QtBot
) -> None:
    trust(eyes, server, qtbot)
    eyes.type("Usuario", conftest.USER)
    eyes.type("Contraseña", "otra contraseña")
    eyes.press("Entrar")
    qtbot.waitUntil(lambda: eyes.shows("no son correctos"), timeout=WAIT)
    assert not eyes.shows("Salir de la cuenta")
    assert eyes.value("Usuario") == conftest.USER


def test_a_temporary_password_is_changed_before_anything_else(
    ready: Central, eyes: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    open_account(ready, must_change=True, user="nueva.muestra")
    trust(eyes, ready, qtbot)
    eyes.type("Usuario", "nueva.muestra")
    eyes.type("Contraseña", conftest.PASSWORD)
    eyes.press("Entrar")
    qtbot.waitUntil(lambda: eyes.shows("Cree su contraseña"), timeout=WAIT)
    eyes.type("Contraseña nueva", "corta")
    eyes.type("Contraseña nueva, otra vez", "otra")
    eyes.press("Guardar contraseña")
    assert "doce caracteres" in eyes.sentence("Contraseña nueva")
    assert "no son iguales" in eyes.sentence("Contraseña nueva, otra vez")
    picture(desk, "acceso_contrasena")
    for field in ("Contraseña nueva", "Contraseña nueva, otra vez"):
        eyes.type(field, "una frase propia ficticia")
    eyes.press("Guardar contraseña")
    qtbot.waitUntil(lambda: eyes.shows("Salir de la cuenta"), timeout=WAIT)


def test_leaving_the_account_asks_for_the_password_again(
    signed_in: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    signed_in.press("Salir de la cuenta")
    qtbot.waitUntil(lambda: signed_in.shows("Entre a su cuenta"), timeout=WAIT)
    assert desk.shell.isVisible()


def test_a_second_start_asks_for_no_server(
    ready: Central, eyes: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    sign_in(eyes, ready, qtbot)
    again = Desk(desk.folder)
    try:
        again.shell.show()
        assert Eyes(again.shell).shows("Entre a su cuenta")
    finally:
        again.shell.close()
        again.shell.deleteLater()
        again.close()


def test_a_desk_that_closed_opens_no_connection(ready: Central, desk: Desk) -> None:
    desk._trust(ready.url, fingerprint(ready))
    desk.close()
    with pytest.raises(CentralUnreachable):
        desk._providers()
    assert desk._central is None


@pytest.mark.parametrize("text", ["", "http://a", "https://", "https://a/b", "a b"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(RuleBroken):
        read_address(text)


@pytest.mark.parametrize("text", ["", "a" * 63, "g" * 64, "a" * 65])
def test_what_is_no_fingerprint_is_refused(text: str) -> None:
    with pytest.raises(RuleBroken):
        read_fingerprint(text)


def test_colons_and_spaces_do_not_matter() -> None:
    assert read_fingerprint(" AB:" * 32) == "ab" * 32
