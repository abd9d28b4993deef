"""A corrected address (4.e.a): how it is read, and the small form for it."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QApplication

from admin_desktop.parts.buttons import main_button
from admin_desktop.parts.fields import Field
from admin_desktop.parts.panels import Card
from admin_desktop.parts.text import Text
from core.domain.registration.aspirante import NewCorreo
from core.domain.values import texto
from core.domain.values.form_reader import FormReader
from core.mail_address import mail_address


def read_correo(texts: Mapping[str, str]) -> NewCorreo:
    """Return the address of the form. Raises FormBroken."""
    form = FormReader(texts)
    address = form.read(
        "correo", lambda text: mail_address(texto.required(text)), instead=texto.Correo("")
    )
    form.close()
    return NewCorreo(address)


class CorreoForm(Card):
    """One field and its act; hidden until it is asked for."""

    sent = Signal(dict)
    """The texts of the form."""

    def __init__(self) -> None:
        super().__init__(inside=12)
        self._present = ""
        self._correo = Field(self.tr("Correo corregido"))
        self._send = main_button(self.tr("Reenviar acceso"), tall=True)
        about = self.tr("El acceso enviado antes deja de servir y se envía uno nuevo.")
        self.box.addWidget(self._correo)
        self.box.addWidget(Text(about, "help", wrap=True))
        self.box.addWidget(self._send, 0, Qt.AlignmentFlag.AlignRight)
        self._send.clicked.connect(self._tell)
        self._correo.editor.returnPressed.connect(self._send.click)
        self.hide()

    def is_touched(self) -> bool:
        """Tell whether the form holds an address other than the present one."""
        return not self.isHidden() and self._correo.text().strip() not in ("", self._present)

    def take_present(self, correo: str) -> None:
        """Know the present address; a form that waits for it is filled with it."""
        if correo and not self._present and not self.isHidden():
            self._correo.set_text(self._correo.text() or correo)
        self._present = correo

    def show_state(self, error: str, working: str) -> None:
        """Show the sentence of a broken rule, and what is being done."""
        self._correo.show_error(error)
        self._send.set_working(working)

    def turn(self) -> None:
        """Open the form with the present address, or close it."""
        self.setVisible(self.isHidden())
        self._correo.set_text(self._present)
        self._correo.go_there()

    def close_form(self) -> bool:
        """Hide the form; tell whether the focus was in it."""
        focused = QApplication.focusWidget()
        inside = focused is not None and self.isAncestorOf(focused)
        self.hide()
        return inside

    @Slot()
    def _tell(self) -> None:
        self.sent.emit({"correo": self._correo.text()})
