"""Import of the geography: which secciones each office stands for, and from which day on."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from admin_desktop.parts.banner import Banner
from admin_desktop.parts.form import tell
from admin_desktop.parts.text import Text
from admin_desktop.screens.importacion.panel import (
    ImportForm,
    ImportReview,
    NothingOpen,
    Turning,
)
from admin_desktop.screens.importacion.vm import ImportVm

_HEADER = "entidad,municipio,municipio_nombre,distrito,seccion"


class GeografiaPage(QWidget):
    """A file and its first day; then what the server found, and the decision."""

    def __init__(self, vm: ImportVm, *, may_import: bool = True) -> None:
        super().__init__()
        self._vm = vm
        self._banner = Banner()
        labels = (
            self.tr("Archivo CSV de la geografía"),
            self.tr("Vigente desde (hoy, si queda vacía)"),
            self.tr("Importar geografía"),
        )
        self._form = ImportForm(vm, self.tr("Geografía electoral"), _HEADER, labels)
        about = self.tr(
            "Puede seguir la columna lista_nominal, con cuántas personas tiene la de cada sección: "
            "por ella se mide la dispersión. Lo que aplique sustituye desde ese día a lo importado "
            "antes, con sus listas."
        )
        self._form.box.insertWidget(2, Text(about, "help", wrap=True))
        self._review = ImportReview(vm, self.tr("Revisión de la geografía"), may_decide=may_import)
        self._nothing = NothingOpen(vm, shown=not may_import)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(self._banner)
        box.addWidget(self._nothing)
        box.addWidget(self._form)
        box.addWidget(self._review, 1)
        box.addStretch(0)
        self._turning = Turning(self._form, self._review, (), has_form=may_import)
        vm.changed.connect(self._show)
        self._show()

    @property
    def dirty(self) -> bool:
        """Tell whether an import was begun and not sent, or a reason typed and not applied."""
        return self._form.dirty or self._review.dirty

    def discard(self) -> None:
        """Let go of it."""
        self._form.discard()
        self._review.discard()

    @Slot()
    def _show(self) -> None:
        tell(self._banner, self._vm)
        self._turning.show(is_open=self._vm.is_open)
