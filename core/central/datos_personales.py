"""Requests of owners of personal data, and breaches, in the database."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from cryptography.exceptions import InvalidTag
from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, func, not_, select

from core.central.at_rest import AtRest
from core.central.cambios import newest_versions
from core.central.database import row_of
from core.central.listing import AS_IT_IS, Narrowed, Order, SortedList
from core.central.pages import matching
from core.central.tables.datos_personales import StoredSolicitud, StoredVulneracion
from core.domain.datos_personales.datos_personales import (
    UNREADABLE,
    Cumplimiento,
    Derecho,
    Desahogo,
    NewSolicitud,
    NewVulneracion,
    Respuesta,
    Sentido,
    Solicitud,
    Titular,
    Vulneracion,
)
from core.domain.datos_personales.datos_personales_errors import SolicitudUnreadable
from core.domain.listing.cambio import SOLICITUD, VULNERACION
from core.errors import ApoyoError, NotThere
from core.ports.shared import Clock
from core.wire import Page, read_json, to_json

_log = logging.getLogger(__name__)
_NEVER = date(9999, 12, 31)


def _waits_for_owner() -> ColumnElement[bool]:
    """Return the condition that the owner was asked for what a request lacks."""
    return and_(
        col(StoredSolicitud.prevented_on).is_not(None),
        col(StoredSolicitud.remedied_on).is_(None),
        col(StoredSolicitud.dropped_on).is_(None),
    )


_SOLICITUDES = SortedList(
    StoredSolicitud.id,
    orders={
        "recibida": Order(StoredSolicitud.received_on),
        "vence": Order(StoredSolicitud.due_on, _NEVER),
        "derecho": Order(StoredSolicitud.derecho),
    },
    states={
        "por_contestar": lambda: and_(
            col(StoredSolicitud.answered_on).is_(None),
            col(StoredSolicitud.dropped_on).is_(None),
            not_(_waits_for_owner()),
        ),
        "prevenidas": _waits_for_owner,
        "por_cumplir": lambda: and_(
            col(StoredSolicitud.answered_on).is_not(None), col(StoredSolicitud.due_on).is_not(None)
        ),
        "concluidas": lambda: and_(
            col(StoredSolicitud.due_on).is_(None), col(StoredSolicitud.dropped_on).is_(None)
        ),
        "no_presentadas": lambda: col(StoredSolicitud.dropped_on).is_not(None),
    },
    day=StoredSolicitud.received_on,
)
_VULNERACIONES = SortedList(
    StoredVulneracion.id,
    orders={"avisar": Order(StoredVulneracion.told_by)},
    states={
        "por_avisar": lambda: col(StoredVulneracion.is_told).is_(False),
        "avisadas": lambda: col(StoredVulneracion.is_told).is_(True),
    },
    day=StoredVulneracion.noted_at,
)


@dataclass(frozen=True, slots=True)
class _Sealed:
    """What of a request names a person or may: never in clear in the database."""

    asked: NewSolicitud
    extended: str = ""
    answer: str = ""
    fulfilled: str = ""
    prevented: str = ""
    remedied: str = ""


@dataclass(frozen=True, slots=True)
class StoredSolicitudes:
    """Requests in the database, taken in by `actor`."""

    session: Session
    actor: str
    seal: AtRest

    def by_id(self, solicitud_id: int) -> Solicitud:
        row = row_of(self.session, StoredSolicitud, solicitud_id)
        return self._all([row])[0]

    def add(self, asked: NewSolicitud, due_on: date, ground: str) -> Solicitud:
        row = StoredSolicitud(
            folio=self._next_folio(asked.received_on.year),
            derecho=asked.derecho.value,
            titular=asked.titular.value,
            received_on=asked.received_on,
            received_by=self.actor,
            due_on=due_on,
            ground=ground,
            sealed=b"",
        )
        row.sealed = self._sealed(row, _Sealed(asked))
        self.session.add(row)
        self.session.flush()
        return self._all([row])[0]

    def extend(self, solicitud_id: int, ground: str, due_on: date) -> None:
        row = row_of(self.session, StoredSolicitud, solicitud_id)
        row.sealed = self._sealed(row, replace(self._opened(row), extended=ground))
        row.due_on = due_on
        self._keep(row)

    def prevent(self, solicitud_id: int, lacking: str, on: date, due_on: date) -> None:
        row = row_of(self.session, StoredSolicitud, solicitud_id)
        row.sealed = self._sealed(row, replace(self._opened(row), prevented=lacking))
        row.prevented_on, row.due_on = on, due_on
        self._keep(row)

    def remedy(self, solicitud_id: int, given: Desahogo, due_on: date) -> None:
        row = row_of(self.session, StoredSolicitud, solicitud_id)
        row.sealed = self._sealed(row, replace(self._opened(row), remedied=given.text))
        row.remedied_on, row.due_on = given.on, due_on
        self._keep(row)

    def drop(self, solicitud_id: int, on: date) -> None:
        row = row_of(self.session, StoredSolicitud, solicitud_id)
        row.dropped_on, row.due_on = on, None
        self._keep(row)

    def answer(self, solicitud_id: int, given: Respuesta, due_on: date | None) -> None:
        row = row_of(self.session, StoredSolicitud, solicitud_id)
        row.sealed = self._sealed(row, replace(self._opened(row), answer=given.text))
        row.answered_on, row.sentido, row.due_on = given.on, given.sentido.value, due_on
        self._keep(row)

    def fulfil(self, solicitud_id: int, done: Cumplimiento) -> None:
        row = row_of(self.session, StoredSolicitud, solicitud_id)
        row.sealed = self._sealed(row, replace(self._opened(row), fulfilled=done.text))
        row.fulfilled_on, row.due_on = done.on, None
        self._keep(row)

    def page(
        self, *, after: int, limit: int, search: str, asked: Narrowed = AS_IT_IS
    ) -> Page[Solicitud]:
        """Return requests, newest first, below id `after` (0: from the newest)."""
        where = (StoredSolicitud.folio, StoredSolicitud.derecho, StoredSolicitud.titular)
        return _SOLICITUDES.page(
            self.session,
            select(StoredSolicitud).where(matching(search, *where)),
            self._all,
            asked,
            after=after,
            limit=limit,
        )

    def _next_folio(self, year: int) -> str:
        stem = f"SDP-{year}-"
        held = select(func.count()).where(col(StoredSolicitud.folio).startswith(stem))
        return f"{stem}{self.session.exec(held).one() + 1:04d}"

    def _sealed(self, row: StoredSolicitud, content: _Sealed) -> bytes:
        return self.seal.seal(row.folio.encode(), to_json(content))

    def _opened(self, row: StoredSolicitud) -> _Sealed:
        """Return what is sealed. Raises SolicitudUnreadable for one of another key or form."""
        try:
            opened: _Sealed = read_json(_Sealed, self.seal.open(row.folio.encode(), row.sealed))
        except (InvalidTag, ValueError, ApoyoError) as cause:
            raise SolicitudUnreadable from cause
        return opened

    def _shown(self, row: StoredSolicitud) -> _Sealed:
        """Return what is sealed, or that it cannot be read: a list and a term go on without it."""
        try:
            return self._opened(row)
        except SolicitudUnreadable:
            _log.warning("%s cannot be read", row.folio)
        said = dict.fromkeys(("name", "contact", "identity", "asked"), UNREADABLE)
        derecho, titular = Derecho(row.derecho), Titular(row.titular)
        return _Sealed(
            NewSolicitud(derecho=derecho, titular=titular, received_on=row.received_on, **said)
        )

    def _keep(self, row: StoredSolicitud) -> None:
        self.session.add(row)
        self.session.flush()

    def _all(self, rows: Sequence[StoredSolicitud]) -> tuple[Solicitud, ...]:
        versions = newest_versions(self.session, SOLICITUD, [str(row.id) for row in rows])
        return tuple(self._row(row, versions) for row in rows)

    def _row(self, row: StoredSolicitud, versions: Mapping[str, int]) -> Solicitud:
        opened = self._shown(row)
        return Solicitud(
            id=_id(row.id),
            folio=row.folio,
            asked=opened.asked,
            received_by=row.received_by,
            due_on=row.due_on,
            ground=row.ground,
            extended=opened.extended,
            answered_on=row.answered_on,
            sentido=Sentido(row.sentido) if row.sentido else None,
            answer=opened.answer,
            fulfilled_on=row.fulfilled_on,
            fulfilled=opened.fulfilled,
            version=versions.get(str(row.id), 0),
            prevented_on=row.prevented_on,
            prevented=opened.prevented,
            remedied_on=row.remedied_on,
            remedied=opened.remedied,
            dropped_on=row.dropped_on,
        )


@dataclass(frozen=True, slots=True)
class StoredVulneraciones:
    """Breaches in the database, noted by `actor`."""

    session: Session
    clock: Clock
    actor: str

    def by_id(self, vulneracion_id: int) -> Vulneracion:
        row = row_of(self.session, StoredVulneracion, vulneracion_id)
        return self._all([row])[0]

    def add(self, told: NewVulneracion, told_by: datetime) -> Vulneracion:
        row = StoredVulneracion(
            noted_at=self.clock.now(), noted_by=self.actor, told_by=told_by, told="", is_told=False
        )
        self._say(row, told)
        return self._all([row])[0]

    def change(self, vulneracion_id: int, told: NewVulneracion, told_by: datetime) -> None:
        row = row_of(self.session, StoredVulneracion, vulneracion_id)
        row.told_by = told_by
        self._say(row, told)

    def page(
        self, *, after: int, limit: int, search: str, asked: Narrowed = AS_IT_IS
    ) -> Page[Vulneracion]:
        """Return breaches, newest first, below id `after` (0: from the newest)."""
        return _VULNERACIONES.page(
            self.session,
            select(StoredVulneracion).where(matching(search, StoredVulneracion.told)),
            self._all,
            asked,
            after=after,
            limit=limit,
        )

    def _say(self, row: StoredVulneracion, told: NewVulneracion) -> None:
        row.told = to_json(told).decode()
        row.is_told = None not in (told.owners_told_at, told.authority_told_at)
        self.session.add(row)
        self.session.flush()

    def _all(self, rows: Sequence[StoredVulneracion]) -> tuple[Vulneracion, ...]:
        versions = newest_versions(self.session, VULNERACION, [str(row.id) for row in rows])
        return tuple(
            Vulneracion(
                id=_id(row.id),
                told=read_json(NewVulneracion, row.told),
                noted_by=row.noted_by,
                noted_at=row.noted_at,
                told_by=row.told_by,
                version=versions.get(str(row.id), 0),
            )
            for row in rows
        )


def _id(key: int | None) -> int:
    if key is None:
        raise NotThere
    return key
