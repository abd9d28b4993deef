"""The proceso and its periods, version by version."""

from base64 import urlsafe_b64decode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from core.central.tables.registration import (
    StoredAspirante,
    StoredConstancia,
    StoredPeriodo,
    StoredProceso,
)
from core.domain.proceso.periodo import Periodo, PeriodoAct
from core.domain.proceso.proceso import Notice, PublishedProceso
from core.domain.proceso.proceso_errors import ProcesoMissing
from core.domain.values.signed import PROCESO, Signed
from core.wire import read_json


@dataclass(frozen=True, slots=True)
class StoredProcesos:
    """Procesos in the database, exactly as they were signed."""

    session: Session

    def current(self) -> PublishedProceso:
        found = self.latest()
        if found is None:
            raise ProcesoMissing
        return found

    def latest(self) -> PublishedProceso | None:
        row = self._last()
        return _published(row) if row is not None else None

    def at(self, instant: datetime) -> PublishedProceso:
        """Return the version that was in force at an instant. Raises ProcesoMissing.

        The first one for what was before any.
        """
        version = col(StoredProceso.version)
        before = select(StoredProceso).where(StoredProceso.published_at <= instant)
        row = self.session.exec(before.order_by(version.desc()).limit(1)).first()
        row = row or self.session.exec(select(StoredProceso).order_by(version).limit(1)).first()
        if row is None:
            raise ProcesoMissing
        return _published(row)

    def signed(self) -> Signed:
        """Return the newest version exactly as signed. Raises ProcesoMissing."""
        row = self._last()
        if row is None:
            raise ProcesoMissing
        return Signed(kind=PROCESO, body=row.body, key=row.key, signature=row.signature)

    def publish(self, published: PublishedProceso, signed: Signed) -> None:
        self.session.add(
            StoredProceso(
                version=published.version,
                proceso_id=published.proceso.id,
                published_at=published.published_at,
                body=signed.body,
                key=signed.key,
                signature=signed.signature,
            )
        )
        self.session.flush()

    def people_notices(self) -> Sequence[Notice]:
        rows = self.session.exec(select(StoredProceso).order_by(col(StoredProceso.version))).all()
        return tuple(_published(row).proceso.people_notice for row in rows)

    def cargos_in_use(self) -> frozenset[str]:
        columns = (StoredConstancia.cargo, StoredAspirante.cargo, StoredPeriodo.cargo)
        return frozenset(
            cargo for column in columns for cargo in self.session.exec(select(column)).all()
        )

    def _last(self) -> StoredProceso | None:
        newest = select(StoredProceso).order_by(col(StoredProceso.version).desc()).limit(1)
        return self.session.exec(newest).first()


def _published(row: StoredProceso) -> PublishedProceso:
    body = urlsafe_b64decode(row.body + "=" * (-len(row.body) % 4))
    published: PublishedProceso = read_json(PublishedProceso, body)
    return published


@dataclass(frozen=True, slots=True)
class StoredPeriodos:
    """Acts that set periods, in the database."""

    session: Session

    def acts(self) -> Sequence[PeriodoAct]:
        query = select(StoredPeriodo).order_by(col(StoredPeriodo.version))
        return tuple(_act(row) for row in self.session.exec(query).all())

    def add(self, act: PeriodoAct) -> PeriodoAct:
        acts = self.acts()
        row = StoredPeriodo(
            version=acts[-1].version + 1 if acts else 1,
            cargo=act.cargo,
            aspirante=act.aspirante,
            starts_at=act.periodo.starts_at,
            capture_ends_at=act.periodo.capture_ends_at,
            sending_ends_at=act.periodo.sending_ends_at,
            ground=act.periodo.ground,
            agreement=act.agreement,
        )
        self.session.add(row)
        self.session.flush()
        return _act(row)


def _act(row: StoredPeriodo) -> PeriodoAct:
    return PeriodoAct(
        cargo=row.cargo,
        aspirante=row.aspirante,
        periodo=Periodo(row.starts_at, row.capture_ends_at, row.sending_ends_at, row.ground),
        agreement=row.agreement,
        version=row.version,
    )
