"""The system's browser, for pages of the server."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_page(address: str) -> bool:
    """Open a page in the system's browser; tell whether there is one that took it."""
    return QDesktopServices.openUrl(QUrl(address))
