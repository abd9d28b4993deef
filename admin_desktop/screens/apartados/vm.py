"""Items that jobs of the server set aside after a failure, and retrying them."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from admin_desktop.framework import sheets
from admin_desktop.framework.export_vm import ExportSheet
from admin_desktop.framework.local_time import LocalTime
from admin_desktop.framework.paged_vm import PagedVm, PageOf
from core.act_sentences import job_title
from core.domain.desk.apartado import Apartado
from core.messages import explain_code, with_noun


@dataclass(frozen=True, slots=True)
class ApartadosGateway:
    """What this screen asks of the server."""

    page: PageOf[Apartado]
    again: Callable[[int], Apartado]


@dataclass(frozen=True, slots=True)
class ApartadoLine:
    """One item as shown in the list; `waits`: only a person's request retries it."""

    id: int
    what: str
    item: str
    why: str
    advice: str
    state: str
    detail: str
    waits: bool


class ApartadosVm(PagedVm[Apartado]):
    """The list, and trying one again."""

    orders = (
        ("trabajo", "Trabajo"),
        ("nombre", "Folio, envío o número"),
        ("ultima_vez", "Último intento"),
    )
    by_time = frozenset({"ultima_vez"})
    states = (("se_intentan", "Se intentan solos"), ("esperan", "Esperan a una persona"))
    day_said = "Día del último intento"

    def __init__(
        self, gateway: ApartadosGateway, local: LocalTime, parent: QObject | None = None
    ) -> None:
        super().__init__(gateway.page, parent)
        self._gateway = gateway
        self._local = local

    @property
    def sheet(self) -> ExportSheet[Apartado]:
        """How the list leaves as a file."""
        return sheets.apartados(self._local)

    @property
    def lines(self) -> tuple[ApartadoLine, ...]:
        """Return the items set aside, newest first."""
        return tuple(self._line(row) for row in self._shown.items)

    def again(self, apartado: int) -> None:
        """Ask for one to be tried now."""
        self._act("Pidiendo…", lambda: lambda: self._gateway.again(apartado), self._asked)

    def _asked(self, row: Apartado) -> None:
        self._put(row, lambda each: each.id == row.id)
        self._said = "El servidor lo intenta de nuevo. Si sale bien, deja esta lista."

    def _line(self, row: Apartado) -> ApartadoLine:
        told = explain_code(row.code)
        tries = with_noun(row.tries, "intento", "intentos")
        waits = row.next_try_at is None
        return ApartadoLine(
            id=row.id,
            what=job_title(row.job),
            item=row.item,
            why=told.title,
            advice=f"{told.title} {told.action} {tries}, el último {self._local.say(row.last_at)}.",
            state="Espera a una persona" if waits else "Lo intenta el servidor",
            detail=tries if waits else f"Otra vez {self._local.say(row.next_try_at)}",
            waits=waits,
        )
