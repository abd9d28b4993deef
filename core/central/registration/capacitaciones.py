"""Sessions of training in the database (numeral 3)."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from core.central.database import row_of
from core.central.listing import AS_IT_IS, Narrowed, Order, SortedList
from core.central.pages import matching
from core.central.tables.registration import StoredAsistente, StoredCapacitacion
from core.domain.registration.capacitacion import Asistente, Capacitacion, CapacitacionRow
from core.errors import NotThere
from core.wire import Page

_LISTING = SortedList(
    StoredCapacitacion.id,
    orders={
        "hora": Order(StoredCapacitacion.held_at),
        "lugar": Order(StoredCapacitacion.place),
        "instructor": Order(StoredCapacitacion.instructor),
    },
    day=StoredCapacitacion.held_at,
)


@dataclass(frozen=True, slots=True)
class StoredCapacitaciones:
    """Sessions of training in the database."""

    session: Session

    def add(self, capacitacion: Capacitacion) -> CapacitacionRow:
        row = StoredCapacitacion(
            held_at=capacitacion.held_at,
            place=capacitacion.place,
            instructor=capacitacion.instructor,
            topics=capacitacion.topics,
        )
        self.session.add(row)
        self.session.flush()
        for each in capacitacion.asistentes:
            self.session.add(
                StoredAsistente(
                    capacitacion_id=_id(row), name=each.name, constancia=each.constancia.strip()
                )
            )
        self.session.flush()
        return self._row(row)

    def by_id(self, capacitacion_id: int) -> CapacitacionRow:
        row = row_of(self.session, StoredCapacitacion, capacitacion_id)
        return self._row(row)

    def page(
        self, *, after: int, limit: int, search: str, asked: Narrowed = AS_IT_IS
    ) -> Page[CapacitacionRow]:
        """Return sessions, newest first, below id `after` (0: from the newest)."""
        where = (StoredCapacitacion.place, StoredCapacitacion.instructor, StoredCapacitacion.topics)
        found = matching(search, *where)
        return _LISTING.page(
            self.session,
            select(StoredCapacitacion).where(found),
            lambda rows: map(self._row, rows),
            asked,
            after=after,
            limit=limit,
        )

    def _row(self, row: StoredCapacitacion) -> CapacitacionRow:
        query = select(StoredAsistente).where(StoredAsistente.capacitacion_id == row.id)
        attended = self.session.exec(query.order_by(col(StoredAsistente.id))).all()
        return CapacitacionRow(
            id=_id(row),
            capacitacion=Capacitacion(
                held_at=row.held_at,
                place=row.place,
                instructor=row.instructor,
                topics=row.topics,
                asistentes=tuple(Asistente(each.name, each.constancia) for each in attended),
            ),
        )


def _id(row: StoredCapacitacion) -> int:
    if row.id is None:
        raise NotThere
    return row.id
