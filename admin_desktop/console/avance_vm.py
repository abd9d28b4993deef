"""Numeral 6.b, in the aspirante's own console: how far the support has come."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import QObject

from admin_desktop.framework.local_time import LocalTime
from admin_desktop.framework.working_vm import WorkingVm
from admin_desktop.screens.avance.words import AvanceShown, shown
from core.domain.periodo import Periodo, Window
from core.domain.resultado import Avance


@dataclass(frozen=True, slots=True)
class OwnAvanceGateway:
    """What this screen asks of the server: always the aspirante's own."""

    own: Callable[[], Avance | None]
    periodo: Callable[[str], Periodo | None]
    """The period in force for an office, by its id or its name."""


class OwnAvanceVm(WorkingVm):
    """Figures of the aspirante, and how long there is to go on."""

    def __init__(
        self, gateway: OwnAvanceGateway, local: LocalTime, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._gateway = gateway
        self._local = local
        self._avance: Avance | None = None
        self._periodo: Periodo | None = None

    @property
    def figures(self) -> AvanceShown | None:
        """The figures, worded; None until they came."""
        return shown(self._avance, self._local) if self._avance else None

    @property
    def until(self) -> str:
        """Return until when apoyos may be captured, in one line."""
        if self._periodo is None:
            return "Todavía no hay periodo de captación"
        now = self._local.clock.now()
        ends = self._local.say_exactly(self._periodo.capture_ends_at)
        match self._periodo.window_at(now):
            case Window.BEFORE:
                return f"La captación empieza el {self._local.say_exactly(self._periodo.starts_at)}"
            case Window.CAPTURE:
                return f"Captación hasta el {ends} · {_left(self._periodo.capture_ends_at - now)}"
            case Window.SENDING_ONLY:
                last = self._local.say_exactly(self._periodo.sending_ends_at)
                return f"Captación terminada el {ends} · se recibe hasta el {last}"
            case Window.CLOSED:
                return f"Captación terminada el {ends}"

    def load(self) -> None:
        """Fetch the figures and the period."""
        self._load(self._fetch, self._take)

    def _fetch(self) -> tuple[Avance | None, Periodo | None]:
        avance = self._gateway.own()
        return avance, self._gateway.periodo(avance.cargo) if avance else None

    def _take(self, found: tuple[Avance | None, Periodo | None]) -> None:
        self._avance, self._periodo = found


def _left(time: timedelta) -> str:
    """Return what is left, in days; in hours and minutes on the last one."""
    if time.days:
        return f"quedan {time.days} días" if time.days > 1 else "queda 1 día"
    hours, minutes = divmod(int(time.total_seconds()) // 60, 60)
    return f"quedan {hours} h {minutes} min"
