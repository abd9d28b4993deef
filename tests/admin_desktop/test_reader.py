"""A screen reader reads a whole registration: name, role, value, sentence, and what is said aloud.

Asked inside the process, through the interface that Qt hands to AT-SPI and to UI Automation.
"""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from admin_desktop.framework import reader
from tests.admin_desktop.by_name import Eyes, settle, write
from tests.admin_desktop.conftest import WAIT
from tests.admin_desktop.test_journey import issue, today

_TEXT, _ROLE = QAccessible.Text, QAccessible.Role
_MOST_STOPS = 60
_LAST = "Concluir registro"
TYPED = {
    "Lugar de nacimiento": "Aguascalientes",
    "Fecha de nacimiento": "12031987",
    "Clave de elector": "msfcan87031201m400",
    "OCR": "0123604187352",
    "CIC": "160734825",
    "Sección electoral": "0123",
    "Teléfono móvil": "4490000137",
    "Correo electrónico": "ana.muestra@correo.example",
    "Recibido por": "Persona Ficticia de Oficialía",
    "Fecha de manifestación": today(),
}
VALUES = {"Fecha de nacimiento": "12/03/1987", "Clave de elector": "MSFCAN87031201M400"}
"""What stands there afterwards, where it is not what was typed."""


class Heard:
    """The reader at the focus, and what was said aloud: each text, and whether it interrupts."""

    def __init__(self, eyes: Eyes, monkeypatch: pytest.MonkeyPatch) -> None:
        self.eyes = eyes
        self.aloud: list[tuple[str, bool]] = []
        QAccessible.setActive(True)
        monkeypatch.setattr(reader, "_send", self._hear)

    def _hear(self, event: QAccessibleAnnouncementEvent) -> None:
        urgent = event.politeness() is QAccessible.AnnouncementPoliteness.Assertive
        self.aloud.append((event.message(), urgent))

    @property
    def here(self) -> QAccessibleInterface:
        """What has the focus, as a reader gets it."""
        found = QAccessible.queryAccessibleInterface(self.eyes.focused())
        assert found is not None
        assert found.isValid()
        assert found.state().focused
        return found

    @property
    def name(self) -> str:
        """The name at the focus; Qt gives a combo box its text instead."""
        at = self.here.object()
        box = isinstance(at, QComboBox)
        return at.accessibleName() if box else self.here.text(_TEXT.Name)  # type: ignore[union-attr]

    def stops(self) -> list[tuple[str, QAccessible.Role]]:
        """Go by Tab from where the focus is to the last control; return name and role of each."""
        found = []
        for _ in range(_MOST_STOPS):
            found.append((self.name, self.here.role()))
            if self.name == _LAST:
                break
            self.eyes.key(Qt.Key.Key_Tab)
        return found


def fill_by_tab(heard: Heard) -> None:
    """Type what the form asks for at each stop, and compare what is read with what was typed."""
    for _ in range(_MOST_STOPS):
        name = heard.name
        if name == "Femenino":
            heard.eyes.key(Qt.Key.Key_Space)
            assert heard.here.state().checked
        elif name == "Municipio":
            box = heard.eyes.focused()
            write(box, "001")
            assert heard.here.text(_TEXT.Value).startswith("001")
        elif name in TYPED:
            write(heard.eyes.focused(), TYPED[name])
            said = heard.here.text(_TEXT.Value)
            assert said == VALUES.get(name, said if "/" in said else TYPED[name])
        settle()
        if name == _LAST:
            return
        QTest.keyClick(heard.eyes.focused(), Qt.Key.Key_Tab)
    pytest.fail(f"Tab does not come to «{_LAST}»")


def trouble_is_said_at_once(heard: Heard, qtbot: QtBot) -> None:
    """Save a session of training with nothing in it: what is wrong interrupts the reader."""
    heard.eyes.press("Capacitación")
    heard.eyes.press("Registrar capacitación")
    heard.aloud.clear()
    heard.eyes.press("Guardar capacitación")
    qtbot.waitUntil(lambda: bool(heard.aloud), timeout=WAIT)
    said, urgent = heard.aloud[-1]
    assert urgent
    assert said in heard.eyes.texts(), "what is heard is what is seen"
    heard.eyes.press("No guardar")


@pytest.mark.usefixtures("ready")
def test_a_registration_is_heard_from_its_form_to_its_result(
    signed_in: Eyes, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = Heard(signed_in, monkeypatch)
    trouble_is_said_at_once(heard, qtbot)
    issue(signed_in, qtbot)
    signed_in.press("Registrar aspirante")
    settle()
    first: QWidget = signed_in.focused()
    stops = heard.stops()
    names = [name for name, _ in stops]
    assert names[-1] == _LAST
    assert set(TYPED) <= set(names)
    assert len(set(names)) == len(names), "no two are called the same"
    assert not [name for name in names if len(name) < 3 or not name[0].isupper()]
    kinds = {_ROLE.EditableText, _ROLE.ComboBox, _ROLE.RadioButton, _ROLE.CheckBox, _ROLE.Button}
    assert {role for _, role in stops} <= kinds
    roles = dict(stops)
    assert [roles[each] for each in ("OCR", "Femenino", "Municipio", _LAST)] == [
        *(_ROLE.EditableText, _ROLE.RadioButton, _ROLE.ComboBox, _ROLE.Button)
    ]
    heard.aloud.clear()
    signed_in.key(Qt.Key.Key_Space)
    settle()
    assert heard.name == "Lugar de nacimiento", "the first that lacks something"
    assert heard.here.text(_TEXT.Description) == "Falta este dato. Complételo para continuar."
    first.setFocus(Qt.FocusReason.TabFocusReason)
    fill_by_tab(heard)
    assert heard.here.role() is _ROLE.Button
    heard.aloud.clear()
    signed_in.key(Qt.Key.Key_Space)
    qtbot.waitUntil(
        lambda: any("Registro concluido." in said for said, _ in heard.aloud), timeout=WAIT
    )
    assert tuple({urgent for said, urgent in heard.aloud if "concluido" in said}) == (False,)
