"""What ended or restored each candidatura, in the database."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from core.central.tables.situaciones import StoredSituacion
from core.domain.registration.situacion import NewSituacion, Situacion, SituacionAct
from core.domain.registration.situacion_errors import CandidaturaOver
from core.ports.shared import Clock


@dataclass(frozen=True, slots=True)
class StoredSituaciones:
    """Acts in the database, noted by `actor`."""

    session: Session
    clock: Clock
    actor: str

    def of(self, id_solicitante: str) -> tuple[Situacion, ...]:
        return tuple(map(_shown, self._rows(id_solicitante)))

    def is_over(self, id_solicitante: str) -> bool:
        rows = self._rows(id_solicitante)
        return bool(rows) and rows[-1].act != SituacionAct.RESTITUCION.value

    def refuse_over(self, id_solicitante: str) -> None:
        if self.is_over(id_solicitante):
            raise CandidaturaOver

    def ended_by_last(self, id_solicitante: str) -> tuple[str, ...]:
        rows = self._rows(id_solicitante)
        over = bool(rows) and rows[-1].act != SituacionAct.RESTITUCION.value
        return tuple(json.loads(rows[-1].vinculos)) if over else ()

    def add(
        self,
        id_solicitante: str,
        new: NewSituacion,
        vinculos: Sequence[str],
        *,
        invitaciones: int,
        acta: bool,
    ) -> None:
        row = StoredSituacion(
            aspirante=id_solicitante,
            act=new.act.value,
            document=new.document,
            ground=new.ground,
            at=self.clock.now(),
            actor=self.actor,
            vinculos=json.dumps(list(vinculos)),
            invitaciones=invitaciones,
            acta=acta,
        )
        self.session.add(row)
        self.session.flush()

    def _rows(self, id_solicitante: str) -> Sequence[StoredSituacion]:
        query = select(StoredSituacion).where(StoredSituacion.aspirante == id_solicitante)
        return self.session.exec(query.order_by(col(StoredSituacion.id))).all()


def _shown(row: StoredSituacion) -> Situacion:
    return Situacion(
        act=SituacionAct(row.act),
        document=row.document,
        ground=row.ground,
        at=row.at,
        by=row.actor,
        auxiliares=len(json.loads(row.vinculos)),
        invitaciones=row.invitaciones,
        acta=row.acta,
    )
