"""The roles of an account, one box each."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from admin_desktop.parts.choices import TickBox
from admin_desktop.parts.marks import Mark
from admin_desktop.parts.text import Text
from core.domain.access.roles import NAMES, Role


class RoleBoxes(QWidget):
    """One box a role. Its text is what is ticked, so that a form knows it as a field."""

    def __init__(self) -> None:
        super().__init__()
        self._boxes = {role: TickBox(words) for role, words in NAMES.items()}
        self._sentence = Text("", "help", wrap=True)
        self._sentence.set_mark(Mark.ERROR)
        self._sentence.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(Text(self.tr("Papeles"), "label"))
        for each in self._boxes.values():
            box.addWidget(each)
        box.addWidget(self._sentence)

    @property
    def roles(self) -> frozenset[Role]:
        """The ticked roles."""
        return frozenset(role for role, box in self._boxes.items() if box.isChecked())

    def show_roles(self, roles: frozenset[Role]) -> None:
        """Tick exactly these."""
        for role, box in self._boxes.items():
            box.setChecked(role in roles)

    def text(self) -> str:
        """Return the ticked roles as text."""
        return " ".join(role.value for role in NAMES if role in self.roles)

    def set_text(self, text: str) -> None:
        """Tick the roles that `text` names."""
        self.show_roles(frozenset(Role(word) for word in text.split()))

    def show_error(self, sentence: str) -> None:
        """Say what is wrong with the choice."""
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))

    def go_there(self) -> None:
        """Put the focus on the first box."""
        self._boxes[Role.REGISTRAR].setFocus(Qt.FocusReason.OtherFocusReason)
