"""What may be done now: the packet in force, the clock and its lower bound (numeral 12)."""

from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from capture_kiosk.capture.circumstances import Circumstances
from core.domain.device.clock_trust import window_seen
from core.domain.device.paquete import VinculoShown, WorkPacket
from core.domain.proceso.periodo import Window
from core.domain.proceso.proceso import Mode
from core.ports.shared import SteadyClock
from core.spanish_dates import hour, moment

WARN_BEFORE: Final = timedelta(minutes=10)
FAR: Final = timedelta(minutes=5)
"""A clock this far from the signed hour is said; nearer ones are usual."""


class Today:
    """The packet that the screens obey. `bound` is set anew after each save and each contact.

    `skew` is how far this clock was ahead of the server's at the last contact.
    """

    def __init__(self, clock: SteadyClock) -> None:
        self._clock = clock
        self._packet: WorkPacket | None = None
        self.bound: datetime | None = None
        self.skew: timedelta | None = None

    @property
    def packet(self) -> WorkPacket:
        """Return the packet in force. Raises LookupError before there is one."""
        if self._packet is None:
            raise LookupError
        return self._packet

    @packet.setter
    def packet(self, packet: WorkPacket) -> None:
        self._packet = packet

    @property
    def has_packet(self) -> bool:
        """Tell whether there is a packet."""
        return self._packet is not None

    def now(self) -> datetime:
        """Return the present instant by this machine's clock, timezone-aware."""
        return self._clock.now()

    def elapsed(self) -> timedelta:
        """Return the time since some moment, whoever sets the clock."""
        return self._clock.elapsed()

    @property
    def local_date(self) -> datetime:
        """Return the present instant in the time zone of the proceso."""
        return self.now().astimezone(ZoneInfo(self.packet.time_zone))

    def circumstances(self, vinculo: VinculoShown | None) -> Circumstances:
        """Return the day, and the demarcación of a vínculo."""
        secciones = self.packet.secciones.get(vinculo.cargo_id, ()) if vinculo else ()
        return Circumstances(self.local_date.date(), secciones)

    @property
    def clock_doubt(self) -> str:
        """Return what to say of a clock far from the last signed hour, empty where it is near."""
        zone = ZoneInfo(self.packet.time_zone)
        now = self.now()
        if self.bound is not None and self.bound - now > FAR:
            return f"Dice las {hour(now, zone)} y ya eran las {moment(self.bound, zone)}."
        if self.skew is not None and self.skew > FAR:
            there = now - self.skew
            return f"Dice las {hour(now, zone)} y en el servidor son las {hour(there, zone)}."
        return ""

    def vinculo(self, aspirante: str) -> VinculoShown | None:
        """Return the vínculo in force with an aspirante, None where there is none."""
        found = (v for v in self.packet.vinculos if v.aspirante.id_solicitante == aspirante)
        return next(found, None)

    def window(self, vinculo: VinculoShown) -> Window:
        """Return what may be done for this vínculo now."""
        if vinculo.periodo is None:
            return Window.CLOSED
        return window_seen(vinculo.periodo, self.now(), self.bound)

    def left(self, vinculo: VinculoShown) -> timedelta:
        """Return the time left to capture; zero or negative once it is over."""
        if vinculo.periodo is None:
            return timedelta()
        seen = self.now() if self.bound is None else max(self.now(), self.bound)
        return vinculo.periodo.capture_ends_at - seen


def is_practice(packet: WorkPacket) -> bool:
    """Tell whether every page must say PRÁCTICA."""
    return packet.mode is Mode.PRACTICA
