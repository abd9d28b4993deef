"""What the window asks of every screen."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from admin_desktop.parts.panels import ScreenPage


class Screen(ScreenPage):
    """A page of the desk. The window calls `arrive` each time it is opened."""

    wanted = Signal(str, object)
    """Another screen is asked for: id of its area, and its subject or None."""

    is_whole = True
    """Whether all of it was built: until then the window asks it nothing."""

    def build(self) -> Iterator[None]:
        """Build what is heavy, once it stands in the window; at each yield the window answers."""
        yield from ()

    def arrive(self, subject: object) -> None:
        """Show what is new; `subject` is what the screen before asked for, or None."""

    def take_focus(self) -> None:
        """Put the focus on the first thing to do here, unless it is here already."""
        now = QApplication.focusWidget()
        if now is None or not self.isAncestorOf(now) or not now.isVisible():
            first = self.first_thing()
            if first is not None:
                first.setFocus(Qt.FocusReason.OtherFocusReason)

    def first_thing(self) -> QWidget | None:
        """Return the first control that Tab comes to on this screen, in the order of reading."""
        each = self.nextInFocusChain()
        while each is not None and each is not self:
            takes = bool(each.focusPolicy() & Qt.FocusPolicy.TabFocus) and each.isEnabled()
            if takes and self.isAncestorOf(each) and each.isVisible() and not each.focusProxy():
                return each
            each = each.nextInFocusChain()
        return None

    def has_unsaved(self) -> bool:
        """Tell whether leaving now would lose something that was typed."""
        return False

    def discard(self) -> None:
        """Let go of all that was typed: afterwards `has_unsaved` is false."""
