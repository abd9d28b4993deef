"""Actas de cierre in the database, and the totals that they state."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from core.central.apoyos.avance import StoredAvance
from core.central.database import row_of
from core.central.tables.actas import StoredActa
from core.central.tables.apoyos import StoredApoyo, StoredEnvio
from core.central.tables.registration import StoredAspirante
from core.central.tables.situaciones import StoredActaAside
from core.central.tables.vinculos import StoredDevice, StoredVinculo
from core.domain.apoyos.acta import ActaCierre, ClosingFigures, Missing, SilentTablet
from core.domain.apoyos.acta_errors import ActaIssued
from core.domain.proceso.periodo import Periodo
from core.domain.proceso.proceso import Proceso
from core.domain.verification.resultado import Resultado
from core.errors import NotThere
from core.wire import read_json, to_json


@dataclass(frozen=True, slots=True)
class StoredActas:
    """Actas in the database."""

    session: Session

    def find(self, id_solicitante: str) -> ActaCierre | None:
        row = self.session.get(StoredActa, id_solicitante)
        if row is None:
            return None
        acta: ActaCierre = read_json(ActaCierre, row.content)
        return acta

    def refuse_closed(self, id_solicitante: str) -> None:
        if self.session.get(StoredActa, id_solicitante) is not None:
            raise ActaIssued

    def issued(self, cargo: str) -> tuple[str, ...]:
        number = col(StoredAspirante.id_solicitante)
        query = (
            select(StoredAspirante.id_solicitante)
            .join(StoredActa, col(StoredActa.aspirante) == number)
            .where(StoredAspirante.cargo == cargo)
        )
        return tuple(self.session.exec(query.order_by(number)).all())

    def set_aside(self, id_solicitante: str) -> None:
        row = row_of(self.session, StoredActa, id_solicitante)
        self.session.add(
            StoredActaAside(aspirante=row.aspirante, issued_at=row.issued_at, content=row.content)
        )
        self.session.delete(row)
        self.session.flush()

    def add(self, acta: ActaCierre) -> None:
        self.refuse_closed(acta.id_solicitante)
        self.session.add(
            StoredActa(
                aspirante=acta.id_solicitante, issued_at=acta.issued_at, content=to_json(acta)
            )
        )
        self.session.flush()


@dataclass(frozen=True, slots=True)
class StoredClosing:
    """A Closing in the database."""

    session: Session
    avance: StoredAvance
    proceso: Proceso

    def __call__(self, id_solicitante: str, periodo: Periodo) -> ClosingFigures:
        found = self.avance.one(id_solicitante, self.proceso).items
        if not found:
            raise NotThere
        avance = found[0]
        return ClosingFigures(
            received=avance.received,
            counted=avance.counted,
            pending_verification=avance.pending_verification,
            extemporaneous=avance.by_result.get(Resultado.LATE.value, 0),
            umbral=avance.umbral,
            missing=self._missing(id_solicitante),
            silent=self._silent(id_solicitante, periodo),
        )

    def not_arrived(self, id_solicitante: str) -> int:
        """Return how many were announced and did not arrive."""
        return sum(each.pending for each in self._missing(id_solicitante))

    def _missing(self, id_solicitante: str) -> tuple[Missing, ...]:
        """Return what the last envío of each auxiliar still lacks."""
        last = (
            select(func.max(StoredEnvio.number).label("number"), StoredEnvio.auxiliar)
            .where(StoredEnvio.aspirante == id_solicitante)
            .group_by(col(StoredEnvio.auxiliar))
            .subquery()
        )
        query = (
            select(StoredEnvio)
            .join(
                last,
                (last.c.number == col(StoredEnvio.number))
                & (last.c.auxiliar == col(StoredEnvio.auxiliar)),
            )
            .where(
                StoredEnvio.aspirante == id_solicitante,
                col(StoredEnvio.announced) > col(StoredEnvio.received),
            )
            .order_by(col(StoredEnvio.auxiliar))
        )
        return tuple(
            Missing(row.auxiliar, row.announced - row.received, row.said_at)
            for row in self.session.exec(query).all()
        )

    def _silent(self, id_solicitante: str, periodo: Periodo) -> tuple[SilentTablet, ...]:
        mine = select(StoredVinculo.auxiliar).where(
            StoredVinculo.aspirante == id_solicitante,
            col(StoredVinculo.accepted_at).is_not(None),
            col(StoredVinculo.ended_at).is_(None),
        )
        query = select(StoredDevice).where(
            col(StoredDevice.auxiliar).in_(mine), col(StoredDevice.voided_at).is_(None)
        )
        found = []
        for row in self.session.exec(query.order_by(col(StoredDevice.auxiliar))).all():
            last_at = self._heard_at(row.id, id_solicitante)
            if last_at is None or last_at < periodo.capture_ends_at:
                found.append(SilentTablet(row.id, row.auxiliar, last_at))
        return tuple(found)

    def _heard_at(self, device: str, id_solicitante: str) -> datetime | None:
        """Return when a tablet last announced, or a record of it came: by a stick nobody announces.

        None where it never did for that aspirante.
        """
        announced = select(func.max(StoredEnvio.opened_at)).where(
            StoredEnvio.device == device, StoredEnvio.aspirante == id_solicitante
        )
        brought = select(func.max(StoredApoyo.received_at)).where(
            StoredApoyo.device == device, StoredApoyo.aspirante == id_solicitante
        )
        heard: list[datetime | None] = [
            self.session.exec(each).one() for each in (announced, brought)
        ]
        return max((at for at in heard if at is not None), default=None)
