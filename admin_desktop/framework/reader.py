"""What a screen reader is told aloud, wherever its cursor is."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent


def announce(of: QObject, text: str, *, urgent: bool) -> None:
    """Have `text` read: at once where it is `urgent`, else when the reader comes to its end.

    Without a reader nothing happens.
    """
    event = QAccessibleAnnouncementEvent(of, text)
    manner = QAccessible.AnnouncementPoliteness
    event.setPoliteness(manner.Assertive if urgent else manner.Polite)
    _send(event)


def _send(event: QAccessibleAnnouncementEvent) -> None:
    QAccessible.updateAccessibility(event)
