"""Numerals 5 and 8 through the window: temporary password, own password, duty, console."""

import re

from pytestqt.qtbot import QtBot

from admin_desktop.main import Desk
from core.domain.access.roles import Role
from tests import registro
from tests.admin_desktop.by_name import Eyes, overlapping
from tests.admin_desktop.conftest import WAIT, trust
from tests.admin_desktop.pictures import picture
from tests.central_server import Central

OWN = "una frase propia y ficticia"


def test_an_aspirante_enters_for_the_first_time(
    server: Central, eyes: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    user, temporary = sent_access(server)
    trust(eyes, server, qtbot)
    enter(eyes, user, temporary)
    qtbot.waitUntil(lambda: eyes.shows("Cree su contraseña"), timeout=WAIT)
    for field in ("Contraseña nueva", "Contraseña nueva, otra vez"):
        eyes.type(field, OWN)
    eyes.press("Guardar contraseña")
    qtbot.waitUntil(lambda: eyes.shows("Su deber como aspirante"), timeout=WAIT)
    picture(desk, "acceso_deber")
    assert eyes.shows("Soy responsable del uso de la aplicación (texto ficticio).")
    assert eyes.shows("Versión 1")
    assert eyes.focused_name() == "Acepto el deber"
    assert not overlapping(eyes)
    eyes.press("Guardar aceptación")
    assert eyes.shows("Léalo y marque «Acepto el deber»"), (
        "it says what is missing instead of going on"
    )
    eyes.press("Acepto el deber")
    eyes.press("Guardar aceptación")
    qtbot.waitUntil(lambda: eyes.shows("Dar de alta a un auxiliar"), timeout=WAIT)
    assert not eyes.shows("Constancias"), "an aspirante sees the own console alone"
    acts = [row["act"] for row in server.someone(Role.AUDITOR).get("/v1/bitacora").json()["items"]]
    assert "deber_aceptado" in acts
    eyes.press("Salir de la cuenta")
    qtbot.waitUntil(lambda: eyes.shows("Entre a su cuenta"), timeout=WAIT)
    enter(eyes, user, OWN)
    qtbot.waitUntil(lambda: eyes.shows("Dar de alta a un auxiliar"), timeout=WAIT)


def enter(eyes: Eyes, user: str, password: str) -> None:
    eyes.type("Usuario", user)
    eyes.type("Contraseña", password)
    eyes.press("Entrar")


def sent_access(server: Central) -> tuple[str, str]:
    """Register an aspirante; return user and password as the e-mail of numeral 5 says them."""
    desk = registro.open_proceso(server)
    desk.token = server.someone(Role.REGISTRAR).token
    registro.register(desk)
    with server.deps.units.writing("prueba") as work:
        (mail,) = work.outbox.due(limit=10)
        text = work.outbox.read(mail).letter.text
    said = dict(re.findall(r"^\s*([^:\n]+): +(\S.*)$", text, re.MULTILINE))
    return said["Usuario"], said["Contraseña"]
