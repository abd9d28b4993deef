"""The file of one aspirante, gathered from the tables where each part stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, String, and_, cast, literal, or_, union_all
from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from core.central.bitacora import StoredBitacora
from core.central.database import row_of
from core.central.registration.aspirantes import StoredAspirantes
from core.central.registration.constancias import StoredConstancias
from core.central.registration.procesos import StoredPeriodos
from core.central.tables.accounts import StoredAccount
from core.central.tables.registration import (
    StoredAsistente,
    StoredAspirante,
    StoredCapacitacion,
    StoredConstancia,
)
from core.central.tables.shared import StoredEntry
from core.central.tables.vinculos import StoredDevice, StoredVinculo
from core.domain.apoyos.acta import ActaCierre
from core.domain.desk.bitacora import ABOUT_ASPIRANTE, BitacoraRow
from core.domain.desk.correo import CorreoRow
from core.domain.desk.expediente import AuxiliarCount, ExpedienteAspirante, TrainingAttended
from core.domain.proceso.periodo import PeriodoAct
from core.domain.proceso.proceso import Proceso
from core.ports.central_registration import Progress
from core.wire import Page

_OF_CONSTANCIA = (
    "constancia_emitida",
    "constancia_capturada",
    "constancia_impresa",
    "constancia_entregada",
)
_OF_VINCULO = (
    *("auxiliar_alta", "codigo_enviado", "vinculo_aceptado", "vinculo_no_aceptado"),
    *("vinculo_baja", "cambio_de_dispositivo_pedido"),
)
_OF_ACCOUNT = ("sesion_abierta", "acceso_negado", "contrasena_cambiada")
"""The acts that are about each other thing of an aspirante: one number may name two things."""


@dataclass(frozen=True, slots=True)
class StoredExpedientes:
    """Files of aspirantes."""

    session: Session
    aspirantes: StoredAspirantes
    constancias: StoredConstancias
    periodos: StoredPeriodos
    bitacora: StoredBitacora

    def one(
        self,
        id_solicitante: str,
        proceso: Proceso,
        progress: Progress,
        *,
        today: date,
        correos: Sequence[CorreoRow],
        acta: ActaCierre | None,
    ) -> ExpedienteAspirante:
        """Return the file of one, with its `correos`. Raises NotThere."""
        row = self._row(id_solicitante)
        user, accepted = self._account(id_solicitante)
        return ExpedienteAspirante(
            detail=self.aspirantes.detail(id_solicitante, proceso, progress),
            constancia=self.constancias.row(row.constancia_id, today),
            capacitaciones=self._trainings(row.constancia_id),
            user=user,
            duty_accepted_at=accepted,
            auxiliares=self._auxiliares(id_solicitante),
            periodos=self._periodos(row),
            correos=tuple(correos),
            acta=acta,
        )

    def history(self, id_solicitante: str, *, after: int, limit: int) -> Page[BitacoraRow]:
        """Return the acts about one, newest first, below entry `after`. Raises NotThere."""
        row = self._row(id_solicitante)
        user, _ = self._account(id_solicitante)
        return self.bitacora.about(_about(row, user), after=after, limit=limit)

    def _row(self, id_solicitante: str) -> StoredAspirante:
        return row_of(self.session, StoredAspirante, id_solicitante)

    def _account(self, id_solicitante: str) -> tuple[str, datetime | None]:
        query = select(StoredAccount.user, StoredAccount.duty_accepted_at)
        found = self.session.exec(query.where(StoredAccount.id_solicitante == id_solicitante))
        row = found.first()
        return (row[0], row[1]) if row else ("", None)

    def _trainings(self, constancia_id: int) -> tuple[TrainingAttended, ...]:
        query = (
            select(StoredCapacitacion)
            .where(col(StoredCapacitacion.id).in_(_attended(constancia_id)))
            .order_by(col(StoredCapacitacion.held_at))
        )
        return tuple(
            TrainingAttended(row.id or 0, row.held_at, row.place, row.instructor)
            for row in self.session.exec(query).all()
        )

    def _auxiliares(self, id_solicitante: str) -> AuxiliarCount:
        mine = StoredVinculo.aspirante == id_solicitante
        over, accepted = col(StoredVinculo.ended_at), col(StoredVinculo.accepted_at)

        def count(*where: ColumnElement[bool]) -> int:
            query = select(func.count()).select_from(StoredVinculo).where(mine, *where)
            return self.session.exec(query).one()

        active = (over.is_(None), accepted.is_not(None))
        people = select(StoredVinculo.auxiliar).where(mine, *active)
        in_use = select(func.count()).select_from(StoredDevice)
        in_use = in_use.where(
            col(StoredDevice.auxiliar).in_(people), col(StoredDevice.voided_at).is_(None)
        )
        return AuxiliarCount(
            invited=count(over.is_(None), accepted.is_(None)),
            active=count(*active),
            ended=count(over.is_not(None)),
            tablets=self.session.exec(in_use).one(),
        )

    def _periodos(self, row: StoredAspirante) -> tuple[PeriodoAct, ...]:
        return tuple(
            act
            for act in self.periodos.acts()
            if act.cargo == row.cargo and act.aspirante in ("", row.id_solicitante)
        )


def _attended(constancia_id: int) -> SelectOfScalar[int]:
    """Return the query for the trainings that the holder of a constancia attended."""
    number = select(StoredConstancia.number).where(StoredConstancia.id == constancia_id)
    return select(StoredAsistente.capacitacion_id).where(
        StoredAsistente.constancia == number.scalar_subquery()
    )


def _about(row: StoredAspirante, user: str) -> ColumnElement[bool]:
    """Return the condition that an entry is about this aspirante.

    The subjects stand together, so that one index finds them; then each act says of what it is.
    """
    act, subject = col(StoredEntry.act), col(StoredEntry.subject)
    number, constancia = row.id_solicitante, str(row.constancia_id)
    trainings = select(cast(_attended(row.constancia_id).subquery().c[0], String))
    vinculos = select(StoredVinculo.id).where(StoredVinculo.aspirante == number)
    plain = (number, constancia, user, row.cargo)
    subjects = union_all(*(select(literal(each)) for each in plain), trainings, vinculos)
    content = col(StoredEntry.content)
    own = [content.contains(f'"aspirante":"{each}"', autoescape=True) for each in ("", number)]
    return and_(
        subject.in_(subjects),
        or_(
            and_(subject == number, act.in_(ABOUT_ASPIRANTE)),
            and_(subject == constancia, act.in_(_OF_CONSTANCIA)),
            and_(subject == user, act.in_(_OF_ACCOUNT)),
            and_(subject == row.cargo, act == "periodo_fijado", or_(*own)),
            and_(subject.in_(trainings), act == "capacitacion_registrada"),
            and_(subject.in_(vinculos), act.in_(_OF_VINCULO)),
        ),
    )
