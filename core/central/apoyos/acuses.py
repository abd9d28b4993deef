"""Acuses in the database, as they were signed (numeral 27)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col, func, or_, select

from core.central.database import row_of
from core.central.listing import AS_IT_IS, Narrowed, SortedList
from core.central.pages import page_by_moment
from core.central.tables.apoyos import StoredAcuse, StoredEnvio
from core.domain.apoyos.acuse import AcuseRow
from core.domain.values.signed import Signed
from core.ports.central_apoyos import IssuedAcuse
from core.ports.shared import Clock
from core.wire import Page, adapter, read_json

_LISTING = SortedList(
    StoredAcuse.number,
    states={"con_pendientes": lambda: col(StoredAcuse.pending) > 0},
    day=StoredAcuse.issued_at,
)


@dataclass(frozen=True, slots=True)
class StoredAcuses:
    """Acuses in the database."""

    session: Session
    clock: Clock

    def next_number(self, aspirante: str) -> int:
        query = select(func.max(StoredAcuse.number)).where(StoredAcuse.aspirante == aspirante)
        return (self.session.exec(query).one() or 0) + 1

    def add(self, acuse: IssuedAcuse) -> None:
        self.session.add(
            StoredAcuse(
                aspirante=acuse.aspirante,
                number=acuse.number,
                auxiliar=acuse.auxiliar,
                envio_id=acuse.envio_id,
                envio=acuse.envio,
                received=acuse.received,
                pending=acuse.pending,
                pending_as_of=acuse.pending_as_of,
                folios=acuse.folios,
                issued_at=acuse.issued_at,
                mail=acuse.mail,
                signed=adapter(Signed).dump_json(acuse.signed),
            )
        )
        self.session.flush()
        mine = update(StoredEnvio).where(col(StoredEnvio.id) == acuse.envio_id)
        self.session.connection().execute(mine.values(acuse=acuse.number))

    def has(self, envio_id: str) -> bool:
        """Tell whether an envío has its acuse."""
        query = select(StoredAcuse.number).where(StoredAcuse.envio_id == envio_id).limit(1)
        return self.session.exec(query).first() is not None

    def unmailed(self, before: datetime, now: datetime) -> Sequence[str]:
        issued_at = col(StoredAcuse.issued_at)
        query = select(StoredAcuse.aspirante).where(
            col(StoredAcuse.mailed_at).is_(None), or_(issued_at <= before, issued_at > now)
        )
        return self.session.exec(query.distinct().order_by(StoredAcuse.aspirante)).all()

    def unmailed_of(self, aspirante: str) -> Sequence[IssuedAcuse]:
        query = select(StoredAcuse).where(
            StoredAcuse.aspirante == aspirante, col(StoredAcuse.mailed_at).is_(None)
        )
        rows = self.session.exec(query.order_by(col(StoredAcuse.number))).all()
        return [_issued(row) for row in rows]

    def mailed(self, aspirante: str, up_to: int) -> None:
        query = select(StoredAcuse).where(
            StoredAcuse.aspirante == aspirante,
            StoredAcuse.number <= up_to,
            col(StoredAcuse.mailed_at).is_(None),
        )
        for row in self.session.exec(query).all():
            row.mailed_at = self.clock.now()
            self.session.add(row)
        self.session.flush()

    def signed(self, aspirante: str, number: int) -> Signed:
        """Return the signed acuse, exactly as issued. Raises NotThere."""
        row = row_of(self.session, StoredAcuse, (aspirante, number))
        return _signed(row)

    def page_of_aspirante(
        self, aspirante: str, *, after: int, limit: int, asked: Narrowed = AS_IT_IS
    ) -> Page[AcuseRow]:
        """Return an aspirante's acuses newest first, below number `after` (0: from the newest)."""
        return _LISTING.page(
            self.session,
            select(StoredAcuse).where(StoredAcuse.aspirante == aspirante),
            lambda rows: map(_shown, rows),
            asked,
            after=after,
            limit=limit,
            total=lambda: self.next_number(aspirante) - 1,
        )

    def page_of_auxiliar(self, auxiliar: str, *, after: str, limit: int) -> Page[AcuseRow]:
        """Return an auxiliar's acuses newest first, beyond cursor `after`."""
        return page_by_moment(
            self.session,
            select(StoredAcuse).where(StoredAcuse.auxiliar == auxiliar),
            (StoredAcuse.issued_at, StoredAcuse.envio_id),
            lambda rows: map(_shown, rows),
            after=after,
            limit=limit,
        )


def _signed(row: StoredAcuse) -> Signed:
    signed: Signed = read_json(Signed, row.signed)
    return signed


def _issued(row: StoredAcuse) -> IssuedAcuse:
    return IssuedAcuse(
        number=row.number,
        aspirante=row.aspirante,
        auxiliar=row.auxiliar,
        envio_id=row.envio_id,
        envio=row.envio,
        received=row.received,
        pending=row.pending,
        pending_as_of=row.pending_as_of,
        folios=row.folios,
        issued_at=row.issued_at,
        signed=_signed(row),
        mail=row.mail,
    )


def _shown(row: StoredAcuse) -> AcuseRow:
    return AcuseRow(
        number=row.number,
        auxiliar=row.auxiliar,
        envio=row.envio,
        received=row.received,
        pending=row.pending,
        folios=row.folios,
        issued_at=row.issued_at,
    )
