"""Numeral 4, checked as one types: real keys in the real window, against a real server."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from admin_desktop.main import Desk
from tests.admin_desktop.by_name import Eyes, overlapping
from tests.admin_desktop.conftest import WAIT
from tests.admin_desktop.pictures import picture
from tests.admin_desktop.test_journey import fill, issue, question


@pytest.fixture
def form(signed_in: Eyes, qtbot: QtBot) -> Eyes:
    """Return the desk at an empty registration."""
    signed_in.press("Aspirantes")
    qtbot.waitUntil(lambda: signed_in.shows("Registrar aspirante"), timeout=WAIT)
    signed_in.press("Registrar aspirante")
    qtbot.waitUntil(lambda: bool(signed_in.value("Entidad")), timeout=WAIT)
    return signed_in


def paste(eyes: Eyes, name: str, text: str) -> None:
    """Paste into a field, as one does from another program."""
    eyes.go(name)
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(eyes.focused(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_a_pasted_clave_is_cleaned_and_counted_right(form: Eyes) -> None:
    paste(form, "Clave de elector", " msfcan 870312\u00a0 01m4\u200b00\n")
    assert form.value("Clave de elector") == "MSFCAN87031201M400"
    assert form.shows("18 de 18")
    form.type("OCR", "0123 604187352")
    assert form.value("OCR") == "0123604187352"
    assert form.shows("13 de 13")


def test_a_clave_is_held_against_birth_names_and_birthplace(form: Eyes, desk: Desk) -> None:
    form.type("Nombre(s)", "Ana")
    form.type("Apellido paterno", "Muestra")
    form.type("Apellido materno", "Ficticia")
    form.type("Lugar de nacimiento", "Tepatitlán, Jalisco")
    form.type("Fecha de nacimiento", "13031987")
    form.type("Clave de elector", "MSFCAN87031201M400")
    assert "otra fecha de nacimiento" in form.sentence("Clave de elector")
    form.type("Fecha de nacimiento", "12031987")
    form.go("OCR")
    assert form.sentence("Clave de elector") == ""
    assert "nació en Aguascalientes" in form.sentence("Lugar de nacimiento")
    picture(desk, "desk_registro_dudas")
    form.type("Lugar de nacimiento", "Calvillo, Aguascalientes")
    form.type("Apellido paterno", "Otra")
    form.go("OCR")
    assert form.sentence("Lugar de nacimiento") == ""
    assert "empezaría con OTFCAN" in form.sentence("Clave de elector")
    assert not overlapping(form)


def test_the_seccion_fills_municipio_and_says_the_distrito(form: Eyes, qtbot: QtBot) -> None:
    form.type("Sección electoral", "0124")
    qtbot.waitUntil(lambda: form.value("Municipio").startswith("002"), timeout=WAIT)
    qtbot.waitUntil(lambda: form.shows("Es del distrito 5"), timeout=WAIT)
    form.type("OCR", "0123604187352")
    form.go("CIC")
    assert "otra sección" in form.sentence("OCR")
    form.type("Sección electoral", "0123")
    qtbot.waitUntil(lambda: form.value("Municipio").startswith("001"), timeout=WAIT)
    assert form.sentence("OCR") == ""


def test_days_are_understood_as_people_and_computers_write_them(form: Eyes) -> None:
    for typed, shown in (
        ("1985-04-21", "21/04/1985"),
        ("21-04-1985", "21/04/1985"),
        ("21/04/1985", "21/04/1985"),
        ("21.04.1985", "21/04/1985"),
        ("1/4/1985", "01/04/1985"),
        ("2001-12-31", "31/12/2001"),
        ("31/02/1985", "31/02/1985"),
    ):
        form.type("Fecha de nacimiento", typed)
        form.go("Lugar de nacimiento")
        assert form.value("Fecha de nacimiento") == shown, typed
    assert "no existe" in form.sentence("Fecha de nacimiento")


def test_a_sign_that_no_face_draws_is_told_at_its_field(form: Eyes) -> None:
    form.type("Nombre(s)", "Ana 漢")
    form.go("Apellido paterno")
    assert "«漢» (U+6F22)" in form.sentence("Nombre(s)")
    form.type("Nombre(s)", "Xɨtlalli Kʼinich")
    form.go("Apellido paterno")
    assert form.sentence("Nombre(s)") == ""


def test_what_is_another_aspirantes_is_told_and_asked(
    signed_in: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    eyes = signed_in
    issue(eyes, qtbot)
    eyes.press("Registrar aspirante")
    fill(eyes, qtbot)
    eyes.press("Concluir registro")
    qtbot.waitUntil(lambda: eyes.shows("Registro concluido."), timeout=WAIT)
    issue(eyes, qtbot, "IEE/CG/042/2026")
    eyes.press("Registrar aspirante")
    fill(eyes, qtbot)
    qtbot.waitUntil(
        lambda: "Ya hay un aspirante" in eyes.sentence("Clave de elector"), timeout=WAIT
    )
    eyes.type("Clave de elector", "MSFCAN87031201M401")
    eyes.go("OCR")
    qtbot.waitUntil(lambda: "000001" in eyes.sentence("Correo electrónico"), timeout=WAIT)
    qtbot.waitUntil(lambda: "000001" in eyes.sentence("Nombre(s)"), timeout=WAIT)
    eyes.press("Concluir registro")
    qtbot.waitUntil(lambda: question() is not None, timeout=WAIT)
    asked = Eyes(question() or desk.shell)
    picture(desk, "desk_registro_confirmar")
    assert asked.shows("Correo electrónico: Ese correo ya es de otro aspirante: 000001.")
    asked.press("Revisar los datos")
    assert eyes.shows("Concluir registro")
    eyes.press("Concluir registro")
    qtbot.waitUntil(lambda: question() is not None, timeout=WAIT)
    Eyes(question() or desk.shell).press("Registrar así")
    qtbot.waitUntil(lambda: eyes.shows("Registro concluido."), timeout=WAIT)
    assert eyes.shows("000002")
