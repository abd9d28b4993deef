"""The chosen aspirante: actions, the number that counts, its bar, and the facts."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout

from admin_desktop.parts.action_row import ActionRow
from admin_desktop.parts.bar import Bar
from admin_desktop.parts.buttons import Button
from admin_desktop.parts.panels import PANEL, Card, Facts, Scrolled
from admin_desktop.parts.text import Rule, Text
from admin_desktop.screens.aspirantes.new_correo import CorreoForm
from admin_desktop.screens.aspirantes.vm import AspirantesVm


class AspirantePanel(Card):
    """The chosen aspirante; hidden without one."""

    opened = Signal()
    """The file of the chosen one is asked for."""
    document = Signal(object)
    """The constancia of the chosen one is asked for."""

    def __init__(self, vm: AspirantesVm, *, may_register: bool) -> None:
        super().__init__(width=PANEL)
        self._vm = vm
        self._said, self._shown = "", ""
        self._name, self._about = Text("", "section", wrap=True), Text("", "help", wrap=True)
        self._file = Button(self.tr("Abrir expediente"))
        self._see = Button(self.tr("Ver constancia"))
        self._correct = Button(self.tr("Corregir correo"))
        if not may_register:
            self._correct.hide()
        self._count, self._of, self._words = Text("", "count"), Text(""), Text("", "help")
        self._bar, self._facts = Bar(), Facts()
        self._correction = CorreoForm()
        self._arrange()
        self._file.clicked.connect(self.opened)
        self._see.clicked.connect(self._ask_document)
        self._correct.clicked.connect(self._correction.turn)
        self._correction.sent.connect(vm.correct_mail)
        vm.dropped.connect(self._close_correction)
        self.hide()

    def is_correcting(self) -> bool:
        """Tell whether the form holds an address other than the present one."""
        return self._correction.is_touched()

    def discard(self) -> None:
        """Forget what was typed, and hide the form."""
        self._close_correction()

    def show_all(self) -> None:
        """Show the chosen one as the view model has it."""
        vm, chosen = self._vm, self._vm.chosen
        self.setVisible(chosen is not None)
        if chosen is None:
            return
        row = chosen.row
        another, self._shown = row.id_solicitante != self._shown, row.id_solicitante
        if another or (vm.said and vm.said != self._said):
            self._close_correction()
        self._said = vm.said
        self._name.setText(row.listed_name)
        self._about.setText(f"Id Solicitante {row.id_solicitante} · {vm.cargo_of(row.cargo)}")
        number, words = chosen.count
        self._count.setText(number)
        self._count.ensurePolished()  # its large font comes with the style sheet
        self._count.setMinimumWidth(self._count.sizeHint().width())
        self._of.setText(words)
        self._words.setText(chosen.count_words)
        self._bar.show_share(chosen.share, f"{number} {words}")
        self._facts.show_facts(vm.facts)
        self._correction.take_present(vm.correo)
        self._correction.show_state(vm.errors.get("correo", ""), vm.working)

    def _arrange(self) -> None:
        actions = ActionRow(self._file, self._see, self._correct)
        count = QHBoxLayout()
        count.setSpacing(12)
        count.addWidget(self._count)
        count.addWidget(self._of, 1, Qt.AlignmentFlag.AlignBottom)
        self._of.setContentsMargins(0, 0, 0, 9)
        inner = Scrolled(ground="onCard")
        inner.box.setSpacing(10)
        inner.box.addWidget(Rule())
        inner.box.addLayout(count)
        for widget in (self._bar, self._words, self._facts):
            inner.box.addWidget(widget)
        inner.box.addStretch(1)
        for widget in (self._name, self._about):
            self.box.addWidget(widget)
        self.box.addWidget(actions)
        self.box.addWidget(self._correction)
        self.box.addWidget(inner, 1)

    @Slot()
    def _ask_document(self) -> None:
        if self._vm.chosen and self._vm.chosen.constancia:
            self.document.emit(self._vm.chosen.constancia)

    def _close_correction(self) -> None:
        """Hide the form; a focus inside it goes back to the button that opened it."""
        if self._correction.close_form():
            self._correct.setFocus()
