"""The auxiliar's own notice: before home, offline too, once a text; the server hears of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from capture_kiosk.kiosk import Kiosk
from core.clock import SystemClock
from core.domain.access.aviso import notice_sha256
from core.domain.device.paquete import WorkPacket
from core.domain.proceso.proceso import Notice
from tests.apoyo_data import FIRST, a_proceso
from tests.apoyo_world import World
from tests.capture_kiosk import world
from tests.capture_kiosk.conftest import Opened, Shop
from tests.capture_kiosk.test_whole_capture import activate, type_code
from tests.central_server import Central
from tests.fakes.clock import SetClock

SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
ONE = Notice("1", "Qué se guarda de usted\nSu nombre y su correo (MUESTRA).")
TWO = Notice("2", "Otro texto (MUESTRA).")
READ, HOME, CAPTURE = "He leído el aviso", "Captar un apoyo", "Acepto continuar"


def a_packet(notice: Notice = ONE) -> WorkPacket:
    return world.packet(people_notice=notice)


def enter(opened: Opened) -> None:
    opened.eyes.find("Contraseña")
    opened.eyes.type(world.PASSWORD)
    opened.eyes.press("Abrir la app")


def test_it_comes_before_home_without_a_network_and_once(shop: Shop) -> None:
    opened = shop.open(packet=a_packet())
    enter(opened)
    opened.eyes.find(READ)
    assert opened.page == "aviso_propio"
    assert opened.eyes.shows("Su nombre y su correo (MUESTRA).")
    assert opened.eyes.shows("Versión 1.")
    shop.close()
    killed = shop.open()
    enter(killed)
    killed.eyes.press(READ)
    killed.eyes.find(HOME)
    assert killed.page == "inicio"
    shop.close()
    reopened = shop.open()
    enter(reopened)
    reopened.eyes.find(HOME)
    notices = reopened.kiosk._tablet.notices
    (kept,) = notices.untold("000007")
    assert (kept.version, kept.sha256) == ("1", notice_sha256(ONE.text))
    assert kept.read_at == world.NOW


def test_the_sendings_can_be_seen_before_it_is_read_and_home_cannot(shop: Shop) -> None:
    opened = shop.open(packet=a_packet())
    enter(opened)
    opened.eyes.find(READ)
    opened.kiosk._go("cola")
    opened.eyes.press("Regresar")
    opened.eyes.find(READ)
    assert opened.page == "aviso_propio"


def renewed(kiosk: Kiosk, packet: WorkPacket) -> None:
    """Put a new packet of the server into the folder, as a contact or a QR does."""
    kiosk._tablet.packets().store(world.signed_packet(packet))
    kiosk._look()


def test_a_new_text_is_read_at_home_and_a_capture_under_way_is_left_alone(shop: Shop) -> None:
    opened = shop.open(packet=a_packet(Notice("", "")))
    opened.unlock()
    eyes = opened.eyes
    renewed(opened.kiosk, a_packet())
    eyes.press(READ)
    eyes.press(HOME)
    eyes.find(CAPTURE)
    renewed(opened.kiosk, a_packet(TWO))
    eyes.wait(lambda: opened.kiosk._today.packet.people_notice == TWO, "paquete")
    assert opened.page == "aviso"
    eyes.press(CAPTURE)
    eyes.find("Tipo de credencial")
    eyes.press("Cancelar captura")
    eyes.find("Otro texto (MUESTRA).")
    renewed(opened.kiosk, a_packet(replace(TWO, version="3")))
    eyes.press(READ)
    eyes.find(HOME)


def test_another_capture_never_shows_home_and_one_that_may_not_begin_says_why_there(
    shop: Shop,
) -> None:
    clock = SetClock(world.PERIODO.capture_ends_at - timedelta(minutes=5))
    opened = shop.open(clock=clock)
    opened.unlock()
    kiosk, eyes = opened.kiosk, opened.eyes
    kiosk._saved(1)
    seen: list[str] = []
    kiosk.window.changed.connect(lambda: seen.append(kiosk.window.shown))
    eyes.press("Captar otro apoyo")
    eyes.find(CAPTURE)
    assert "inicio" not in seen
    kiosk._flow.cancel()
    kiosk._saved(2)
    clock.forward(timedelta(minutes=5))
    eyes.press("Captar otro apoyo")
    eyes.wait(lambda: eyes.shows("Terminó el plazo para captar"), "negativa")
    assert opened.page == "inicio"


def test_before_another_capture_a_new_text_is_read_and_then_it_goes_on(shop: Shop) -> None:
    opened = shop.open(packet=a_packet(Notice("", "")))
    opened.unlock()
    kiosk, eyes = opened.kiosk, opened.eyes
    kiosk._saved(1)
    eyes.find("Captar otro apoyo")
    renewed(kiosk, a_packet(TWO))
    eyes.wait(lambda: kiosk._today.packet.people_notice == TWO, "paquete")
    assert opened.page == "guardado"
    eyes.press("Captar otro apoyo")
    eyes.wait(lambda: kiosk._flow.step is not None, "captura")
    assert opened.page == "aviso_propio"
    eyes.press(READ)
    eyes.find(CAPTURE)
    assert opened.page == "aviso"


def test_it_is_covered_as_any_page_and_comes_back(shop: Shop) -> None:
    opened = shop.open(packet=a_packet(), cover_after_s=60)
    enter(opened)
    opened.eyes.find(READ)
    assert isinstance(opened.clock, SetClock)
    opened.clock.forward(timedelta(minutes=2))
    opened.eyes.find("Tableta cubierta")
    opened.eyes.type(world.PASSWORD)
    opened.eyes.press("Descubrir")
    opened.eyes.find(READ)


@SQLITE
def test_it_is_part_of_activation_and_the_server_keeps_version_and_hour(
    central: Central, shop: Shop
) -> None:
    place = World.made(central, a_proceso(people_notice=ONE))
    place.enlist(FIRST)
    opened = shop.open(activated=False, clock=SystemClock())
    type_code(opened, central, place.code())
    opened.eyes.press(READ)
    opened.eyes.find(HOME)
    auxiliar = opened.kiosk._today.packet.auxiliar
    notices = opened.kiosk._tablet.notices
    opened.eyes.wait(lambda: not notices.untold(auxiliar), "el servidor lo sabe")
    with central.deps.units.reading() as work:
        kept = work.avisos_read_on_tablets.read(auxiliar, notice_sha256(ONE.text))
    assert kept is not None
    assert kept.version == "1"
    assert abs(kept.read_at - SystemClock().now()) < timedelta(minutes=1)


@SQLITE
def test_a_server_without_a_notice_asks_for_none(central: Central, shop: Shop) -> None:
    place = World.made(central)
    place.enlist(FIRST)
    opened = shop.open(activated=False, clock=SystemClock())
    activate(opened, central, place.code())
    assert opened.page == "inicio"
