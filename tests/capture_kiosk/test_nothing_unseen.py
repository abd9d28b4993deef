"""Nothing happens that the person did not see: a second tap never lands on a new page."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from capture_kiosk.capture.capture_flow import CaptureStep
from core.domain.registration.invitacion import Invitacion
from tests.capture_kiosk import world
from tests.capture_kiosk.closing import finish
from tests.capture_kiosk.conftest import Opened, Shop
from tests.capture_kiosk.eyes import finger
from tests.fakes.clock import SetClock

NEVER_MS = 3_600_000
SIZES = [(600, 1024), (1280, 800), (360, 720)]
ANSWERS = (
    "No continuar",
    "Acepto continuar",
    "Los datos coinciden",
    "No tomar la foto",
    "Sí, tomar la foto",
    "Seguir sin foto",
    "Confirmar firma",
    "Confirmar marca",
    "Guardar apoyo",
    "Captar otro apoyo",
)


@pytest.mark.sampled(2)
@pytest.mark.parametrize("apart_ms", [80, 150, 300, 500])
def test_two_taps_so_far_apart_never_accept_the_notice(shop: Shop, apart_ms: int) -> None:
    opened = shop.open(hold_ms=600)
    opened.unlock()
    eyes = opened.eyes
    for _ in range(20):
        eyes.wait(lambda: eyes.enabled("Captar un apoyo"), "Captar un apoyo, activo")
        eyes.tap(eyes.rect("Captar un apoyo").center())
        eyes.find("Acepto continuar")
        begun = time.monotonic()
        place = eyes.rect("Acepto continuar").center()
        eyes.qtbot.wait(apart_ms)
        eyes.tap(place)
        if time.monotonic() - begun < 0.6:  # else the machine was busy, and this try says nothing
            assert opened.kiosk._flow.step is CaptureStep.NOTICE
            break
        eyes.press("Cancelar captura")
    eyes.press("Acepto continuar")
    eyes.find("Tipo de credencial")


def test_a_tap_that_began_on_another_page_gives_no_consent(
    shop: Shop, blank: Path, slow_finger: Callable[[Opened, str, str], None]
) -> None:
    opened = shop.open()
    opened.unlock()
    opened.show(blank)
    slow_finger(opened, "Captar un apoyo", "Acepto continuar")
    assert opened.kiosk._flow.step is CaptureStep.NOTICE


def test_two_fingers_on_two_answers_give_the_first_alone(shop: Shop) -> None:
    opened = shop.open()
    opened.unlock()
    eyes = opened.eyes
    answers = ("No continuar", "Acepto continuar")
    for first, page in ((0, "inicio"), (1, "tipo")):
        eyes.press("Captar un apoyo")
        eyes.wait(lambda: all(each in eyes.names() and eyes.enabled(each) for each in answers), "")
        places = [eyes.rect(answers[first]).center(), eyes.rect(answers[1 - first]).center()]
        down, up = (QTest.touchEvent(eyes.window, finger()) for _ in range(2))
        for number, place in enumerate(places):
            down.press(number, place, eyes.window)
        down.commit()
        for number, place in enumerate(places):
            up.release(number, place, eyes.window)
        up.commit()
        eyes.wait(lambda page=page: opened.page == page, page)
        eyes.painted()
        assert opened.page == page


@pytest.fixture
def slow_finger() -> Callable[[Opened, str, str], None]:
    """Return what puts a finger down where an act will stand, and lifts it when it stands there."""

    def rest(opened: Opened, before: str, act: str) -> None:
        eyes = opened.eyes
        eyes.press(before)
        eyes.find(act)
        place = eyes.rect(act).center()
        eyes.press("Cancelar captura")
        eyes.find(before)
        lift = eyes.finger_down(place)
        opened.kiosk._pages.inicio.capture()
        eyes.wait(lambda: act in eyes.names() and eyes.enabled(act), act)
        lift()
        eyes.qtbot.wait(30)

    return rest


@pytest.mark.parametrize("spoil", [lambda _: b"", lambda whole: whole.replace(b"A", b"B", 40)])
def test_an_altered_packet_leaves_nobody_to_choose_and_no_capture(
    shop: Shop, spoil: Callable[[bytes], bytes]
) -> None:
    opened = shop.open()
    packet = opened.data / "packet"
    packet.write_bytes(spoil(packet.read_bytes()))
    eyes = opened.eyes
    eyes.find("Contraseña")
    eyes.type("frase corta ficticia")
    eyes.press("Abrir la app")
    eyes.find("Esta tableta ya no puede captar")
    assert not eyes.enabled("Captar un apoyo")


def test_an_act_that_something_else_moved_waits_until_it_is_seen_there(shop: Shop) -> None:
    opened = shop.open()
    opened.unlock()
    eyes, act = opened.eyes, "Captar un apoyo"
    eyes.wait(lambda: eyes.enabled(act), act)
    stood = eyes.rect(act)
    eyes.evaluate(f"Pace.hold = {NEVER_MS}")
    packet = world.packet()
    another = replace(packet.vinculos[0], aspirante=replace(world.RAUL, id_solicitante="000109"))
    world.store_packet(opened.data, replace(packet, vinculos=(*packet.vinculos, another)))
    opened.kiosk._look()
    eyes.wait(lambda: eyes.rect(act).top() > stood.top() + 12, "otro aspirante")
    eyes.wait(lambda: not eyes.enabled(act), f"{act}, en espera")
    eyes.tap(stood.center())
    eyes.tap(eyes.rect(act).center())
    eyes.painted()
    assert opened.page == "inicio"
    assert opened.kiosk._pages.inicio._chosen == world.ANA.id_solicitante


def invited(opened: Opened) -> None:
    finish()  # a look at the disk that ends later would take the invitation back
    opened.kiosk._tablet._invitations = (Invitacion("v", world.RAUL, accepted=False),)
    opened.kiosk._look()
    opened.eyes.find(f"Aceptar a {world.RAUL.full_name}")


def till(opened: Opened, left: timedelta, says: str) -> None:
    assert isinstance(opened.clock, SetClock)
    opened.clock.at = world.PERIODO.capture_ends_at - left
    opened.eyes.wait(lambda: opened.eyes.shows(says), says)


def doubted(opened: Opened) -> None:
    opened.kiosk._today.skew = timedelta(hours=2)
    opened.eyes.find("Revise la hora de la tableta")


def unread(opened: Opened) -> None:
    opened.kiosk._pages.inicio.say_reader("Faltan los modelos.")
    opened.eyes.find("Los datos se escribirán a mano")


COMES: dict[str, Callable[[Opened], None]] = {
    "an invitation": invited,
    "the end in ten minutes": lambda o: till(o, timedelta(minutes=9), "9 minutos para guardar"),
    "the end": lambda o: till(o, -timedelta(minutes=1), "Terminó el plazo para captar"),
    "a clock in doubt": doubted,
    "a reader that fails": unread,
}


@pytest.mark.sampled(5)
@pytest.mark.parametrize("size", SIZES, ids=["600x1024", "1280x800", "360x720"])
@pytest.mark.parametrize("comes", COMES)
def test_what_comes_by_itself_to_home_moves_nothing_under_a_finger(
    shop: Shop, size: tuple[int, int], comes: str
) -> None:
    soon = SetClock(world.PERIODO.capture_ends_at - timedelta(minutes=11))
    opened = shop.open(size=size, clock=soon)
    opened.unlock()
    eyes = opened.eyes
    watched = ("Captar un apoyo", world.ANA.full_name, world.RAUL.full_name)
    eyes.wait(lambda: all(eyes.enabled(each) for each in watched), "todo activo")
    stood = {name: eyes.stands(name) for name in watched}
    eyes.evaluate(f"Pace.hold = {NEVER_MS}")
    COMES[comes](opened)
    eyes.painted()
    assert {name: eyes.rect(name) for name in watched} == stood
    assert all(eyes.enabled(each) for each in watched)


def test_why_nothing_begins_is_in_sight_and_a_second_tap_hits_nothing(shop: Shop) -> None:
    opened = shop.open(size=(360, 720), clock=SetClock(world.PERIODO.capture_ends_at))
    opened.unlock()
    eyes, act = opened.eyes, "Captar un apoyo"
    eyes.wait(lambda: eyes.enabled(act), act)
    eyes.into_view(act)
    invited(opened)
    eyes.wait(lambda: eyes.enabled(act), act)
    stood = eyes.rect(act).center()
    eyes.evaluate(f"Pace.hold = {NEVER_MS}")
    eyes.tap(stood)
    why = "Lo guardado se envía solo."
    eyes.wait(lambda: eyes.shows(why), why)
    banner = next(name for name in eyes.names() if name.startswith("Terminó el plazo"))
    eyes.wait(lambda: eyes.rect(banner).bottom() <= 720, "a la vista")
    eyes.tap(stood)
    eyes.painted()
    assert opened.page == "inicio"
    assert not opened.kiosk._pages.inicio._answer_under_way


def test_what_a_person_scrolls_may_be_done_at_once(shop: Shop) -> None:
    opened = shop.open(size=(360, 600))
    opened.unlock()
    eyes, act = opened.eyes, "Captar un apoyo"
    eyes.wait(lambda: eyes.enabled(act), act)
    eyes.evaluate(f"Pace.hold = {NEVER_MS}")
    stood = eyes.rect(act)
    eyes.into_view(act)
    eyes.painted()
    assert eyes.rect(act) != stood
    assert eyes.enabled(act)


def test_a_turned_tablet_holds_its_acts_back(shop: Shop) -> None:
    opened = shop.open()
    opened.unlock()
    eyes, act = opened.eyes, "Captar un apoyo"
    eyes.wait(lambda: eyes.enabled(act), act)
    eyes.evaluate(f"Pace.hold = {NEVER_MS}")
    eyes.window.resize(1280, 800)
    eyes.wait(lambda: not eyes.enabled(act), f"{act}, en espera")
