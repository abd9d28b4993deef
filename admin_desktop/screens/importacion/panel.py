"""The form of an import, and in its place what the server found until a person decides."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from admin_desktop.parts.bar import Bar, Share
from admin_desktop.parts.buttons import Button, main_button
from admin_desktop.parts.dates import DateField
from admin_desktop.parts.fields import Field
from admin_desktop.parts.file_dialog import ask_to_save
from admin_desktop.parts.file_field import FileField
from admin_desktop.parts.form import Form
from admin_desktop.parts.panels import Card, Facts
from admin_desktop.parts.question import Question
from admin_desktop.parts.rows import Column, TableCell
from admin_desktop.parts.side_card import SideCard
from admin_desktop.parts.table import Table
from admin_desktop.parts.text import Text
from admin_desktop.screens.importacion.vm import ImportVm

CSV = "Archivos CSV (*.csv);;Todos los archivos (*)"
_CARD = 300
_LINES_FILE = "lineas_mal.csv"


class ImportForm(Card):
    """File and day of an import, and the bar while it is sent."""

    def __init__(self, vm: ImportVm, title: str, header: str, labels: Sequence[str]) -> None:
        super().__init__()
        self._vm = vm
        file, day, verb = labels
        self._file = FileField(file, CSV)
        self._day = DateField(day)
        self._day.setMaximumWidth(240)
        self._form = Form({"archivo": self._file, "dia": self._day})
        self._import = main_button(verb, tall=True)
        self._bar = Bar()
        self._bar.hide()
        self.box.addWidget(Text(title, "section"))
        columns = self.tr("Columnas: {0}.").format(header.replace(",", ", "))
        self.box.addWidget(Text(columns, "help", wrap=True))
        self.box.addWidget(self._file)
        self.box.addWidget(self._day)
        foot = QHBoxLayout()
        foot.addWidget(self._bar, 1)
        foot.addStretch(0)
        foot.addWidget(self._import, 0, Qt.AlignmentFlag.AlignRight)
        self.box.addLayout(foot)
        self.box.addStretch(1)
        self._import.clicked.connect(self._send)
        vm.progressed.connect(self._progress)
        vm.changed.connect(self._show)
        self._show()

    @property
    def dirty(self) -> bool:
        """Tell whether something typed or chosen was not sent."""
        return self._form.dirty and not self._vm.working

    def discard(self) -> None:
        """Let go of what was typed."""
        self._form.clear()

    def go_there(self) -> None:
        """Put the cursor on the first field."""
        self._file.go_there()

    @Slot()
    def _send(self) -> None:
        self._vm.import_file(self._file.text(), self._day.text())

    @Slot(object, object)
    def _progress(self, done: int, of: int) -> None:
        part = done / of if of else 1.0
        self._bar.show_share(Share(min(part, 0.999)), f"{part:.0%}")

    @Slot()
    def _show(self) -> None:
        if self._vm.is_open:
            self._form.keep()  # it was sent; cancelled, the same file may be sent again
        self._form.show_errors(self._vm.errors)
        self._import.set_working(self._vm.working)
        self._bar.setVisible(bool(self._vm.working))


class Turning:
    """Shows the open import in the place of the form and what stands beside it; focus follows."""

    def __init__(
        self,
        form: ImportForm,
        review: "ImportReview",
        beside: Sequence[QWidget],
        *,
        has_form: bool = True,
    ) -> None:
        """Turn between them; without `has_form` nobody here imports, and it is never shown."""
        if not has_form:
            form.hide()
        self._form, self._review = form, review
        self._beside = (form, *beside) if has_form else tuple(beside)
        self._is_open = False
        self.show(is_open=False)

    def show(self, *, is_open: bool) -> None:
        """Show one or the other. The focus moves only from what goes away."""
        turned, self._is_open = is_open != self._is_open, is_open
        on_screen = self._form.isVisible() or self._review.isVisible()
        if is_open:
            self._review.show()
        else:
            for each in self._beside:
                each.show()
        if turned and on_screen:
            (self._review if is_open else self._form).go_there()
        if is_open:
            for each in self._beside:
                each.hide()
        else:
            self._review.hide()


class NothingOpen(Text):
    """What is said in the place of the form to who only reads, while no import is open."""

    def __init__(self, vm: ImportVm, *, shown: bool) -> None:
        super().__init__("", "help", wrap=True)
        self._vm, self._shown = vm, shown
        self.setText(self.tr("Ninguna importación está abierta."))
        self.hide()
        vm.changed.connect(self._show)

    @Slot()
    def _show(self) -> None:
        self.setVisible(self._shown and not self._vm.is_open)


class ImportReview(QWidget):
    """An open import: how far it is, its bad lines, and the decision."""

    def __init__(self, vm: ImportVm, title: str, *, may_decide: bool = True) -> None:
        super().__init__()
        self._vm = vm
        self._may_decide = may_decide
        self._stage, self._bar, self._facts = Text("", wrap=True), Bar(), Facts()
        self._lines = Table(
            self.tr("Líneas mal escritas"),
            (
                Column(self.tr("Línea"), 76, right=True),
                Column(self.tr("Motivo y columna")),
            ),
            empty=self.tr("Ninguna línea está mal escrita."),
        )
        self._reason = Field(self.tr("Motivo para aplicar sin esas líneas"))
        self._form = Form({"reason": self._reason})
        self._keep = Button(self.tr("Descargar las demás (CSV)"), icon="descargar")
        self._cancel = Button(self.tr("Cancelar importación"))
        self._apply = main_button(self.tr("Aplicar importación"), tall=True)
        card = SideCard(_CARD)
        upper = (Text(title, "section"), self._stage, self._bar, self._facts)
        for shown in upper:
            card.box.addWidget(shown)
        card.box.addStretch(1)
        for asked in (self._reason, self._apply, self._cancel):
            card.box.addWidget(asked)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self._lines, 1)
        left.addWidget(self._keep, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addWidget(card)
        self._apply.clicked.connect(self._decide)
        self._cancel.clicked.connect(vm.cancel)
        self._keep.clicked.connect(self._download)
        vm.doubted.connect(self._ask)
        vm.changed.connect(self._show)
        self._show()

    @property
    def dirty(self) -> bool:
        """Tell whether a reason was typed and the import not applied with it."""
        return self._vm.is_open and self._form.dirty

    def discard(self) -> None:
        """Let go of the reason."""
        self._form.clear()

    def go_there(self) -> None:
        """Put the focus on the one thing that can always be done."""
        self._cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _decide(self) -> None:
        self._vm.apply(self._reason.text())

    @Slot(list)
    def _ask(self, doubts: list[str]) -> None:
        """Let the person look again at what is odd, or say that it is so."""
        yes, no = self.tr("Aplicar así"), self.tr("Revisar la importación")
        question = Question(self, self.tr("¿Es así?"), "\n\n".join(doubts), yes=yes, no=no)
        question.agreed.connect(lambda: self._vm.apply(self._reason.text(), sure=True))
        question.open()

    @Slot()
    def _download(self) -> None:
        title = self.tr("Guardar las líneas mal escritas")
        ask_to_save(self, title, _LINES_FILE, (CSV,), self._vm.keep_lines)

    @Slot()
    def _show(self) -> None:
        vm = self._vm
        if not vm.is_open:
            self._form.clear()  # the reason was of that import, and of no other
        self._stage.setText(vm.stage)
        self._bar.setVisible(not vm.is_checked)
        self._bar.show_share(Share(min(vm.share, 0.999)), f"{vm.share:.0%}")
        self._facts.show_facts(vm.facts)
        lines = [(TableCell(line), TableCell(why, under=column)) for line, column, why in vm.lines]
        foot = f"1 a {len(lines):,} de {vm.bad:,}" if lines else ""
        self._lines.show_rows(lines, foot)
        self._lines.setVisible(vm.is_checked)
        self._keep.setVisible(vm.is_checked and vm.bad > 0)
        may_apply = self._may_decide and vm.may_apply
        self._reason.setVisible(may_apply and vm.bad > 0)
        self._form.show_errors(vm.errors)
        self._apply.setVisible(may_apply)
        self._apply.rename(
            self.tr("Aplicar sin esas líneas") if vm.bad else self.tr("Aplicar importación")
        )
        self._apply.setEnabled(not vm.working)
        self._cancel.setVisible(self._may_decide and vm.may_cancel)
        self._cancel.setEnabled(not vm.working)
