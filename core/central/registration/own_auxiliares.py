"""An aspirante's own list of auxiliares: only data they typed, and what became of it."""

from dataclasses import dataclass, replace

from sqlmodel import Session, col, func, select

from core.central.cambios import newest_version
from core.central.pages import found_by, page_by_moment
from core.central.registration.vinculos import alta_of, vinculo_of
from core.central.tables.apoyos import StoredEnvio
from core.central.tables.conteo import StoredConteo
from core.central.tables.vinculos import StoredDevice, StoredReport, StoredVinculo
from core.domain.auxiliar import AuxiliarOfAspirante
from core.domain.cambio import VINCULO
from core.wire import Page


@dataclass(frozen=True, slots=True)
class StoredOwnAuxiliares:
    """Lists of AuxiliarOfAspirante, each for one aspirante."""

    session: Session

    def page(
        self, aspirante: str, *, after: str, limit: int, search: str
    ) -> Page[AuxiliarOfAspirante]:
        """Return an aspirante's own list newest first, beyond cursor `after`."""
        found = found_by(StoredVinculo, search)
        query = select(StoredVinculo).where(StoredVinculo.aspirante == aspirante, found)
        return page_by_moment(
            self.session,
            query,
            (StoredVinculo.started_at, StoredVinculo.id),
            lambda rows: map(self._shown, rows),
            after=after,
            limit=limit,
        )

    def _shown(self, row: StoredVinculo) -> AuxiliarOfAspirante:
        vinculo = vinculo_of(row)
        typed = AuxiliarOfAspirante(
            vinculo=vinculo.as_its_aspirante_sees(),
            alta=alta_of(row),
            device_activated_at=None,
            received=0,
            pending=0,
            pending_as_of=None,
            version=newest_version(self.session, VINCULO, row.id),
        )
        if vinculo.accepted_at is None:
            return typed
        pair = (StoredConteo.aspirante == row.aspirante, StoredConteo.auxiliar == row.auxiliar)
        received = select(func.coalesce(func.sum(StoredConteo.total), 0)).where(*pair)
        last = last_of_pair(self.session, row.aspirante, row.auxiliar)
        shown = replace(
            typed,
            received=int(self.session.exec(received).one()),
            pending=last.announced - last.received if last else 0,
            pending_as_of=last.said_at if last else None,
        )
        return self._with_device(shown, row) if vinculo.ended_at is None else shown

    def _with_device(self, shown: AuxiliarOfAspirante, row: StoredVinculo) -> AuxiliarOfAspirante:
        """Add what may be told of the newest device: in use, reported, suspended."""
        newest = (
            select(StoredDevice)
            .where(StoredDevice.auxiliar == row.auxiliar)
            .order_by(col(StoredDevice.activated_at).desc(), col(StoredDevice.id))
        )
        device = self.session.exec(newest).first()
        if device is None:
            return shown
        reports = select(StoredReport).where(
            StoredReport.device == device.id, col(StoredReport.withdrawn_at).is_(None)
        )
        found = self.session.exec(reports).all()
        return replace(
            shown,
            device_activated_at=None if device.voided_at else device.activated_at,
            reported_at=min((each.reported_at for each in found), default=None),
            reported_by_me=any(each.aspirante == row.aspirante for each in found),
            suspended_at=None if device.reopened_at else device.suspended_at,
        )


def last_of_pair(session: Session, aspirante: str, auxiliar: str) -> StoredEnvio | None:
    """Return the pair's newest envío, or None."""
    query = select(StoredEnvio).where(
        StoredEnvio.aspirante == aspirante, StoredEnvio.auxiliar == auxiliar
    )
    return session.exec(query.order_by(col(StoredEnvio.number).desc()).limit(1)).first()
