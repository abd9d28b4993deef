"""Numeral 25, in the worker: an envío that has stopped closes, so that its acuse can be issued."""

from dataclasses import dataclass
from datetime import timedelta

from core.ports.central import Bitacora
from core.ports.central_apoyos import Envios
from core.ports.shared import Clock
from core.procedure.n25_open_envio import IDLE, close_envio


@dataclass(frozen=True, slots=True)
class CloseIdleEnvios:
    """Close what has had no progress for `idle`. In the worker."""

    envios: Envios
    bitacora: Bitacora
    clock: Clock
    idle: timedelta

    def __call__(self) -> int:
        """Return how many were closed."""
        found = self.envios.idle_since(self.clock.now() - self.idle)
        for envio in found:
            close_envio(self.envios, self.bitacora, envio, IDLE)
        return len(found)
