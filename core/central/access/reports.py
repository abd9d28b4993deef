"""Reports of stolen devices. An aspirante cannot withdraw a report; the UTI can."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from core.central.tables.vinculos import StoredReport
from core.domain.device.dispositivo import StolenReport
from core.domain.registration.auxiliar import Vinculo
from core.ports.shared import Clock


@dataclass(frozen=True, slots=True)
class StoredStolenReports:
    """StolenReports in the database."""

    session: Session
    clock: Clock

    def add(self, device_id: str, vinculo: Vinculo) -> StolenReport:
        row = self.session.get(StoredReport, (device_id, vinculo.id))
        if row is None or row.withdrawn_at is not None:
            row = row or StoredReport(
                device=device_id,
                vinculo=vinculo.id,
                aspirante=vinculo.aspirante,
                reported_at=self.clock.now(),
            )
            row.reported_at, row.withdrawn_at = self.clock.now(), None
            self.session.add(row)
            self.session.flush()
        return _report(row)

    def of_device(self, device_id: str) -> Sequence[StolenReport]:
        query = select(StoredReport).where(
            StoredReport.device == device_id, col(StoredReport.withdrawn_at).is_(None)
        )
        oldest = query.order_by(col(StoredReport.reported_at), col(StoredReport.vinculo))
        return [_report(row) for row in self.session.exec(oldest).all()]

    def withdraw(self, device_id: str) -> None:
        query = select(StoredReport).where(
            StoredReport.device == device_id, col(StoredReport.withdrawn_at).is_(None)
        )
        for row in self.session.exec(query).all():
            row.withdrawn_at = self.clock.now()
            self.session.add(row)
        self.session.flush()


def _report(row: StoredReport) -> StolenReport:
    return StolenReport(row.device, row.vinculo, row.aspirante, row.reported_at)
