"""The offices of a proceso: what each stands for, and how many apoyos the law asks for."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout

from admin_desktop.framework import theme
from admin_desktop.parts.buttons import Button
from admin_desktop.parts.fields import ChoiceField, Field
from admin_desktop.parts.form import Form
from admin_desktop.parts.marks import Mark
from admin_desktop.parts.panels import Card, Columns
from admin_desktop.parts.rows import Column, TableCell
from admin_desktop.parts.table import Table
from admin_desktop.parts.text import Text
from admin_desktop.screens.proceso import form as proceso_form
from admin_desktop.screens.proceso.vm import ProcesoVm
from core.domain.proceso import Ambito

_TABLE_HEIGHT, _ROW = 220, 40


class CargosCard(Card):
    """A list, and the form that adds to it. As a field of the proceso its text is the list."""

    def __init__(self, vm: ProcesoVm) -> None:
        super().__init__()
        self._vm = vm
        self._name = Field(self.tr("Nombre del cargo"))
        self._ambito = ChoiceField(self.tr("Ámbito"))
        self._ambito.offer(list(proceso_form.AMBITOS.items()))
        self._numero = Field(self.tr("Número"), aside=self.tr("de distrito o municipio"))
        self._umbral = Field(self.tr("Umbral de apoyos"))
        self._form = Form(
            {
                "cargo": self._name,
                "ambito": self._ambito,
                "numero": self._numero,
                "umbral": self._umbral,
            }
        )
        self._form.fill({"ambito": Ambito.ENTIDAD.value})
        self._sentence = Text("", "help", wrap=True)
        self._sentence.set_mark(Mark.ERROR)
        self._table = Table(
            self.tr("Cargos"),
            (
                Column(self.tr("Cargo")),
                Column(self.tr("Ámbito"), 180),
                Column(self.tr("Umbral"), 140),
            ),
            empty=self.tr("Agregue el primer cargo con los datos de abajo."),
            row_height=_ROW,
        )
        self._table.setFixedHeight(_TABLE_HEIGHT)
        self._add = Button(self.tr("Agregar cargo"))
        self._remove = Button(self.tr("Quitar cargo"))
        self._arrange()
        self._add.clicked.connect(self._append)
        self._remove.clicked.connect(self._take_out)
        self._ambito.changed.connect(self._ask_number)
        self._ask_number()
        vm.changed.connect(self._show)
        self._show()

    def text(self) -> str:
        """Return the offices, for the form to know whether they changed."""
        return "\n".join(f"{each.name} {each.place} {each.umbral}" for each in self._vm.cargos)

    def set_text(self, text: str) -> None:
        """Do nothing: the view model holds the offices."""

    def show_error(self, sentence: str) -> None:
        """Say what is wrong with the list as a whole."""
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))

    def go_there(self) -> None:
        """Put the cursor where the first office is typed."""
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        self.box.addWidget(Text(self.tr("Cargos de elección"), "section"))
        self.box.addWidget(self._table)
        self.box.addWidget(self._sentence)
        columns = (self._name, self._ambito, self._numero, self._umbral)
        self.box.addWidget(Columns(*columns, stretches=(3, 2, 2, 2)))
        row = QHBoxLayout()
        row.setSpacing(theme.SMALL)
        row.addWidget(self._add)
        row.addWidget(self._remove)
        row.addStretch(1)
        self.box.addLayout(row)

    @Slot()
    def _append(self) -> None:
        if self._vm.add_cargo(self._form.texts()):
            self._form.fill({"cargo": "", "numero": "", "umbral": ""})
            self.go_there()

    @Slot()
    def _take_out(self) -> None:
        self._vm.remove_cargo(self._table.chosen_row())

    @Slot()
    def _ask_number(self) -> None:
        self._numero.setEnabled(self._ambito.text() != Ambito.ENTIDAD.value)

    @Slot()
    def _show(self) -> None:
        rows = [
            (TableCell(each.name), TableCell(each.place), TableCell(each.umbral))
            for each in self._vm.cargos
        ]
        self._table.show_rows(rows, self._foot(len(rows)), chosen=len(rows) - 1)
        self._remove.setVisible(bool(rows))
        self._form.show_errors(self._vm.errors)

    def _foot(self, count: int) -> str:
        return f"{count} cargo{'' if count == 1 else 's'}" if count else ""
