"""Leaving a form that was changed asks; «Descartar» lets it go, and nothing else does."""

import ast
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import admin_desktop
from admin_desktop.framework import theme
from admin_desktop.main import Desk
from admin_desktop.parts.buttons import Button, Look
from admin_desktop.parts.question import Question
from core.domain.access.roles import STAFF
from tests.admin_desktop.by_name import Eyes, settle
from tests.admin_desktop.conftest import WAIT, sign_in
from tests.admin_desktop.pictures import see
from tests.admin_desktop.screen_worlds import ID, usual
from tests.admin_desktop.test_journey_console import give_password
from tests.admin_desktop.test_journey_staff import open_account
from tests.admin_desktop.test_roles_on_screen import choose_first
from tests.central_server import Central


@dataclass(frozen=True, slots=True)
class Form:
    """How one comes to a form, one field of it, and what stands in it when nobody typed."""

    place: str
    opens: tuple[str, ...]
    field: str
    clean: str = ""
    user: str = "todo"


FORMS = {
    "proceso": Form("Proceso y plazos", (), "Acuerdo del INE", "ACU-000-26 (ficticio)"),
    "cargo": Form("Proceso y plazos", (), "Nombre del cargo"),
    "geografía": Form("Proceso y plazos", ("Geografía",), "Archivo CSV de la geografía"),
    "padrón": Form("Lista nominal", ("Padrón y llave",), "Archivo CSV del padrón"),
    "respuesta": Form(
        "Lista nominal", ("Lotes para la DERFE", "Importar respuesta"), "Archivo CSV de la DERFE"
    ),
    "archivo": Form(
        "Avance y auxiliares", ("Alta con un archivo",), "Archivo de auxiliares", user=ID
    ),
    "plazos": Form("Proceso y plazos", ("Plazos",), "Acuerdo"),
    "constancia": Form("Constancias", ("Nueva constancia",), "Nombre(s)"),
    "entrega": Form("Constancias", (), "Entregada a"),
    "capacitación": Form("Capacitación", ("Registrar capacitación",), "Lugar"),
    "registro": Form("Aspirantes", ("Registrar aspirante",), "Nombre(s)"),
    "papeles": Form("Cuentas", (), "Motivo u oficio"),
    "cuenta": Form("Cuentas", ("Abrir cuenta nueva",), "Nombre completo"),
    "cierre": Form("Cuentas", ("Cerrar cuenta",), "Motivo"),
    "alta": Form("Avance y auxiliares", ("Dar de alta a un auxiliar",), "Nombre(s)", user=ID),
    "baja": Form("Avance y auxiliares", ("Dar de baja",), "Motivo de la baja", user=ID),
}


def come(eyes: Eyes, form: Form) -> None:
    """Go to a form as one does from its place."""
    eyes.press(form.place)
    settle()
    if not form.opens or form.field.startswith("Motivo"):
        choose_first(eyes)
    for each in form.opens:
        if each in eyes.controls() and form.field not in eyes.controls():
            eyes.press(each)
            settle()


@pytest.fixture
def inside(server: Central, eyes: Eyes, qtbot: QtBot) -> Callable[[Form], Eyes]:
    """Return what signs in whoever has that form, and goes there."""

    def enter(form: Form) -> Eyes:
        usual(server)
        user = form.user
        if user == "todo":
            open_account(server, user, *STAFF)
        else:
            give_password(server, user)
            with server.deps.units.reading() as work:
                user = work.accounts.of_aspirante(form.user).user
        sign_in(eyes, server, qtbot, user)
        come(eyes, form)
        return eyes

    return enter


def elsewhere(form: Form) -> str:
    return "Acuses" if form.user == ID else "Bitácora"


def answer(desk: Desk, qtbot: QtBot, words: str) -> None:
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None, timeout=WAIT)
    Eyes(QApplication.activeModalWidget() or desk.shell).press(words)
    desk.shell.activateWindow()
    qtbot.waitUntil(desk.shell.isActiveWindow, timeout=WAIT)
    settle()


@pytest.mark.sampled(5)
@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_what_is_discarded_is_gone_and_what_stays_is_whole(
    form: Form, inside: Callable[[Form], Eyes], desk: Desk, qtbot: QtBot
) -> None:
    eyes = inside(form)
    eyes.type(form.field, "Escrito MUESTRA")
    eyes.press(elsewhere(form))
    see(QApplication.activeModalWidget() or desk.shell, "descartar")
    answer(desk, qtbot, "Seguir escribiendo")
    assert eyes.value(form.field) == "Escrito MUESTRA"
    eyes.press(elsewhere(form))
    answer(desk, qtbot, "Descartar")
    assert form.field not in eyes.controls()
    come(eyes, form)
    assert eyes.value(form.field) == form.clean
    eyes.press(elsewhere(form))
    settle()
    assert QApplication.activeModalWidget() is None, "nothing typed is left to ask about"


def test_another_row_is_chosen_only_once_what_was_typed_is_let_go(
    inside: Callable[[Form], Eyes], desk: Desk, qtbot: QtBot
) -> None:
    form = FORMS["papeles"]
    eyes = inside(form)
    before = eyes.find("Cuentas del personal").object()
    eyes.type(form.field, "Oficio 1")
    _next_row(eyes)
    answer(desk, qtbot, "Seguir escribiendo")
    assert eyes.value(form.field) == "Oficio 1"
    _next_row(eyes)
    answer(desk, qtbot, "Descartar")
    assert eyes.value(form.field) == ""
    assert eyes.find("Cuentas del personal").object() is before


def _next_row(eyes: Eyes) -> None:
    eyes.go("Cuentas del personal")
    eyes.key(Qt.Key.Key_Down)


def test_what_takes_away_never_wears_the_accent(desk: Desk) -> None:
    question = Question(desk.shell, "¿Cerrar?", "Se cierra.", yes="Cerrar", no="Dejar", danger=True)
    looks = {each.text(): each for each in question.findChildren(Button)}
    for each in (looks["Cerrar"], Button("Dar de baja", Look.DANGER)):
        ground, border, ink = each._colours()
        assert theme.tokens().accent not in (ground, border, ink)
    assert looks["Dejar"]._colours()[0] == theme.tokens().accent
    question.reject()


TAKES_AWAY = ("Cerrar", "Descartar", "Dar de baja", "Guardar lo mío encima", "Quitar", "Suspender")


def test_every_button_that_takes_away_is_made_so() -> None:
    """Read from the source: no `main_button` says one of those verbs."""
    found = []
    for path in Path(admin_desktop.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "main_button":
                said = "".join(ast.unparse(each) for each in node.args)
                found += [(path.name, verb) for verb in TAKES_AWAY if verb in said]
    assert found == []
