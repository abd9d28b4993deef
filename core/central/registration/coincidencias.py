"""Who has a datum already: among all aspirantes, or among the auxiliares of one of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from sqlmodel import Session, SQLModel, col, select

from core.central.pages import found_by
from core.central.tables.registration import StoredAspirante
from core.central.tables.searched import folded
from core.central.tables.vinculos import StoredVinculo
from core.domain.registration.coincidencia import Coincidencia, Coincidencias, Datum
from core.domain.values.nombre import NAME_PARTS

_MOST: Final = 5
"""Names of more would help nobody."""
_COLUMNS: Final[Mapping[Datum, tuple[str, ...]]] = {
    Datum.CLAVE: ("clave",),
    Datum.CORREO: ("correo",),
    Datum.NOMBRE: NAME_PARTS[:3],
}


@dataclass(frozen=True, slots=True)
class StoredCoincidencias:
    """Matches in the database: capitals, accents and spaces do not matter."""

    session: Session

    def aspirantes(self, asked: Coincidencia) -> Coincidencias:
        """Return the Id Solicitante of at most five aspirantes that have it, newest first."""
        query = select(StoredAspirante).where(found_by(StoredAspirante, " ".join(asked.texts)))
        rows = self.session.exec(query.order_by(col(StoredAspirante.id_solicitante).desc()))
        return _having(asked, ((row.id_solicitante, row) for row in rows))

    def auxiliares(self, aspirante: str, asked: Coincidencia) -> Coincidencias:
        """Return the vínculos, not ended, of one's own auxiliares that have it; of no other's."""
        query = select(StoredVinculo).where(
            StoredVinculo.aspirante == aspirante,
            col(StoredVinculo.ended_at).is_(None),
            found_by(StoredVinculo, " ".join(asked.texts)),
        )
        newest = query.order_by(col(StoredVinculo.started_at).desc(), col(StoredVinculo.id))
        return _having(asked, ((row.id, row) for row in self.session.exec(newest)))


def _having(asked: Coincidencia, rows: Iterable[tuple[str, SQLModel]]) -> Coincidencias:
    """Return who has exactly what is asked. Nothing, or too few texts, is nobody's."""
    wanted = [folded(text) for text in asked.texts]
    if not any(wanted):
        return Coincidencias(())
    columns = _COLUMNS[asked.datum]
    found = (
        who for who, row in rows if wanted == [folded(getattr(row, each, "")) for each in columns]
    )
    return Coincidencias(tuple(islice(found, _MOST)))
