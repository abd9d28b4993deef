"""One file that is to be attached: what it is, how far it is sent, and why it was not taken."""

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from admin_desktop.framework import theme
from admin_desktop.parts.bar import Bar, Share
from admin_desktop.parts.buttons import Button
from admin_desktop.parts.dates import DateField
from admin_desktop.parts.fields import ChoiceField, Field
from admin_desktop.parts.form import Form
from admin_desktop.parts.marks import Mark
from admin_desktop.parts.panels import Card, Columns
from admin_desktop.parts.text import OneLine, Text
from admin_desktop.screens.escaneos.sending import FileLine, FileState
from admin_desktop.screens.escaneos.vm import size_said
from core.domain.registration.escaneo import KINDS

_ALMOST = 0.999


class FileCard(Card):
    """The fields of one file. Their names say of which, for several stand on the page."""

    removed = Signal(int)
    cancelled = Signal(int)

    def __init__(self, line: FileLine) -> None:
        super().__init__(inside=16)
        self.key = line.key
        name = line.path.name
        self._kind = ChoiceField(_tr("Qué documento es"))
        self._title = Field(_tr("Título"), said=f"Título de {name}")
        self._kind.editor.setAccessibleName(f"Qué documento es {name}")
        self._kind.offer([(kind.value, words) for kind, words in KINDS.items()])
        self._day = DateField(_tr("Fecha del documento"))
        self._day.editor.setAccessibleName(f"Fecha de {name}")
        self._pages = Field(_tr("Hojas"), said=f"Hojas de {name}")
        self._reason = Field(_tr("Motivo del reemplazo"))
        self._reason.setVisible(line.replaces is not None)
        self._bar, self._word = Bar(), Text("", "help", wrap=True)
        self._remove = Button(_tr("Quitar"), said=f"Quitar {name}")
        self._cancel = Button(_tr("Cancelar"), said=f"Cancelar el envío de {name}")
        self._fields: dict[str, Field | ChoiceField] = {
            "kind": self._kind,
            "title": self._title,
            "day": self._day,
            "pages": self._pages,
            "reason": self._reason,
        }
        self._rows = (
            Columns(self._kind, self._title, stretches=(1, 2)),
            Columns(self._day, self._pages, self._reason),
        )
        self._form = Form(self._fields)
        self._form.fill(line.starts)
        self._arrange(OneLine(name, "strong"), size_said(line.size) if line.size else "")
        self._remove.clicked.connect(lambda: self.removed.emit(self.key))
        self._cancel.clicked.connect(lambda: self.cancelled.emit(self.key))

    def texts(self) -> dict[str, str]:
        """Return what stands in the fields."""
        return self._form.texts()

    def go_there(self) -> None:
        """Put the cursor on the first field, or on what can be done with the file."""
        (self._kind if self._kind.isVisible() else self._remove).setFocus()

    def show_line(self, line: FileLine) -> None:
        """Show how far the file is."""
        going = line.on_its_way
        for each in self._fields.values():
            each.setEnabled(not going)
        for row in self._rows:
            row.setVisible(line.state is not FileState.REFUSED)
        self._remove.setVisible(not going)
        self._cancel.setVisible(going)
        self._bar.setVisible(going)
        if line.state is FileState.WAITING:
            self._bar.show_share(Share(0.0), _tr("En espera"))
        self._form.show_errors(line.errors)
        failed = line.state in (FileState.FAILED, FileState.REFUSED)
        waiting = _tr("Espera su turno.") if line.state is FileState.WAITING else ""
        self._word.set_mark(Mark.ERROR if failed else Mark.NONE)
        self._word.setText(line.sentence if failed else waiting)
        self._word.setVisible(bool(self._word.text()))

    @Slot(object, object)
    def show_progress(self, sent: int, of: int) -> None:
        """Show how much was sent; the whole of it is told by the server alone."""
        part = min(sent / of, _ALMOST) if of else 0.0
        self._bar.show_share(Share(part), f"{part:.0%}")
        self._word.set_mark(Mark.NONE)
        whole = sent >= of
        self._word.setText(_tr("El servidor lo revisa…") if whole else f"Enviado: {part:.0%}")
        self._word.show()

    def _arrange(self, name: QWidget, size: str) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.SMALL)
        head.addWidget(name, 1)
        head.addWidget(Text(size, "help"))
        head.addWidget(self._remove)
        head.addWidget(self._cancel)
        self.box.addLayout(head)
        for row in self._rows:
            self.box.addWidget(row)
        self.box.addWidget(self._bar)
        self.box.addWidget(self._word)


def _tr(text: str) -> str:
    return QCoreApplication.translate("FileCard", text)
