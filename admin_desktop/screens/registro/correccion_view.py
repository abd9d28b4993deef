"""The form of numeral 4 over what was registered: it is corrected, and says why."""

from PySide6.QtCore import Slot

from admin_desktop.screens.registro.correccion_vm import REASON, CorreccionVm
from admin_desktop.screens.registro.view import RegistroView
from core.domain.registration.aspirante import AspiranteDetail


class CorreccionView(RegistroView):
    """The same form and the same checks; nothing of it is kept until it is saved."""

    def __init__(self, vm: CorreccionVm) -> None:
        super().__init__(vm, None)
        self._correcting = vm
        self._title.setText(self.tr("Corregir registro"))
        self._leave.rename(self.tr("Volver al expediente"))
        self._conclude.rename(self.tr("Guardar corrección"))
        self._form.fields[REASON].show()
        vm.corrected.connect(self._back)
        vm.dropped.connect(self._drop)

    def arrive(self, subject: object) -> None:
        """Open the form over a registration; without one it stays as it was left."""
        if isinstance(subject, AspiranteDetail):
            self._correcting.open_for(subject)
            self._banner.clear()
            self._form.verticalScrollBar().setValue(0)
            self._form.fields["persona.nombre"].go_there()

    def discard(self) -> None:
        """Forget what was typed."""
        self._correcting.forget()

    def _go_away(self) -> None:
        self.wanted.emit("expediente", self._correcting.id_solicitante)

    @Slot(str)
    def _back(self, id_solicitante: str) -> None:
        self.wanted.emit("expediente", id_solicitante)

    @Slot()
    def _drop(self) -> None:
        """Give up what was typed for what another saved: the file tells it."""
        self._correcting.forget()
        self._go_away()
