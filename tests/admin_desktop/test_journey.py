"""Numerals 3 to 5 through the window: constancia, registration, access; by name, over TLS."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from admin_desktop.main import Desk
from tests.admin_desktop.by_name import Eyes, overlapping
from tests.admin_desktop.conftest import WAIT
from tests.admin_desktop.pictures import picture
from tests.central_server import Central


def today() -> str:
    return f"{datetime.now(ZoneInfo('America/Mexico_City')):%d/%m/%Y}"  # noqa: TID251  a test's


def issue(eyes: Eyes, qtbot: QtBot, number: str = "IEE/CG/041/2026") -> None:
    eyes.press("Constancias")
    qtbot.waitUntil(lambda: eyes.shows("Nueva constancia"), timeout=WAIT)
    eyes.press("Nueva constancia")
    eyes.type("Número de constancia", number)
    eyes.type("Nombre(s)", "Ana")
    eyes.type("Apellido paterno", "Muestra")
    eyes.type("Apellido materno", "Ficticia")
    eyes.choose("Cargo", "Dip")
    eyes.press("Expedir constancia")
    qtbot.waitUntil(lambda: eyes.shows("Falta registrar hoy"), timeout=WAIT)


def fill(eyes: Eyes, qtbot: QtBot) -> None:
    eyes.type("Lugar de nacimiento", "Aguascalientes")
    eyes.type("Fecha de nacimiento", "12031987")
    eyes.go("Femenino")
    eyes.key(Qt.Key.Key_Space)
    eyes.type("Clave de elector", "msfcan87031201m400")
    eyes.type("OCR", "0123604187352")
    eyes.type("CIC", "160734825")
    qtbot.waitUntil(lambda: bool(eyes.value("Entidad")), timeout=WAIT)
    eyes.type("Sección electoral", "0123")
    qtbot.waitUntil(lambda: eyes.shows("Es del distrito 5"), timeout=WAIT)
    eyes.choose("Municipio", "001")
    eyes.type("Teléfono móvil", "4490000137")
    eyes.type("Correo electrónico", "ana.muestra@correo.example")
    eyes.type("Recibido por", "Persona Ficticia de Oficialía")
    eyes.type("Fecha de manifestación", today())


@pytest.mark.usefixtures("ready")
def test_a_day_at_the_desk(signed_in: Eyes, desk: Desk, qtbot: QtBot) -> None:
    eyes = signed_in
    picture(desk, "desk_constancias_vacia")
    assert eyes.shows("PRÁCTICA")
    issue(eyes, qtbot)
    picture(desk, "desk_constancias")
    assert not overlapping(eyes)
    eyes.press("Ver constancia")
    qtbot.waitUntil(lambda: eyes.shows("Página 1 de 1"), timeout=WAIT)
    qtbot.wait(40)
    picture(desk, "desk_constancia_documento")
    eyes.press("Cerrar documento")
    eyes.type("Entregada a", "Ana Muestra Ficticia")
    eyes.press("Registrar entrega")
    qtbot.waitUntil(lambda: eyes.shows(", a Ana Muestra Ficticia"), timeout=WAIT)
    eyes.press("Aspirantes")
    qtbot.waitUntil(lambda: eyes.shows("Falta registrar hoy: 1"), timeout=WAIT)
    picture(desk, "desk_aspirantes_falta")
    waits = "Registrar a MUESTRA FICTICIA, Ana"
    qtbot.waitUntil(lambda: waits in eyes.controls(), timeout=WAIT)
    eyes.press(waits)
    assert eyes.value("Nombre(s)") == "Ana"
    picture(desk, "desk_registro_inicio")
    eyes.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert eyes.focused_name() == "Lugar de nacimiento"
    assert eyes.sentence("Lugar de nacimiento") == "Falta este dato. Complételo para continuar."
    picture(desk, "desk_registro_falta")
    fill(eyes, qtbot)
    picture(desk, "desk_registro_lleno")
    assert not overlapping(eyes)
    assert eyes.shows("Todo está completo.")
    eyes.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: eyes.shows("Registro concluido."), timeout=WAIT)
    qtbot.waitUntil(lambda: eyes.shows("ana.muestra@correo.example"), timeout=WAIT)
    picture(desk, "desk_aspirantes")
    assert eyes.shows("Id Solicitante 000001")
    assert not overlapping(eyes)


def test_the_server_keeps_what_was_typed(
    signed_in: Eyes, ready: Central, desk: Desk, qtbot: QtBot
) -> None:
    eyes = signed_in
    issue(eyes, qtbot)
    eyes.press("Registrar aspirante")
    fill(eyes, qtbot)
    eyes.press("Concluir registro")
    qtbot.waitUntil(lambda: eyes.shows("Registro concluido."), timeout=WAIT)
    assert desk.shell.isVisible()
    with ready.deps.units.writing("prueba") as work:
        kept = work.aspirantes.by_id("000001").registro
    assert kept.persona.lugar_nacimiento == "Aguascalientes"
    assert kept.credencial.clave.text == "MSFCAN87031201M400"
    assert kept.credencial.municipio == "001"
    assert kept.contacto.movil == "4490000137"
    assert kept.late_reason == ""


def test_leaving_a_filled_form_asks_first(signed_in: Eyes, desk: Desk, qtbot: QtBot) -> None:
    eyes = signed_in
    eyes.press("Aspirantes")
    eyes.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    eyes.type("Nombre(s)", "Ana")
    eyes.press("Constancias")
    qtbot.waitUntil(lambda: question() is not None, timeout=WAIT)
    asked = Eyes(question() or desk.shell)
    assert asked.shows("se descarta")
    asked.press("Seguir escribiendo")
    assert eyes.value("Nombre(s)") == "Ana"
    eyes.press("Constancias")
    qtbot.waitUntil(lambda: question() is not None, timeout=WAIT)
    Eyes(question() or desk.shell).press("Descartar")
    qtbot.waitUntil(lambda: eyes.shows("Nueva constancia"), timeout=WAIT)


def question() -> QWidget | None:
    """Return the question over the window, if one is asked."""
    return QApplication.activeModalWidget()


def test_the_whole_form_is_walked_by_tab(signed_in: Eyes, qtbot: QtBot) -> None:
    eyes = signed_in
    eyes.press("Aspirantes")
    eyes.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "Femenino" in eyes.controls(), timeout=WAIT)
    walked = []
    for _ in range(30):
        walked.append(eyes.focused_name())
        eyes.key(Qt.Key.Key_Tab)
    wanted = [
        "Cargo",
        "Nombre(s)",
        "Apellido paterno",
        "Apellido materno",
        "Sin segundo apellido",
        "Sobrenombre",
        "Lugar de nacimiento",
        "Fecha de nacimiento",
        "Femenino",
        "Clave de elector",
        "OCR",
        "CIC",
        "Entidad",
        "Municipio",
        "Sección electoral",
        "Teléfono de domicilio",
        "Teléfono de oficina",
        "Teléfono móvil",
        "Correo electrónico",
        "Cuenta de Google o Facebook",
        "Proveedor de la cuenta",
        "Fecha de recepción",
        "Recibido por",
        "Fecha de manifestación",
        "Número de oficio o constancia",
        "Observaciones",
        "Salir del registro",
        "Concluir registro",
    ]
    assert walked[: len(wanted)] == wanted


@pytest.mark.parametrize("size", [(1024, 768), (1280, 800)], ids=["least", "usual"])
def test_nothing_covers_anything_at_any_size(
    size: tuple[int, int], signed_in: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    desk.shell.resize(*size)
    issue(signed_in, qtbot)
    picture(desk, f"desk_constancias_{size[0]}")
    qtbot.wait(30)
    assert not overlapping(signed_in)
    signed_in.press("Registrar aspirante")
    signed_in.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.wait(30)
    picture(desk, f"desk_registro_{size[0]}")
    assert not overlapping(signed_in)


def test_a_corrected_address_sends_the_access_anew(
    signed_in: Eyes, ready: Central, desk: Desk, qtbot: QtBot
) -> None:
    eyes = signed_in
    issue(eyes, qtbot)
    eyes.press("Registrar aspirante")
    fill(eyes, qtbot)
    eyes.press("Concluir registro")
    qtbot.waitUntil(lambda: eyes.shows("Registro concluido."), timeout=WAIT)
    qtbot.waitUntil(lambda: "Corregir correo" in eyes.controls(), timeout=WAIT)
    eyes.press("Corregir correo")
    qtbot.waitUntil(lambda: "Reenviar acceso" in eyes.controls(), timeout=WAIT)
    eyes.type("Correo corregido", "sin-arroba.muestra")
    eyes.press("Reenviar acceso")
    assert "no está completa" in eyes.sentence("Correo corregido")
    eyes.type("Correo corregido", "ana.corregida@correo.example")
    eyes.press("Reenviar acceso")
    qtbot.waitUntil(lambda: eyes.shows("El acceso anterior ya no sirve."), timeout=WAIT)
    picture(desk, "desk_correo_corregido")
    with ready.deps.units.writing("prueba") as work:
        kept = work.aspirantes.by_id("000001").registro
    assert kept.autenticacion.correo == "ana.corregida@correo.example"
