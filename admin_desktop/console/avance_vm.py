"""Numeral 6.b, in the aspirante's own console: how far the support has come."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import QObject

from admin_desktop.framework.local_time import LocalTime
from admin_desktop.framework.working_vm import WorkingVm
from admin_desktop.screens.avance.detail_vm import spread_said
from admin_desktop.screens.avance.dispersion_words import dispersion_short
from admin_desktop.screens.avance.forecast import OVER, TOO_FEW, forecast
from admin_desktop.screens.avance.words import AvanceShown, shown
from core.domain.apoyos.acuse import AcuseRow
from core.domain.apoyos.avance_detalle import AvanceDetalle
from core.domain.proceso.periodo import Periodo, Window
from core.domain.verification.resultado import Avance
from core.messages import with_noun
from core.wire import Page


@dataclass(frozen=True, slots=True)
class OwnAvanceGateway:
    """What this screen asks of the server: always the aspirante's own."""

    own: Callable[[], Avance | None]
    periodo: Callable[[Avance], Periodo | None]
    """The period in force for who has this progress."""
    detalle: Callable[[], AvanceDetalle]
    acuses: Callable[[], Page[AcuseRow]]
    """The newest acuses, the newest first."""


@dataclass(frozen=True, slots=True)
class _OwnFound:
    avance: Avance | None = None
    periodo: Periodo | None = None
    detalle: AvanceDetalle | None = None
    acuse: AcuseRow | None = None


class OwnAvanceVm(WorkingVm):
    """Figures of the aspirante, and how long there is to go on."""

    def __init__(
        self, gateway: OwnAvanceGateway, local: LocalTime, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._gateway = gateway
        self._local = local
        self._found = _OwnFound()

    @property
    def figures(self) -> AvanceShown | None:
        """The figures, worded; None until they came."""
        avance = self._found.avance
        return shown(avance, self._local) if avance else None

    @property
    def where(self) -> str:
        """Return of how many places any apoyo counts, and how that stands to the rule."""
        detalle = self._found.detalle
        parts = (spread_said(detalle), dispersion_short(detalle.dispersion)) if detalle else ()
        return " ".join(each for each in parts if each)

    @property
    def ahead(self) -> str:
        """Return what may come by the last day, or why that is not said."""
        avance, periodo, detalle = self._found.avance, self._found.periodo, self._found.detalle
        if avance is None or periodo is None or detalle is None:
            return ""
        ends = periodo.capture_ends_at.astimezone(self._local.zone).date()
        band = forecast(detalle.days, detalle.today, ends, avance.received)
        if band is not None:
            return band.said
        return OVER if self._local.clock.now() >= periodo.capture_ends_at else TOO_FEW

    @property
    def newest_acuse(self) -> str:
        """Return the last acuse, or that there is none yet."""
        row = self._found.acuse
        if row is None:
            return "Todavía no hay acuses."
        received = with_noun(row.received, "recibido", "recibidos")
        return f"Último acuse: {row.number:,} · {self._local.say(row.issued_at)} · {received}"

    @property
    def until(self) -> str:
        """Return until when apoyos may be captured, in one line."""
        periodo = self._found.periodo
        if periodo is None:
            return "Todavía no hay periodo de captación"
        now = self._local.clock.now()
        ends = self._local.say_exactly(periodo.capture_ends_at)
        match periodo.window_at(now):
            case Window.BEFORE:
                return f"La captación empieza el {self._local.say_exactly(periodo.starts_at)}"
            case Window.CAPTURE:
                return f"Captación hasta el {ends} · {_left(periodo.capture_ends_at - now)}"
            case Window.SENDING_ONLY:
                last = self._local.say_exactly(periodo.sending_ends_at)
                return f"Captación terminada el {ends} · se recibe hasta el {last}"
            case Window.CLOSED:
                return f"Captación terminada el {ends}"

    def load(self) -> None:
        """Fetch the figures and the period."""
        self._load(self._fetch, self._take)

    def ask_again(self) -> None:
        """Fetch what the silence of the server kept back."""
        self.load()

    def _fetch(self) -> _OwnFound:
        avance = self._gateway.own()
        if avance is None:
            return _OwnFound()
        acuse = next(iter(self._gateway.acuses().items), None)
        return _OwnFound(avance, self._gateway.periodo(avance), self._gateway.detalle(), acuse)

    def _take(self, found: _OwnFound) -> None:
        self._found = found


def _left(time: timedelta) -> str:
    """Return what is left, in days; in hours and minutes on the last one."""
    if time.days:
        return f"quedan {time.days} días" if time.days > 1 else "queda 1 día"
    hours, minutes = divmod(int(time.total_seconds()) // 60, 60)
    return f"quedan {hours} h {minutes} min"
