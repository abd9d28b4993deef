"""Numeral 4.e, on the server: what is to be attached to an expediente is told before it comes.

So nobody sends twenty megabytes that would be refused. It enters no bitácora: nothing is kept yet.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from core.domain.registration.escaneo import MOST_OF_ONE, EscaneoAnnounced, EscaneoState, NewEscaneo
from core.domain.registration.escaneo_errors import (
    EscaneoEnded,
    EscaneosTooMany,
    EscaneoThere,
    EscaneoTold,
)
from core.domain.values import texto
from core.errors import NotThere
from core.ports.central_acta import Actas
from core.ports.central_escaneos import Escaneos
from core.ports.central_registration import Aspirantes
from core.procedure.local_day import not_after


@dataclass(frozen=True, slots=True)
class AnnounceEscaneo:
    """Note it, unless the expediente is closed. One whose candidatura ended still takes papers.

    `today` is the day where the proceso is.
    """

    aspirantes: Aspirantes
    actas: Actas
    escaneos: Escaneos
    today: Callable[[], date]

    def __call__(self, id_solicitante: str, new: NewEscaneo) -> EscaneoAnnounced:
        """Return whether its bytes are awaited. The same again answers the same.

        Raises NotThere, ActaIssued, InTheFuture, EscaneoTold, EscaneoThere, EscaneoEnded or
        EscaneosTooMany.
        """
        self.aspirantes.by_id(id_solicitante)
        new = replace(new, title=texto.required(new.title, "title"))
        known = self.escaneos.find(new.id)
        if known is not None:
            if (known.aspirante, known.new) != (id_solicitante, new):
                raise EscaneoTold
            return EscaneoAnnounced(new.id, held=known.shown is not None)
        self.actas.refuse_closed(id_solicitante)
        not_after(new.day, self.today(), "day")
        if self.escaneos.count(id_solicitante) >= MOST_OF_ONE:
            raise EscaneosTooMany({"most": str(MOST_OF_ONE)})
        kept = self.escaneos.of(id_solicitante)
        in_force = {each.id: each for each in kept if each.state is EscaneoState.VIGENTE}
        if new.replaces and new.replaces not in in_force:
            raise EscaneoEnded if new.replaces in {each.id for each in kept} else NotThere
        if any(each.sha256 == new.sha256 for each in in_force.values()):
            raise EscaneoThere
        self.escaneos.announce(id_solicitante, new)
        return EscaneoAnnounced(new.id, held=False)
