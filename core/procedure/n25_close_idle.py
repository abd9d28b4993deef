"""Numeral 25, in the worker: an envío that has stopped closes, so that its acuse can be issued."""

from dataclasses import dataclass
from datetime import timedelta

from core.ports.central import Bitacora
from core.ports.central_apoyos import Envios
from core.ports.shared import Clock
from core.procedure.n25_open_envio import IDLE, close_envio


@dataclass(frozen=True, slots=True)
class CloseIdleEnvio:
    """Close one envío that has had no progress for `idle`. In the worker."""

    envios: Envios
    bitacora: Bitacora
    clock: Clock
    idle: timedelta

    def __call__(self, envio_id: str) -> bool:
        """Tell whether it was closed. One that moved, or closed meanwhile, stays as it is."""
        if not self.envios.is_idle(envio_id, self.clock.now() - self.idle):
            return False
        close_envio(self.envios, self.bitacora, self.envios.by_id(envio_id), IDLE)
        return True
