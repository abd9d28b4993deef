"""Constancias in the database (numeral 3)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, exists
from sqlmodel import Session, col, select

from core.central.cambios import newest_version
from core.central.database import row_of
from core.central.listing import AS_IT_IS, Narrowed, Order, SortedList
from core.central.pages import found_by
from core.central.tables.registration import StoredAspirante, StoredConstancia, StoredImpresion
from core.domain.listing.cambio import CONSTANCIA
from core.domain.registration.constancia import Anulacion, Constancia, ConstanciaRow, Entrega
from core.errors import NotThere
from core.ports.central_registration import KeptPrint, KnownConstancia
from core.ports.keyed_request import KeyedRequest
from core.ports.shared import Clock
from core.wire import Page

_IN_FORCE = col(StoredConstancia.voided_at).is_(None)
_REGISTERED = exists().where(col(StoredAspirante.constancia_id) == col(StoredConstancia.id))
_LISTING = SortedList(
    StoredConstancia.id,
    orders={
        "nombre": Order(StoredConstancia.orden),
        "numero": Order(StoredConstancia.number),
        "fecha": Order(StoredConstancia.date),
    },
    states={
        "por_registrar": lambda: and_(~_REGISTERED, _IN_FORCE),
        "registradas": lambda: _REGISTERED,
        "por_entregar": lambda: and_(col(StoredConstancia.delivered_at).is_(None), _IN_FORCE),
        "anuladas": lambda: ~_IN_FORCE,
    },
    day=StoredConstancia.date,
)


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

    def void(self, constancia_id: int, reason: str, replaced_by: str) -> None:
        row = self.stored(constancia_id)
        row.voided_at, row.void_reason = self.clock.now(), reason
        row.replaced_by = replaced_by
        self.session.add(row)
        self.session.flush()

    def printed(self, constancia_id: int) -> int:
        row = self.stored(constancia_id)
        row.printed += 1
        self.session.add(row)
        self.session.flush()
        return row.printed

    def print_of(self, key: str) -> KeptPrint | None:
        row = self.session.get(StoredImpresion, key)
        if row is None:
            return None
        request = KeyedRequest(row.idempotency_key, row.request_sha256)
        return KeptPrint(request, tuple(json.loads(row.copies)), row.at)

    def keep_print(self, made: KeptPrint) -> None:
        row = StoredImpresion(
            idempotency_key=made.request.key,
            request_sha256=made.request.sha256,
            copies=json.dumps(made.copies),
            at=made.at,
        )
        self.session.add(row)
        self.session.flush()

    def numbers(self, before: str, after: str) -> Sequence[str]:
        number = col(StoredConstancia.number)
        alike = number.startswith(before, autoescape=True), number.endswith(after, autoescape=True)
        return self.session.exec(select(StoredConstancia.number).where(*alike)).all()

    def row(self, constancia_id: int, today: date) -> ConstanciaRow:
        """Return one as the desk's list shows it. Raises NotThere."""
        return self._row(self.stored(constancia_id), today)

    def page(
        self, *, after: int, limit: int, search: str, today: date, asked: Narrowed = AS_IT_IS
    ) -> Page[ConstanciaRow]:
        """Return constancias, newest first, below id `after` (0: from the newest)."""
        return _LISTING.page(
            self.session,
            select(StoredConstancia).where(found_by(StoredConstancia, search)),
            lambda rows: (self._row(row, today) for row in rows),
            asked,
            after=after,
            limit=limit,
        )

    def _registered_as(self, row: StoredConstancia) -> str:
        query = select(StoredAspirante.id_solicitante).where(
            StoredAspirante.constancia_id == row.id
        )
        return self.session.exec(query).first() or ""

    def _known(self, row: StoredConstancia) -> KnownConstancia:
        used, voided = bool(self._registered_as(row)), row.voided_at is not None
        return KnownConstancia(_id(row), constancia_of(row), used, voided)

    def _row(self, row: StoredConstancia, today: date) -> ConstanciaRow:
        registered_as = self._registered_as(row)
        return ConstanciaRow(
            id=_id(row),
            constancia=constancia_of(row),
            registered_as=registered_as,
            due_today=not registered_as and row.date == today and row.voided_at is None,
            version=newest_version(self.session, CONSTANCIA, str(row.id)),
            printed=row.printed,
            voided=anulacion_of(row),
        )


def anulacion_of(row: StoredConstancia) -> Anulacion | None:
    """Return how a constancia was voided, None for one in force."""
    if row.voided_at is None:
        return None
    return Anulacion(row.voided_at, row.void_reason, row.replaced_by)


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
