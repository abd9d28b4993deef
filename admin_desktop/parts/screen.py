"""What the window asks of every screen."""

from PySide6.QtCore import Signal

from admin_desktop.parts.panels import ScreenPage


class Screen(ScreenPage):
    """A page of the desk. The window calls `arrive` each time it is opened."""

    wanted = Signal(str, object)
    """Another screen is asked for: id of its area, and its subject or None."""

    def arrive(self, subject: object) -> None:
        """Show what is new; `subject` is what the screen before asked for, or None."""

    def has_unsaved(self) -> bool:
        """Tell whether leaving now would lose something that was typed."""
        return False
