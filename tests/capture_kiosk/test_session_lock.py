"""A session left alone is covered; a PIN uncovers it, a restart needs the password."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capture_kiosk.device.session_lock import CITIZEN_PAGES, LockLimits, SessionLock
from capture_kiosk.device.tablet import Tablet
from capture_kiosk.errors import PinMalformed, PinRejected, RecordsOfAnother
from core.domain.apoyos.apoyo import FrameSourceKind
from core.domain.values.signed import PAQUETE
from core.sealing.keys import signing_public
from core.sealing.signed import open_signed, sign
from core.tablet.packet import FilePacket
from core.wire import to_json
from tests.capture_kiosk import world
from tests.capture_kiosk.conftest import Opened, Shop
from tests.capture_kiosk.test_signing import PAD, to_pad
from tests.capture_kiosk.test_window import to_form_by_hand, to_review, write_by_hand
from tests.fakes.clock import SetClock

MINUTE = timedelta(minutes=1)
COVER = "Tableta cubierta"


def a_lock() -> tuple[SessionLock, SetClock]:
    clock = SetClock(world.NOW)
    return SessionLock(clock, LockLimits()), clock


@pytest.mark.parametrize("page", ["inicio", "frente", "datos", "revise", "cola"])
def test_a_page_of_the_auxiliar_is_covered_after_a_minute(page: str) -> None:
    lock, clock = a_lock()
    clock.forward(MINUTE - timedelta(seconds=1))
    assert not lock.is_due(page)
    clock.forward(timedelta(seconds=1))
    assert lock.is_due(page)
    lock.touch()
    assert not lock.is_due(page)


@pytest.mark.parametrize("page", sorted(CITIZEN_PAGES))
def test_the_citizen_has_five_minutes(page: str) -> None:
    lock, clock = a_lock()
    clock.forward(5 * MINUTE - timedelta(seconds=1))
    assert not lock.is_due(page)
    clock.forward(timedelta(seconds=1))
    assert lock.is_due(page)


@pytest.mark.parametrize("by", [-timedelta(days=900), timedelta(days=900)])
def test_a_clock_that_is_set_covers_nothing_and_keeps_nothing_open(by: timedelta) -> None:
    lock, clock = a_lock()
    clock.at += by
    assert not lock.is_due("inicio")
    clock.forward(MINUTE)
    assert lock.is_due("inicio")


@pytest.mark.parametrize("by", [-timedelta(days=900), timedelta(days=900)])
def test_a_clock_that_is_set_ends_no_draft_and_keeps_none(by: timedelta) -> None:
    lock, clock = a_lock()
    lock.cover()
    clock.at += by
    assert not lock.draft_is_over()
    clock.forward(10 * MINUTE)
    assert lock.draft_is_over()


def test_a_draft_is_kept_for_a_while_under_the_cover() -> None:
    lock, clock = a_lock()
    lock.cover()
    clock.forward(10 * MINUTE - timedelta(seconds=1))
    assert not lock.draft_is_over()
    clock.forward(timedelta(seconds=1))
    assert lock.draft_is_over()


def test_three_wrong_pins_leave_only_the_password() -> None:
    lock, _ = a_lock()
    lock.set_pin("4821")
    lock.cover()
    for _ in range(3):
        with pytest.raises(PinRejected):
            lock.try_pin("0000")
    assert not lock.has_pin
    with pytest.raises(PinRejected):
        lock.try_pin("4821")
    assert lock.covered


@given(st.text(max_size=10))
def test_only_four_to_eight_ascii_digits_are_a_pin(text: str) -> None:
    lock, _ = a_lock()
    right = text.isascii() and text.isdecimal() and 4 <= len(text) <= 8
    if right:
        lock.set_pin(text)
        lock.cover()
        lock.try_pin(text)
        assert not lock.covered
    else:
        with pytest.raises(PinMalformed):
            lock.set_pin(text)


def covered(opened: Opened, by: timedelta) -> None:
    """Leave the tablet alone for so long."""
    assert isinstance(opened.clock, SetClock)
    opened.clock.forward(by)
    opened.eyes.find(COVER)


def uncover(opened: Opened, secret: str) -> None:
    opened.eyes.type(secret)
    opened.eyes.press("Descubrir")
    opened.eyes.wait(lambda: COVER not in opened.eyes.names(), "descubierta")


def test_left_alone_the_window_hides_everything_and_keeps_the_draft(
    shop: Shop, blank: Path
) -> None:
    opened = shop.open(cover_after_s=60)
    opened.unlock()
    to_form_by_hand(opened, blank)
    write_by_hand(opened)
    covered(opened, MINUTE)
    assert not opened.eyes.shows("DEL ANGEL")
    assert not opened.eyes.shows("252510906")
    assert "Cancelar captura" not in opened.eyes.names()
    uncover(opened, world.PASSWORD)
    opened.eyes.find("Compare con la credencial")
    assert opened.eyes.said("CIC") == "252510906"


def test_the_citizen_signs_in_peace_and_then_it_is_covered_too(shop: Shop, blank: Path) -> None:
    opened = shop.open(cover_after_s=60)
    to_pad(opened, blank)
    assert isinstance(opened.clock, SetClock)
    opened.clock.forward(4 * MINUTE)
    opened.kiosk._tick()
    assert PAD in opened.eyes.names()
    covered(opened, MINUTE)
    opened.clock.forward(10 * MINUTE)
    opened.eyes.wait(lambda: opened.kiosk._flow.step is None, "el borrador destruido")
    uncover(opened, world.PASSWORD)
    opened.eyes.find("Captar un apoyo")


def test_a_pin_uncovers_the_session_and_a_restart_needs_the_password(shop: Shop) -> None:
    opened = shop.open(cover_after_s=60)
    opened.unlock()
    opened.eyes.press("Poner PIN")
    opened.eyes.find("Elija un PIN")
    opened.eyes.type("48")
    opened.eyes.press("Usar este PIN")
    opened.eyes.wait(lambda: "cuatro a ocho" in opened.eyes.said("PIN"), "sentencia")
    opened.eyes.press("PIN")
    opened.eyes.type("21")
    opened.eyes.press("Usar este PIN")
    opened.eyes.find("Captar un apoyo")
    covered(opened, MINUTE)
    uncover(opened, "4821")
    opened.eyes.find("Captar un apoyo")
    shop.close()
    again = shop.open()
    again.eyes.find("Contraseña")
    assert "PIN" not in again.eyes.names()


def test_the_password_is_shown_only_when_asked(shop: Shop) -> None:
    opened = shop.open()
    opened.eyes.find("Contraseña")
    opened.eyes.type("frase")
    opened.eyes.press("Mostrar lo escrito")
    opened.eyes.find("Ocultar lo escrito")


def test_the_lockout_counts_down_until_the_password_may_be_tried(shop: Shop) -> None:
    opened = shop.open()
    eyes, clock = opened.eyes, opened.clock
    assert isinstance(clock, SetClock)
    eyes.find("Contraseña")
    eyes.type("x")
    for _ in range(5):
        eyes.press("Abrir la app")
        eyes.wait(lambda: eyes.said("Contraseña") != "" and eyes.shows("Abrir la app"), "negativa")
    eyes.wait(lambda: "Espere 16 segundos" in eyes.said("Contraseña"), "la espera")
    assert not eyes.enabled("Abrir la app")
    clock.forward(timedelta(seconds=9))
    eyes.wait(lambda: "Espere 7 segundos" in eyes.said("Contraseña"), "la cuenta")
    clock.forward(timedelta(seconds=7))
    eyes.wait(lambda: eyes.said("Contraseña") == "", "el fin de la espera")
    eyes.wait(lambda: eyes.enabled("Abrir la app"), "el botón activo")


def test_the_lockout_counts_down_on_the_cover_too(shop: Shop) -> None:
    opened = shop.open(cover_after_s=60)
    opened.unlock()
    covered(opened, MINUTE)
    eyes, clock = opened.eyes, opened.clock
    assert isinstance(clock, SetClock)
    eyes.type("x")
    for _ in range(5):
        eyes.press("Descubrir")
        eyes.wait(lambda: eyes.said("Contraseña") != "" and eyes.shows("Descubrir"), "negativa")
    eyes.wait(lambda: "Espere 16 segundos" in eyes.said("Contraseña"), "la espera")
    assert not eyes.enabled("Descubrir")
    clock.forward(timedelta(seconds=9))
    clock.at -= timedelta(hours=1)  # it is set right meanwhile
    eyes.wait(lambda: "Espere 7 segundos" in eyes.said("Contraseña"), "la cuenta")
    clock.forward(timedelta(seconds=7))
    eyes.wait(lambda: eyes.said("Contraseña") == "", "el fin de la espera")
    eyes.wait(lambda: eyes.enabled("Descubrir"), "el botón activo")


def test_another_auxiliar_waits_until_nothing_of_the_first_one_waits(
    shop: Shop, blank: Path
) -> None:
    opened = shop.open()
    opened.unlock()
    to_form_by_hand(opened, blank)
    write_by_hand(opened)
    to_review(opened)
    opened.eyes.press("Guardar apoyo")
    opened.eyes.find("Apoyo guardado")
    shop.close()
    tablet = Tablet(opened.data, opened.clock, lambda: "0" * 64, FrameSourceKind.FILE)
    store = tablet._packets_of_new(tablet.identity.server())
    hers = sign(PAQUETE, to_json(world.packet()), by=world.SERVER_KEY)
    others = sign(PAQUETE, to_json(world.packet(auxiliar="000008")), by=world.SERVER_KEY)
    with pytest.raises(RecordsOfAnother):
        store.store(others)
    assert store.load().auxiliar == "000007"
    assert store.store(hers).auxiliar == "000007"
    next((opened.data / "queue").glob("*.sobre")).unlink()
    empty = Tablet(opened.data, opened.clock, lambda: "0" * 64, FrameSourceKind.FILE)
    assert empty._packets_of_new(empty.identity.server()).store(others).auxiliar == "000008"


def test_reading_a_packet_stores_nothing(tmp_path: Path) -> None:
    key = signing_public(world.SERVER_KEY.public_key().public_bytes_raw())
    store = FilePacket(tmp_path, lambda signed: open_signed(signed, kind=PAQUETE, by=key))
    signed = sign(PAQUETE, to_json(world.packet()), by=world.SERVER_KEY)
    assert store.read(signed).auxiliar == "000007"
    assert not list(tmp_path.iterdir())
