"""Pictures of the window, where a developer asked for them with APOYO_TEST_PICTURES."""

import os

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from admin_desktop.main import Desk

_FOLDER = os.environ.get("APOYO_TEST_PICTURES", "")


def picture(desk: Desk, name: str) -> None:
    """Keep a picture of the window as it stands."""
    see(desk.shell, name)


def see(widget: QWidget, name: str) -> None:
    """Keep a picture of a window, or of what is asked over it."""
    if _FOLDER:
        QTest.qWait(60)
        widget.grab().save(f"{_FOLDER}/{name}.png")


def picture_of(widget: QWidget, name: str) -> None:
    """Keep a picture of one widget, as a dialog over the window."""
    if _FOLDER:
        widget.grab().save(f"{_FOLDER}/{name}.png")
