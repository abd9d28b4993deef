"""What waits for mesa de control: each folio, why it waits, and what to look at."""

from dataclasses import dataclass

from PySide6.QtCore import QObject

from admin_desktop.framework import sheets
from admin_desktop.framework.export_vm import ExportSheet
from admin_desktop.framework.grouped import in_groups
from admin_desktop.framework.local_time import LocalTime
from admin_desktop.framework.paged_vm import BY_ARRIVAL, PagedVm, PageOf
from core.domain.apoyos.conteo import NO_GEOGRAPHY, Doubt
from core.domain.verification.revision import EnRevision

_ADVICE = {
    Doubt.LATE_AFTER_BAJA.value: (
        "La tableta dice que se guardó antes de la baja. Compare esa hora con la de la baja, y "
        "pregunte a la candidatura desde cuándo no capta la persona auxiliar."
    ),
    Doubt.LATE_AFTER_CHANGE.value: (
        "La tableta dejó de usarse antes de que esto llegara. Pregunte cuándo se cambió y dónde "
        "estuvo desde entonces."
    ),
    Doubt.DEVICE_STOLEN.value: (
        "La tableta fue reportada como robada. Pregunte a la Unidad Técnica quién la reportó y "
        "cuándo, y a la persona auxiliar qué alcanzó a guardar antes."
    ),
    Doubt.CLOCK.value: (
        "La hora de la tableta no se pudo confirmar y llegó después del fin de la captación. "
        "Compare con otros registros de la misma tableta, del mismo día."
    ),
    NO_GEOGRAPHY: (
        "El cargo no tiene secciones. La supervisión importa la geografía en «Proceso y plazos», "
        "y la próxima verificación lo resuelve sola."
    ),
}
"""What a person looks at, by the cause; every cause that goes to review has one."""


@dataclass(frozen=True, slots=True)
class MesaGateway:
    """What this screen asks of the server."""

    page: PageOf[EnRevision]


@dataclass(frozen=True, slots=True)
class MesaLine:
    """One folio as the list says it, and all that is known of it."""

    folio: str
    cause: str
    received: str
    facts: tuple[tuple[str, str], ...]
    advice: str


class MesaVm(PagedVm[EnRevision]):
    """The list; nothing is decided here."""

    orders = ((BY_ARRIVAL, "Recibido"),)

    def __init__(
        self, gateway: MesaGateway, local: LocalTime, parent: QObject | None = None
    ) -> None:
        super().__init__(gateway.page, parent)
        self._local = local

    @property
    def sheet(self) -> ExportSheet[EnRevision]:
        """How the list leaves as a file."""
        return sheets.revision(self._local)

    @property
    def lines(self) -> tuple[MesaLine, ...]:
        """The folios, the last received first."""
        return tuple(self._line(row) for row in self._shown.items)

    def _line(self, row: EnRevision) -> MesaLine:
        exactly = self._local.say_exactly
        return MesaLine(
            folio=row.folio,
            cause=row.cause,
            received=self._local.say(row.received_at),
            facts=(
                ("Id Solicitante", row.id_solicitante),
                ("Auxiliar", row.auxiliar),
                ("Tableta", in_groups(row.device, 4)),
                ("Guardado", f"{exactly(row.saved_at)}, según la tableta"),
                ("Recibido", exactly(row.received_at)),
                ("Verificado", exactly(row.judged_at)),
            ),
            advice=advice_for(row.cause),
        )


def advice_for(cause: str) -> str:
    """Return what a person looks at; "" for a cause that goes to review no more."""
    return _ADVICE.get(cause, "")
