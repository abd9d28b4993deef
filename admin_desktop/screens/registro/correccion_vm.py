"""What was registered is corrected in the form of numeral 4, by its rules, and with a reason."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, Signal

from admin_desktop.framework.local_time import LocalTime
from admin_desktop.parts.marks import Mark
from admin_desktop.screens.registro.gateway import RegistroGateway
from admin_desktop.screens.registro.vm import RegistroVm
from core.domain.errors import TextMissing
from core.domain.registration.aspirante import AspiranteDetail, RegistroAspirante
from core.domain.registration.coincidencia import Coincidencia, Coincidencias
from core.domain.registration.constancia import ConstanciaRow
from core.domain.registration.correccion import FIXED, Correccion, told
from core.domain.registration.registro import SIN_SEGUNDO
from core.domain.registration.registro_rules import ConstanciaFound
from core.messages import explain

REASON = "reason"
Correct = Callable[[str, Correccion, int], AspiranteDetail]


class CorreccionVm(RegistroVm):
    """One registration that was concluded, with its data as they are."""

    fixed = FIXED
    corrected = Signal(str)
    """It is kept: the Id Solicitante."""

    def __init__(
        self,
        gateway: RegistroGateway,
        correct: Correct,
        local: LocalTime,
        parent: QObject | None = None,
    ) -> None:
        self._detail: AspiranteDetail | None = None
        super().__init__(gateway, local, parent)
        self._correct = correct

    @property
    def id_solicitante(self) -> str:
        """Whose registration it is, "" before one was opened."""
        return self._detail.row.id_solicitante if self._detail else ""

    def open_for(self, detail: AspiranteDetail) -> None:
        """Open the form with what is registered."""
        self._detail = detail
        self.open_new()
        self._form.known = replace(self._form.known, today=self._day())
        texts = typed(detail.registro)
        self._fill("credencial.entidad", texts["credencial.entidad"])
        self._form.texts |= texts
        self._own_municipio = True
        self._form.seen |= {field for field, text in texts.items() if text}
        self._look_for_place()
        self._look_up()
        self._show_anew()

    @property
    def missing(self) -> tuple[Mark, str]:
        """The sentence at the foot: nothing is complete without its reason."""
        mark, said = super().missing
        if mark is Mark.OK and not self.text(REASON).strip():
            return Mark.QUIET, "Falta el motivo de la corrección."
        return mark, said

    def forget(self) -> None:
        """Let go of what was typed."""
        self._typed = False

    def conclude(self, *, sure: bool = False) -> None:
        """Send the correction, or go to the first field that keeps it from being sent."""
        if not self.text(REASON).strip():
            self._errors = {REASON: explain(TextMissing()).sentence}
            self.changed.emit()
            self.go_to.emit(REASON)
            return
        super().conclude(sure=sure)

    def _day(self) -> date:
        """Return the day of the registration: its dates are held against that one."""
        detail = self._detail
        return self._local.day_of(detail.row.registered_at) if detail else self._local.today()

    def _send(self, registro: RegistroAspirante) -> None:
        detail, correccion = self._detail, Correccion(registro, self.text(REASON))
        if detail is None:
            return
        number = detail.row.id_solicitante

        def prepare() -> Callable[[int], AspiranteDetail]:
            return lambda seen: self._correct(number, correccion, seen)

        self._save("Guardando…", prepare, self._take_corrected, detail.version)

    def _take_corrected(self, detail: AspiranteDetail) -> None:
        self._detail, self._typed = detail, False
        self.corrected.emit(detail.row.id_solicitante)

    def _take_constancia(self, number: str, row: ConstanciaRow | None) -> None:
        """Take the constancia of this registration: it may print what is being corrected."""
        found = ConstanciaFound(number, row.constancia if row else None, names=False)
        self._form.known = replace(self._form.known, constancia=found)
        self._form.judge()

    def _take_alike(self, asked: Coincidencia, found: Coincidencias) -> None:
        """Take who else has a datum: oneself is nobody else."""
        others = tuple(each for each in found.quienes if each != self.id_solicitante)
        super()._take_alike(asked, Coincidencias(others))


def typed(registro: RegistroAspirante) -> dict[str, str]:
    """Return what is registered as a person types it, by the fields of the form."""
    return told(registro) | {
        "cargo": registro.cargo,
        "autenticacion.correo": registro.autenticacion.correo,
        "expediente.constancia": registro.expediente.constancia,
        "late_reason": registro.late_reason,
        SIN_SEGUNDO: "sí" if registro.persona.sin_segundo_apellido else "",
    }
