"""Somebody saved before: what they changed, and three answers, of which the safe one is main."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from admin_desktop.framework import theme
from admin_desktop.framework.local_time import LocalTime
from admin_desktop.parts.buttons import Button, danger_button, main_button
from admin_desktop.parts.focus_ring import FocusRing
from admin_desktop.parts.form import inside
from admin_desktop.parts.panels import Scrolled
from admin_desktop.parts.text import Text
from core.domain.listing.cambio import Cambio

_WIDTH, _HEIGHT = 520, 440
_LONGEST = 160
"""Characters of a value that are shown: enough to know it again."""


class NewerQuestion(QDialog):
    """Escape keeps everything as it is typed, and saves nothing."""

    agreed = Signal()
    """What was typed is saved over what the other saved."""
    taken = Signal()
    """What the other saved stays, and what was typed is given up."""

    def __init__(self, owner: QWidget, cambios: Sequence[Cambio], local: LocalTime) -> None:
        super().__init__(owner.window())
        self.setObjectName("page")
        title = self.tr("Otra persona guardó antes que usted")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setFixedWidth(_WIDTH)
        self.setMaximumHeight(_HEIGHT)
        self.setModal(True)
        go_on = main_button(self.tr("Seguir escribiendo"), tall=True)
        take = Button(self.tr("Quedarme con lo guardado"), tall=True)
        over = danger_button(self.tr("Guardar lo mío encima"), tall=True)
        go_on.clicked.connect(self.reject)
        take.clicked.connect(self._take)
        over.clicked.connect(self.accept)
        self.accepted.connect(self.agreed)
        self.finished.connect(self.deleteLater)
        list_ = inside(Scrolled())
        list_.box.setSpacing(theme.SMALL)
        for line, role in _lines(cambios, local):
            list_.box.addWidget(Text(line, role, wrap=True))
        list_.box.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.MARGIN, theme.MARGIN, theme.MARGIN, theme.MARGIN)
        box.setSpacing(theme.SMALL)
        box.addWidget(Text(title, "section", wrap=True))
        box.addWidget(Text(self.tr("Lo que usted escribió sigue aquí."), wrap=True))
        box.addWidget(list_, 1)
        for each in (go_on, take, over):
            box.addWidget(each)
        FocusRing(self)
        go_on.setFocus()

    def _take(self) -> None:
        self.taken.emit()
        self.reject()


def _lines(cambios: Sequence[Cambio], local: LocalTime) -> list[tuple[str, str]]:
    """Return each line and its role: who and when, then every datum that they changed."""
    lines: list[tuple[str, str]] = []
    for (by, at), each in groupby(cambios, key=lambda cambio: (cambio.by, cambio.at)):
        lines.append((f"{by}, {local.say(at)}", "strong"))
        lines += [(_said(cambio), "body") for cambio in each]
    return lines


def _said(cambio: Cambio) -> str:
    return f"{cambio.field}: {_short(cambio.before)} → {_short(cambio.now)}"


def _short(value: str) -> str:
    """Return a value in quotes, cut where it is long; «(nada)» for none."""
    if not value:
        return "(nada)"
    return f"«{value}»" if len(value) <= _LONGEST else f"«{value[:_LONGEST].rstrip()}…»"
