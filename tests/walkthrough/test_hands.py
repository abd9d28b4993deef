"""A press reaches what it was meant for, or is made again."""

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QAccessible, QWindow
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.walkthrough.drive import eyes, hands
from tests.walkthrough.drive.kit import Kit, Lost, Script

_REAL = hands.press


def _play(qtbot: QtBot, script: Script) -> None:
    """Run a script as the app's timer does, one look a turn of the event loop."""
    try:
        for _ in script:
            eyes.blink()
            qtbot.wait(1)
    finally:
        eyes.blink()


@pytest.mark.parametrize("change", ["moves", "is disabled"])
def test_a_press_is_made_again_where_the_button_changed_under_it(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    window, pressed = QWidget(), list[float]()
    button = QPushButton("Botón de muestra", window)
    button.clicked.connect(lambda: pressed.append(time.monotonic()))
    window.resize(400, 300)
    qtbot.addWidget(window)
    QAccessible.setActive(True)
    window.show()
    made = list[hands.Press]()

    def as_the_app_changes(at_window: QWindow, at: QPoint, *meant: object) -> hands.Press:
        if not made and change == "moves":
            QTimer.singleShot(0, lambda: button.move(200, 200))
        elif not made:
            QTimer.singleShot(0, lambda: button.setEnabled(False))
            QTimer.singleShot(80, lambda: button.setEnabled(True))
        made.append(_REAL(at_window, at, *meant))  # type: ignore[arg-type]
        return made[-1]

    monkeypatch.setattr(hands, "press", as_the_app_changes)
    _play(qtbot, Kit("muestra", {}, tmp_path, tmp_path).press("Botón de muestra"))
    assert [each.landed for each in made] == [False, True]
    assert len(pressed) == 1


def test_a_script_that_is_lost_tells_what_the_screen_says(qtbot: QtBot, tmp_path: Path) -> None:
    button = QPushButton("Botón de muestra")
    qtbot.addWidget(button)
    QAccessible.setActive(True)
    button.show()
    kit = Kit("muestra", {}, tmp_path, tmp_path)
    with pytest.raises(Lost, match=r"la pantalla dice: .*Botón de muestra"):
        _play(qtbot, kit.until(lambda: False, "no aparece nada", 0.01))
