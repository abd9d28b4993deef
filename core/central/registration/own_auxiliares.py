"""The aspirante's own list of auxiliares, in the database: what they typed, and what came of it."""

from dataclasses import dataclass

from sqlmodel import Session, col, func, or_, select

from core.central.pages import like
from core.central.registration.vinculos import alta_of, vinculo_of
from core.central.tables.apoyos import StoredAnnounced, StoredApoyo, StoredEnvio
from core.central.tables.vinculos import StoredDevice, StoredVinculo
from core.domain.auxiliar import AuxiliarOfAspirante
from core.wire import Page


@dataclass(frozen=True, slots=True)
class StoredOwnAuxiliares:
    """Lists of AuxiliarOfAspirante, each for one aspirante."""

    session: Session

    def page(
        self, aspirante: str, *, after: int, limit: int, search: str
    ) -> Page[AuxiliarOfAspirante]:
        """Return an aspirante's own list, newest first, from place `after`."""
        names = (StoredVinculo.nombre, StoredVinculo.apellido_paterno, StoredVinculo.correo)
        found = or_(*(like(each, search) for each in names))
        query = select(StoredVinculo).where(StoredVinculo.aspirante == aspirante, found)
        total = self.session.exec(select(func.count()).select_from(query.subquery())).one()
        newest = query.order_by(col(StoredVinculo.started_at).desc(), col(StoredVinculo.id))
        rows = self.session.exec(newest.offset(after).limit(limit)).all()
        end = after + len(rows)
        return Page(
            items=tuple(self._shown(row) for row in rows),
            total=total,
            next=str(end) if end < total else "",
        )

    def _shown(self, row: StoredVinculo) -> AuxiliarOfAspirante:
        devices = select(StoredDevice).where(
            StoredDevice.auxiliar == row.auxiliar, col(StoredDevice.voided_at).is_(None)
        )
        device = self.session.exec(devices).first()
        pair = (StoredApoyo.aspirante == row.aspirante, StoredApoyo.auxiliar == row.auxiliar)
        received = select(func.count()).select_from(StoredApoyo).where(*pair)
        last = last_of_pair(self.session, row.aspirante, row.auxiliar)
        return AuxiliarOfAspirante(
            vinculo=vinculo_of(row),
            alta=alta_of(row),
            device_activated_at=device.activated_at if device else None,
            received=self.session.exec(received).one(),
            pending=pending_of(self.session, last.id) if last else 0,
            pending_as_of=last.said_at if last else None,
        )


def last_of_pair(session: Session, aspirante: str, auxiliar: str) -> StoredEnvio | None:
    """Return the pair's newest envío, or None."""
    query = select(StoredEnvio).where(
        StoredEnvio.aspirante == aspirante, StoredEnvio.auxiliar == auxiliar
    )
    return session.exec(query.order_by(col(StoredEnvio.number).desc())).first()


def pending_of(session: Session, envio_id: str) -> int:
    """Return how many of what was announced in an envío did not arrive in any."""
    query = (
        select(func.count())
        .select_from(StoredAnnounced)
        .outerjoin(StoredApoyo, col(StoredApoyo.record_id) == col(StoredAnnounced.record_id))
        .where(StoredAnnounced.envio == envio_id, col(StoredApoyo.record_id).is_(None))
    )
    return session.exec(query).one()
