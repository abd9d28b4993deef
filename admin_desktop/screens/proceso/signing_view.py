"""The last look before a publication is signed: what changes, and all that will be signed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from admin_desktop.parts.panels import Scrolled
from admin_desktop.parts.question import Question
from admin_desktop.parts.text import Rule, Text
from admin_desktop.screens.proceso.signing import Signing

_WIDTH, _HEIGHT, _GAP = 640, 420, 10


class SigningQuestion(Question):
    """Shows it all; signing is one press more, and Escape leaves everything as it is."""

    def __init__(self, owner: QWidget, signing: Signing) -> None:
        yes, no = self.tr("Firmar y publicar"), self.tr("Seguir revisando")
        super().__init__(owner, signing.title, _summary(signing), yes=yes, no=no)
        self.setFixedWidth(_WIDTH)
        body = Scrolled()
        body.setFixedHeight(_HEIGHT)
        body.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # arrows and pages scroll it
        body.setAccessibleName(self.tr("Lo que se firma"))
        body.box.setSpacing(2)
        if signing.changes and not signing.is_first:
            body.box.addWidget(Text(self.tr("Qué cambia"), "section"))
            for change in signing.changes:
                lines = (self.tr("Antes: ") + change.before, self.tr("Ahora: ") + change.after)
                _add(body, change.label, *lines)
            body.box.addSpacing(_GAP)
            body.box.addWidget(Rule())
        body.box.addWidget(Text(self.tr("Qué se firma"), "section"))
        for label, text in signing.whole:
            _add(body, label, text or "–")
        body.box.addStretch(1)
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(2, body)


def _add(body: Scrolled, label: str, *texts: str) -> None:
    body.box.addSpacing(_GAP)
    body.box.addWidget(Text(label, "help"))
    for text in texts:
        body.box.addWidget(Text(text, wrap=True))


def _summary(signing: Signing) -> str:
    """Return in one sentence what changes."""
    if signing.is_first:
        return "Es la primera vez que se publica."
    if not signing.changes:
        return "Dice lo mismo que la versión en vigor: no cambia nada."
    return "Cambia: " + ", ".join(each.label for each in signing.changes) + "."
