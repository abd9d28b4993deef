"""The theme of the desk: current design tokens, fonts and style sheet."""

from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from core.qt_support.fonts import MONO, TEXT
from core.qt_support.tokens import DARK, LIGHT, ThemeColours

HELP, BODY, CODED, SECTION, TITLE, COUNT = 13, 14, 15, 18, 26, 40
"""Sizes of type in pixels."""
SMALL, MARGIN, CORNER, CONTROL, ROW = 8, 24, 8, 36, 48
"""Room in pixels: between parts, of a page, of a corner, of a control, of a table's row."""

REGULAR = QFont.Weight.Normal
SEMIBOLD = QFont.Weight.DemiBold
BOLD = QFont.Weight.Bold

_in_force = LIGHT


def tokens() -> ThemeColours:
    """Return the colours in force."""
    return _in_force


INSIDE = "inside"
"""The name of what takes the ground of what it stands on.

A style sheet of its own would do as well, but Qt then polishes all that is inside at each step of
building the page around it: a form of thirty fields took 0.4 s to open.
"""


def dress(app: QApplication, *, dark: bool | None = None) -> None:
    """Apply the theme to the application; without `dark`, as the system's colour scheme says.

    Every widget hears of it by a change of its style, also while the program runs.
    """
    global _in_force  # noqa: PLW0603  one look a process
    if dark is None:
        dark = app.styleHints().colorScheme() is Qt.ColorScheme.Dark
    _in_force = DARK if dark else LIGHT
    app.setStyle("Fusion")
    app.setFont(font(BODY))
    app.setPalette(_palette(_in_force))
    app.setStyleSheet(_sheet(_in_force))


def font(size: int, weight: QFont.Weight = REGULAR, *, mono: bool = False) -> QFont:
    """Return the typeface at `size` pixels."""
    made = QFont(MONO if mono else TEXT)
    made.setPixelSize(size)
    made.setWeight(weight)
    return made


def _palette(look: ThemeColours) -> QPalette:
    roles = {
        QPalette.ColorRole.Window: look.paper,
        QPalette.ColorRole.WindowText: look.ink,
        QPalette.ColorRole.Base: look.card,
        QPalette.ColorRole.AlternateBase: look.sunk,
        QPalette.ColorRole.Text: look.ink,
        QPalette.ColorRole.PlaceholderText: look.soft,
        QPalette.ColorRole.Button: look.card,
        QPalette.ColorRole.ButtonText: look.ink,
        QPalette.ColorRole.Highlight: look.accent,
        QPalette.ColorRole.HighlightedText: look.on_accent,
        QPalette.ColorRole.Link: look.accent,
        QPalette.ColorRole.ToolTipBase: look.card,
        QPalette.ColorRole.ToolTipText: look.ink,
    }
    palette = QPalette()
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    return palette


def _sheet(look: ThemeColours) -> str:
    values = {name: getattr(look, name) for name in ThemeColours.__slots__}
    return _SHEET.substitute(values, text=TEXT, mono=MONO)


_SHEET = Template("""
* { font-family: "$text"; font-size: 14px; color: $ink; }
QMainWindow, #page, QStackedWidget, QScrollArea, #scrolled { background: $paper; border: 0; }
#inside { background: transparent; }
#card { background: $card; border: 1px solid $line; border-radius: 8px; }
#onCard { background: $card; border: 0; }
#sunk { background: $sunk; border: 0; }
#sidebar { background: $sunk; border: 0; border-right: 1px solid $line; }
#foot { background: $paper; border: 0; border-top: 1px solid $line; }
#head { background: $paper; border: 0; border-bottom: 1px solid $line; }
#side { background: $card; border: 0; border-left: 1px solid $line; }
#rule { background: $line; border: 0; max-height: 1px; min-height: 1px; }
Text { background: transparent; border: 0; }
Text[role="title"] { font-size: 26px; font-weight: 700; }
Text[role="name"] { font-size: 17px; font-weight: 700; color: $accent; }
Text[role="section"] { font-size: 18px; font-weight: 600; }
Text[role="strong"] { font-weight: 600; }
Text[role="help"], Text[role="label"] { font-size: 13px; }
Text[role="help"] { color: $soft; }
Text[role="count"] { font-size: 40px; font-weight: 700; }
Text[role="coded"] { font-family: "$mono"; font-size: 15px; }
Text[mark="error"] { color: $error; }
Text[mark="warn"] { color: $warn; }
Text[mark="ok"] { color: $ok; }
LineEdit, LongEdit {
  background: $card; border: 1px solid $edge; border-radius: 8px;
  selection-background-color: $accent; selection-color: $on_accent;
}
LineEdit { padding: 0 11px; placeholder-text-color: $soft; }
LongEdit { padding: 5px 7px; }
LineEdit[coded="true"] { font-family: "$mono"; font-size: 15px; }
LineEdit:focus, LongEdit:focus { border: 1px solid $accent; }
LineEdit[mark="error"], LongEdit[mark="error"] { border: 2px solid $error; }
LineEdit[mark="error"] { padding: 0 10px; }
LineEdit:read-only, LineEdit:disabled { background: $sunk; color: $soft; border: 1px dashed $edge; }
Table { background: $card; border: 1px solid $line; border-radius: 8px; }
TableView { background: transparent; border: 0; outline: 0; }
QHeaderView, QHeaderView::section { background: transparent; border: 0; }
#popup {
  background: $card; border: 1px solid $edge; border-radius: 0; outline: 0; padding: 4px;
  selection-background-color: $accent_soft; selection-color: $ink;
}
#popup::item { min-height: 36px; padding: 0 8px; }
#popup::item:selected { background: $accent_soft; color: $accent; }
QMenu { background: $card; border: 1px solid $edge; padding: 6px 0; }
QMenu::item { min-height: 28px; padding: 2px 28px 2px 34px; }
QMenu::item:selected { background: $accent_soft; color: $accent; }
QMenu::right-arrow { width: 12px; height: 12px; right: 8px; }
QMenu::item:disabled { color: $soft; }
QMenu::separator { height: 1px; background: $line; margin: 6px 0; }
QMenu::indicator { width: 0; height: 0; }
QMenu::icon { left: 10px; }
QScrollBar { background: transparent; border: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $edge; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QToolTip { background: $card; color: $ink; border: 1px solid $edge; padding: 6px; }
QPdfView { background: $sunk; border: 0; }
""")
