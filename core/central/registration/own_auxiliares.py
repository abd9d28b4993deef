"""An aspirante's own list of auxiliares: only data they typed, and what became of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import aliased
from sqlmodel import Session, and_, col, func, select

from core.central.cambios import newest_versions
from core.central.listing import AS_IT_IS, Narrowed, Order, SortedList
from core.central.pages import found_by
from core.central.registration.vinculos import alta_of, vinculo_of
from core.central.tables.apoyos import StoredEnvio
from core.central.tables.conteo import StoredConteo
from core.central.tables.vinculos import StoredDevice, StoredReport, StoredVinculo
from core.domain.listing.cambio import VINCULO
from core.domain.registration.auxiliar import AuxiliarOfAspirante
from core.wire import Page

_LISTING = SortedList(
    StoredVinculo.id,
    moment=StoredVinculo.started_at,
    orders={"nombre": Order(StoredVinculo.orden)},
    states={
        "vigentes": lambda: col(StoredVinculo.ended_at).is_(None),
        "por_aceptar": lambda: and_(
            col(StoredVinculo.accepted_at).is_(None), col(StoredVinculo.ended_at).is_(None)
        ),
        "en_vigor": lambda: and_(
            col(StoredVinculo.accepted_at).is_not(None), col(StoredVinculo.ended_at).is_(None)
        ),
        "de_baja": lambda: col(StoredVinculo.ended_at).is_not(None),
    },
    day=StoredVinculo.started_at,
)


@dataclass(frozen=True, slots=True)
class StoredOwnAuxiliares:
    """Lists of AuxiliarOfAspirante, each for one aspirante."""

    session: Session

    def page(
        self, aspirante: str, *, after: str, limit: int, search: str, asked: Narrowed = AS_IT_IS
    ) -> Page[AuxiliarOfAspirante]:
        """Return an aspirante's own list newest first, beyond cursor `after`."""
        found = found_by(StoredVinculo, search)
        query = select(StoredVinculo).where(StoredVinculo.aspirante == aspirante, found)
        return _LISTING.page(
            self.session,
            query,
            lambda rows: self._shown(aspirante, rows),
            asked,
            after=after,
            limit=limit,
        )

    def _shown(
        self, aspirante: str, rows: Sequence[StoredVinculo]
    ) -> Iterable[AuxiliarOfAspirante]:
        """Yield what is shown of each row: what they all need is asked once a table."""
        people = [row.auxiliar for row in rows]
        versions = newest_versions(self.session, VINCULO, [row.id for row in rows])
        received, last = self._received(aspirante, people), self._last(aspirante, people)
        devices = self._devices(people)
        reports = self._reports([each.id for each in devices.values()])
        for row in rows:
            vinculo = vinculo_of(row)
            shown = AuxiliarOfAspirante(
                vinculo=vinculo.as_its_aspirante_sees(),
                alta=alta_of(row),
                device_activated_at=None,
                received=0,
                pending=0,
                pending_as_of=None,
                version=versions.get(row.id, 0),
            )
            if vinculo.accepted_at is not None:
                envio = last.get(row.auxiliar)
                shown = replace(
                    shown,
                    received=received.get(row.auxiliar, 0),
                    pending=envio.announced - envio.received if envio else 0,
                    pending_as_of=envio.said_at if envio else None,
                )
                device = devices.get(row.auxiliar)
                if device is not None and vinculo.ended_at is None:
                    shown = _with_device(shown, device, reports.get(device.id, ()), aspirante)
            yield shown

    def _received(self, aspirante: str, people: Sequence[str]) -> Mapping[str, int]:
        """Return how many records each captured for the aspirante."""
        query = (
            select(StoredConteo.auxiliar, func.sum(StoredConteo.total))
            .where(StoredConteo.aspirante == aspirante, col(StoredConteo.auxiliar).in_(people))
            .group_by(col(StoredConteo.auxiliar))
        )
        return {auxiliar: int(total) for auxiliar, total in self.session.exec(query).all()}

    def _last(self, aspirante: str, people: Sequence[str]) -> Mapping[str, StoredEnvio]:
        """Return the newest envío of each pair."""
        other = aliased(StoredEnvio)
        newest = (
            select(func.max(other.number))
            .where(other.aspirante == StoredEnvio.aspirante)
            .where(other.auxiliar == StoredEnvio.auxiliar)
            .correlate(StoredEnvio)
            .scalar_subquery()
        )
        query = select(StoredEnvio).where(
            StoredEnvio.aspirante == aspirante,
            col(StoredEnvio.auxiliar).in_(people),
            col(StoredEnvio.number) == newest,
        )
        return {each.auxiliar: each for each in self.session.exec(query).all()}

    def _devices(self, people: Sequence[str]) -> Mapping[str, StoredDevice]:
        """Return the newest device of each."""
        query = (
            select(StoredDevice)
            .where(col(StoredDevice.auxiliar).in_(people))
            .order_by(col(StoredDevice.activated_at), col(StoredDevice.id).desc())
        )
        return {each.auxiliar: each for each in self.session.exec(query).all()}

    def _reports(self, devices: Sequence[str]) -> Mapping[str, Sequence[StoredReport]]:
        """Return what was reported of each device and is not withdrawn."""
        query = select(StoredReport).where(
            col(StoredReport.device).in_(devices), col(StoredReport.withdrawn_at).is_(None)
        )
        found: dict[str, list[StoredReport]] = {}
        for each in self.session.exec(query).all():
            found.setdefault(each.device, []).append(each)
        return found


def _with_device(
    shown: AuxiliarOfAspirante,
    device: StoredDevice,
    reports: Sequence[StoredReport],
    aspirante: str,
) -> AuxiliarOfAspirante:
    """Add what may be told of the newest device: in use, reported, suspended."""
    return replace(
        shown,
        device_activated_at=None if device.voided_at else device.activated_at,
        reported_at=min((each.reported_at for each in reports), default=None),
        reported_by_me=any(each.aspirante == aspirante for each in reports),
        suspended_at=None if device.reopened_at else device.suspended_at,
    )
