"""What the home page says of the plazo of one vínculo (numeral 12)."""

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from capture_kiosk import words
from capture_kiosk.device.today import Today
from core.domain.device.paquete import VinculoShown
from core.domain.proceso.periodo import Periodo, Window
from core.spanish_dates import hour, short_day


@dataclass(frozen=True, slots=True)
class PeriodWords:
    """Sentences on what is left; without a vínculo or dates they say so."""

    today: Today
    vinculo: VinculoShown | None

    @property
    def periodo(self) -> Periodo | None:
        """Return the dates, None before the Instituto sets them."""
        return self.vinculo.periodo if self.vinculo else None

    @property
    def window(self) -> Window:
        """Return what may be done now."""
        return self.today.window(self.vinculo) if self.vinculo else Window.CLOSED

    @property
    def left(self) -> str:
        """Return how long it may be captured."""
        if self.vinculo is None or self.periodo is None:
            return "Todavía no hay fechas para captar"
        return {
            Window.BEFORE: "Todavía no empieza el plazo",
            Window.CAPTURE: f"{words.remaining(self.today.left(self.vinculo))} para captar",
            Window.SENDING_ONLY: "Terminó el plazo para captar",
            Window.CLOSED: "Terminó el plazo",
        }[self.window]

    @property
    def ends(self) -> str:
        """Return when capturing begins, ends or ended."""
        if self.periodo is None:
            return "Las fija el Instituto."
        starting = self.window is Window.BEFORE
        moment = self.periodo.starts_at if starting else self.periodo.capture_ends_at
        past = self.window in (Window.SENDING_ONLY, Window.CLOSED)
        verb = "Empieza" if starting else "Terminó" if past else "Termina"
        zone = ZoneInfo(self.today.packet.time_zone)
        day = short_day(moment.astimezone(zone).date())
        return f"{verb} el {day} a las {hour(moment, zone)}"

    @property
    def sending_left(self) -> str:
        """Return how long what is saved is received, empty before the plazo."""
        if self.periodo is None or self.window is Window.BEFORE:
            return ""
        left = self.periodo.sending_ends_at - self.today.now()
        if left <= timedelta():
            return "Ya no se recibe lo guardado."
        return f"{words.remaining(left)} para enviar lo guardado"

    @property
    def share(self) -> float:
        """Return the share of the plazo that is over, 0 to 1."""
        if self.vinculo is None or self.periodo is None:
            return 0.0
        whole = self.periodo.capture_ends_at - self.periodo.starts_at
        return max(0.0, min(1.0, 1 - self.today.left(self.vinculo) / whole))
