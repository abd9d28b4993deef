"""What ends with a kiosk in a process that goes on: its threads, before Qt destroys them."""

from PySide6.QtCore import QThread

from capture_kiosk.kiosk import Kiosk
from capture_kiosk.sending import sender
from core.qt_support.background import finish_all
from tests.capture_kiosk.eyes import PATIENCE_S

PATIENCE_MS = PATIENCE_S * 1000


def close(kiosk: Kiosk) -> None:
    """Close it, and return once none of its threads runs: Qt kills a process that ends before them.

    The program itself ends at once then (main).
    """
    kiosk.close()
    finish()
    assert all(each.wait(PATIENCE_MS) for each in sender._left if isinstance(each, QThread))
    sender._left.clear()


def finish() -> None:
    """Wait for what is under way off the GUI thread."""
    assert finish_all(PATIENCE_MS)
