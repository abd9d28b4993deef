"""kiosk.taps, taps_by_hand, machine_time, capture_time: captures by real taps on the window.

Clean: one aspirante, face yes, automatic shutter, nothing doubtful. The signature is drawn, not
tapped. Constants: Card, Moran and Newell, «The Keystroke-Level Model», CACM 23 (1980), 7.
"""

import tempfile
import time
from pathlib import Path
from typing import Final

from capture_kiosk.practice.scenes import draw_scenes
from tests.bench.figure import Figure
from tests.bench.kiosk_person import Person, opened, to_pad

_SEED: Final = 5
_WAVE: Final = [(60 + 8 * n, 120 + (n % 5) * 20) for n in range(30)]
_MENTAL, _POINT, _PRESS, _HOME = 1.35, 1.10, 0.20, 0.40
"""Seconds: to prepare, to point, to press and lift, to bring a hand (a card turned, a tablet)."""
_STROKES, _LENGTH_CM = 3, 30
_SIGNING: Final = 0.9 * _STROKES + 0.16 * _LENGTH_CM
_DATA: Final = 9
_TYPED: Final = (
    ("Nombre(s)", "LUIS FERNANDO", "Siguiente: apellido"),
    ("Apellido paterno", "DEL ANGEL", "Siguiente: apellido"),
    ("Apellido materno", "ACUÑA", "Siguiente: clave"),
    ("Clave de elector", "ANACLS94011201H059", "Siguiente: OCR"),
    ("OCR", "2981902352649", "Siguiente: CIC"),
    ("CIC", "252510906", "Guardar CIC"),
)
_HANDS: Final = 4


def measure() -> list[Figure]:
    """Return the figures of one clean capture, and of one whose data are all typed."""
    return [*_clean(), _by_hand()]


def _clean() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder), draw_scenes(_SEED)) as who:
        begun = time.monotonic()
        _capture(who)
        machine = time.monotonic() - begun
        taps = who.taps
    person = taps * (_MENTAL + _POINT + _PRESS) + _DATA * _MENTAL + _SIGNING + _HANDS * _HOME
    how = "600x1024, offscreen, software renderer, drawn camera, real reader; one capture"
    model = f"machine {machine:.1f} s + person {person:.1f} s by the model; the notice apart"
    return [
        Figure("kiosk.taps", taps, "taps", None, f"{how}; the signature drawn, not counted"),
        Figure("kiosk.machine_time", machine, "s", None, f"{how}; each act 600 ms in sight first"),
        Figure("kiosk.capture_time", machine + person, "s", None, model),
    ]


def _by_hand() -> Figure:
    """Count the taps of a capture that reads nothing: the app's own keys, and no others."""
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder), draw_scenes(_SEED)) as who:
        who.press("Captar un apoyo")
        who.press("Acepto continuar")
        who.press("INE 2014 a 2019, modelo E o F")
        for title in ("Frente de la credencial", "Reverso de la credencial"):
            who.find(title)
            who.wait(lambda: who.said("Imagen de la cámara") == "Con imagen", "imagen", 60)
            who.press("Escribir los datos a mano")
        who.press("Nombre(s)")
        for box, value, following in _TYPED:
            who.find(f"{box}, como está en la credencial")
            for sign in value[len(who.said(f"{box}, como está en la credencial")) :]:
                who.press("Espacio" if sign == " " else sign)
            who.press(following)
        who.press("Los datos coinciden")
        who.press("No tomar la foto")
        who.find("Espacio para firmar")
        who.qtbot.wait(60)
        who.draw("Espacio para firmar", _WAVE)
        who.press("Confirmar firma")
        who.press("Guardar apoyo")
        who.find("Apoyo guardado")
        taps = who.taps
    letters = sum(len(value) for _, value, _ in _TYPED[:3])
    how = f"600x1024, own keys alone; three names of {letters} letters, clave, OCR, CIC; face no"
    return Figure("kiosk.taps_by_hand", taps, "taps", None, how)


def _capture(who: Person) -> None:
    to_pad(who)
    who.draw("Espacio para firmar", _WAVE)
    who.press("Confirmar firma")
    who.press("Guardar apoyo")
    who.find("Apoyo guardado")
