"""The chosen document: all that is known of it, a copy, and how it ends."""

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from admin_desktop.framework import theme
from admin_desktop.parts.asking import Asking
from admin_desktop.parts.buttons import Button, danger_button
from admin_desktop.parts.fields import Field
from admin_desktop.parts.file_dialog import ask_to_save
from admin_desktop.parts.form import inside
from admin_desktop.parts.panels import Facts, Scrolled, Steps
from admin_desktop.parts.side_card import SideCard
from admin_desktop.parts.text import Text
from admin_desktop.screens.escaneos.vm import ENDINGS, EscaneoLine, EscaneosVm

_WIDE, _LABEL = 380, 104


class EscaneoPanel(SideCard):
    """Facts and acts, or the question of a withdrawal in their place."""

    replaced = Signal(object)
    """The document in whose place another file is to come."""

    def __init__(self, vm: EscaneosVm, *, may_attach: bool) -> None:
        super().__init__(_WIDE)
        self._vm, self._may = vm, may_attach
        self._line: EscaneoLine | None = None
        self._title, self._facts = Text("", "section", wrap=True), Facts(_LABEL)
        self._keep = Button(_tr("Guardar una copia"), icon="descargar", tall=True)
        self._replace = Button(_tr("Reemplazar"), tall=True)
        self._withdraw = danger_button(_tr("Retirar"), tall=True)
        self._asking = Asking(
            vm,
            {"reason": Field(_tr("Motivo del retiro"))},
            yes=_tr("Retirar documento"),
            no=_tr("Dejarlo vigente"),
            danger=True,
        )
        self._steps, self._rest = Steps(), self._rest_page()
        for page in (self._rest, self._asking):
            self._steps.add(page)
        self._steps.show_page(self._rest)
        self.box.addWidget(self._title)
        self.box.addWidget(self._steps, 1)
        self._keep.clicked.connect(self._ask_where)
        self._replace.clicked.connect(lambda: self.replaced.emit(self._line))
        self._withdraw.clicked.connect(self._ask)
        self._asking.agreed.connect(self._agree)
        self._asking.no.clicked.connect(self.rest)
        vm.ended.connect(self.rest)
        vm.changed.connect(self._show_working)

    @property
    def dirty(self) -> bool:
        """Tell whether a reason was typed and not sent."""
        return self._asking.dirty

    def show_line(self, line: EscaneoLine | None) -> None:
        """Show a document; a question about another one is closed."""
        if line is None or self._line is None or line.row.id != self._line.row.id:
            self.rest()
        self._line = line
        self.setVisible(line is not None)
        if line is None:
            return
        self._title.setText(line.row.title)
        self._facts.show_facts(line.facts)
        changes = self._may and line.in_force and not self._vm.asked.closed
        self._keep.setVisible(self._may and line.row.erased_at is None)
        self._replace.setVisible(changes)
        self._withdraw.setVisible(changes)

    @Slot()
    def rest(self) -> None:
        """Show the facts again; what was typed is let go."""
        asked = self._asking.isVisible()
        self._asking.end()
        self._steps.show_page(self._rest)
        if asked and self._withdraw.isVisible():
            self._withdraw.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rest_page(self) -> QWidget:
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SMALL)
        inner = inside(Scrolled())
        inner.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # arrows and Page Down scroll it
        inner.setAccessibleName(_tr("Todo lo que se sabe del documento"))
        inner.box.addWidget(self._facts)
        inner.box.addStretch(1)
        box.addWidget(inner, 1)
        for each in (self._keep, self._replace, self._withdraw):
            box.addWidget(each)
        return page

    @Slot()
    def _ask(self) -> None:
        self._vm.dismiss()
        self._asking.say(
            _tr("Sigue en la lista con su motivo y con quién lo retiró; su archivo no se borra.")
        )
        self._steps.show_page(self._asking)
        self._asking.start()

    @Slot()
    def _agree(self) -> None:
        if self._line is not None:
            self._vm.withdraw(self._line, self._asking.texts())

    @Slot()
    def _ask_where(self) -> None:
        line = self._line
        if line is None:
            return
        ending = ENDINGS[line.row.type]
        kinds = (f"{line.row.type.value.upper()} (*.{ending})",)
        title = _tr("Guardar una copia")
        ask_to_save(self, title, line.file_name, kinds, lambda path: self._vm.keep_copy(line, path))

    @Slot()
    def _show_working(self) -> None:
        self._keep.setEnabled(not self._vm.working)


def _tr(text: str) -> str:
    return QCoreApplication.translate("EscaneoPanel", text)
