"""The auxiliar's own answer, in the window: who invites before a password, others at home."""

import pytest

from capture_kiosk.device.tablet import Tablet
from core.domain.registration.invitacion import Invitacion
from core.errors import CentralRefused, CentralUnreachable
from core.ports.tablet import ActivationInvitation
from core.sealing.activation_code import grouped, make_code
from tests.capture_kiosk import world
from tests.capture_kiosk.conftest import Opened, Shop
from tests.capture_kiosk.test_pages_fit import faults

INVITES = "Raúl Ejemplo Prueba le invita a captar apoyos"
RAUL = Invitacion("v2", world.RAUL, accepted=False)
CODE = grouped(make_code(bytes(32), bytes(32)))


class Central:
    """What the server would say; `answers` are those that were given."""

    def __init__(self) -> None:
        self.invites: Invitacion | Exception = RAUL
        self.waiting: tuple[Invitacion, ...] = ()
        self.answers: list[tuple[str, bool]] = []
        self.refusal: Exception | None = None

    def who_invites(self, _invitation: ActivationInvitation) -> Invitacion:
        if isinstance(self.invites, Exception):
            raise self.invites
        return self.invites

    def answer(self, _tablet: Tablet, vinculo: str, *, accepts: bool) -> None:
        if self.refusal is not None:
            raise self.refusal
        self.answers.append((vinculo, accepts))
        self.waiting = ()


@pytest.fixture
def central(monkeypatch: pytest.MonkeyPatch) -> Central:
    said = Central()
    monkeypatch.setattr(Tablet, "who_invites", said.who_invites)
    monkeypatch.setattr(Tablet, "invitations", lambda _tablet: said.waiting)
    monkeypatch.setattr(
        Tablet, "answer", lambda *asked, accepts: said.answer(*asked, accepts=accepts)
    )
    return said


def with_code(shop: Shop, size: tuple[int, int] = (600, 1024)) -> Opened:
    """Return a new tablet in which a whole code was typed."""
    opened = shop.open(activated=False, size=size)
    eyes = opened.eyes
    eyes.press("Escribir dirección y código")
    eyes.find("Dirección del servidor")
    eyes.type("lan.example")
    eyes.press("Código de nueve grupos")
    eyes.type(CODE)
    eyes.press("Usar este código")
    return opened


@pytest.mark.parametrize("size", [(600, 1024), (1280, 800)], ids=["600x1024", "1280x800"])
def test_before_a_password_the_page_says_who_invites(
    shop: Shop, central: Central, size: tuple[int, int]
) -> None:
    opened = with_code(shop, size)
    eyes = opened.eyes
    eyes.find(INVITES)
    assert eyes.shows("Presidencia municipal")
    assert "Contraseña nueva" not in eyes.names()
    assert not faults(opened)
    eyes.press("Acepto")
    eyes.find("Contraseña nueva")
    assert not central.answers


def test_who_does_not_accept_is_asked_for_no_password(shop: Shop, central: Central) -> None:
    eyes = with_code(shop).eyes
    eyes.find(INVITES)
    eyes.press("No acepto")
    eyes.find("Escribir dirección y código")
    assert "Contraseña nueva" not in eyes.names()
    assert not central.answers


def test_a_code_that_is_none_is_told_before_a_password(shop: Shop, central: Central) -> None:
    central.invites = CentralRefused("codigo_no_valido", 403)
    eyes = with_code(shop).eyes
    eyes.wait(lambda: eyes.shows("Ese código no vale"), "sentencia del código")
    assert "Acepto" not in eyes.names()
    central.invites = RAUL
    eyes.press("Preguntar otra vez")
    eyes.find("Acepto")
    assert not eyes.shows("Ese código no vale")


@pytest.mark.parametrize(("name", "accepts"), [("Aceptar", True), ("No aceptar", False)])
def test_another_invitation_is_answered_at_home(
    shop: Shop, central: Central, name: str, *, accepts: bool
) -> None:
    central.waiting = (RAUL,)
    opened = shop.open(packet=world.packet(vinculos=world.packet().vinculos[:1]))
    opened.unlock()
    eyes = opened.eyes
    eyes.find(INVITES)
    assert not faults(opened)
    eyes.press(f"{name} a {RAUL.aspirante.full_name}")
    eyes.wait(lambda: INVITES not in eyes.names(), "invitación contestada")
    assert central.answers == [("v2", accepts)]


def test_an_answer_that_did_not_arrive_is_said_and_may_be_given_again(
    shop: Shop, central: Central
) -> None:
    central.waiting, central.refusal = (RAUL,), CentralUnreachable()
    opened = shop.open()
    opened.unlock()
    eyes = opened.eyes
    eyes.find(INVITES)
    eyes.press(f"Aceptar a {RAUL.aspirante.full_name}")
    eyes.wait(lambda: eyes.shows("servidor"), "sin red")
    assert INVITES in eyes.names()
    central.refusal = None
    eyes.press(f"Aceptar a {RAUL.aspirante.full_name}")
    eyes.wait(lambda: central.answers == [("v2", True)], "contestada")
