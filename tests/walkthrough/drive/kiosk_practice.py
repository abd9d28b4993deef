"""A practice on the tablet, numeral 3: a whole capture of which nothing is kept."""

from functools import partial
from typing import Any

from tests.walkthrough.drive import kiosk_capture as capture
from tests.walkthrough.drive.fields import TYPES
from tests.walkthrough.drive.kit import Doing, Kit, Script

_SECONDS = 90.0


def practise(kit: Kit, facts: dict[str, Any]) -> Doing:
    """Practise from home to «Guardar apoyo»; return the form and what each page said at its end."""
    told: dict[str, Any] = {"continued": []}
    with kit.step("3", f"Practica una captación en la tableta {kit.name}"):
        yield from kit.press_for("Practicar con MUESTRA", "Terminar práctica")
        yield from kit.press("Captar un apoyo")
        yield from kit.press("Acepto continuar")
        yield from kit.press(TYPES["E/F"])
        for title in (capture.FRONT, capture.BACK):
            yield from _takes_itself(kit, title, told)
        yield from capture.read(kit, told)
        while answers := _answers(kit):
            yield from kit.press(answers[0])
            yield from kit.until(partial(_changed, kit, answers), "sigue la duda")
        yield from kit.press("Los datos coinciden")
        yield from kit.press("No tomar la foto")
        yield from capture.sign(kit, facts, told)
        yield from kit.shown("Revise los datos")
        kit.picture("practica_revise")
        told["review"] = kit.texts()
        yield from kit.press("Guardar apoyo")
        yield from kit.said("Práctica terminada")
        kit.picture("practica_terminada")
        told["ended"] = kit.texts()
        yield from kit.press_for("Terminar práctica", capture.HOME)
    return told


def _answers(kit: Kit) -> list[str]:
    """Return what may be answered to the doubt on the screen, nothing without one."""
    return [text for text in kit.texts() if text.startswith("Dice ")]


def _changed(kit: Kit, answers: list[str]) -> bool:
    return _answers(kit) != answers


def _takes_itself(kit: Kit, title: str, told: dict[str, Any]) -> Script:
    """Touch nothing until the picture of one side was taken; use it whatever was said of it."""
    yield from kit.shown(title)
    yield from capture.was_judged(kit, title, _SECONDS)
    yield from capture.go_on(kit, title, told)
