"""Practising: a whole capture with a drawn card; nothing of it is kept or sent (numeral 3)."""

import hashlib
from datetime import timedelta
from pathlib import Path
from weakref import ref

import pytest
from PySide6.QtCore import QRect

from capture_kiosk.practice.practice import IDLE, LASTS
from capture_kiosk.view_models.credencial_vm import CredencialVm
from core.domain.apoyos.apoyo import Apoyo
from tests.capture_kiosk import world
from tests.capture_kiosk.conftest import Opened, Shop
from tests.capture_kiosk.test_pages_fit import faults
from tests.capture_kiosk.test_window import WAVE
from tests.fakes.clock import SetClock

PRACTISE = "Practicar con MUESTRA"
SAID = "PRÁCTICA · nada se guarda"


def begin(opened: Opened) -> None:
    opened.eyes.press(PRACTISE)
    opened.eyes.find(SAID)
    opened.eyes.find("Captar un apoyo")


def files(folder: Path) -> dict[str, str]:
    """Return every file under a folder with the hash of its content."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def takes_itself(opened: Opened, title: str) -> None:
    """Touch nothing: the picture is taken and kept by itself."""
    eyes = opened.eyes
    eyes.find(title)
    eyes.wait(lambda: title not in eyes.names() or "Usar de todos modos" in eyes.names(), title)
    assert title not in eyes.names(), "the practice card was refused"


def practise_to_review(opened: Opened, wave: list[tuple[int, int]], found: list[str]) -> None:
    """Go from home to the review, noting what is wrong with each page on the way."""
    eyes = opened.eyes

    def look() -> None:
        eyes.painted()
        assert SAID in eyes.names()
        found.extend(faults(opened))

    look()
    eyes.press("Captar un apoyo")
    eyes.find("Acepto continuar")
    look()
    eyes.press("Acepto continuar")
    eyes.find("Tipo de credencial")
    look()
    eyes.press("INE 2014 a 2019, modelo E o F")
    for title in ("Frente de la credencial", "Reverso de la credencial"):
        eyes.find(title)
        look()
        takes_itself(opened, title)
    eyes.find("Compare con la credencial")
    eyes.wait(lambda: "Leyendo la credencial…" not in eyes.names(), "lectura")
    look()
    while any(name.startswith("Dice ") for name in eyes.names()):
        eyes.press(next(name for name in eyes.names() if name.startswith("Dice ")))
    eyes.press("Los datos coinciden")
    eyes.find("No tomar la foto")
    look()
    eyes.press("Sí, tomar la foto")
    takes_itself(opened, "Foto del rostro")
    eyes.stands("Espacio para firmar")
    look()
    eyes.draw("Espacio para firmar", wave)
    eyes.press("Confirmar firma")
    eyes.find("Revise los datos")
    look()


@pytest.mark.sampled(1)
@pytest.mark.parametrize("size", [(600, 1024), (360, 720), (1280, 800)])
def test_a_whole_capture_is_practised_and_the_disk_does_not_change(
    shop: Shop, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = shop.open(size=size)
    opened.unlock()
    sealed: list[Apoyo] = []
    monkeypatch.setattr(opened.kiosk._tablet, "save", lambda _, apoyo: sealed.append(apoyo))
    before = files(opened.data)
    begin(opened)
    found: list[str] = []
    wave = WAVE if size[0] > 400 else [(x // 2, y // 2) for x, y in WAVE]
    practise_to_review(opened, wave, found)
    opened.eyes.press("Guardar apoyo")
    opened.eyes.find("Práctica terminada")
    found += faults(opened)
    assert not found
    assert not sealed
    assert files(opened.data) == before
    opened.eyes.press("Terminar práctica")
    opened.eyes.find(PRACTISE)
    assert opened.eyes.said("Guardados") == "0"
    assert SAID not in opened.eyes.names()


def test_it_is_open_to_a_tablet_that_nobody_activated(shop: Shop) -> None:
    opened = shop.open(activated=False)
    begin(opened)
    opened.eyes.press("Captar un apoyo")
    opened.eyes.find("Acepto continuar")
    opened.eyes.press("Terminar práctica")
    opened.eyes.find("Active esta tableta")


@pytest.mark.parametrize("after", [LASTS, IDLE])
def test_it_ends_by_itself_and_nothing_of_it_is_left(shop: Shop, after: timedelta) -> None:
    clock = SetClock(world.NOW)
    opened = shop.open(clock=clock)
    opened.unlock()
    begin(opened)
    opened.eyes.press("Captar un apoyo")
    opened.eyes.find("Acepto continuar")
    practice = opened.kiosk._practice.made
    assert practice is not None
    flow = practice._flow
    assert flow.step is not None
    clock.forward(after)
    if after is LASTS:
        opened.kiosk._touched()
    opened.eyes.find("Tableta cubierta")
    assert flow.step is None
    assert not practice._frames._scenes


def test_a_session_left_alone_is_covered_once_the_practice_ends(shop: Shop) -> None:
    clock = SetClock(world.NOW)
    opened = shop.open(clock=clock, cover_after_s=60)
    opened.unlock()
    begin(opened)
    clock.forward(timedelta(seconds=61))
    opened.eyes.wait(lambda: opened.kiosk._lock.covered, "la sesión cubierta")
    assert SAID in opened.eyes.names()
    opened.eyes.press("Terminar práctica")
    opened.eyes.find("Tableta cubierta")


def test_no_frame_is_kept_once_the_page_is_left(shop: Shop) -> None:
    opened = shop.open()
    opened.unlock()
    begin(opened)
    eyes = opened.eyes
    eyes.press("Captar un apoyo")
    eyes.press("Acepto continuar")
    eyes.press("INE 2014 a 2019, modelo E o F")
    page = opened.kiosk.window.page_of("frente")
    assert isinstance(page, CredencialVm)
    seen: list[ref[object]] = []

    def counts_down() -> bool:
        if page._frame is not None:
            seen.append(ref(page._frame))
        return page._share > 0

    eyes.wait(counts_down, "cuenta")
    eyes.press("Cancelar captura")
    eyes.find("Captar un apoyo")
    eyes.wait(lambda: not any(each() is not None for each in seen), "cámara sin imágenes")


def test_leaving_the_app_ends_it(shop: Shop) -> None:
    opened = shop.open(activated=False)
    begin(opened)
    opened.kiosk._cover()
    opened.eyes.find("Active esta tableta")


def test_a_machine_without_camera_is_told_so(shop: Shop) -> None:
    opened = shop.open(activated=False)
    opened.kiosk.practise(no_camera=True)
    opened.eyes.wait(lambda: opened.eyes.shows("Este equipo no tiene cámara"), "aviso")


def test_the_way_out_is_in_sight_on_the_smallest_screen(shop: Shop) -> None:
    opened = shop.open(activated=False, size=(360, 720))
    begin(opened)
    room = QRect(0, 0, 360, 720)
    assert room.contains(opened.eyes.rect("Terminar práctica"))


def test_a_side_that_is_kept_is_not_taken_again_by_itself(shop: Shop) -> None:
    opened = shop.open(activated=False)
    eyes = opened.eyes
    begin(opened)
    eyes.press("Captar un apoyo")
    eyes.press("Acepto continuar")
    eyes.press("INE 2014 a 2019, modelo E o F")
    takes_itself(opened, "Frente de la credencial")
    takes_itself(opened, "Reverso de la credencial")
    eyes.find("Compare con la credencial")
    eyes.press("Repetir fotos")
    eyes.find("Dejar esta foto")
    eyes.wait(lambda: eyes.said("Imagen de la cámara") == "Con imagen", "imagen")
    eyes.wait(lambda: eyes.shows("Así está bien"), "nada que mejorar")
    eyes.qtbot.wait(1500)
    assert "Dejar esta foto" in eyes.names()
    eyes.press("Tomar foto")
    eyes.find("Compare con la credencial")
