"""Signing by finger on a real window: turning the tablet, the hand on the pad, ways back."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from core.domain.apoyos.apoyo import ink_length
from core.domain.credencial.lectura import SideName
from tests.capture_kiosk.conftest import Opened, Shop
from tests.capture_kiosk.eyes import finger
from tests.capture_kiosk.test_window import WAVE, to_form_by_hand, to_review, write_by_hand

PAD = "Espacio para firmar"


def to_pad(opened: Opened, blank: Path) -> None:
    """Go from home to the pad."""
    opened.unlock()
    to_form_by_hand(opened, blank)
    write_by_hand(opened)
    opened.eyes.press("Los datos coinciden")
    opened.eyes.press("No tomar la foto")
    opened.eyes.stands(PAD)


def sign(opened: Opened, points: list[tuple[int, int]]) -> None:
    """Draw one stroke with a finger, places in pixels of the pad."""
    eyes = opened.eyes
    corner = eyes.rect(PAD).topLeft()
    places = [corner + QPoint(x, y) for x, y in points]
    QTest.touchEvent(eyes.window, finger()).press(0, places[0], eyes.window).commit()
    for place in places[1:]:
        QTest.touchEvent(eyes.window, finger()).move(0, place, eyes.window).commit()
    QTest.touchEvent(eyes.window, finger()).release(0, places[-1], eyes.window).commit()


def turn(opened: Opened, width: int, height: int) -> None:
    eyes = opened.eyes
    before = eyes.rect(PAD).size()
    eyes.window.resize(width, height)
    eyes.wait(lambda: eyes.rect(PAD).size() != before, "la tableta girada")
    eyes.stands(PAD)


def test_a_signature_survives_turning_the_tablet_and_is_saved_whole(
    shop: Shop, blank: Path
) -> None:
    opened = shop.open()
    to_pad(opened, blank)
    low = opened.eyes.rect(PAD).height() - 30
    sign(opened, [(60 + 8 * n, low - (n % 5) * 4) for n in range(30)])
    turn(opened, 1024, 600)
    assert opened.eyes.rect(PAD).height() >= 200
    sign(opened, [(10, 20), (40, 30), (80, 20)])
    opened.eyes.press("Confirmar firma")
    opened.eyes.find("Revise los datos")
    kept = opened.kiosk._flow.draft.signature
    assert kept is not None
    assert [len(stroke) for stroke in kept.strokes] == [30, 3]
    for point in (point for stroke in kept.strokes for point in stroke):
        assert 0 <= point.x <= kept.width
        assert 0 <= point.y <= kept.height
    assert ink_length(kept.strokes[:1]) > 200


def test_three_dots_and_a_turn_are_no_signature(shop: Shop, blank: Path) -> None:
    opened = shop.open()
    to_pad(opened, blank)
    for size in ((1024, 600), (600, 1024)):
        sign(opened, [(100, 100)])
        turn(opened, *size)
    sign(opened, [(120, 120)])
    opened.eyes.press("Confirmar firma")
    opened.eyes.find("La firma tiene muy poco trazo.")


def test_a_hand_that_rests_on_the_pad_draws_nothing(shop: Shop, blank: Path) -> None:
    opened = shop.open()
    to_pad(opened, blank)
    eyes, corner = opened.eyes, opened.eyes.rect(PAD).topLeft()
    window, palm, first = eyes.window, corner + QPoint(400, 400), corner + QPoint(60, 120)
    QTest.touchEvent(window, finger()).press(0, palm, window).commit()
    QTest.touchEvent(window, finger()).stationary(0).press(1, first, window).commit()
    for x, y in WAVE[1:]:
        touch = QTest.touchEvent(window, finger()).stationary(0)
        touch.move(1, corner + QPoint(x, y), window).commit()
    last = corner + QPoint(*WAVE[-1])
    QTest.touchEvent(window, finger()).stationary(0).release(1, last, window).commit()
    QTest.touchEvent(window, finger()).release(0, palm, window).commit()
    eyes.press("Confirmar firma")
    eyes.find("Revise los datos")
    kept = opened.kiosk._flow.draft.signature
    assert kept is not None
    assert [len(stroke) for stroke in kept.strokes] == [len(WAVE)]


def test_from_the_review_back_to_the_pad_the_signature_is_still_there(
    shop: Shop, blank: Path
) -> None:
    opened = shop.open()
    to_pad(opened, blank)
    sign(opened, WAVE)
    opened.eyes.press("Deshacer")
    opened.eyes.press("Rehacer")
    opened.eyes.press("Confirmar firma")
    before = opened.kiosk._flow.draft.signature
    opened.eyes.press("Regresar")
    opened.eyes.find(PAD)
    opened.eyes.press("Regresar")
    opened.eyes.press("Dejar la respuesta: no")
    opened.eyes.find("Revise los datos")
    opened.eyes.press("Cambiar firma")
    opened.eyes.press("Confirmar firma")
    after = opened.kiosk._flow.draft.signature
    assert before is not None
    assert after is not None
    assert (after.strokes, after.picture) == (before.strokes, before.picture)


def test_from_the_data_to_the_camera_and_back_both_pictures_stay(shop: Shop, blank: Path) -> None:
    opened = shop.open()
    opened.unlock()
    to_form_by_hand(opened, blank)
    write_by_hand(opened)
    eyes, flow = opened.eyes, opened.kiosk._flow
    sides = dict(flow.draft.sides)
    eyes.press("Repetir fotos")
    eyes.find("Frente de la credencial")
    eyes.press("Dejar esta foto")
    eyes.find("Reverso de la credencial")
    eyes.press("Dejar esta foto")
    eyes.find("Compare con la credencial")
    assert flow.draft.sides == sides
    eyes.press("Repetir fotos")
    eyes.find("Frente de la credencial")
    eyes.wait(lambda: eyes.said("Imagen de la cámara") == "Con imagen", "imagen")
    eyes.press("Escribir los datos a mano")
    eyes.find("Compare con la credencial")
    assert flow.draft.sides[SideName.BACK] is sides[SideName.BACK]
    assert flow.draft.sides[SideName.FRONT] is not sides[SideName.FRONT]
    assert flow.draft.value("cic") == "252510906"


def test_leaving_by_the_way_back_asks_before_it_destroys(shop: Shop, blank: Path) -> None:
    opened = shop.open()
    opened.unlock()
    to_form_by_hand(opened, blank)
    eyes = opened.eyes
    for _ in range(5):
        eyes.press("Regresar")
    eyes.find("¿Borrar lo que ya captó?")
    eyes.press("Seguir captando")
    assert opened.page == "aviso"
    eyes.press("Regresar")
    eyes.press("Borrar y salir")
    eyes.find("Captar un apoyo")
    assert opened.kiosk._flow.step is None


@pytest.mark.parametrize("at", ["aviso", "firma", "revise"])
def test_cancelling_destroys_at_once_from_any_page(shop: Shop, blank: Path, at: str) -> None:
    opened = shop.open()
    if at == "aviso":
        opened.unlock()
        opened.eyes.press("Captar un apoyo")
        opened.eyes.find("Acepto continuar")
    elif at == "firma":
        to_pad(opened, blank)
    else:
        opened.unlock()
        to_form_by_hand(opened, blank)
        write_by_hand(opened)
        to_review(opened)
    draft = opened.kiosk._flow.draft
    frames = [taken.frame for taken in draft.sides.values()]
    opened.eyes.press("Cancelar captura")
    opened.eyes.find("Captar un apoyo")
    assert not draft.sides
    assert not any(any(frame) for frame in frames)
