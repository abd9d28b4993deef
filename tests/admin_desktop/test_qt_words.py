"""What Qt itself says is Spanish: its buttons, the menu of a field, the dialog of files."""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

import admin_desktop.main
import capture_kiosk.main
from admin_desktop.parts.file_dialog import FileDialog
from core.qt_support.spanish import speak_spanish

_DESK = Path(admin_desktop.main.__file__).parent
_BUTTONS = QDialogButtonBox.StandardButton


@pytest.fixture
def spanish(qapp: QApplication) -> Iterator[None]:
    """Let the application speak as both programs do, and be as before afterwards."""
    before = QLocale()
    speak_spanish(qapp)
    yield
    for each in qapp.findChildren(QTranslator):
        qapp.removeTranslator(each)
        each.deleteLater()
    QLocale.setDefault(before)


@pytest.mark.usefixtures("spanish")
def test_the_buttons_of_a_dialog(qtbot: QtBot) -> None:
    box = QDialogButtonBox(_BUTTONS.Save | _BUTTONS.Cancel | _BUTTONS.Discard | _BUTTONS.Yes)
    qtbot.addWidget(box)
    said = {each.text().replace("&", "") for each in box.buttons()}
    assert said == {"Guardar", "Cancelar", "Descartar", "Sí"}


@pytest.mark.usefixtures("spanish")
def test_the_menu_of_a_field(qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()
    said = " ".join(each.text().replace("&", "") for each in menu.actions())
    menu.deleteLater()
    for word in ("Deshacer", "Cortar", "Copiar", "Pegar", "Seleccionar todo"):
        assert word in said, said
    assert "Copy" not in said


@pytest.mark.usefixtures("spanish")
def test_the_dialog_of_files(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    dialog = FileDialog(owner, "Guardar", "a.csv", "CSV (*.csv)")
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    said = {each.text().replace("&", "") for each in dialog.findChildren(QLabel)}
    assert said == {"Buscar en:", "Nombre de archivo:", "Tipo de archivo:"}
    tips = {each.toolTip() for each in dialog.findChildren(QToolButton)}
    assert {"Atrás", "Crear nueva carpeta"} <= tips


def test_every_dialog_of_files_is_that_one() -> None:
    sources = {each: each.read_text("utf-8") for each in _DESK.rglob("*.py")}
    makes = {
        each.name for each, text in sources.items() if "import" in text and "QFileDialog" in text
    }
    assert makes == {"file_dialog.py"}


@pytest.mark.usefixtures("spanish")
def test_numbers_are_those_of_mexico() -> None:
    assert QLocale().name() == "es_MX"
    assert QLocale().toString(1234567.5, "f", 1) == "1,234,567.5"


@pytest.mark.parametrize("program", [admin_desktop.main, capture_kiosk.main])
def test_both_programs_do_it(program: object) -> None:
    calls = [
        each.func.id
        for each in ast.walk(ast.parse(inspect.getsource(program)))  # type: ignore[arg-type]
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Name)
    ]
    assert "speak_spanish" in calls
    assert calls.index("speak_spanish") < calls.index("load_fonts")
