"""Import of the geography: which secciones each office stands for."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from admin_desktop.parts.banner import Banner
from admin_desktop.parts.buttons import main_button
from admin_desktop.parts.file_field import FileField
from admin_desktop.parts.form import Form, tell
from admin_desktop.parts.panels import Card
from admin_desktop.parts.text import Text
from admin_desktop.screens.geografia.vm import GeografiaVm

CSV = "Archivos CSV (*.csv);;Todos los archivos (*)"
_HEADER = "entidad,municipio,municipio_nombre,distrito,seccion"


class GeografiaPage(QWidget):
    """One path, one action, and what came of it."""

    def __init__(self, vm: GeografiaVm) -> None:
        super().__init__()
        self._vm = vm
        self._banner = Banner()
        self._file = FileField(self.tr("Archivo CSV de la geografía"), CSV)
        self._form = Form({"archivo": self._file})
        self._import = main_button(self.tr("Importar geografía"))
        card = Card()
        card.box.addWidget(Text(self.tr("Geografía electoral"), "section"))
        card.box.addWidget(
            Text(self.tr("La primera línea del archivo dice qué columnas trae:"), wrap=True)
        )
        card.box.addWidget(Text(_HEADER, "coded"))
        card.box.addWidget(self._file)
        row = QHBoxLayout()
        row.addWidget(
            Text(self.tr("Lo que importe sustituye a lo importado antes."), "help", wrap=True), 1
        )
        row.addWidget(self._import)
        card.box.addLayout(row)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(self._banner)
        box.addWidget(card)
        box.addStretch(1)
        self._import.clicked.connect(self._send)
        vm.changed.connect(self._show)
        self._show()

    @Slot()
    def _send(self) -> None:
        self._vm.import_file(self._file.text())

    @Slot()
    def _show(self) -> None:
        tell(self._banner, self._vm)
        self._form.show_errors(self._vm.errors)
        self._import.set_working(self._vm.working)
