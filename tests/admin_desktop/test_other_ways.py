"""Through the window, besides the password: a provider's account enters, is linked and unlinked."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from admin_desktop.main import Desk
from core.settings.server import ServerSettings
from tests import central_server
from tests.admin_desktop.by_name import Eyes, overlapping, settle
from tests.admin_desktop.conftest import WAIT, sign_in, trust
from tests.admin_desktop.pictures import picture
from tests.admin_desktop.test_journey_console import give_password
from tests.admin_desktop.test_reentry import end_every_session
from tests.admin_desktop.whole_screen import faults
from tests.apoyo_world import FIRST, SECOND, World
from tests.central_server import Central
from tests.server.openid_people import Browser, Liar, Place, asked_of, lying, number_of
from tests.server.test_entradas import register

_FIELD = "Número del navegador"


class Pages(QObject):
    """The machine's browser, as Qt asks for it: it remembers what it was to open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []
        QDesktopServices.setUrlHandler("https", self, "open")

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toString())


@dataclass
class Person:
    """Somebody with a browser and an account at a provider that says whatever it is told."""

    central: Central
    liar: Liar
    pages: Pages = field(default_factory=Pages)

    def number(self) -> str:
        """Go where the desk's last page leads; return the number that is shown."""
        browser = Browser(self.central, self.liar.place)
        asked = asked_of(browser.leave(self.pages.opened[-1]).headers["Location"])
        self.liar.nonce = asked["nonce"]
        said = urlencode({"code": "c", "state": asked["state"]})
        return number_of(browser.get(f"{self.central.url}/entrada/regreso/google?{said}"))

    def say_no(self) -> None:
        browser = Browser(self.central, self.liar.place)
        asked = asked_of(browser.leave(self.pages.opened[-1]).headers["Location"])
        said = urlencode({"error": "access_denied", "state": asked["state"]})
        assert browser.get(f"{self.central.url}/entrada/regreso/google?{said}").status_code == 401


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place.made(tmp_path)


@pytest.fixture
def server(
    prepared_sqlite: Path, prepared_keys: Path, tmp_path: Path, place: Place
) -> Iterator[Central]:
    data = tmp_path / "central"
    data.mkdir(mode=0o700)
    shutil.copy(prepared_sqlite, data / "apoyo.db")
    shutil.copytree(prepared_keys, data / "keys")
    settings = ServerSettings(data=data, providers=(place.settings(), place.settings("facebook")))
    with central_server.running(settings) as running:
        yield running


@pytest.fixture
def world(server: Central) -> World:
    return World.made(server)


@pytest.fixture
def person(world: World, place: Place) -> Iterator[Person]:
    register(world, FIRST, "ana@muestra.example")
    liar = Liar(place)
    liar.claims = {"email": "ana@muestra.example", "email_verified": True}
    with lying(liar):
        yield Person(world.central, liar)
    QDesktopServices.unsetUrlHandler("https")


def to_browser(eyes: Eyes, server: Central, qtbot: QtBot) -> None:
    """Choose the provider at the way in."""
    trust(eyes, server, qtbot)
    qtbot.waitUntil(lambda: "Entrar con Google" in eyes.controls(), timeout=WAIT)
    eyes.press("Entrar con Google")
    qtbot.waitUntil(lambda: eyes.shows("Se espera a que termine"), timeout=WAIT)


@pytest.mark.parametrize("size", [(940, 480), (1280, 720)], ids=["least", "usual"])
def test_an_aspirante_enters_with_the_registered_account(
    size: tuple[int, int], person: Person, eyes: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    desk.shell.resize(*size)
    trust(eyes, person.central, qtbot)
    qtbot.waitUntil(lambda: "Entrar con Google" in eyes.controls(), timeout=WAIT)
    settle()
    picture(desk, f"acceso_proveedores_{size[0]}")
    assert faults(eyes) == []
    eyes.press("Entrar con Google")
    qtbot.waitUntil(lambda: eyes.shows("Se espera a que termine"), timeout=WAIT)
    settle()
    picture(desk, f"acceso_navegador_{size[0]}")
    assert eyes.focused_name() == _FIELD
    assert faults(eyes) == []
    assert not overlapping(eyes)
    eyes.press("Entrar con el número")
    assert eyes.sentence(_FIELD).startswith("Falta este dato")
    number = person.number()
    qtbot.waitUntil(lambda: eyes.shows("El navegador terminó"), timeout=WAIT)
    eyes.type(_FIELD, "999 9999")
    eyes.press("Entrar con el número")
    qtbot.waitUntil(lambda: eyes.shows("no es el número"), timeout=WAIT)
    picture(desk, f"acceso_numero_{size[0]}")
    eyes.type(_FIELD, number)
    eyes.press("Entrar con el número")
    qtbot.waitUntil(lambda: eyes.shows("Su deber como aspirante"), timeout=WAIT)


def test_who_says_no_at_the_provider_is_back_at_the_password(
    person: Person, eyes: Eyes, qtbot: QtBot
) -> None:
    to_browser(eyes, person.central, qtbot)
    person.say_no()
    qtbot.waitUntil(lambda: eyes.shows("no confirmó la cuenta"), timeout=WAIT)
    assert eyes.shows("Entre a su cuenta")
    eyes.press("Entrar con Google")
    qtbot.waitUntil(lambda: len(person.pages.opened) == 2, timeout=WAIT)
    eyes.press("Volver a la contraseña")
    assert eyes.shows("Entre a su cuenta")
    assert eyes.focused_name() == "Usuario"


def test_an_account_that_opens_nothing_says_what_to_do(
    world: World, person: Person, eyes: Eyes, qtbot: QtBot
) -> None:
    register(world, FIRST, "")
    to_browser(eyes, person.central, qtbot)
    eyes.type(_FIELD, person.number())
    eyes.press("Entrar con el número")
    qtbot.waitUntil(lambda: eyes.shows("no abre ninguna"), timeout=WAIT)
    assert eyes.shows("Entre a su cuenta")


@pytest.mark.parametrize("size", [(940, 480), (1280, 720)], ids=["least", "usual"])
def test_an_account_is_linked_and_unlinked(
    size: tuple[int, int], person: Person, eyes: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    desk.shell.resize(*size)
    give_password(person.central, SECOND)
    sign_in(eyes, person.central, qtbot, user=f"aspira{int(SECOND)}")
    eyes.press("Mi cuenta")
    qtbot.waitUntil(lambda: "Vincular Google" in eyes.controls(), timeout=WAIT)
    settle()
    picture(desk, f"consola_cuenta_{size[0]}")
    assert faults(eyes) == []
    eyes.press("Vincular Google")
    qtbot.waitUntil(lambda: eyes.shows("Se espera a que termine"), timeout=WAIT)
    settle()
    picture(desk, f"consola_vincular_{size[0]}")
    assert faults(eyes) == []
    assert not overlapping(eyes)
    eyes.type(_FIELD, person.number())
    eyes.press("Vincular")
    qtbot.waitUntil(lambda: "Desvincular Google" in eyes.controls(), timeout=WAIT)
    settle()
    picture(desk, f"consola_vinculada_{size[0]}")
    assert faults(eyes) == []
    assert eyes.shows("ana@muestra.example")
    eyes.press("Desvincular Google")
    qtbot.waitUntil(lambda: "Vincular Google" in eyes.controls(), timeout=WAIT)
    assert eyes.shows("ya no abre esta")


def test_leaving_the_page_waits_for_no_browser_any_more(
    person: Person, eyes: Eyes, qtbot: QtBot
) -> None:
    give_password(person.central, SECOND)
    sign_in(eyes, person.central, qtbot, user=f"aspira{int(SECOND)}")
    eyes.press("Mi cuenta")
    qtbot.waitUntil(lambda: "Vincular Google" in eyes.controls(), timeout=WAIT)
    eyes.press("Vincular Google")
    qtbot.waitUntil(lambda: eyes.shows("Se espera a que termine"), timeout=WAIT)
    eyes.press("No vincular")
    assert "Vincular Facebook" in eyes.controls()


def test_who_entered_so_comes_back_so_and_nobody_else(
    world: World, person: Person, eyes: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    give_password(person.central, FIRST)
    to_browser(eyes, person.central, qtbot)
    eyes.type(_FIELD, person.number())
    eyes.press("Entrar con el número")
    qtbot.waitUntil(lambda: eyes.shows("Salir de la cuenta"), timeout=WAIT)
    end_every_session(person.central)
    eyes.press("Acuses")
    qtbot.waitUntil(lambda: eyes.shows("Entre otra vez"), timeout=WAIT)
    picture(desk, "desk_sesion_terminada_proveedor")
    register(world, SECOND, "beto@muestra.example")
    person.liar.claims |= {"sub": "beto", "email": "beto@muestra.example"}
    eyes.press("Entrar con Google")
    qtbot.waitUntil(lambda: eyes.shows("Se espera a que termine"), timeout=WAIT)
    eyes.type(_FIELD, person.number())
    eyes.press("Seguir trabajando")
    qtbot.waitUntil(lambda: eyes.shows("es de otra persona"), timeout=WAIT)
    person.liar.claims |= {"sub": "ana", "email": "ana@muestra.example"}
    eyes.press("Entrar con Google")
    qtbot.waitUntil(lambda: eyes.shows("Se espera a que termine"), timeout=WAIT)
    eyes.type(_FIELD, person.number())
    eyes.press("Seguir trabajando")
    qtbot.waitUntil(lambda: eyes.shows("Salir de la cuenta") and not eyes.shows("Entre otra vez"))
