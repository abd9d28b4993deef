"""The aspirante's own console: auxiliares, baja, progress and acuses."""

import re
from typing import Any

from tests.walkthrough.drive.kit import Doing, Kit
from tests.walkthrough.drive.papers import save_document

_FIGURE = re.compile(r"^[\d,]+ .*recibid", re.IGNORECASE | re.MULTILINE)
_ACUSE = re.compile(r"^Acuse \d+ ·")
_PLACE = "Avance y auxiliares"


def enlist(kit: Kit, facts: dict[str, Any]) -> Doing:
    """Enlist an auxiliar with the seven data."""
    with kit.step("6", f"Da de alta a {facts['nombre']} {facts['apellido_paterno']}"):
        yield from kit.press(_PLACE)
        yield from kit.press("Dar de alta a un auxiliar")
        for label, key in (
            ("Nombre(s)", "nombre"),
            ("Apellido paterno", "apellido_paterno"),
            ("Apellido materno", "apellido_materno"),
            ("Fecha de nacimiento", "born"),
            ("Número telefónico", "telefono"),
            ("Correo electrónico", "correo"),
        ):
            yield from kit.type(label, facts[key])
        if facts["proveedor"]:
            yield from kit.choose("Cuenta de", facts["proveedor"])
            yield from kit.type("Cuenta de usuario", facts["cuenta"])
        kit.picture("alta")
        yield from kit.press("Dar de alta")
        done, asked = "Dar de alta a un auxiliar", "Dar de alta así"
        if (yield from kit.any_of(done, asked, seconds=30.0)) == asked:
            yield from kit.press(asked)  # the line that a wrong namesake breaks still says so
            yield from kit.shown(done, 30.0)
        yield from kit.pause(0.3)
        kit.picture("auxiliares")
    return {"texts": kit.texts()}


def end_vinculo(kit: Kit, facts: dict[str, Any]) -> Doing:
    """Give an auxiliar baja for ever, with its reason."""
    with kit.step("6", f"Da de baja a {facts['name']}"):
        yield from kit.press(_PLACE)
        yield from kit.press(facts["name"])
        yield from kit.press("Dar de baja")
        yield from kit.type("Motivo de la baja", facts["reason"])
        kit.picture("baja")
        yield from kit.press("Dar de baja para siempre")
        yield from kit.until(lambda: not kit.there("Motivo de la baja"), "la baja hecha")
        yield from kit.pause(0.3)
        kit.picture("baja_hecha")
    return {"texts": kit.texts()}


def progress(kit: Kit, facts: dict[str, Any]) -> Doing:
    """Return everything the console says: figures, auxiliares, acuses with their folios."""
    with kit.step("6", "Consulta su avance y sus acuses"):
        yield from kit.press(_PLACE)
        yield from kit.perhaps(lambda: any(_FIGURE.search(text) for text in kit.texts()))
        kit.picture("avance")
        said = kit.texts()
        yield from kit.press("Acuses")
        yield from kit.perhaps(lambda: any(_ACUSE.search(text) for text in kit.texts()))
        kit.picture("acuses")
        said += kit.texts()
        if facts.get("pdf"):
            yield from kit.press("Ver acuse")
            yield from kit.shown("Cerrar documento")
            yield from kit.pause(0.4)
            kit.picture("acuse")
            yield from save_document(kit, facts["pdf"])
            yield from kit.press("Cerrar documento")
    return {"texts": said}
