"""A field: label above, count at its right, the input, and its own sentence under it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from admin_desktop.parts.buttons import Button, Look
from admin_desktop.parts.editors import Chooser, LineEdit, LongEdit
from admin_desktop.parts.marks import PLAIN, FieldState, Mark
from admin_desktop.parts.text import Text

_LABEL_GAP, _ASIDE_GAP = 4, 8


class _Labelled(QWidget):
    """What every field shares. Its accessible name is its label; readers hear the sentence too."""

    changed = Signal(str)
    """The person changed it; the text as it stands."""
    left = Signal()
    """The person went on to something else."""

    def __init__(self, label: str, editor: LineEdit | LongEdit | Chooser, aside: str) -> None:
        super().__init__()
        self.label = label
        self._editor: LineEdit | LongEdit | Chooser = editor
        self._hint = ""
        self._aside = Text(aside, "help")
        if aside:
            self._aside.setContentsMargins(_ASIDE_GAP, 0, 0, 0)
        self._sentence = Text("", "help", wrap=True)
        self._sentence.hide()
        self.head = QHBoxLayout()
        self.head.setSpacing(0)  # an empty aside takes no room from a long label
        self.head.addWidget(Text(label, "label"), 1)
        self.head.addWidget(self._aside)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(_LABEL_GAP)
        box.addLayout(self.head)
        box.addWidget(editor)
        box.addWidget(self._sentence)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setFocusProxy(editor)
        editor.left.connect(self.left)

    def set_hint(self, hint: str) -> None:
        """Say a help under the input, while no verdict has something to say."""
        self._hint = hint
        if not self._sentence.property("mark"):
            self._say(Mark.NONE, "")

    def show_state(self, state: FieldState) -> None:
        """Show how the field stands."""
        self._editor.show_mark(state.mark)
        self._editor.setAccessibleDescription(state.sentence)
        self._say(state.mark if state.sentence else Mark.NONE, state.sentence)

    def show_error(self, sentence: str) -> None:
        """Show the sentence of a broken rule, or nothing with an empty one."""
        self.show_state(FieldState(Mark.ERROR, sentence) if sentence else PLAIN)

    def _say(self, mark: Mark, sentence: str) -> None:
        said = sentence or self._hint
        self._sentence.set_mark(mark)
        self._sentence.setText(said)
        self._sentence.setVisible(bool(said))

    def go_there(self) -> None:
        """Put the cursor here."""
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)


class Field(_Labelled):
    """One-line field. `length` counts characters («13 de 13»); `optional` shows «si tiene»."""

    def __init__(
        self,
        label: str,
        *,
        coded: bool = False,
        length: int = 0,
        aside: str = "",
        placeholder: str = "",
        said: str = "",
    ) -> None:
        self.editor = LineEdit(said or label, coded=coded)
        super().__init__(label, self.editor, aside)
        self._length = length
        self.editor.setPlaceholderText(placeholder)
        self.editor.textChanged.connect(self._count)
        self.editor.textEdited.connect(self.changed)
        self._count()

    def text(self) -> str:
        """Return the text as typed."""
        return self.editor.text()

    def set_text(self, text: str) -> None:
        """Set the text unless it is the same already, which keeps the cursor.

        One longer than the field shows its beginning, where nobody is typing.
        """
        if text != self.editor.text():
            self.editor.setText(text)
            if not self.editor.hasFocus():
                self.editor.setCursorPosition(0)

    @Slot()
    def _count(self) -> None:
        text = self.text()  # not what Qt tells: an editor that tidies has set another by then
        if self._length:
            self._aside.setText(f"{len(text)} de {self._length}" if text else "")


class PasswordField(Field):
    """A password: hidden until the person asks to see it."""

    def __init__(self, label: str) -> None:
        super().__init__(label)
        self.editor.setEchoMode(QLineEdit.EchoMode.Password)
        self._eye = Button("Mostrar", Look.TEXT, said=f"Mostrar {label.lower()}")
        self._eye.setFixedHeight(24)
        self._eye.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._eye.clicked.connect(self._turn)
        self.head.addWidget(self._eye)
        self.setTabOrder(self.editor, self._eye)

    @Slot()
    def _turn(self) -> None:
        hidden = self.editor.echoMode() is QLineEdit.EchoMode.Password
        mode = QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password
        self.editor.setEchoMode(mode)
        self._eye.rename("Ocultar" if hidden else "Mostrar")
        self._eye.setAccessibleName(f"{'Ocultar' if hidden else 'Mostrar'} {self.label.lower()}")


class LongField(_Labelled):
    """Several lines of text."""

    def __init__(self, label: str, *, lines: int = 3, aside: str = "") -> None:
        self.editor = LongEdit(label, lines)
        super().__init__(label, self.editor, aside)
        self.editor.textChanged.connect(self._tell)

    def text(self) -> str:
        """Return the text as typed."""
        return self.editor.toPlainText()

    def set_text(self, text: str) -> None:
        """Set the text unless it is the same already, which keeps the cursor."""
        if text != self.text():
            self.editor.setPlainText(text)

    @Slot()
    def _tell(self) -> None:
        self.changed.emit(self.text())


class ChoiceField(_Labelled):
    """One of a list. Its text is the key of the chosen entry, empty before a choice."""

    def __init__(self, label: str, *, placeholder: str = "Elija", aside: str = "") -> None:
        self.editor = Chooser(label)
        super().__init__(label, self.editor, aside)
        self.editor.setPlaceholderText(placeholder)
        self.editor.currentIndexChanged.connect(self._tell)
        self._quiet = False

    def offer(self, entries: Sequence[tuple[str, str]]) -> None:
        """Offer pairs of key and words, in order; what was chosen stays if it is still there."""
        if entries == self._entries():
            return
        kept, self._quiet = self.text(), True
        self.editor.clear()
        for key, words in entries:
            self.editor.addItem(words, key)
        self.editor.setCurrentIndex(self.editor.findData(kept) if kept else -1)
        self._quiet = False

    def text(self) -> str:
        """Return the key of what is chosen."""
        return str(self.editor.currentData() or "")

    def set_text(self, text: str) -> None:
        """Choose the entry of a key, or none where no entry has it."""
        if text != self.text():
            self._quiet = True
            self.editor.setCurrentIndex(self.editor.findData(text) if text else -1)
            self._quiet = False

    def _entries(self) -> list[tuple[str, str]]:
        rows = range(self.editor.count())
        return [(str(self.editor.itemData(row)), self.editor.itemText(row)) for row in rows]

    @Slot(int)
    def _tell(self, _row: int) -> None:
        if not self._quiet:
            self.changed.emit(self.text())
