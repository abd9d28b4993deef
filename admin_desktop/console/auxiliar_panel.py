"""What may be done with one auxiliar: code again, another device, and the baja, which is final."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from admin_desktop.console.auxiliares_vm import MOTIVES, AuxiliaresVm, AuxiliarLine
from admin_desktop.console.standing import Standing
from admin_desktop.framework import theme
from admin_desktop.parts.asking import Asking
from admin_desktop.parts.buttons import Button, danger_button
from admin_desktop.parts.fields import ChoiceField, Field
from admin_desktop.parts.panels import PRINT_PANEL
from admin_desktop.parts.side_card import SideCard
from admin_desktop.parts.text import Text


class AuxiliarPanel(SideCard):
    """The chosen auxiliar; irreversible acts ask for confirmation and name the act."""

    def __init__(self, vm: AuxiliaresVm) -> None:
        super().__init__(PRINT_PANEL)
        self._vm = vm
        self._line: AuxiliarLine | None = None
        self._name, self._about = Text("", "section", wrap=True), Text("", "help", wrap=True)
        self._code = Button(self.tr("Reenviar código"), tall=True)
        self._invite = Button(self.tr("Reenviar invitación"), tall=True)
        self._device = Button(self.tr("Cambiar dispositivo"), tall=True)
        self._baja = danger_button(self.tr("Dar de baja"), tall=True)
        self._ended = Text(
            self.tr("La baja es permanente. La persona puede volver con un alta nueva."),
            "help",
            wrap=True,
        )
        self._change, self._end = _DeviceQuestion(vm), _BajaQuestion(vm)
        self._parts = QStackedWidget()
        self._parts.setObjectName(theme.INSIDE)
        for part in (self._acts(), self._change, self._end):
            self._parts.addWidget(part)
        self.box.addWidget(self._name)
        self.box.addWidget(self._about)
        self.box.addWidget(self._parts, 1)
        self._code.clicked.connect(self._send_code)
        self._invite.clicked.connect(self._send_code)
        self._device.clicked.connect(self._ask_device)
        self._baja.clicked.connect(self._ask_baja)
        self._change.agreed.connect(self._change_device)
        self._end.agreed.connect(self._end_vinculo)
        for question in (self._change, self._end):
            question.no.clicked.connect(self._rest)
        vm.done.connect(self._rest)
        vm.dropped.connect(self._rest)
        vm.changed.connect(self._show)

    def show_auxiliar(self, line: AuxiliarLine | None) -> None:
        """Show another auxiliar, or hide for None. A question about the same one stays."""
        other = (line.vinculo if line else "") != (self._line.vinculo if self._line else "")
        self._line = line
        self.setVisible(line is not None)
        if line is None:
            return
        self._name.setText(line.name)
        who = self.tr("Auxiliar {0} · ").format(line.number) if line.number else ""
        self._about.setText(f"{who}{line.standing.value}\n{line.note}".strip())
        ended = line.standing in (Standing.ENDED, Standing.DECLINED)
        pending = line.standing is Standing.PENDING
        self._invite.setVisible(pending)
        self._code.setVisible(not ended and not pending)
        self._baja.setVisible(not ended)
        self._device.setVisible(not ended and not pending)
        self._ended.setVisible(ended)
        for question in (self._change, self._end):
            question.say(question.about(line))
        if other:
            self._rest()

    @property
    def shown(self) -> str:
        """Return the vínculo of who is shown; "" for nobody."""
        return self._line.vinculo if self._line else ""

    @property
    def dirty(self) -> bool:
        """Tell whether a question holds something typed."""
        return self._change.dirty or self._end.dirty

    def discard(self) -> None:
        """Forget what was typed."""
        self._rest()

    def _acts(self) -> QWidget:
        acts = QWidget()
        box = QVBoxLayout(acts)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SMALL)
        for each in (self._invite, self._code, self._device, self._baja, self._ended):
            box.addWidget(each)
        box.addStretch(1)
        return acts

    @Slot()
    def _send_code(self) -> None:
        if self._line is not None:
            self._vm.send_code(self._line.vinculo)

    @Slot()
    def _ask_device(self) -> None:
        self._vm.dismiss()
        self._parts.setCurrentWidget(self._change)
        self._about.hide()
        self._change.start()

    @Slot()
    def _ask_baja(self) -> None:
        self._vm.dismiss()
        self._parts.setCurrentWidget(self._end)
        self._about.hide()
        self._end.start()

    @Slot()
    def _change_device(self) -> None:
        if self._line is not None:
            self._vm.change_device(self._line.vinculo, self._change.texts()["motivo"])

    @Slot()
    def _end_vinculo(self) -> None:
        if self._line is not None:
            self._vm.end(self._line.vinculo, self._end.texts()["motivo"])

    @Slot()
    def _rest(self) -> None:
        self._parts.setCurrentIndex(0)
        for question in (self._change, self._end):
            question.end()
        self._about.show()

    @Slot()
    def _show(self) -> None:
        self._code.set_working(self._vm.working)
        self._invite.set_working(self._vm.working)


class _BajaQuestion(Asking):
    """Numeral 6.a: permanent."""

    def __init__(self, vm: AuxiliaresVm) -> None:
        fields = {"motivo": Field(self.tr("Motivo de la baja"))}
        yes, no = self.tr("Dar de baja para siempre"), self.tr("No dar de baja")
        super().__init__(vm, fields, yes=yes, no=no, danger=True)

    def about(self, line: AuxiliarLine) -> str:
        """Return what will happen."""
        return self.tr(
            "{0} ya no podrá captar apoyos para usted. No se puede deshacer. "
            "Lo que ya guardó se recibe. {1}"
        ).format(line.name, line.waiting)


class _DeviceQuestion(Asking):
    """Numeral 10: one device at a time; changing it is an act."""

    def __init__(self, vm: AuxiliaresVm) -> None:
        motive = ChoiceField(self.tr("Motivo del cambio"))
        motive.offer(list(MOTIVES.items()))
        yes, no = self.tr("Cambiar o reportar"), self.tr("No cambiar")
        super().__init__(vm, {"motivo": motive}, yes=yes, no=no)

    def about(self, line: AuxiliarLine) -> str:
        """Return what will happen."""
        return self.tr(
            "{1} {0} recibe un código en su correo; su tableta deja de entrar cuando active otra "
            "con él. Si se la robaron, desde ahora no capta para usted y se avisa a la persona y "
            "a la Unidad Técnica. Lo que ya guardó no se pierde."
        ).format(line.name, line.waiting)
