"""Tablets reported stolen, suspended or out of use, in the database, as the UTI lists them."""

from dataclasses import dataclass

from sqlmodel import Session, col, or_, select

from core.central.cambios import newest_version
from core.central.database import row_of
from core.central.listing import AS_IT_IS, Narrowed, Order, SortedList
from core.central.pages import matching
from core.central.tables.vinculos import StoredDevice, StoredReport
from core.domain.device.dispositivo import STOLEN, DeviceOfDesk
from core.domain.listing.cambio import TABLETA
from core.wire import Page

_LISTING = SortedList(
    StoredDevice.id,
    moment=StoredDevice.activated_at,
    orders={"auxiliar": Order(StoredDevice.auxiliar)},
    states={
        "en_uso": lambda: col(StoredDevice.voided_at).is_(None),
        "fuera_de_uso": lambda: col(StoredDevice.voided_at).is_not(None),
    },
    day=StoredDevice.activated_at,
)


@dataclass(frozen=True, slots=True)
class StoredReportedDevices:
    """Lists of DeviceOfDesk."""

    session: Session

    def one(self, device_id: str) -> DeviceOfDesk:
        """Return one, reported or not. Raises NotThere."""
        row = row_of(self.session, StoredDevice, device_id)
        return self._shown(row)

    def page(
        self, *, after: str, limit: int, search: str, asked: Narrowed = AS_IT_IS
    ) -> Page[DeviceOfDesk]:
        """Return them beyond cursor `after`, the newest activation first."""
        reported = select(StoredReport.device).where(col(StoredReport.withdrawn_at).is_(None))
        out_of_use = col(StoredDevice.voided_at).is_not(None)
        concerned = or_(col(StoredDevice.id).in_(reported), out_of_use)
        found = matching(search, StoredDevice.auxiliar, StoredDevice.id)
        return _LISTING.page(
            self.session,
            select(StoredDevice).where(concerned, found),
            lambda rows: map(self._shown, rows),
            asked,
            after=after,
            limit=limit,
        )

    def _shown(self, row: StoredDevice) -> DeviceOfDesk:
        query = select(StoredReport).where(
            StoredReport.device == row.id, col(StoredReport.withdrawn_at).is_(None)
        )
        reports = self.session.exec(query.order_by(col(StoredReport.reported_at))).all()
        suspended = row.suspended_at is not None and row.reopened_at is None
        return DeviceOfDesk(
            device=row.id,
            auxiliar=row.auxiliar,
            activated_at=row.activated_at,
            reported_by=tuple(each.aspirante for each in reports),
            reported_at=reports[0].reported_at if reports else None,
            voided_at=row.suspended_at if suspended else row.voided_at,
            void_reason=STOLEN if suspended else row.void_reason,
            reopened_at=row.reopened_at,
            version=newest_version(self.session, TABLETA, row.id),
        )
