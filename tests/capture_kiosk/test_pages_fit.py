"""Every page at both sizes: nothing clipped, nothing small, nothing unnamed, no name twice.

`make test` takes one size for each, others in every run: test_screens.py walks two of them whole.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QAccessible, QFontMetricsF, QTextLayout, QTextOption
from PySide6.QtQml import QQmlExpression, qmlContext
from PySide6.QtQuick import QQuickItem
from pytestqt.exceptions import TimeoutError as WaitTimeoutError

from core.domain.credencial.lectura import FieldReading
from tests.capture_kiosk import drafts, world
from tests.capture_kiosk.conftest import Opened, Shop
from tests.capture_kiosk.screen_worlds import long_packet, near_end, photographed
from tests.capture_kiosk.test_window import to_form_by_hand, to_review, write_by_hand

SIZES = [(600, 1024), (1280, 800), (480, 854), (360, 720)]
LEAST_TARGET, LEAST_TEXT = 48, 16
_SETTLES_MS = 20_000
_BEYOND = 0x10000
"""From here on Qt counts a sign as two."""


def texts(item: QQuickItem) -> Iterator[QQuickItem]:
    """Walk the texts that are shown."""
    for child in item.childItems():
        if child.isVisible() and child.opacity() > 0:
            if child.metaObject().indexOfProperty("truncated") >= 0 and child.property("text"):
                yield child
            yield from texts(child)


def breaks_a_word(text: QQuickItem) -> bool:
    """Tell whether a line ends inside a word that a line of its own would hold."""
    said, room = text.property("text"), QFontMetricsF(text.property("font"))
    if text.property("lineCount") < 2 or len(said.split()) < 2:
        return False
    longest = max(room.horizontalAdvance(each) for each in re.split(r"[\s-]", said))
    if longest >= text.width():
        return False
    mode, _undefined = QQmlExpression(qmlContext(text), text, "wrapMode").evaluate()
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode(mode))
    layout = QTextLayout(said, text.property("font"))
    layout.setTextOption(option)
    ends = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(text.width())
        ends.append(line.textStart() + line.textLength())
    layout.endLayout()
    units = "".join(sign if ord(sign) < _BEYOND else "\ufffd\ufffd" for sign in said)
    return any(units[at - 1 : at + 1].isalnum() for at in ends[:-1])


def faults(opened: Opened) -> list[str]:
    """Return what is wrong with the page that is shown."""
    eyes, page = opened.eyes, opened.page
    room = QRect(0, 0, eyes.window.width(), eyes.window.height())
    found = []
    names = Counter(each.text(QAccessible.Text.Name) for each in eyes.controls())
    found += [f"{page}: «{name}» stands {n} times" for name, n in names.items() if n > 1]
    for each in eyes.controls():
        name, place = each.text(QAccessible.Text.Name), each.rect()
        here = QRect(eyes.window.mapFromGlobal(place.topLeft()), place.size())
        if not name:
            found.append(f"{page}: a control without a name at {here}")
        if here.left() < 0 or here.right() > room.right() + 1:
            found.append(f"{page}: «{name}» leaves the window")
        cell = name.startswith("Carácter ") or len(name) == 1
        if here.height() < LEAST_TARGET or (here.width() < LEAST_TARGET and not cell):
            found.append(f"{page}: «{name}» is {here.width()}×{here.height()}")
    for text in texts(eyes.window.contentItem()):
        said = text.property("text")
        if text.property("truncated") or text.property("contentWidth") > text.width() + 1:
            found.append(f"{page}: «{said}» is cut")
        if breaks_a_word(text) and "Mono" not in text.property("font").family():
            found.append(f"{page}: «{said}» breaks a word")
        place = text.mapRectToScene(text.boundingRect())
        if not text.rotation() and not -1 <= place.left() <= place.right() <= room.width() + 1:
            found.append(f"{page}: «{said}» leaves the window")
        if text.property("font").pixelSize() < LEAST_TEXT:
            found.append(f"{page}: «{said}» is small")
    return found


@pytest.mark.sampled(1)
@pytest.mark.parametrize("size", SIZES, ids=["600x1024", "1280x800", "480x854", "360x720"])
def test_every_page_fits(shop: Shop, blank: Path, size: tuple[int, int]) -> None:
    opened = shop.open(size=size)
    eyes = opened.eyes
    found: list[str] = []

    def look(*press: str) -> None:
        for name in press:
            eyes.press(name)
        eyes.painted()
        found.extend(faults(opened))

    look()
    opened.unlock()
    look()
    look("Ver envíos")
    look("Ver acuses")
    look("Regresar", "Regresar", "Captar un apoyo")
    look("Acepto continuar")
    look("INE 2014 a 2019, modelo E o F")
    look("Regresar", "Regresar", "Regresar")
    to_form_by_hand(opened, blank)
    look()
    look("Ver los demás datos")
    look("Domicilio")
    look("Cancelar cambio", "Clave de elector")
    look("Regresar")
    write_by_hand(opened)
    to_review(opened)
    look()
    look("Cambiar aspirante")
    look("Regresar", "Cambiar respuesta")
    look("Sí, tomar la foto")
    look("Seguir sin foto", "Cambiar firma")
    look("No puede firmar")
    assert not found


@pytest.mark.sampled(1)
@pytest.mark.parametrize("size", SIZES, ids=["600x1024", "1280x800", "480x854", "360x720"])
def test_home_and_the_tools_fit_with_a_long_name(shop: Shop, size: tuple[int, int]) -> None:
    long = "María Guadalupe de los Ángeles Prueba-Ficticia Hernández"
    opened = shop.open(packet=world.packet(auxiliar_name=long), size=size)
    opened.unlock()
    eyes, found = opened.eyes, []
    for press, comes in (
        ((), "Captar un apoyo"),
        (("Probar la tableta",), "Probando…"),
        (("Regresar", "Renovar con QR"), "Esperando el primer código"),
        (("Regresar", "Ver envíos", "Entregar en memoria"), "Entregar y recoger recibos"),
        (("Dejar la tableta en ceros",), "Dejar en ceros"),
        (("Dejar en ceros",), "Sí, borrar todo"),
    ):
        for name in press:
            eyes.press(name)
        eyes.find(comes)
        found += faults(opened)
        if comes == "Captar un apoyo":
            assert eyes.rect(f"{long}, auxiliar").width() >= size[0] - 2 * LEAST_TARGET
    assert not found


@pytest.mark.sampled(1)
@pytest.mark.parametrize("size", SIZES, ids=["600x1024", "1280x800", "480x854", "360x720"])
def test_the_pages_of_activation_fit(shop: Shop, size: tuple[int, int]) -> None:
    opened = shop.open(activated=False, size=size)
    opened.eyes.find("Active esta tableta")
    found = faults(opened)
    opened.eyes.press("Escribir dirección y código")
    opened.eyes.find("Código de nueve grupos")
    found += faults(opened)
    assert not found


@pytest.mark.parametrize("letters", [1, 2])
def test_what_must_be_known_is_in_sight_beside_three_long_names(shop: Shop, letters: int) -> None:
    opened = shop.open(packet=near_end(long_packet()), size=(1280, 800))
    opened.unlock()
    eyes = opened.eyes
    eyes.evaluate(f"Theme.letters = {letters}")
    eyes.wait(lambda: eyes.shows("minutos para guardar"), "cuánto queda")
    said = next(name for name in eyes.names() if "minutos para guardar" in name)
    eyes.painted()
    assert eyes.window.geometry().height() >= eyes.rect(said).bottom() > 0
    assert not faults(opened)


PADS = [((600, 1024), 2), ((1280, 800), 2), ((1024, 600), 2), ((360, 720), 1.5)]
"""Sizes of the window and of its letters."""
LITTLE_INK = "La firma tiene muy poco trazo."


def to_the_pad(opened: Opened) -> None:
    """Go from the start to the signature of a citizen with the longest of names."""
    opened.unlock()
    eyes, flow = opened.eyes, opened.kiosk._flow
    eyes.press("Captar un apoyo")
    eyes.find("Acepto continuar")
    photographed(flow)
    longest = {
        "nombre": "MARÍA GUADALUPE DE LOS ÁNGELES DE LA CONCEPCIÓN",
        "apellido_paterno": "HERNÁNDEZ-EJEMPLIFICADORA",
    }
    read = {key: FieldReading(value, 0.99, "front") for key, value in longest.items()}
    flow.keep_reading(drafts.a_reading(**read))
    opened.kiosk.follow()
    eyes.press("Los datos coinciden")
    eyes.press("No tomar la foto")
    eyes.find("Espacio para firmar")


def test_beside_the_longest_names_the_whole_pad_is_in_sight(shop: Shop) -> None:
    opened = shop.open(packet=long_packet())
    to_the_pad(opened)
    eyes = opened.eyes
    found = _pads(opened, "vacía")
    eyes.into_view("No puede firmar")
    assert eyes.rect("Espacio para firmar").top() < eyes.rect("Firme aquí").bottom()
    eyes.press("Confirmar firma")
    eyes.find(LITTLE_INK)
    eyes.wait(lambda: not _hidden(opened, LITTLE_INK), "el espacio otra vez")
    found += _pads(opened, LITTLE_INK)
    assert not found, "\n".join(["", *found])


def settled(opened: Opened, found: Callable[[], list[str]]) -> list[str]:
    """Return what is found once the page has been laid out and painted as it is now."""
    opened.eyes.window.grabWindow()
    with suppress(WaitTimeoutError):
        opened.eyes.qtbot.waitUntil(lambda: not found(), timeout=_SETTLES_MS)
    return found()


def _pads(opened: Opened, state: str) -> list[str]:
    """Return where the pad is not whole between the head of the page and its foot."""
    eyes, found = opened.eyes, []
    for size, letters in PADS:
        eyes.window.resize(*size)
        eyes.wait(lambda size=size: (eyes.window.width(), eyes.window.height()) == size, f"{size}")
        eyes.evaluate(f"Theme.letters = {letters}")
        found += [f"{letters}: {each}" for each in settled(opened, lambda: _hidden(opened, state))]
    return [*found, *settled(opened, lambda: faults(opened))]


def _hidden(opened: Opened, state: str) -> list[str]:
    """Return what of the pad, and of the sentence that `state` is, lies out of sight or is low."""
    eyes = opened.eyes
    head, foot = eyes.rect("Firme aquí").bottom(), eyes.rect("Confirmar firma").top()
    pad, found = eyes.rect("Espacio para firmar"), []
    if pad.height() < 200 or not head < pad.top() < pad.bottom() < foot:
        found.append(f"{pad} between {head} and {foot}")
    if state in eyes.names() and not head < eyes.rect(state).top() < foot - LEAST_TEXT:
        found.append(f"{eyes.rect(state)} between {head} and {foot}")
    return found
