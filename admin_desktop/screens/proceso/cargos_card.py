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
from admin_desktop.screens.proceso.dispersion_form import NONE, offered
from admin_desktop.screens.proceso.vm import ProcesoVm
from core.domain.proceso.proceso import Ambito

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
        self._make_rule()
        self._form = Form(
            {
                "cargo": self._name,
                "ambito": self._ambito,
                "numero": self._numero,
                "umbral": self._umbral,
                "unidad": self._unidad,
                **self._rule,
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
                Column(self.tr("Dispersión"), 240),
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
        self._unidad.changed.connect(self._ask_rule)
        self._ask_number()
        self._form.keep()
        vm.changed.connect(self._show)
        self._show()

    @property
    def dirty(self) -> bool:
        """Tell whether an office was typed and not added."""
        return self._form.dirty

    def discard(self) -> None:
        """Let go of the office that was typed and not added."""
        empty = dict.fromkeys(("cargo", "numero", "umbral", *self._rule), "")
        self._form.fill(empty | {"ambito": Ambito.ENTIDAD.value, "unidad": NONE})
        self._ask_number()
        self._form.keep()

    def text(self) -> str:
        """Return the offices, for the form to know whether they changed."""
        return self._vm.cargos_said

    def set_text(self, text: str) -> None:
        """Do nothing: the view model holds the offices."""

    def show_error(self, sentence: str) -> None:
        """Say what is wrong with the list as a whole."""
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))

    def go_there(self) -> None:
        """Put the cursor where the first office is typed."""
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_rule(self) -> None:
        """Make the fields that ask how the support must be spread."""
        self._unidad = ChoiceField(self.tr("Dispersión del apoyo"))
        self._rule = {
            "unidades": Field(self.tr("En cuántas"), aside=self.tr("17 o 50 %")),
            "por_unidad": Field(self.tr("% de cada una")),
            "del_total": Field(self.tr("% del total")),
            "dispersion_fundamento": Field(self.tr("Fundamento de la dispersión")),
        }
        self._about_rule = Text(
            self.tr(
                "De cada unidad, el porcentaje de su lista nominal; del total, el de la lista "
                "nominal de la demarcación, si la ley da así el umbral."
            ),
            "help",
            wrap=True,
        )

    def _arrange(self) -> None:
        self.box.addWidget(Text(self.tr("Cargos de elección"), "section"))
        self.box.addWidget(self._table)
        self.box.addWidget(self._sentence)
        columns = (self._name, self._ambito, self._numero, self._umbral)
        self.box.addWidget(Columns(*columns, stretches=(3, 2, 2, 2)))
        units, each, of_all, ground = self._rule.values()
        rule = (self._unidad, units, each, of_all)
        self.box.addWidget(Columns(*rule, stretches=(3, 2, 2, 2)))
        self.box.addWidget(self._about_rule)
        self.box.addWidget(ground)
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
        ambito = Ambito(self._ambito.text())
        self._numero.setEnabled(ambito is not Ambito.ENTIDAD)
        units = offered(ambito)
        kept = self._unidad.text() if self._unidad.text() in dict(units) else NONE
        self._unidad.offer(units)
        self._unidad.set_text(kept)
        self._ask_rule()

    @Slot()
    def _ask_rule(self) -> None:
        """Ask for the rest of the rule where there is one."""
        for each in (*self._rule.values(), self._about_rule):
            each.setVisible(self._unidad.text() != NONE)

    @Slot()
    def _show(self) -> None:
        rows = [
            [TableCell(said) for said in (each.name, each.place, each.umbral, each.dispersion)]
            for each in self._vm.cargos
        ]
        self._table.show_rows(rows, self._foot(len(rows)), chosen=len(rows) - 1)
        self._remove.setVisible(bool(rows))
        self._form.show_errors(self._vm.errors)

    def _foot(self, count: int) -> str:
        return f"{count} cargo{'' if count == 1 else 's'}" if count else ""
