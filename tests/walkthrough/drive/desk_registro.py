"""Numeral 4 at the desk: every datum of a to e typed; every field broken once."""

from functools import partial
from typing import Any

from tests.walkthrough.drive.kit import Doing, Kit, Script

_CHOSEN = ("Cargo", "Entidad", "Municipio", "Proveedor de la cuenta")
_CONCLUDE = "Concluir registro"
_TRIES, _SENTENCE_SECONDS = 3, 8.0


def register(kit: Kit, facts: dict[str, Any]) -> Doing:
    """Type everything and conclude; return what the screen said."""
    with kit.step("4", f"Registra a {facts['name']} con todos los datos del numeral 4"):
        yield from _open_form(kit)
        yield from _fill(kit, facts["form"])
        kit.picture("registro")
        yield from kit.press(_CONCLUDE)
        yield from kit.said("Id Solicitante", 30.0)
        yield from kit.shown("Lista de aspirantes")
        yield from kit.pause(0.3)
        kit.picture("aspirantes")
    return {"texts": kit.texts()}


def break_fields(kit: Kit, facts: dict[str, Any]) -> Doing:
    """Break each field once and read its own sentence; then leave the form without concluding."""
    told: list[dict[str, str]] = []
    with kit.step("4", "Rompe cada campo una vez y lee su frase"):
        yield from _open_form(kit)
        yield from kit.press(_CONCLUDE)
        yield from kit.perhaps(lambda: all(_sentence(kit, each) for each in facts["required"]))
        told += _sentences(kit, facts["required"])
        kit.picture("registro_vacio")
        yield from _fill(kit, facts["form"])
        for label, bad in facts["bad"].items():
            yield from _break(kit, label, bad)
            told += _sentences(kit, [label])
            kit.picture("registro_roto")
            yield from kit.type(label, facts["form"][label])
        yield from kit.press("Salir del registro")
        yield from kit.press("Descartar")
        yield from kit.shown("Buscar aspirante")
    return told


def _break(kit: Kit, label: str, bad: str) -> Script:
    """Type what is wrong and conclude; again where nothing is said: a form scrolls under a hand."""
    for _ in range(_TRIES):
        yield from kit.type(label, bad)
        yield from kit.press(_CONCLUDE)
        yield from kit.perhaps(partial(_sentence, kit, label), _SENTENCE_SECONDS)
        if _sentence(kit, label):
            return


def _open_form(kit: Kit) -> Script:
    yield from kit.press("Aspirantes")
    yield from kit.press("Registrar aspirante")
    yield from kit.shown(_CONCLUDE)
    yield from kit.until(lambda: kit.options("Cargo"), "los cargos se ofrecen")


def _offers(kit: Kit, label: str, text: str) -> bool:
    return text in kit.options(label)


def _fill(kit: Kit, form: dict[str, str]) -> Script:
    """Type every field in the order of the law; «Género» is tapped."""
    for label, text in form.items():
        if label == "Género":
            yield from kit.press(text)
        elif label in _CHOSEN:
            if text:
                yield from kit.until(partial(_offers, kit, label, text), f"«{text}» se ofrece")
                yield from kit.choose(label, text)
        else:
            yield from kit.type(label, text)


def _sentences(kit: Kit, labels: list[str]) -> list[dict[str, str]]:
    """Return what each field says of itself."""
    return [{"field": label, "sentence": _sentence(kit, label)} for label in labels]


def _sentence(kit: Kit, label: str) -> str:
    return kit.described(label)
