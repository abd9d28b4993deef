"""The script of a tablet: `python -m tests.walkthrough.drive.kiosk NAME PLAN PICTURES CONTROL`."""

import os
import sys
from functools import partial
from typing import Any

from tests.walkthrough.drive import kiosk_capture, kiosk_practice
from tests.walkthrough.drive.arm import from_command_line, play
from tests.walkthrough.drive.kit import Doing, Kit, Script
from tests.walkthrough.drive.lens import show, taken_away

_HOME = "¿A quién apoya la persona?"
_NOTICE = "He leído el aviso"


def activate(kit: Kit, facts: dict[str, Any]) -> Doing:
    """Show the QR of the mail, create the password, read the notice; return what the app says."""
    with kit.step("10", f"Activa la tableta {kit.name}"):
        yield from kit.shown("Active esta tableta")
        kit.picture("activacion")
        show(kit, facts["qr"])
        yield from kit.shown("Acepto")
        kit.picture("quien_invita")
        asked = kit.texts()
        yield from kit.press("Acepto")
        yield from kit.shown("Cree su contraseña")
        yield from kit.type("Contraseña nueva", facts["password"])
        yield from kit.type("Repita la contraseña", facts["password"])
        kit.picture("contrasena_nueva")
        yield from kit.press("Activar tableta")
        yield from kit.until(
            lambda: kit.there(_NOTICE) or not kit.there("Activando…"), "responde el servidor"
        )
        seen = yield from kit.any_of(_NOTICE, *facts.get("refusals", ()))
        if seen == _NOTICE:
            kit.picture("aviso_propio")
            yield from kit.press(_NOTICE)
            yield from kit.shown(_HOME)
            seen = _HOME
        kit.picture("activada" if seen == _HOME else "rechazada")
    return {"home": seen == _HOME, "said": seen, "texts": kit.texts(), "asked": asked}


def accept(kit: Kit, facts: dict[str, Any]) -> Doing:
    """Accept the invitation that home shows; return what it said before and says after."""
    with kit.step("6, 7", f"Acepta en la tableta {kit.name} la invitación de {facts['name']}"):
        yield from kit.shown(f"{facts['name']} le invita a captar apoyos", 60.0)
        kit.picture("invitacion")
        before = kit.texts()
        act = f"Aceptar a {facts['name']}"
        yield from kit.press(act)
        yield from kit.until(lambda: not kit.there(act), "la invitación contestada")
        yield from kit.shown(facts["name"], 60.0)
        kit.picture("invitacion_aceptada")
    return {"before": before, "after": kit.texts()}


def unlock(kit: Kit, facts: dict[str, Any]) -> Doing:
    """Open the app with the auxiliar's password; return what the home page says."""
    with kit.step("10", f"Abre la tableta {kit.name} con su contraseña"):
        yield from kit.shown("Escriba su contraseña")
        kit.picture("contrasena")
        yield from kit.type("Contraseña", facts["password"])
        yield from kit.press("Abrir la app")
        yield from kit.shown(_HOME)
    return {"texts": kit.texts()}


def unlock_refused(kit: Kit, facts: dict[str, Any]) -> Doing:
    """Open the app where its packet should not be believed; return what the screen says then."""
    with kit.step("11", "Abre una tableta cuyo paquete fue alterado en el disco"):
        yield from kit.shown("Escriba su contraseña")
        yield from kit.type("Contraseña", facts["password"])
        yield from kit.press("Abrir la app")
        seen = yield from kit.any_of(*facts["either"])
        yield from kit.shown(_HOME)
        kit.picture("paquete_alterado")
    return {"seen": seen, "texts": kit.texts()}


def five_data(kit: Kit, facts: dict[str, Any]) -> Doing:
    """Return what the home page says of each aspirante, card by card."""
    with kit.step("11, 14", "Lee los datos de cada aspirante en la tableta"):
        yield from kit.shown(_HOME)
        said: dict[str, list[str]] = {}
        for who, name in facts["names"].items():
            yield from kit.press(name)
            yield from kit.perhaps(partial(kit.described, name))
            said[who] = [name, kit.described(name)]
        kit.picture("inicio")
    return said


def sendings(kit: Kit, facts: dict[str, Any]) -> Doing:
    """Open the page of sendings and return what it says; go back home."""
    del facts
    yield from kit.press_for("Ver envíos", "Envíos")
    yield from kit.pause(0.2)
    texts = kit.texts()
    kit.picture("envios")
    yield from kit.press_for("Regresar", _HOME)
    return {"texts": texts, "counts": _counts(texts)}


def counts(kit: Kit, facts: dict[str, Any]) -> Doing:
    """Return the three counters of the home page, once they are as asked or time is over."""
    wanted: dict[str, int] = facts.get("until", {})
    yield from kit.shown(_HOME)

    def reached() -> bool:
        now = _counts(kit.texts())
        return all(now.get(key) == value for key, value in wanted.items())

    if wanted:
        yield from kit.until(reached, f"los contadores no llegan a {wanted}", facts["patience"])
    return _counts(kit.texts())


def send_now(kit: Kit, facts: dict[str, Any]) -> Doing:
    """Press «Enviar ahora» and go back home."""
    del facts
    yield from kit.press_for("Ver envíos", "Envíos")
    yield from kit.press("Enviar ahora")
    yield from kit.pause(0.3)
    kit.picture("enviando")
    yield from kit.press_for("Regresar", _HOME)
    return {}


def hand_in(kit: Kit, facts: dict[str, Any]) -> Doing:
    """Hand in on a memory stick and pick its receipts up; the page should say `says`."""
    act = "Entregar y recoger recibos"
    with kit.step("25", f"Entrega en una memoria en la tableta {kit.name}"):
        yield from kit.press_for("Ver envíos", "Envíos")
        yield from kit.press_for("Entregar en memoria", act)
        yield from kit.shown(f"Memoria: {facts['stick']}")
        yield from kit.press(act)
        yield from kit.perhaps(lambda: kit.says(facts["says"]))
        kit.picture("entrega")
        yield from kit.press_for("Regresar", "Envíos")
        yield from kit.press_for("Regresar", _HOME)
    return {}


def self_test(kit: Kit, facts: dict[str, Any]) -> Doing:
    """Try the tablet without its camera, then with it; return what the page says of each."""
    del facts
    with kit.step("10", f"Prueba la tableta {kit.name} al abrirla, sin cámara y con ella"):
        with taken_away(kit):
            yield from kit.press_for("Probar la tableta", "Prueba de la tableta")
            without = yield from _tried(kit)
        yield from kit.press("Probar otra vez")
        yield from kit.until(lambda: not kit.there("Probar otra vez"), "empieza otra prueba")
        told = {"without_camera": without, "with_camera": (yield from _tried(kit))}
        yield from kit.press_for("Regresar", _HOME)
    return told


def _tried(kit: Kit) -> Doing:
    yield from kit.shown("Probar otra vez")
    kit.picture("prueba")
    return kit.texts()


def try_to_capture(kit: Kit, facts: dict[str, Any]) -> Doing:
    """Press «Captar un apoyo» where it should be refused; return the reason on the screen."""
    with kit.step("12", "La tableta no deja captar fuera del plazo"):
        yield from kit.press(facts["aspirante"])
        yield from kit.press("Captar un apoyo")
        yield from kit.said(facts["reason"])
        kit.picture("fuera_de_plazo")
    return {"said": facts["reason"], "texts": kit.texts()}


def save_refused(kit: Kit, facts: dict[str, Any]) -> Doing:
    """Press «Guardar apoyo» where it should be refused; return what the screen says."""
    saved = "Apoyo guardado"
    with kit.step("12", "La tableta no guarda fuera del plazo lo que empezó dentro"):
        seen = yield from kit.any_of("Guardar apoyo", facts["reason"])
        if seen != facts["reason"]:
            yield from kit.press("Guardar apoyo")
            seen = yield from kit.any_of(facts["reason"], saved)
        kit.picture("guardar_fuera_de_plazo")
    return {"said": seen, "saved": seen == saved, "texts": kit.texts()}


def acuses(kit: Kit, facts: dict[str, Any]) -> Doing:
    """Return what the page of acuses says."""
    del facts
    with kit.step("27", "Ve sus acuses en la tableta"):
        yield from kit.press_for("Ver envíos", "Envíos")
        yield from kit.press_for("Ver acuses", "Actualizar acuses")
        yield from kit.press("Actualizar acuses")
        yield from kit.pause(1.0)
        kit.picture("acuses")
        texts = kit.texts()
        yield from kit.press_for("Regresar", "Envíos")
        yield from kit.press_for("Regresar", _HOME)
    return {"texts": texts}


def read_home(kit: Kit, facts: dict[str, Any]) -> Doing:
    """Return what the screen says once it says `until`."""
    if facts.get("until"):
        yield from kit.said(facts["until"], facts.get("patience", 30.0))
    yield from kit.pause(0.05)
    kit.picture("pantalla")
    return {"texts": kit.texts()}


def _counts(texts: list[str]) -> dict[str, int]:
    """Return the counters: the number that follows each of the three words."""
    found: dict[str, int] = {}
    for place, text in enumerate(texts):
        if text not in ("Guardados", "Enviados", "Recibidos") or text in found:
            continue
        bare = texts[place + 1].replace(",", "") if place + 1 < len(texts) else ""
        if bare.isdigit():
            found[text] = int(bare)
    return found


ACTIONS = {
    "activate": activate,
    "accept": accept,
    "unlock": unlock,
    "unlock_refused": unlock_refused,
    "five_data": five_data,
    "sendings": sendings,
    "counts": counts,
    "send_now": send_now,
    "hand_in": hand_in,
    "self_test": self_test,
    "practise": kiosk_practice.practise,
    "try_to_capture": try_to_capture,
    "acuses": acuses,
    "read": read_home,
    "capture": kiosk_capture.capture,
    "save": kiosk_capture.save,
    "save_refused": save_refused,
    "look_only": kiosk_capture.look_only,
    "read_only": kiosk_capture.read_only,
}


def script(kit: Kit) -> Script:
    """Obey the play."""
    yield from kit.serve(ACTIONS)


def main() -> int:
    """Arm the script, then run the app; the play leaves a tablet alone for minutes."""
    os.environ |= {"APOYO_COVER_AFTER_S": "900", "APOYO_COVER_CITIZEN_AFTER_S": "1800"}
    from capture_kiosk.main import main as app

    return play(from_command_line(), script, app, [])


if __name__ == "__main__":
    sys.exit(main())
