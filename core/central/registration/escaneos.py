"""Scanned documents of expedientes in the database; their bytes lie in the store of blobs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from core.central.database import row_of
from core.central.tables.actas import StoredActa
from core.central.tables.escaneos import StoredEscaneo
from core.domain.registration.escaneo import (
    KINDS,
    Escaneo,
    EscaneoKind,
    EscaneoState,
    EscaneoType,
    NewEscaneo,
)
from core.domain.registration.escaneo_content import SeenContent
from core.domain.values import texto
from core.ports.central_escaneos import KnownEscaneo
from core.ports.shared import Clock

_KEPT = (col(StoredEscaneo.received_at).is_not(None), col(StoredEscaneo.erased_at).is_(None))
"""What tells the documents whose bytes lie in the store."""
_TERM_ENDED = "Se borró al terminar su plazo."


@dataclass(frozen=True, slots=True)
class StoredEscaneos:
    """Documents in the database; `actor` brings and ends them."""

    session: Session
    clock: Clock
    actor: str

    def find(self, escaneo_id: str) -> KnownEscaneo | None:
        row = self.session.get(StoredEscaneo, escaneo_id)
        return None if row is None else _known(row)

    def of(self, id_solicitante: str) -> tuple[Escaneo, ...]:
        query = select(StoredEscaneo).where(
            StoredEscaneo.aspirante == id_solicitante, col(StoredEscaneo.received_at).is_not(None)
        )
        newest = (col(StoredEscaneo.received_at).desc(), col(StoredEscaneo.id))
        return tuple(map(_shown, self.session.exec(query.order_by(*newest)).all()))

    def count(self, id_solicitante: str) -> int:
        query = select(func.count()).select_from(StoredEscaneo)
        return self.session.exec(query.where(StoredEscaneo.aspirante == id_solicitante)).one()

    def announce(self, id_solicitante: str, new: NewEscaneo) -> None:
        row = StoredEscaneo(
            id=new.id,
            aspirante=id_solicitante,
            kind=new.kind.value,
            title=new.title,
            day=new.day,
            pages=new.pages,
            size=new.size,
            sha256=new.sha256,
            replaces=new.replaces,
            reason=new.reason,
            announced_at=self.clock.now(),
        )
        self.session.add(row)
        self.session.flush()

    def stage(self, escaneo_id: str, blob: str, size: int) -> None:
        row = row_of(self.session, StoredEscaneo, escaneo_id)
        row.blob, row.blob_size = blob, size
        self._kept(row)

    def keep(self, escaneo_id: str, seen: SeenContent) -> Escaneo:
        row = row_of(self.session, StoredEscaneo, escaneo_id)
        row.type, row.active = seen.type.value, seen.active
        row.received_at, row.received_by = self.clock.now(), self.actor
        return self._kept(row)

    def end(self, escaneo_id: str, reason: str, replaced_by: str = "") -> Escaneo:
        row = row_of(self.session, StoredEscaneo, escaneo_id)
        row.ended_at, row.ended_by = self.clock.now(), self.actor
        row.end_reason, row.replaced_by = texto.optional(reason), replaced_by
        return self._kept(row)

    def announced_before(self, before: datetime) -> Sequence[KnownEscaneo]:
        query = select(StoredEscaneo).where(
            col(StoredEscaneo.received_at).is_(None), col(StoredEscaneo.announced_at) < before
        )
        return [_known(row) for row in self.session.exec(query).all()]

    def closed_before(self, before: datetime) -> Sequence[KnownEscaneo]:
        query = (
            select(StoredEscaneo)
            .join(StoredActa, col(StoredActa.aspirante) == col(StoredEscaneo.aspirante))
            .where(*_KEPT, StoredActa.issued_at < before)
            .order_by(col(StoredEscaneo.id))
        )
        return [_known(row) for row in self.session.exec(query).all()]

    def erase(self, escaneo_id: str) -> None:
        row = row_of(self.session, StoredEscaneo, escaneo_id)
        row.title, row.erased_at = KINDS[EscaneoKind(row.kind)], self.clock.now()
        row.reason = _TERM_ENDED if row.replaces else ""
        row.end_reason = ""
        self._kept(row)

    def drop(self, escaneo_id: str) -> None:
        row = self.session.get(StoredEscaneo, escaneo_id)
        if row is not None and row.received_at is None:
            self.session.delete(row)
            self.session.flush()

    def whole(self, *, after: str, limit: int) -> Sequence[KnownEscaneo]:
        """Return those that are kept, of all expedientes, by id beyond `after`: what is copied."""
        query = select(StoredEscaneo).where(*_KEPT, col(StoredEscaneo.id) > after)
        rows = self.session.exec(query.order_by(col(StoredEscaneo.id)).limit(limit)).all()
        return [_known(row) for row in rows]

    def _kept(self, row: StoredEscaneo) -> Escaneo:
        self.session.add(row)
        self.session.flush()
        return _shown(row)


def _known(row: StoredEscaneo) -> KnownEscaneo:
    new = NewEscaneo(
        id=row.id,
        kind=EscaneoKind(row.kind),
        title=row.title,
        day=row.day,
        pages=row.pages,
        size=row.size,
        sha256=row.sha256,
        replaces=row.replaces,
        reason=row.reason,
    )
    shown = None if row.received_at is None else _shown(row)
    return KnownEscaneo(row.aspirante, new, row.announced_at, shown, row.blob, row.blob_size)


def _shown(row: StoredEscaneo) -> Escaneo:
    return Escaneo(
        id=row.id,
        kind=EscaneoKind(row.kind),
        title=row.title,
        day=row.day,
        pages=row.pages,
        size=row.size,
        sha256=row.sha256,
        type=EscaneoType(row.type or EscaneoType.PDF.value),
        active=row.active,
        by=row.received_by,
        at=row.received_at or row.announced_at,
        state=_state(row),
        ended_by=row.ended_by,
        ended_at=row.ended_at,
        end_reason=row.end_reason,
        replaced_by=row.replaced_by,
        erased_at=row.erased_at,
    )


def _state(row: StoredEscaneo) -> EscaneoState:
    if row.erased_at is not None:
        return EscaneoState.BORRADO
    if row.ended_at is None:
        return EscaneoState.VIGENTE
    return EscaneoState.REEMPLAZADO if row.replaced_by else EscaneoState.RETIRADO
