"""The acts that set from when until when apoyos are captured and received (numerals 12 and 26)."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from admin_desktop.parts.banner import Banner
from admin_desktop.parts.buttons import main_button
from admin_desktop.parts.dates import DateField
from admin_desktop.parts.fields import ChoiceField, Field
from admin_desktop.parts.form import Fillable, Form, inside, tell
from admin_desktop.parts.panels import PANEL, Columns, Scrolled
from admin_desktop.parts.rows import Column, TableCell
from admin_desktop.parts.side_card import SideCard
from admin_desktop.parts.table import Table
from admin_desktop.parts.text import Text
from admin_desktop.screens.proceso.periodos_vm import PeriodoLine, PeriodosVm
from admin_desktop.screens.proceso.signing import Signing
from admin_desktop.screens.proceso.signing_view import SigningQuestion

_HOUR_HINT = "hh:mm"

_TABLE, _FORM = 402, 292
"""Least width in pixels at which every column, and a day beside its hour, is readable."""


class PeriodosPage(QWidget):
    """The list of acts, and the form of a new one at its side."""

    def __init__(self, vm: PeriodosVm, *, may_publish: bool = True) -> None:
        super().__init__()
        self._vm = vm
        self._fields: dict[str, Fillable] = {}
        self._banner, self._zone = Banner(), Text("", "help", wrap=True)
        self._office = ChoiceField(self.tr("Cargo"))
        self._why = Field(self.tr("Fundamento de ese envío"))
        self._why.hide()
        self._proposed = ("", "")
        self._publish = main_button(self.tr("Publicar periodo"), tall=True)
        self._table = Table(
            self.tr("Periodos"),
            (
                Column(self.tr("Cargo y acuerdo")),
                Column(self.tr("Captación"), 152),
                Column(self.tr("Envío hasta"), 144),
            ),
            empty=self.tr("Todavía no hay periodos. Publique el primero con los datos de al lado.")
            if may_publish
            else self.tr("Todavía no hay periodos."),
        )
        self._table.setMinimumWidth(_TABLE)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._table, 1)
        panel = self._panel()
        row.addWidget(panel)
        if not may_publish:
            panel.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(self._banner)
        box.addLayout(row, 1)
        self._form = Form(self._fields)
        self._table.serve(vm.held)
        self._publish.clicked.connect(self._send)
        vm.changed.connect(self._show)
        vm.published.connect(self._keep)
        vm.to_sign.connect(self._ask)
        vm.dropped.connect(self.discard)
        self._show()

    @property
    def dirty(self) -> bool:
        """Tell whether something was typed since the last publication."""
        return self._form.dirty

    def discard(self) -> None:
        """Forget the dates that were typed."""
        self._form.clear()

    def _panel(self) -> SideCard:
        card = SideCard(PANEL - 44)
        card.setMinimumWidth(_FORM)
        card.box.addWidget(Text(self.tr("Periodo nuevo"), "section"))
        inner = inside(Scrolled())
        inner.box.setSpacing(10)
        self._fields["cargo"] = self._office
        aspirante = Field(
            self.tr("Id Solicitante"), coded=True, aside=self.tr("solo por sentencia")
        )
        self._fields["aspirante"] = aspirante
        inner.box.addWidget(self._office)
        inner.box.addWidget(aspirante)
        inner.box.addWidget(self._moment("inicio", self.tr("Inicio")))
        inner.box.addWidget(self._moment("fin", self.tr("Fin")))
        inner.box.addWidget(self._moment("envio", self.tr("Envío hasta")))
        self._fields["fundamento_envio"] = self._why
        self._why.set_hint(self.tr("No son 24:00:00 después del fin: diga por qué."))
        inner.box.addWidget(self._why)
        for key, label in (("fundamento", self.tr("Fundamento")), ("acuerdo", self.tr("Acuerdo"))):
            field = Field(label)
            self._fields[key] = field
            inner.box.addWidget(field)
        inner.box.addWidget(self._zone)
        inner.box.addStretch(1)
        card.box.addWidget(inner, 1)
        card.box.addWidget(self._publish)
        return card

    def _moment(self, key: str, label: str) -> Columns:
        day = DateField(f"{label}, fecha")
        hour = Field(f"{label}, hora", placeholder=_HOUR_HINT)
        self._fields[f"{key}_dia"], self._fields[f"{key}_hora"] = day, hour
        if key == "fin":
            day.changed.connect(self._propose)
            hour.changed.connect(self._propose)
        for each in (day, hour):
            each.changed.connect(self._ask_why)
        return Columns(day, hour, stretches=(3, 2))

    @Slot()
    def _propose(self) -> None:
        """Propose 24:00:00 later, unless the person set another end of sending."""
        texts = self._form.texts()
        if (texts["envio_dia"], texts["envio_hora"]) not in (self._proposed, ("", "")):
            return
        day, hour = self._vm.proposed_sending(texts["fin_dia"], texts["fin_hora"])
        if day:
            self._proposed = (day, hour)
            self._fields["envio_dia"].set_text(day)
            self._fields["envio_hora"].set_text(hour)

    @Slot()
    def _ask_why(self) -> None:
        """Ask for the ground of another end of sending, once one is typed."""
        unusual = self._vm.is_unusual(self._form.texts())
        if not unusual:
            self._why.set_text("")
        self._why.setVisible(unusual)

    @Slot(object)
    def _ask(self, signing: Signing) -> None:
        question = SigningQuestion(self, signing)
        question.agreed.connect(self._vm.sign)
        question.open()

    @Slot()
    def _send(self) -> None:
        self._vm.publish(self._form.texts())

    @Slot()
    def _keep(self) -> None:
        self._form.keep()

    @Slot()
    def _show(self) -> None:
        tell(self._banner, self._vm)
        self._office.offer(list(self._vm.offices.items()))
        self._form.show_errors(self._vm.errors)
        self._publish.set_working(self._vm.working)
        self._zone.setText(self._vm.zone_said)
        lines = self._vm.lines
        self._table.show_rows(
            [
                (
                    TableCell(line.whom, self._under(line)),
                    TableCell(line.starts, f"a {line.capture_ends}"),
                    TableCell(line.sending_ends, self.tr("En vigor") if line.in_force else ""),
                )
                for line in lines
            ],
            f"1 a {len(lines)} de {len(lines)}, el más reciente primero" if lines else "",
        )

    def _under(self, line: PeriodoLine) -> str:
        version = self.tr("versión {0}").format(line.version)
        return f"{line.agreement} · {version}"
