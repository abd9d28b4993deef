"""The ways in besides the password: a button for each provider of the server."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from admin_desktop.parts.buttons import Button
from admin_desktop.parts.text import Text
from admin_desktop.screens.acceso.vm import AccesoVm
from core.domain.access.entrada import Proveedor


class OtherWays(QWidget):
    """Hidden where the server knows no provider."""

    def __init__(self, vm: AccesoVm) -> None:
        super().__init__()
        self._vm = vm
        self._shown: tuple[Proveedor, ...] = ()
        self._buttons: list[Button] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(12)
        self._box.addWidget(
            Text(
                self.tr("Aspirante: también con la cuenta que registró o vinculó."),
                "help",
                wrap=True,
            )
        )
        self.hide()

    def show_ways(self) -> None:
        """Show a button for each provider, made anew only where they changed."""
        if self._vm.providers != self._shown:
            self._shown = self._vm.providers
            for button in self._buttons:
                self._box.removeWidget(button)
                button.deleteLater()
            self._buttons = [self._button(each) for each in self._shown]
            for button in self._buttons:
                self._box.addWidget(button)
        self.setVisible(bool(self._shown))

    def _button(self, proveedor: Proveedor) -> Button:
        button = Button(f"{self.tr('Entrar con')} {proveedor.name}", tall=True)
        button.clicked.connect(partial(self._vm.prove_with, proveedor))
        return button
