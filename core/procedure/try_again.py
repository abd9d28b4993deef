"""On the server: a person has a job retry an item it had set aside; recorded in the bitácora."""

from dataclasses import dataclass

from core.domain.desk.apartado import Apartado
from core.ports.apartados import Apartados
from core.ports.central import Bitacora


@dataclass(frozen=True, slots=True)
class TryAgain:
    """Make one item due now."""

    apartados: Apartados
    bitacora: Bitacora

    def __call__(self, apartado_id: int) -> Apartado:
        """Return the item, due. Raises NotThere for one that has succeeded or never existed."""
        apartado = self.apartados.again(apartado_id)
        facts = {"trabajo": apartado.job, "codigo": apartado.code}
        self.bitacora.append("apartado_reintentado", apartado.item, facts)
        return apartado
