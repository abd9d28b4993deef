"""Tablets that were reported stolen or suspended, and what the UTI may do (numeral 10)."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from admin_desktop.framework import sheets
from admin_desktop.framework.export_vm import ExportSheet
from admin_desktop.framework.local_time import LocalTime
from admin_desktop.framework.paged_vm import BY_ARRIVAL, PagedVm, PageOf
from core.domain.device.dispositivo import STOLEN, DeviceOfDesk, SuspensionReason
from core.domain.values.form_reader import FormReader
from core.messages import with_noun


@dataclass(frozen=True, slots=True)
class TabletasGateway:
    """What this screen asks of the server."""

    page: PageOf[DeviceOfDesk]
    suspend: Callable[[str, SuspensionReason, int], DeviceOfDesk]
    withdraw: Callable[[str, SuspensionReason, int], DeviceOfDesk]
    reopen: Callable[[str, SuspensionReason, int], DeviceOfDesk]


@dataclass(frozen=True, slots=True)
class TabletaLine:
    """One tablet as the list says it; what may be done with it follows from its state."""

    device: str
    auxiliar: str
    state: str
    detail: str
    can_suspend: bool
    can_withdraw: bool
    can_reopen: bool
    version: int
    aspirante: str
    """The Id Solicitante of who reported it last; "" of none."""


class TabletasVm(PagedVm[DeviceOfDesk]):
    """The list, the suspension, and setting reports aside."""

    orders = (("auxiliar", "Auxiliar"), (BY_ARRIVAL, "Activación"))
    states = (("en_uso", "En uso"), ("fuera_de_uso", "Fuera de uso"))
    day_said = "Día de la activación"

    def __init__(
        self, gateway: TabletasGateway, local: LocalTime, parent: QObject | None = None
    ) -> None:
        super().__init__(gateway.page, parent)
        self._gateway = gateway
        self._local = local

    @property
    def sheet(self) -> ExportSheet[DeviceOfDesk]:
        """How the list leaves as a file."""
        return sheets.tabletas(self._local)

    @property
    def lines(self) -> tuple[TabletaLine, ...]:
        """The tablets, the newest first."""
        return tuple(self._line(row) for row in self._shown.items)

    def suspend(self, line: TabletaLine, reason: str) -> None:
        """Take a tablet out of use. `reason` is a key of SUSPENSION_REASONS."""
        self._decide("Suspendiendo…", line, reason, self._gateway.suspend, self._suspended)

    def withdraw(self, line: TabletaLine, reason: str) -> None:
        """Set the reports of a tablet aside."""
        self._decide("Retirando…", line, reason, self._gateway.withdraw, self._withdrawn)

    def reopen(self, line: TabletaLine, reason: str) -> None:
        """Let a suspended tablet send again."""
        self._decide("Reabriendo…", line, reason, self._gateway.reopen, self._reopened)

    def _decide(
        self,
        verb: str,
        line: TabletaLine,
        reason: str,
        ask: Callable[[str, SuspensionReason, int], DeviceOfDesk],
        then: Callable[[DeviceOfDesk], None],
    ) -> None:
        def read() -> Callable[[int], DeviceOfDesk]:
            form = FormReader({"motivo": reason})
            said = SuspensionReason(form.required("motivo") or "revision")
            form.close()
            return lambda version: ask(line.device, said, version)

        self._save(verb, read, then, line.version)

    def _suspended(self, row: DeviceOfDesk) -> None:
        self._put(row, lambda each: each.device == row.device)
        self._said = "La tableta quedó suspendida. Las candidaturas reciben un aviso."

    def _withdrawn(self, row: DeviceOfDesk) -> None:
        self._put(row, lambda each: each.device == row.device)
        self._said = "El reporte se retiró: la tableta capta otra vez para quien la reportó."

    def _reopened(self, row: DeviceOfDesk) -> None:
        self._put(row, lambda each: each.device == row.device)
        self._said = "La tableta puede enviar lo que guardó; para captar necesita un código nuevo."

    def _line(self, row: DeviceOfDesk) -> TabletaLine:
        by = ", ".join(row.reported_by)
        reports = f"Por Id Solicitante {by}, {self._local.say(row.reported_at)}" if by else ""
        return TabletaLine(
            device=row.device,
            auxiliar=row.auxiliar,
            state=self._state(row),
            detail=reports,
            can_suspend=row.void_reason != STOLEN or row.reopened_at is not None,
            can_withdraw=bool(row.reported_by),
            can_reopen=row.voided_at is not None,
            version=row.version,
            aspirante=row.reported_by[-1] if row.reported_by else "",
        )

    def _state(self, row: DeviceOfDesk) -> str:
        if row.reopened_at is not None:
            return f"Reabierta {self._local.say(row.reopened_at)}"
        if row.voided_at is not None and row.void_reason == STOLEN:
            return f"Suspendida {self._local.say(row.voided_at)}"
        if row.voided_at is not None:
            return f"Cambiada por otra {self._local.say(row.voided_at)}"
        reports = with_noun(len(row.reported_by), "reporte", "reportes")
        return f"En uso · {reports}" if row.reported_by else "En uso"
