"""The desk's first start, login, own password, notice and duty; leaving the account."""

from typing import Any

from tests.walkthrough.cast import ACCEPTS, CHANGES
from tests.walkthrough.drive.kit import Doing, Kit, Script

_AFTER_PASSWORD = ("He leído el aviso", "Acepto el deber", "Salir de la cuenta")


def trust(kit: Kit, facts: dict[str, Any]) -> Doing:
    """Say which server, by address and fingerprint, at the first start."""
    with kit.step("1", "El escritorio confía en el servidor por su huella"):
        yield from kit.shown("Dirección del servidor")
        kit.picture("servidor")
        yield from kit.type("Dirección del servidor", facts["url"])
        yield from kit.type("Huella de la autoridad", facts["fingerprint"])
        yield from kit.press("Confiar en el servidor")
        yield from kit.shown("Usuario")
    return {}


def enter(kit: Kit, facts: dict[str, Any]) -> Doing:
    """Log in; change a temporary password, read the notice and accept the duty where asked."""
    told: dict[str, Any] = {"changed": False, "duty_text": ""}
    with kit.step(facts.get("num", ""), f"Entra {facts['user']}"):
        yield from kit.type("Usuario", facts["user"])
        yield from kit.type("Contraseña", facts["password"])
        kit.picture("entrada")
        yield from kit.press("Entrar")
        seen = yield from kit.any_of("Guardar contraseña", *_AFTER_PASSWORD)
        if seen == "Guardar contraseña":
            yield from _halt(kit, facts, CHANGES)
            yield from _new_password(kit, facts["new"])
            told["changed"] = True
            seen = yield from kit.any_of(*_AFTER_PASSWORD)
        if seen == "He leído el aviso":
            kit.picture("aviso")
            yield from kit.press("He leído el aviso")
            seen = yield from kit.any_of("Acepto el deber", "Salir de la cuenta")
        if seen == "Acepto el deber":
            told["duty_text"] = facts_text(kit)
            yield from _halt(kit, facts, ACCEPTS)
            yield from kit.check("Acepto el deber")
            kit.picture("deber")
            yield from kit.press("Guardar aceptación")
        yield from kit.shown("Salir de la cuenta")
        yield from kit.pause(0.3)
        kit.picture("dentro")
    return told


def _halt(kit: Kit, facts: dict[str, Any], where: str) -> Script:
    """Wait for the play where it wants to do something before this person goes on."""
    if facts.get("halts"):
        yield from kit.await_word(f"{where}_{facts['user']}")


def facts_text(kit: Kit) -> str:
    """Return the text of the duty as the screen says it: its longest text."""
    return max(kit.texts(), key=len)


def _new_password(kit: Kit, new: str) -> Doing:
    yield from kit.type("Contraseña nueva", new)
    yield from kit.type("Contraseña nueva, otra vez", new)
    kit.picture("contrasena_nueva")
    yield from kit.press("Guardar contraseña")


def leave(kit: Kit, facts: dict[str, Any]) -> Doing:
    """Leave the account."""
    del facts
    yield from kit.press("Salir de la cuenta")
    yield from kit.shown("Usuario")
    return {}


def open_account(kit: Kit, facts: dict[str, Any]) -> Doing:
    """Open an account of the staff with its roles."""
    with kit.step("", f"La administración abre la cuenta {facts['user']}"):
        yield from kit.press("Cuentas")
        yield from kit.press("Abrir cuenta nueva")
        yield from kit.type("Usuario", facts["user"])
        yield from kit.type("Nombre completo", facts["name"])
        yield from kit.type("Contraseña temporal", facts["password"])
        for role in facts["roles"]:
            yield from kit.check(role)
        kit.picture("cuenta_nueva")
        yield from kit.press("Abrir cuenta")
        yield from kit.until(
            lambda: facts["name"] in kit.texts() and not kit.there("Contraseña temporal"),
            "la cuenta abierta",
        )
        kit.picture("cuentas")
    return {}
