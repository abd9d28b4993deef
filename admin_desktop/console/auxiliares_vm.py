"""Numeral 6, in the aspirante's own console: alta and baja of auxiliares, on any day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import QObject, Signal

from admin_desktop.console.alta_form import doubts_of, read_alta
from admin_desktop.console.standing import STANDINGS, Standing, heard_at, standing
from admin_desktop.framework import sheets
from admin_desktop.framework.export_vm import ExportSheet
from admin_desktop.framework.local_time import LocalTime
from admin_desktop.framework.paged_vm import BY_ARRIVAL, PagedVm, PageOf
from core.domain.device.dispositivo import STOLEN
from core.domain.listing.renglones import Wanted
from core.domain.registration.auxiliar import (
    AltaAuxiliar,
    AuxiliarOfAspirante,
    Baja,
    DeviceChange,
    Enlisted,
    Vinculo,
)
from core.domain.registration.coincidencia import Coincidencia, Coincidencias
from core.domain.values.form_reader import FormReader
from core.messages import with_noun

MOTIVES = {
    "cambio": "Cambió de dispositivo",
    "robada": "Se la robaron o la perdió",
    "olvido": "Olvidó su contraseña",
}
"""Why a device is changed (numeral 10)."""


@dataclass(frozen=True, slots=True)
class AuxiliaresGateway:
    """What this screen asks of the server. `enlist` takes the key that makes a repeat harmless."""

    page: PageOf[AuxiliarOfAspirante]
    enlist: Callable[[AltaAuxiliar, str], Enlisted]
    end: Callable[[str, Baja, int], Vinculo]
    send_code: Callable[[str], Vinculo]
    change_device: Callable[[str, DeviceChange, int], Vinculo]
    new_key: Callable[[], str]
    alike: Callable[[Coincidencia], Coincidencias]
    contacts: Callable[[Wanted], bytes]


@dataclass(frozen=True, slots=True)
class AuxiliarLine:
    """One auxiliar as shown in the list; `number` is "" until the person accepts."""

    vinculo: str
    number: str
    name: str
    standing: Standing
    received: str
    pending: str
    as_of: str
    note: str = ""
    waiting: str = ""
    """What its tablet said to have waiting, with the hour of its word."""


class AuxiliaresVm(PagedVm[AuxiliarOfAspirante]):
    """The list, the alta, and what may be done with a chosen auxiliar."""

    enlisted = Signal()
    doubted = Signal(list)
    """Sentences on what is odd in an alta: nothing was sent yet."""
    contacts_ready = Signal(bytes)
    """The list to be printed, as PDF; it stays in memory."""
    done = Signal()
    """An act on the chosen auxiliar was recorded."""

    wire_fields: ClassVar = {"fecha_nacimiento": "nacimiento"}

    orders = (("nombre", "Apellidos"), (BY_ARRIVAL, "Alta"))
    states = (
        ("vigentes", "Sin las bajas"),
        ("por_aceptar", "Por aceptar"),
        ("en_vigor", "En vigor"),
        ("de_baja", "De baja"),
    )
    day_said = "Día del alta"

    def __init__(
        self, gateway: AuxiliaresGateway, local: LocalTime, parent: QObject | None = None
    ) -> None:
        super().__init__(gateway.page, parent)
        self._gateway = gateway
        self._local = local
        self._key = gateway.new_key()

    @property
    def sheet(self) -> ExportSheet[AuxiliarOfAspirante]:
        """How the list leaves as a file."""
        return sheets.auxiliares(self._local)

    @property
    def lines(self) -> tuple[AuxiliarLine, ...]:
        """The auxiliares, as the server orders them."""
        return tuple(self._line(row) for row in self._shown.items)

    @property
    def foot(self) -> str:
        """Return the range of rows shown and the counts by state."""
        now = self._local.clock.now()
        stand = [standing(row, now) for row in self._shown.items]
        counts = ", ".join(
            with_noun(stand.count(each), *words) for each, words in STANDINGS if each in stand
        )
        return f"{super().foot}: {counts}" if counts else ""

    def print_contacts(self) -> None:
        """Fetch the list of contacts as PDF: those shown, in their order."""
        wanted = self._wanted
        self._act("Abriendo…", lambda: lambda: self._gateway.contacts(wanted), self._take_contacts)

    def _take_contacts(self, pdf: bytes) -> None:
        self.contacts_ready.emit(pdf)

    def start_alta(self) -> None:
        """Begin a new alta: sending it twice from here on is the same one."""
        self._key = self._gateway.new_key()
        self.dismiss()

    def enlist(self, texts: Mapping[str, str], *, sure: bool = False) -> None:
        """Enlist the auxiliar in the form, or show the error of each field.

        What is odd and may be so is asked first (`doubted`), unless the person is `sure`.
        """
        self._act("Dando de alta…", lambda: self._enlisting(texts, sure=sure), self._enlisted)

    def end(self, vinculo: str, reason: str) -> None:
        """End a vínculo for good."""
        version = self._version(vinculo)
        self._save("Dando de baja…", lambda: self._ending(vinculo, reason), self._ended, version)

    def send_code(self, vinculo: str) -> None:
        """Have the activation code sent again to the auxiliar alone."""
        self._act("Reenviando…", lambda: lambda: self._gateway.send_code(vinculo), self._code_sent)

    def change_device(self, vinculo: str, motive: str) -> None:
        """Have a code for another device sent, or report this one stolen: a key of MOTIVES."""
        done = self._reported if motive == STOLEN else self._device_changed
        version = self._version(vinculo)
        self._save("Cambiando…", lambda: self._changing(vinculo, motive), done, version)

    def _enlisting(
        self, texts: Mapping[str, str], *, sure: bool
    ) -> Callable[[], Enlisted | list[str]]:
        alta, key = read_alta(texts, today=self._local.today()), self._key

        def work() -> Enlisted | list[str]:
            doubts = [] if sure else doubts_of(alta, self._gateway.alike)
            return doubts or self._gateway.enlist(alta, key)

        return work

    def _version(self, vinculo: str) -> int:
        """Return the version of a vínculo that the list shows."""
        rows = self._shown.items
        return next((row.version for row in rows if row.vinculo.id == vinculo), 0)

    def _ending(self, vinculo: str, reason: str) -> Callable[[int], Vinculo]:
        form = FormReader({"motivo": reason})
        said = form.required("motivo")
        form.close()
        baja = Baja(said)
        return lambda version: self._gateway.end(vinculo, baja, version)

    def _changing(self, vinculo: str, motive: str) -> Callable[[int], Vinculo]:
        form = FormReader({"motivo": motive})
        reason = form.required("motivo")
        form.close()
        change = DeviceChange(reason)
        return lambda version: self._gateway.change_device(vinculo, change, version)

    def _enlisted(self, done: Enlisted | list[str]) -> None:
        if isinstance(done, list):
            self.doubted.emit(done)
            return
        self._key = self._gateway.new_key()
        self._said = "Alta hecha. La persona recibe en su correo cómo aceptar y entrar."
        self.enlisted.emit()
        self.load()

    def _ended(self, vinculo: Vinculo) -> None:
        self._finish(f"Baja registrada {self._local.say(vinculo.ended_at)}. Es definitiva.")

    def _code_sent(self, _vinculo: Vinculo) -> None:
        self._finish("Sale otra vez, solo al correo de la persona auxiliar.")

    def _device_changed(self, _vinculo: Vinculo) -> None:
        self._finish(
            "La persona recibe un código nuevo. "
            "La tableta anterior deja de entrar cuando active otra."
        )

    def _reported(self, _vinculo: Vinculo) -> None:
        self._finish(
            "Reporte hecho: esa tableta ya no capta para usted. La persona y la Unidad Técnica "
            "quedan avisadas; ellas pueden suspenderla."
        )

    def _finish(self, sentence: str) -> None:
        self._said = sentence
        self.done.emit()
        self.load()

    def _line(self, row: AuxiliarOfAspirante) -> AuxiliarLine:
        alta, stands = row.alta, standing(row, self._local.clock.now())
        since = "desde " if stands is Standing.SILENT else ""
        return AuxiliarLine(
            vinculo=row.vinculo.id,
            number=row.vinculo.auxiliar,
            name=alta.full_name,
            standing=stands,
            received=f"{row.received:,}",
            pending=f"{row.pending:,}",
            as_of=since + (self._local.say(heard_at(row)) or "ninguno"),
            note=self._note(row),
            waiting=self._waiting(row),
        )

    def _waiting(self, row: AuxiliarOfAspirante) -> str:
        if row.pending_as_of is None:
            return "Esa tableta nunca ha dicho si tiene registros por enviar."
        waiting = with_noun(row.pending, "registro", "registros")
        return f"Esa tableta dijo tener {waiting} por enviar, {self._local.say(row.pending_as_of)}."

    def _note(self, row: AuxiliarOfAspirante) -> str:
        """Return who reported the tablet and when, naming no other aspirante; else nothing."""
        if row.suspended_at is not None:
            said = self._local.say(row.suspended_at)
            return (
                f"Tableta suspendida por robo {said}, por la persona auxiliar o la Unidad Técnica."
            )
        if row.reported_at is None:
            return ""
        who = "usted" if row.reported_by_me else "otra candidatura"
        return f"Reportada robada por {who} {self._local.say(row.reported_at)}."
