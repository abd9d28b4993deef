"""What waits for somebody, found by small queries: none of them reads the received records."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, case, exists, not_
from sqlmodel import Session, and_, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from core.central.mail.outbox import failed_now
from core.central.registration.constancias import constancia_of
from core.central.tables.apartados import StoredApartado
from core.central.tables.apoyos import StoredEnvio
from core.central.tables.datos_personales import StoredSolicitud, StoredVulneracion
from core.central.tables.imports import StoredImport
from core.central.tables.registration import StoredAsistente, StoredAspirante, StoredConstancia
from core.central.tables.shared import StoredMail
from core.central.tables.vinculos import StoredDevice, StoredReport, StoredVinculo
from core.domain.desk.hoy import PERIOD_ENDS_IN, SILENT_AFTER, Pendiente, PendienteKind, Pendientes
from core.domain.proceso.periodo import PeriodoAct, Window, in_force
from core.domain.registration.constancia import ConstanciaRow
from core.domain.values.nombre import listed
from core.domain.verification.importacion import ImportKind, ImportState

_DAY = timedelta(days=1)
_FIRST = 20
"""How many of each kind are told one by one."""


@dataclass(frozen=True, slots=True)
class StoredToday:
    """What there is to do at `now`; `today` is the proceso's date, `acts` set its periods."""

    session: Session
    now: datetime
    today: date
    acts: tuple[PeriodoAct, ...]

    def of(self, kinds: Iterable[PendienteKind]) -> tuple[Pendientes, ...]:
        """Return what waits of these kinds, in the order of PendienteKind; none is left out."""
        wanted = frozenset(kinds)
        found = (self._finders[kind]() for kind in PendienteKind if kind in wanted)
        return tuple(each for each in found if each.total)

    @property
    def _finders(self) -> Mapping[PendienteKind, Callable[[], Pendientes]]:
        return {
            PendienteKind.REGISTRAR: self._to_register,
            PendienteKind.PERIODO: self._periods,
            PendienteKind.CORREO: self._mails,
            PendienteKind.APARTADO: self._aside,
            PendienteKind.PADRON: lambda: self._imports(ImportKind.PADRON),
            PendienteKind.GEOGRAFIA: lambda: self._imports(ImportKind.GEOGRAFIA),
            PendienteKind.ROBADA: self._stolen,
            PendienteKind.SOLICITUD: self._requests,
            PendienteKind.VULNERACION: self._breaches,
            PendienteKind.ENTREGAR: self._to_deliver,
            PendienteKind.CAPACITAR: self._to_train,
            PendienteKind.SILENCIO: self._silent,
        }

    def _to_register(self) -> Pendientes:
        registered = exists().where(col(StoredAspirante.constancia_id) == col(StoredConstancia.id))
        today = case((col(StoredConstancia.date) == self.today, 0), else_=1)
        query = select(StoredConstancia).where(not_(registered), _IN_FORCE)
        order = (today, col(StoredConstancia.id).desc())
        return self._found(PendienteKind.REGISTRAR, query, order, self._constancia)

    def _to_deliver(self) -> Pendientes:
        query = select(StoredConstancia).where(
            col(StoredConstancia.delivered_at).is_(None), _IN_FORCE
        )
        order = (col(StoredConstancia.id).desc(),)
        return self._found(PendienteKind.ENTREGAR, query, order, self._constancia)

    def _constancia(self, row: StoredConstancia) -> Pendiente:
        made = constancia_of(row)
        query = select(StoredAspirante.id_solicitante)
        known = self.session.exec(query.where(StoredAspirante.constancia_id == row.id)).first()
        due = not known and row.date == self.today
        shown = ConstanciaRow(row.id or 0, made, known or "", due, printed=row.printed)
        return Pendiente(
            made.listed_name, made.cargo, made.number, row.issued_at, due, constancia=shown
        )

    def _to_train(self) -> Pendientes:
        attended = exists().where(
            col(StoredConstancia.id) == col(StoredAspirante.constancia_id),
            col(StoredAsistente.constancia) == col(StoredConstancia.number),
        )
        query = select(StoredAspirante).where(not_(attended))
        order = (col(StoredAspirante.id_solicitante).desc(),)
        return self._found(PendienteKind.CAPACITAR, query, order, _aspirante)

    def _mails(self) -> Pendientes:
        query = select(StoredMail).where(*failed_now())
        order = (col(StoredMail.id).desc(),)
        return self._found(PendienteKind.CORREO, query, order, _mail)

    def _aside(self) -> Pendientes:
        query = select(StoredApartado).where(col(StoredApartado.next_try_at).is_(None))
        order = (col(StoredApartado.id).desc(),)
        return self._found(PendienteKind.APARTADO, query, order, _apartado)

    def _imports(self, kind: ImportKind) -> Pendientes:
        query = select(StoredImport).where(
            StoredImport.kind == kind.value, StoredImport.state == ImportState.CHECKED.value
        )
        return self._found(
            PendienteKind(kind.value), query, (col(StoredImport.id).desc(),), _import
        )

    def _stolen(self) -> Pendientes:
        reported = select(StoredReport.device).where(col(StoredReport.withdrawn_at).is_(None))
        query = select(StoredDevice).where(
            col(StoredDevice.id).in_(reported),
            col(StoredDevice.voided_at).is_(None),
            col(StoredDevice.suspended_at).is_(None),
        )
        order = (col(StoredDevice.activated_at).desc(),)
        return self._found(PendienteKind.ROBADA, query, order, _device)

    def _requests(self) -> Pendientes:
        """Find the requests about personal data that wait, the first to be due first.

        One that waits for its owner is the office's again once their term has passed.
        """
        theirs = and_(
            col(StoredSolicitud.prevented_on).is_not(None),
            col(StoredSolicitud.remedied_on).is_(None),
            col(StoredSolicitud.due_on) >= self.today,
        )
        waits = col(StoredSolicitud.due_on).is_not(None)
        query = select(StoredSolicitud).where(waits, not_(theirs))
        order = (col(StoredSolicitud.due_on), col(StoredSolicitud.id))
        return self._found(PendienteKind.SOLICITUD, query, order, self._request)

    def _request(self, row: StoredSolicitud) -> Pendiente:
        due = row.due_on.isoformat() if row.due_on else ""
        urgent = row.due_on is not None and row.due_on <= self.today
        return Pendiente(row.derecho, due, row.folio, urgent=urgent)

    def _breaches(self) -> Pendientes:
        query = select(StoredVulneracion).where(col(StoredVulneracion.is_told).is_(False))
        order = (col(StoredVulneracion.told_by), col(StoredVulneracion.id))
        return self._found(PendienteKind.VULNERACION, query, order, _breach)

    def _silent(self) -> Pendientes:
        """Find the tablets in use of which nothing came for long, while a period is open."""
        spoke = exists().where(
            col(StoredEnvio.device) == col(StoredDevice.id),
            col(StoredEnvio.opened_at) >= self.now - SILENT_AFTER,
        )
        open_for = self._open_aspirantes()
        theirs = select(StoredVinculo.auxiliar).where(
            col(StoredVinculo.accepted_at).is_not(None), col(StoredVinculo.ended_at).is_(None)
        )
        query = select(StoredDevice).where(
            col(StoredDevice.voided_at).is_(None),
            col(StoredDevice.activated_at) < self.now - SILENT_AFTER,
            col(StoredDevice.auxiliar).in_(theirs.where(open_for)),
            not_(spoke),
        )
        order = (col(StoredDevice.activated_at),)
        return self._found(PendienteKind.SILENCIO, query, order, self._quiet)

    def _open_aspirantes(self) -> ColumnElement[bool]:
        """Return the condition that a vínculo's aspirante may capture or send now."""
        cargos = {act.cargo for act in self.acts}
        closed = [cargo for cargo in cargos if not self._is_open(cargo, "")]
        own = {act.aspirante: act.cargo for act in self.acts if act.aspirante}
        opened = [number for number, cargo in own.items() if self._is_open(cargo, number)]
        shut = [number for number in own if number not in opened]
        of_cargo = select(StoredAspirante.id_solicitante).where(
            col(StoredAspirante.cargo).in_(cargos - set(closed)),
            col(StoredAspirante.id_solicitante).not_in(shut),
        )
        column = col(StoredVinculo.aspirante)
        return column.in_(of_cargo) | column.in_(opened)

    def _is_open(self, cargo: str, aspirante: str) -> bool:
        periodo = in_force(self.acts, cargo=cargo, aspirante=aspirante)
        window = periodo.window_at(self.now) if periodo else Window.CLOSED
        return window in (Window.CAPTURE, Window.SENDING_ONLY)

    def _quiet(self, row: StoredDevice) -> Pendiente:
        last = select(func.max(StoredEnvio.opened_at)).where(StoredEnvio.device == row.id)
        whom = select(StoredVinculo.aspirante).where(
            StoredVinculo.auxiliar == row.auxiliar,
            col(StoredVinculo.accepted_at).is_not(None),
            col(StoredVinculo.ended_at).is_(None),
        )
        aspirante = self.session.exec(whom.limit(1)).first() or ""
        newest: datetime | None = self.session.exec(last).one()
        return Pendiente(row.auxiliar, row.id, aspirante, newest or row.activated_at)

    def _periods(self) -> Pendientes:
        """Find the periods whose capture or sending ends soon, the first to end first."""
        whom = sorted({(act.cargo, act.aspirante) for act in self.acts})
        found = []
        for cargo, aspirante in whom:
            periodo = in_force(self.acts, cargo=cargo, aspirante=aspirante)
            if periodo is None:
                continue
            ends = (("captación", periodo.capture_ends_at), ("envío", periodo.sending_ends_at))
            soon = [
                Pendiente(cargo, name, aspirante, at, at <= self.now + _DAY)
                for name, at in ends
                if self.now < at <= self.now + PERIOD_ENDS_IN
            ]
            found += soon[:1]
        found.sort(key=lambda each: each.at or self.now)
        return Pendientes(PendienteKind.PERIODO, len(found), tuple(found[:_FIRST]))

    def _found(
        self,
        kind: PendienteKind,
        query: SelectOfScalar[Any],
        order: tuple[Any, ...],
        shown: Callable[[Any], Pendiente],
    ) -> Pendientes:
        rows = self.session.exec(query.order_by(*order).limit(_FIRST + 1)).all()
        total = len(rows)
        if total > _FIRST:
            total = self.session.exec(select(func.count()).select_from(query.subquery())).one()
        return Pendientes(kind, total, tuple(shown(row) for row in rows[:_FIRST]))


_IN_FORCE = col(StoredConstancia.voided_at).is_(None)


def _aspirante(row: StoredAspirante) -> Pendiente:
    name = listed(row.nombre, row.apellido_paterno, row.apellido_materno)
    return Pendiente(name, row.cargo, row.id_solicitante, row.registered_at)


def _mail(row: StoredMail) -> Pendiente:
    return Pendiente(row.to, row.subject, str(row.id), row.created_at)


def _apartado(row: StoredApartado) -> Pendiente:
    return Pendiente(row.item, row.job, row.item, row.last_at)


def _import(row: StoredImport) -> Pendiente:
    return Pendiente(row.kind, row.asked_by, str(row.id), row.asked_at)


def _breach(row: StoredVulneracion) -> Pendiente:
    return Pendiente(f"{row.id}", "", "", row.told_by, urgent=True)


def _device(row: StoredDevice) -> Pendiente:
    return Pendiente(row.auxiliar, row.id, row.auxiliar, row.activated_at)
