"""A page that still scrolls takes a press for itself: the script waits until it stands."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QMetaObject, QUrl
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickView
from pytestqt.qtbot import QtBot

from tests.walkthrough.drive import eyes

_PAGE = """
import QtQuick
import QtQuick.Controls.Basic
Flickable {
    function push() { flick(0, -2000) }
    width: 300; height: 300; contentHeight: 3000
    Button { y: 1000; text: "Botón de muestra"; Accessible.name: text }
}
"""


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[QQuickView]:
    """Return a window whose page is longer than it."""
    (tmp_path / "Page.qml").write_text(_PAGE, "utf-8")
    view = QQuickView()
    view.setSource(QUrl.fromLocalFile(str(tmp_path / "Page.qml")))
    QAccessible.setActive(True)
    view.show()
    qtbot.waitUntil(view.isExposed)
    yield view
    eyes.blink()
    view.close()
    shiboken6.delete(view)


def _rolls() -> bool:
    try:
        return any(eyes.rolling(each) for each in eyes.look() if each.name == "Botón de muestra")
    finally:
        eyes.blink()


def test_what_scrolls_is_told_until_it_stands(qtbot: QtBot, page: QQuickView) -> None:
    assert not _rolls()
    QMetaObject.invokeMethod(page.rootObject(), "push")
    qtbot.waitUntil(_rolls)
    qtbot.waitUntil(lambda: not _rolls(), timeout=20_000)
