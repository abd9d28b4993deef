"""The hands of these tests do what a person's do when the screen moves under a finger."""

import pytest
from PySide6.QtCore import QPoint

from tests.capture_kiosk import world
from tests.capture_kiosk.conftest import Shop


def test_what_moves_under_the_finger_is_touched_again(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = shop.open()
    eyes = opened.eyes
    eyes.find("Contraseña")
    eyes.type(world.PASSWORD)
    taps: list[QPoint] = []

    def tap(place: QPoint) -> None:
        taps.append(place)
        lift = eyes.finger_down(place)
        opened.kiosk._chip.show_closing("Quedan 10 minutos para guardar")
        eyes.window.grabWindow()  # what is shown is laid out and painted before the finger lifts
        lift()

    monkeypatch.setattr(eyes, "tap", tap)
    eyes.press("Abrir la app")
    eyes.find("Captar un apoyo")
    assert taps[0].y() < taps[-1].y()


def test_what_never_answers_is_told(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    eyes = shop.open().eyes
    monkeypatch.setattr(eyes, "tap", lambda _place: None)
    with pytest.raises(AssertionError, match="nothing was done"):
        eyes.press("Abrir la app")
