"""On the server: a person lets a job try once more what it had set aside. An act of the log."""

from dataclasses import dataclass

from core.domain.apartado import Apartado
from core.ports.apartados import Apartados
from core.ports.central import Bitacora


@dataclass(frozen=True, slots=True)
class TryAgain:
    """Let one item be tried now."""

    apartados: Apartados
    bitacora: Bitacora

    def __call__(self, apartado_id: int) -> Apartado:
        """Return it, due. Raises NotThere for one that went through meanwhile, or never was."""
        apartado = self.apartados.again(apartado_id)
        facts = {"trabajo": apartado.job, "codigo": apartado.code}
        self.bitacora.append("apartado_reintentado", apartado.item, facts)
        return apartado
