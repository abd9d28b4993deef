"""The card of the code at sign-in: off, offered, its codes of recovery, on."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from admin_desktop.parts.buttons import Button, danger_button, main_button
from admin_desktop.parts.fields import Field
from admin_desktop.parts.form import inside
from admin_desktop.parts.panels import Card, Scrolled, Steps
from admin_desktop.parts.qr_picture import QrPicture
from admin_desktop.parts.text import Text
from admin_desktop.screens.mi_cuenta.vm import CodeStep, MiCuentaVm


class CodeCard(Card):
    """Shows the step of the view model; nothing begins without a right code."""

    printed = Signal()
    """The codes are wanted as a document."""

    def __init__(self, vm: MiCuentaVm) -> None:
        super().__init__()
        self._vm = vm
        self._steps, self._buttons = Steps(), list[Button]()
        self._qr = QrPicture(self.tr("Código QR para su programa de códigos"))
        self._secret, self._codes = Text("", "coded", wrap=True), Text("", "coded")
        self._stands = Text("", wrap=True)
        self._first = Field(self.tr("Código de seis cifras"))
        self._last = Field(self.tr("Código, o uno de recuperación"))
        self._fields = {CodeStep.OFFERED: self._first, CodeStep.ON: self._last}
        self._copied = Text("", "help", wrap=True)
        self._pages = {
            CodeStep.UNKNOWN: self._page(
                Text(self.tr("Todavía no se ha leído si se pide."), "help")
            ),
            CodeStep.OFF: self._off(),
            CodeStep.OFFERED: self._offered(),
            CodeStep.CODES: self._recovery(),
            CodeStep.ON: self._on(),
        }
        for page in self._pages.values():
            self._steps.add(page)
        room = inside(Scrolled())
        room.box.addWidget(self._steps)
        room.box.addStretch(1)
        self.box.addWidget(Text(self.tr("Código al entrar"), "section"))
        self.box.addWidget(room, 1)
        vm.changed.connect(self._show)
        vm.moved.connect(self._move)
        self._move()

    @property
    def dirty(self) -> bool:
        """Tell whether something typed, or shown only once, would be lost."""
        typed = any(each.text().strip() for each in self._fields.values())
        return typed or self._vm.step is CodeStep.CODES

    def discard(self) -> None:
        """Let go of it: codes that were shown are not shown again."""
        self._empty()
        if self._vm.step is CodeStep.CODES:
            self._vm.keep_codes()

    def _off(self) -> QWidget:
        about = self.tr(
            "Además de su contraseña, pida las seis cifras que muestra un programa de códigos de "
            "su teléfono. Quien conozca su contraseña no podrá entrar sin él."
        )
        begin = self._button(main_button(self.tr("Pedir un código al entrar"), tall=True))
        begin.clicked.connect(self._vm.begin)
        return self._page(Text(about, wrap=True), begin)

    def _offered(self) -> QWidget:
        about = self.tr("Lea este QR con su programa de códigos, o escriba ahí la clave.")
        self._first.set_hint(self.tr("El que el programa muestra ahora."))
        start = self._button(main_button(self.tr("Empezar a pedirlo"), tall=True))
        leave = Button(self.tr("No empezar"), tall=True)
        start.clicked.connect(self._start)
        self._first.editor.returnPressed.connect(self._start)
        leave.clicked.connect(self._leave)
        return self._page(Text(about, wrap=True), self._qr, self._secret, self._first, start, leave)

    def _recovery(self) -> QWidget:
        about = self.tr(
            "Su cuenta ya pide un código. Guarde estos códigos de recuperación: cada uno sirve una "
            "vez, si no tiene el teléfono. No se vuelven a mostrar."
        )
        copy = Button(self.tr("Copiar códigos"), tall=True)
        sheet = Button(self.tr("Ver para imprimir"), tall=True)
        done = main_button(self.tr("Ya los guardé"), tall=True)
        copy.clicked.connect(self._copy)
        sheet.clicked.connect(self.printed)
        done.clicked.connect(self._vm.keep_codes)
        return self._page(Text(about, wrap=True), self._codes, copy, sheet, self._copied, done)

    def _on(self) -> QWidget:
        about = self.tr("Para dejar de pedirlo, o cambiar de teléfono, escriba un código.")
        stop = self._button(danger_button(self.tr("Dejar de pedir el código"), tall=True))
        stop.clicked.connect(self._stop)
        self._last.editor.returnPressed.connect(self._stop)
        return self._page(self._stands, Text(about, wrap=True), self._last, stop)

    def _page(self, *parts: QWidget) -> QWidget:
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        for part in parts:
            box.addWidget(part)
        return page

    def _button(self, button: Button) -> Button:
        self._buttons.append(button)
        return button

    def _empty(self) -> None:
        for each in self._fields.values():
            each.set_text("")

    @Slot()
    def _start(self) -> None:
        self._vm.turn_on(self._first.text())

    @Slot()
    def _stop(self) -> None:
        self._vm.turn_off(self._last.text())

    @Slot()
    def _leave(self) -> None:
        self._empty()
        self._vm.give_up()

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(self._vm.codes))
        self._copied.setText(self.tr("Se copiaron. Guárdelos y copie después otra cosa."))

    @Slot()
    def _move(self) -> None:
        """Show the page of the step, with nothing typed, and the focus on its first thing."""
        vm = self._vm
        now = QApplication.focusWidget()
        had = now is not None and self.isAncestorOf(now)
        self._empty()
        self._qr.show_text(vm.uri)
        self._secret.setText(vm.secret)
        self._codes.setText("\n".join(vm.codes))
        self._copied.setText("")
        self._steps.show_page(self._pages[vm.step])
        self._show()
        field = self._fields.get(vm.step)
        if had and field is not None:
            field.go_there()
        elif had and (button := self._pages[vm.step].findChild(Button)) is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _show(self) -> None:
        vm = self._vm
        self._stands.setText(vm.stands)
        for button in self._buttons:
            button.set_working(vm.working)
        for step, each in self._fields.items():
            error = vm.errors.get("codigo", "") if vm.step is step else ""
            each.show_error(error)
            if error:
                each.go_there()
