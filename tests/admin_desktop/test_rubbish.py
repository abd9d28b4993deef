"""Rubbish in every field of every form of the desk: found by walking, so a new form is covered.

It is pasted and its form is sent. Whatever comes of it is said in Spanish beside the field or
above the form, what was typed stays, and markup is only a text. `make test` pastes one rubbish
into each field, another in every run; `make soak` all. On the way each field is asked whether what
stands in it would be left without a question.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from admin_desktop.framework.file_reader import existing_file
from admin_desktop.framework.typed_errors import FileMissing
from admin_desktop.parts.banner import Banner
from admin_desktop.parts.buttons import Button, Look
from admin_desktop.parts.dates import DateField
from admin_desktop.parts.editors import Chooser
from admin_desktop.parts.marks import Mark
from admin_desktop.parts.screen import Screen
from admin_desktop.parts.search import SearchField
from admin_desktop.parts.text import OneLine
from core.domain.access.roles import Role
from core.domain.errors import SignUnknown
from core.domain.values.signs import drawable
from tests.admin_desktop.by_name import Eyes, settle, write
from tests.admin_desktop.conftest import sign_in
from tests.admin_desktop.screen_worlds import ID, WORLDS
from tests.admin_desktop.test_journey_console import give_password
from tests.admin_desktop.test_journey_staff import open_account
from tests.admin_desktop.test_screens import CONSOLE, LISTS, STAFF
from tests.central_server import Central

RUBBISH: dict[str, str | tuple[str, str, str]] = {
    "sesenta letras": "Ñ" * 60,
    "apóstrofos": "Kꞌinich ʼAjaw",
    "emoji": "🙂👩‍👩‍👧🇲🇽",
    "marcas": "<b>MUESTRA</b><img src='x'><script>1</script>&amp;",
    "fórmula": "=cmd()|' /C calc'!A0",
    "renglones": "uno\r\ndos\ntres\u2028cuatro",
    "al revés": "\u202eatseum\u202c שלום",
    "control": "a\x00b\x07c\x1bd\x7f",
    "diez mil": "MUESTRA " * 1_250,
    "casa ajena": "~nadie/MUESTRA",
    "blancos": " \t\u00a0\u3000 ",
    "sin componer": "Jose\u0301 Nun\u0303ez",
    "fin de los tiempos": ("31/12/9999", "24:00", "9" * 30),
    "principio": ("01/01/0001", "00:00 primera", "-1"),
    "bisiesto": ("29/02/2027", "25:61", "1e309"),
    "cinco mil cifras": ("9" * 5_000, "9" * 5_000, "9" * 5_000),
    "cifras ajenas": ("\u0663/\u0664/2026", "\uff11\uff12:30", "\u00b2\u00bd"),
}
"""What is typed everywhere; of three texts the first goes to dates, the second to hours."""
_EDITS = (QLineEdit, QPlainTextEdit)
_MORE = {"Lista nominal": ("Padrón y llave", "Lotes para la DERFE", "Importar respuesta")}
"""What opens from a place besides what the pictures show."""
FREE = dict.fromkeys(
    ("Quién", "Asunto", "Del día", "Al día"), "a filter of the bitácora: a list is only narrowed"
)
"""Fields that may be left without a question: why. Searches neither: they only narrow a list."""
_LEAST_STAFF = 80
"""Fields that the walk meets at the least: fewer, and it no longer opens the forms."""


@dataclass
class Rubbish:
    """Goes through the forms of one person's desk."""

    eyes: Eyes
    kind: str
    found: list[str] = field(default_factory=list)
    fields: int = 0

    def through(self, places: dict[str, tuple[str, ...]]) -> None:
        """Go to each place and what opens from it, and fill what is there."""
        for place, openings in places.items():
            self._go(place)
            self._fill(place)
            for opening in openings:
                self._go(place, opening)
                self._fill(f"{place}, {opening}")
            self._leave()

    def _go(self, place: str, opening: str = "") -> None:
        self._leave()
        self.eyes.press(place)
        self._leave()
        settle()
        if place in LISTS and LISTS[place] in self.eyes.controls():
            rows = self.eyes.find(LISTS[place]).object()
            QTest.keyClick(cast("QWidget", rows), Qt.Key.Key_Home)
            settle()
        if opening and opening in self.eyes.controls():
            self.eyes.press(opening)
            settle()

    def _leave(self) -> None:
        """Give up what was typed, where the desk asks."""
        settle()
        self.eyes.leave_form()
        settle()
        for window in QApplication.topLevelWidgets():
            if window.isVisible() and isinstance(window, QDialog):
                _press(window, "Descartar")
                if window.isVisible():
                    window.reject()
        settle()

    def _fill(self, where: str) -> None:
        fields = list(_fields(self.eyes.window))
        self.fields += len(fields)
        self._leave_without_asking(where, fields)
        before = {each: _paste(each, _rubbish(self.kind, each)) for each in fields}
        settle()
        self._search(where, fields)
        self._choose(where)
        self._judge(where, before, "al escribir", kept=True)
        acts = [each for each in self.eyes.window.findChildren(Button) if _sends(each)]
        for act in acts:
            if not act.isVisible() or not before:
                continue
            said = self.eyes.texts()
            act.click()
            settle()
            refused = self._refused()
            self._judge(where, before, act.accessibleName(), kept=refused)
            again = where.endswith(act.accessibleName())  # what opened this asks for nothing more
            if self.eyes.texts() == said and not refused and not _asks() and not again:
                self.found.append(f"{where} · {act.accessibleName()}: no dice nada")
            if set(_fields(self.eyes.window)).isdisjoint(before):
                self._fill(f"{where} › {act.accessibleName()}")
                return

    def _leave_without_asking(self, where: str, fields: list[QWidget]) -> None:
        """Type into one field after the other; keep those that the desk would leave as if empty."""
        screen = next(each for each in self.eyes.window.findChildren(Screen) if each.isVisible())
        for each in fields:
            if (
                screen.has_unsaved()
                or isinstance(each, SearchField)
                or each.accessibleName() in FREE
            ):
                continue
            was = _value(each)
            _paste(each, "7")
            if not screen.has_unsaved():
                self.found.append(f"{where}: «{each.accessibleName()}» se deja sin preguntar")
            _paste(each, was)

    def _search(self, where: str, fields: list[QWidget]) -> None:
        """Ask for what was typed into searches and filters: it is no trouble, whatever it is."""
        for each in fields:
            if isinstance(each, SearchField) and not self._refused():
                QTest.keyClick(each, Qt.Key.Key_Return)
                settle()
                if self._refused():
                    self.found.append(f"{where}: buscar en «{each.accessibleName()}» es un error")

    def _choose(self, where: str) -> None:
        """Type into each list to choose from: what stands there is one of its entries, or none."""
        for each in self.eyes.window.findChildren(Chooser):
            if not each.isVisible() or not each.isEnabled():
                continue
            before = each.currentIndex()
            each.view().keyboardSearch("")
            write(each, _rubbish(self.kind, each)[:12])
            settle()
            whole = each.currentIndex() >= 0 or each.currentIndex() == before
            if each.isEditable() or not whole:
                self.found.append(f"{where}: «{each.accessibleName()}» queda sin nada elegido")
            each.setCurrentIndex(before)

    def _refused(self) -> bool:
        """Tell whether an error is shown."""
        banners = self.eyes.window.findChildren(Banner)
        above = any(each.isVisible() and each._mark is Mark.ERROR for each in banners)
        beside = (each for each in _fields(self.eyes.window) if not isinstance(each, SearchField))
        return above or any(each.accessibleDescription() for each in beside)

    def _judge(self, where: str, before: dict[QWidget, str], act: str, *, kept: bool) -> None:
        place = f"{where} · {act}"
        self.found += [f"{place}: {each}" for each in interpreted(self.eyes.window)]
        shown = [each for each in before if kept and isValid(each) and each.isVisible()]
        for each in shown:
            now = _value(each)
            if now != before[each]:
                self.found.append(
                    f"{place}: «{each.accessibleName()}» tenía {before[each][:40]!r},"
                    f" tiene {now[:40]!r}"
                )


def _fields(window: QWidget) -> Iterator[QWidget]:
    for each in window.findChildren(QWidget):
        editable = isinstance(each, _EDITS) and not each.isReadOnly()
        inner = each.objectName() == "qt_spinbox_lineedit"
        if editable and not inner and each.isVisible() and each.isEnabled():
            yield each


def _rubbish(kind: str, each: QWidget) -> str:
    """Return what is put into a field: a day, an hour or another text, where the kind has three."""
    said = RUBBISH[kind]
    if isinstance(said, str):
        return said
    if isinstance(each.parentWidget(), DateField):
        return said[0]
    return said[1 if getattr(each, "placeholderText", str)() == "hh:mm" else 2]


def _paste(each: QWidget, text: str) -> str:
    """Put `text` in the place of what stands there, as by the clipboard; return what came of it."""
    each.setFocus()
    if isinstance(each, QLineEdit):
        each.selectAll()
        each.insert(text)
    elif isinstance(each, QPlainTextEdit):
        cursor = each.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
    return _value(each)


def _value(each: QWidget) -> str:
    return each.text() if isinstance(each, QLineEdit) else each.toPlainText()  # type: ignore[attr-defined]


def _sends(button: Button) -> bool:
    """Tell whether a button is the act of a form: the one in the accent, or tall."""
    return button.isVisible() and button._look is Look.MAIN


def _press(window: QWidget, name: str) -> None:
    for each in window.findChildren(Button):
        if each.isVisible() and each.accessibleName().startswith(name):
            each.click()


def _asks() -> bool:
    """Tell whether a question stands above the window."""
    windows = QApplication.topLevelWidgets()
    return any(isinstance(each, QDialog) and each.isVisible() for each in windows)


def interpreted(window: QWidget) -> list[str]:
    """Return what shows a text as HTML that may have been typed."""
    found = []
    for each in (window, *window.findChildren(QWidget)):
        tip = each.toolTip()
        if "<b>MUESTRA" in tip or "<img" in tip:
            found.append(f"la ayuda emergente es HTML: {tip[:60]!r}")
        read = isinstance(each, QLabel) and each.textFormat() != Qt.TextFormat.PlainText
        if read and "<" in each.text():  # type: ignore[attr-defined]
            found.append(f"la etiqueta es HTML: {each.text()[:60]!r}")  # type: ignore[attr-defined]
    return found


def test_what_is_interpreted_is_seen(qtbot: QtBot) -> None:
    label = QLabel("<b>MUESTRA</b>")
    qtbot.addWidget(label)
    label.setToolTip("<img src='x'>")
    assert len(interpreted(label)) == 2


@pytest.mark.sampled(1)
@pytest.mark.parametrize("kind", RUBBISH)
def test_the_staff(kind: str, server: Central, eyes: Eyes, qtbot: QtBot) -> None:
    WORLDS["llena"](server)
    open_account(server, "todo", *(set(Role) - {Role.ASPIRANTE}))
    sign_in(eyes, server, qtbot, "todo")
    rubbish = Rubbish(eyes, kind)
    rubbish.through(STAFF | _MORE)
    assert rubbish.fields >= _LEAST_STAFF
    assert not rubbish.found, "\n".join(["", *rubbish.found])


@pytest.mark.sampled(1)
@pytest.mark.parametrize("kind", RUBBISH)
def test_the_console(kind: str, server: Central, eyes: Eyes, qtbot: QtBot) -> None:
    WORLDS["llena"](server)
    give_password(server, ID)
    with server.deps.units.reading() as work:
        user = work.accounts.of_aspirante(ID).user
    sign_in(eyes, server, qtbot, user)
    rubbish = Rubbish(eyes, kind)
    rubbish.through(CONSOLE)
    assert not rubbish.found, "\n".join(["", *rubbish.found])


@pytest.mark.parametrize("typed", ["M" * 10_000, "~nadie/MUESTRA", "a\x00b", "no_hay"])
def test_what_is_no_path_of_this_machine_is_a_file_that_is_not_there(typed: str) -> None:
    with pytest.raises(FileMissing):
        existing_file(typed)


def test_a_tool_tip_shows_what_was_typed_as_it_is(qtbot: QtBot) -> None:
    line = OneLine()
    qtbot.addWidget(line)
    line.setText("Ana & <b>MUESTRA</b>")
    assert line.toolTip() == "<p>Ana &amp; &lt;b&gt;MUESTRA&lt;/b&gt;</p>"
    assert not interpreted(line)
    line.setText("Ana & Muestra")
    assert line.toolTip() == "Ana & Muestra"


def test_a_sign_that_is_not_seen_is_said_by_its_code() -> None:
    with pytest.raises(SignUnknown) as refused:
        drawable("a\x00b")
    assert refused.value.facts == {"sign": "invisible", "code": "U+0000"}
