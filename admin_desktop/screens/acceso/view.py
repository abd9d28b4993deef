"""The pages of the way in, one column of calm: server, login, code, password, notice, duty."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from admin_desktop.parts.buttons import Button, main_button, text_button
from admin_desktop.parts.calm_page import CalmPage, calm_card
from admin_desktop.parts.choices import TickBox
from admin_desktop.parts.fields import Field, LongField, PasswordField
from admin_desktop.parts.marks import Mark
from admin_desktop.parts.panels import Scrolled, Steps
from admin_desktop.parts.proving import Proving
from admin_desktop.parts.text import Text
from admin_desktop.screens.acceso.other_ways import OtherWays
from admin_desktop.screens.acceso.vm import AccesoVm, AccessStep

_DUTY = 240
_Inputs = dict[str, Field | LongField | PasswordField]


class AccesoView(CalmPage):
    """Shows the step of its view model."""

    def __init__(self, vm: AccesoVm) -> None:
        super().__init__()
        vm.setParent(self)
        self._vm = vm
        self._inputs: dict[AccessStep, _Inputs] = {}
        self._mains: dict[AccessStep, Button] = {}
        self._steps = Steps()
        self._pages = {
            AccessStep.SERVER: self._server(),
            AccessStep.LOGIN: self._login(),
            AccessStep.CODE: self._code(),
            AccessStep.BROWSER: self._browser(),
            AccessStep.PASSWORD: self._password(),
            AccessStep.NOTICE: self._notice(),
            AccessStep.DUTY: self._duty(),
        }
        for page in self._pages.values():
            self._steps.add(page)
        self.show_content(self._steps)
        vm.changed.connect(self._show)
        self._shown: AccessStep | None = None
        self._read_first: dict[AccessStep, QWidget] = {
            AccessStep.NOTICE: self._notice_scroll,
            AccessStep.DUTY: self._tick,
        }
        self._show()

    def _server(self) -> QWidget:
        address = Field(self.tr("Dirección del servidor"), placeholder="https://…")
        digest = LongField(self.tr("Huella de la autoridad"), lines=2)
        digest.set_hint(self.tr("64 caracteres. El servidor la imprime al iniciar y en su página."))
        main = main_button(self.tr("Confiar en el servidor"))
        main.clicked.connect(lambda: self._vm.trust(address.text(), digest.text()))
        self._take(AccessStep.SERVER, {"direccion": address, "huella": digest}, main)
        about = self.tr("La primera vez, diga a qué servidor se conecta este equipo.")
        return calm_card(self.tr("Servidor del Instituto"), about, [address, digest], [main])

    def _login(self) -> QWidget:
        user, password = Field(self.tr("Usuario")), PasswordField(self.tr("Contraseña"))
        main = main_button(self.tr("Entrar"))
        other = text_button(self.tr("Cambiar de servidor"))
        other.clicked.connect(self._vm.change_server)
        enter: Callable[[], None] = lambda: self._vm.sign_in(user.text(), password.text())  # noqa: E731
        main.clicked.connect(enter)
        password.editor.returnPressed.connect(enter)
        user.editor.returnPressed.connect(password.go_there)
        self._take(AccessStep.LOGIN, {"usuario": user, "contrasena": password}, main)
        self._where = Text("", "help", wrap=True)
        self._others = OtherWays(self._vm)
        rows = [self._where, user, password]
        card = calm_card(self.tr("Entre a su cuenta"), "", rows, [main, other])
        card.box.addWidget(self._others)
        return card

    def _browser(self) -> QWidget:
        proving = Proving(self._vm)
        main = main_button(self.tr("Entrar con el número"))
        back = text_button(self.tr("Volver a la contraseña"))
        enter: Callable[[], None] = lambda: self._vm.enter_number(proving.number.text())  # noqa: E731
        main.clicked.connect(enter)
        proving.number.editor.returnPressed.connect(enter)
        back.clicked.connect(self._vm.give_up_proving)
        self._take(AccessStep.BROWSER, {"numero": proving.number}, main)
        about = self.tr("Se abrió una página de este servidor. Entre ahí a su cuenta.")
        return calm_card(self.tr("Siga en su navegador"), about, [proving], [main, back])

    def _code(self) -> QWidget:
        code = Field(self.tr("Código"))
        code.set_hint(self.tr("Si acaba de usar uno, espere al siguiente."))
        main = main_button(self.tr("Entrar con el código"))
        again = text_button(self.tr("Empezar otra vez"))
        enter: Callable[[], None] = lambda: self._vm.enter_code(code.text())  # noqa: E731
        main.clicked.connect(enter)
        code.editor.returnPressed.connect(enter)
        again.clicked.connect(self._vm.start_again)
        self._take(AccessStep.CODE, {"codigo": code}, main)
        about = self.tr(
            "Escriba las seis cifras que muestra su programa de códigos, o uno de recuperación."
        )
        return calm_card(self.tr("Falta su código"), about, [code], [main, again])

    def _password(self) -> QWidget:
        new = PasswordField(self.tr("Contraseña nueva"))
        again = PasswordField(self.tr("Contraseña nueva, otra vez"))
        new.set_hint(self.tr("Al menos doce caracteres; una frase corta funciona bien."))
        main = main_button(self.tr("Guardar contraseña"))
        save: Callable[[], None] = lambda: self._vm.choose_password(new.text(), again.text())  # noqa: E731
        main.clicked.connect(save)
        again.editor.returnPressed.connect(save)
        new.editor.returnPressed.connect(again.go_there)
        self._take(AccessStep.PASSWORD, {"nueva": new, "otra_vez": again}, main)
        about = self.tr("La contraseña que recibió es temporal. Nadie más conocerá la nueva.")
        return calm_card(self.tr("Cree su contraseña"), about, [new, again], [main])

    def _notice(self) -> QWidget:
        self._notice_text, self._notice_scroll = _long_text(self.tr("Texto del aviso"))
        self._notice_version = Text("", "help")
        main = main_button(self.tr("He leído el aviso"))
        main.clicked.connect(self._vm.read_notice)
        self._take(AccessStep.NOTICE, {}, main)
        return calm_card(
            self.tr("Aviso de privacidad"),
            "",
            [self._notice_scroll, self._notice_version],
            [main],
        )

    def _duty(self) -> QWidget:
        self._duty_text, scroll = _long_text(self.tr("Texto del deber"))
        self._duty_version = Text("", "help")
        self._tick = TickBox(self.tr("Acepto el deber"))
        self._tick_error = Text("", "help", wrap=True)
        self._tick_error.set_mark(Mark.ERROR)
        main = main_button(self.tr("Guardar aceptación"))
        main.clicked.connect(lambda: self._vm.accept_duty(ticked=self._tick.isChecked()))
        self._take(AccessStep.DUTY, {}, main)
        return calm_card(
            self.tr("Su deber como aspirante"),
            "",
            [scroll, self._duty_version, self._tick, self._tick_error],
            [main],
        )

    def _take(self, step: AccessStep, inputs: _Inputs, main: Button) -> None:
        self._inputs[step], self._mains[step] = inputs, main

    @Slot()
    def _show(self) -> None:
        vm, step = self._vm, self._vm.step
        self._where.setText(vm.address)
        self._others.show_ways()
        self._notice_text.setText(vm.notice_text)
        self._notice_version.setText(f"{self.tr('Versión')} {vm.notice_version}")
        self._duty_text.setText(vm.duty_text)
        self._duty_version.setText(f"{self.tr('Versión')} {vm.duty_version}")
        self._tick_error.setText(vm.errors.get("acepto", ""))
        self._tick_error.setVisible("acepto" in vm.errors)
        for name, each in self._inputs.get(step, {}).items():
            each.show_error(vm.errors.get(name, ""))
        for button in self._mains.values():
            button.set_working(vm.working)
        self._show_trouble()
        if step in self._pages and step is not self._shown:
            self._shown = step
            self._empty_code()
            self._steps.show_page(self._pages[step])
            first = next(iter(self._inputs[step].values()), None)
            (first or self._read_first[step]).setFocus()

    def _empty_code(self) -> None:
        """Leave no code in its field from one sign-in to the next."""
        for each in self._inputs[AccessStep.CODE].values():
            each.set_text("")

    def _show_trouble(self) -> None:
        """Say what went wrong: beside its field where there is one, else above."""
        vm = self._vm
        if vm.trouble:
            self.banner.say_trouble(vm.trouble, vm.errors.values(), beside=True)
        else:
            self.banner.clear()
        inputs = self._inputs.get(vm.step, {})
        broken = next((inputs[name] for name in inputs if name in vm.errors), None)
        if vm.trouble and vm.step in {AccessStep.CODE, AccessStep.BROWSER}:
            broken = next(iter(inputs.values()))
        if broken:
            broken.go_there()


def _long_text(name: str) -> tuple[Text, Scrolled]:
    """Return a text, and the box in which it scrolls."""
    text, scroll = Text("", wrap=True), Scrolled(ground="onCard")
    scroll.setAccessibleName(name)
    scroll.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a long one is read with the arrows
    scroll.box.addWidget(text)
    scroll.box.addStretch(1)
    scroll.setFixedHeight(_DUTY)
    return text, scroll
