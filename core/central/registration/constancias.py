"""Constancias in the database (numeral 3)."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, select

from core.central.cambios import newest_version
from core.central.database import row_of
from core.central.pages import found_by, page_by_key
from core.central.tables.registration import StoredAspirante, StoredConstancia
from core.domain.cambio import CONSTANCIA
from core.domain.constancia import Constancia, ConstanciaRow, Entrega
from core.errors import NotThere
from core.ports.central_registration import KnownConstancia
from core.ports.shared import Clock
from core.wire import Page


@dataclass(frozen=True, slots=True)
class StoredConstancias:
    """Constancias in the database."""

    session: Session
    clock: Clock

    def find(self, number: str) -> KnownConstancia | None:
        query = select(StoredConstancia).where(StoredConstancia.number == number.strip())
        row = self.session.exec(query).first()
        return self._known(row) if row else None

    def by_id(self, constancia_id: int) -> KnownConstancia:
        return self._known(self.stored(constancia_id))

    def stored(self, constancia_id: int) -> StoredConstancia:
        """Return the row. Raises NotThere."""
        return row_of(self.session, StoredConstancia, constancia_id)

    def add(self, constancia: Constancia) -> int:
        row = StoredConstancia(
            number=constancia.number.strip(),
            date=constancia.date,
            **constancia.nombre_completo.nombre_completo_fields(),
            cargo=constancia.cargo,
            delivered_at=constancia.delivered_at,
            delivered_to=constancia.delivered_to,
            issued_here=constancia.issued_here,
            issued_at=self.clock.now(),
        )
        self.session.add(row)
        self.session.flush()
        return _id(row)

    def deliver(self, constancia_id: int, entrega: Entrega) -> None:
        row = self.stored(constancia_id)
        row.delivered_at, row.delivered_to = entrega.delivered_at, entrega.delivered_to
        self.session.add(row)
        self.session.flush()

    def sealed(self, constancia_id: int, position: int, head: str) -> None:
        row = self.stored(constancia_id)
        row.bitacora_sequence, row.bitacora_hash = position, head
        self.session.add(row)
        self.session.flush()

    def row(self, constancia_id: int, today: date) -> ConstanciaRow:
        """Return one as the desk's list shows it. Raises NotThere."""
        return self._row(self.stored(constancia_id), today)

    def page(self, *, after: int, limit: int, search: str, today: date) -> Page[ConstanciaRow]:
        """Return constancias, newest first, below id `after` (0: from the newest)."""
        return page_by_key(
            self.session,
            select(StoredConstancia).where(found_by(StoredConstancia, search)),
            StoredConstancia.id,
            lambda rows: (self._row(row, today) for row in rows),
            after=after,
            limit=limit,
        )

    def _registered_as(self, row: StoredConstancia) -> str:
        query = select(StoredAspirante.id_solicitante).where(
            StoredAspirante.constancia_id == row.id
        )
        return self.session.exec(query).first() or ""

    def _known(self, row: StoredConstancia) -> KnownConstancia:
        return KnownConstancia(_id(row), constancia_of(row), bool(self._registered_as(row)))

    def _row(self, row: StoredConstancia, today: date) -> ConstanciaRow:
        registered_as = self._registered_as(row)
        return ConstanciaRow(
            id=_id(row),
            constancia=constancia_of(row),
            registered_as=registered_as,
            due_today=not registered_as and row.date == today,
            version=newest_version(self.session, CONSTANCIA, str(row.id)),
        )


def constancia_of(row: StoredConstancia) -> Constancia:
    """Return the domain's value of a row."""
    return Constancia(
        number=row.number,
        date=row.date,
        **row.nombre_completo_fields(),
        cargo=row.cargo,
        delivered_at=row.delivered_at,
        delivered_to=row.delivered_to,
        issued_here=row.issued_here,
    )


def _id(row: StoredConstancia) -> int:
    if row.id is None:
        raise NotThere
    return row.id
