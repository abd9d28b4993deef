"""Pictures of the window, where a developer asked for them with APOYO_TEST_PICTURES."""

import os

from PySide6.QtTest import QTest

from admin_desktop.main import Desk

_FOLDER = os.environ.get("APOYO_TEST_PICTURES", "")


def picture(desk: Desk, name: str) -> None:
    """Keep a picture of the window as it stands."""
    if _FOLDER:
        QTest.qWait(60)
        desk.shell.grab().save(f"{_FOLDER}/{name}.png")
