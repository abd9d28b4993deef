"""What is shown while somebody proves in a browser who they are: where, and the number."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from admin_desktop.framework.proved_vm import ProvedVm
from admin_desktop.parts.buttons import text_button
from admin_desktop.parts.fields import Field
from admin_desktop.parts.qr_picture import QrPicture
from admin_desktop.parts.text import Text


class Proving(QWidget):
    """How it stands, the page as a QR for a telephone, and the field of the number."""

    def __init__(self, vm: ProvedVm) -> None:
        super().__init__()
        self._vm = vm
        self._stands = Text("", wrap=True)
        self._qr = QrPicture(self.tr("Código QR de la página"))
        self.number = Field(self.tr("Número del navegador"))
        self.number.set_hint(self.tr("Seis cifras. No las dé a nadie."))
        self._again = text_button(self.tr("Abrir otra vez la página"))
        self._again.clicked.connect(vm.open_again)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(self._stands)
        box.addWidget(self._qr, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self._again, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self.number)
        vm.changed.connect(self._show)

    @Slot()
    def _show(self) -> None:
        vm = self._vm
        self._stands.setText(vm.stands)
        self._qr.show_text(vm.page)
        self.number.show_error(vm.errors.get("numero", ""))
        if not vm.proving:
            self.number.set_text("")
