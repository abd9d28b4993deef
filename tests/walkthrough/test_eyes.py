"""The scripts' eyes hold nothing of Qt's after they blink."""

import gc

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.walkthrough.drive import eyes


def _interfaces() -> list[QAccessibleInterface]:
    return [each for each in gc.get_objects() if isinstance(each, QAccessibleInterface)]


def test_what_was_seen_is_let_go_when_the_eyes_blink(qtbot: QtBot) -> None:
    of_others = {id(each): each for each in _interfaces()}  # of tests before it, in this process
    button = QPushButton("Botón de muestra")
    qtbot.addWidget(button)
    QAccessible.setActive(True)
    button.show()
    seen = next(each for each in eyes.look() if each.name == "Botón de muestra")
    assert seen.rect.isValid()
    eyes.blink()
    with pytest.raises(eyes.LetGo):
        _ = seen.rect
    assert not [each for each in _interfaces() if id(each) not in of_others]
