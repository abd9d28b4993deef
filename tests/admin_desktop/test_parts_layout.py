"""Parts that lay themselves out by the room there is, and pages whose acts stay in sight."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

import admin_desktop
from admin_desktop.main import Desk
from admin_desktop.parts.action_row import ActionRow
from admin_desktop.parts.buttons import Button
from admin_desktop.parts.panels import Facts
from admin_desktop.parts.sidebar import WIDTH, Place, Sidebar
from core.domain.access.roles import Role
from tests import registro
from tests.admin_desktop.by_name import Eyes, settle
from tests.admin_desktop.conftest import WAIT, sign_in
from tests.admin_desktop.test_journey_console import give_password
from tests.admin_desktop.test_journey_staff import open_account
from tests.apoyo_world import FIRST, World
from tests.central_server import Central

LEAST = (960, 540)
_OWN = Path(admin_desktop.__file__).parent


def rows_of(row: ActionRow, buttons: list[Button], width: int) -> list[list[str]]:
    row.resize(width, 400)
    settle()
    tops = sorted({each.y() for each in buttons if each.isVisible()})
    return [[each.text() for each in buttons if each.isVisible() and each.y() == y] for y in tops]


def test_a_row_of_buttons_takes_as_many_lines_as_it_needs(qtbot: QtBot) -> None:
    buttons = [Button(f"Botón {number}") for number in range(5)]
    page = QWidget()
    row = ActionRow(*buttons)
    row.setParent(page)
    qtbot.addWidget(page)
    page.show()
    wide = buttons[0].sizeHint().width() + 8
    assert [len(each) for each in rows_of(row, buttons, 5 * wide + 20)] == [5]
    assert [len(each) for each in rows_of(row, buttons, 3 * wide + 20)] == [3, 2]
    assert [len(each) for each in rows_of(row, buttons, wide + 20)] == [1] * 5
    buttons[1].hide()
    row.fit()
    assert rows_of(row, buttons, 3 * wide + 20) == [["Botón 0", "Botón 2", "Botón 3"], ["Botón 4"]]


@pytest.mark.parametrize(("width", "beside"), [(180, False), (400, True)])
def test_a_fact_has_room_for_a_long_word(width: int, beside: bool, qtbot: QtBot) -> None:  # noqa: FBT001  a case
    facts = Facts()
    qtbot.addWidget(facts)
    facts.show_facts([("De quiénes", "Ejemplificadora-Rodríguez")])
    facts.resize(width, 200)
    facts.show()
    settle()
    label, value = (
        next(each for each in facts.findChildren(QLabel) if each.text().startswith(said))
        for said in ("De quiénes", "Ejemplificadora")
    )
    assert (value.x() > label.x()) is beside
    assert (value.y() > label.geometry().bottom()) is not beside


def test_the_acts_of_a_long_form_stay_in_sight(
    server: Central, eyes: Eyes, desk: Desk, qtbot: QtBot
) -> None:
    registro.open_proceso(server)
    open_account(server, "todo", Role.SUPERVISOR, Role.REGISTRAR)
    desk.shell.resize(*LEAST)
    sign_in(eyes, server, qtbot, "todo")
    for place, opening, act in (
        ("Datos personales", "Nueva solicitud", "Recibir solicitud"),
        ("Datos personales", "Vulneraciones", ""),
        ("Datos personales", "Asentar vulneración", "Guardar vulneración"),
        ("Aspirantes", "Registrar aspirante", "Concluir registro"),
    ):
        eyes.leave_form()
        eyes.go(place)
        eyes.press(place)
        settle()
        eyes.press(opening)
        settle()
        if act:
            assert desk.shell.geometry().contains(eyes.find(act).rect()), act


def test_the_console_begins_at_the_search(server: Central, eyes: Eyes, qtbot: QtBot) -> None:
    World.made(server)
    give_password(server, FIRST)
    sign_in(eyes, server, qtbot, "aspira1")
    qtbot.waitUntil(lambda: eyes.focused_name() == "Buscar auxiliar", timeout=WAIT)


def test_the_open_place_is_seen_whole_where_the_window_is_too_low_for_all(qtbot: QtBot) -> None:
    sidebar = Sidebar()
    qtbot.addWidget(sidebar)
    sidebar.show_places([[(f"lugar{n}", f"Lugar {n}") for n in range(20)]])
    sidebar.resize(WIDTH, 480)
    sidebar.show()
    qtbot.waitExposed(sidebar)
    for area in ("lugar19", "lugar0"):
        sidebar.open_place(area)
        (place,) = [each for each in sidebar.findChildren(Place) if each.area == area]
        assert place.visibleRegion().boundingRect().size() == place.size(), area


def test_one_style_sheet_dresses_all() -> None:
    """Read from the source: one of a widget's own makes Qt dress all that is inside again."""
    own = Path(admin_desktop.__file__).parent
    found = [
        each.name for each in own.rglob("*.py") if ".setStyleSheet(" in each.read_text("utf-8")
    ]
    assert found == ["theme.py"]
