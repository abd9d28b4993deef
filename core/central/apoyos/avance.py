"""Progress in figures: received, judged, and still waiting on tablets (numeral 6.b)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from core.central.pages import page_by_place
from core.central.registration.finding import aspirantes_found
from core.central.tables.apoyos import StoredApoyo, StoredEnvio
from core.central.tables.registration import StoredAspirante
from core.central.tables.verification import StoredVerdict
from core.domain.proceso import Proceso
from core.domain.resultado import Avance, Resultado
from core.wire import Page

_Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class StoredAvance:
    """The progress of aspirantes, counted by the database."""

    session: Session

    def one(self, id_solicitante: str, proceso: Proceso) -> Page[Avance]:
        """Return a page with the progress of one aspirante; empty for an unknown one."""
        row = self.session.get(StoredAspirante, id_solicitante)
        found = self._avances([row] if row else [], proceso)
        return Page(found, len(found))

    def page(self, proceso: Proceso, *, after: int, limit: int, search: str = "") -> Page[Avance]:
        """Return progress in order of Id Solicitante; `after` is the offset of the page.

        `search` finds as in the list of aspirantes.
        """
        found = select(StoredAspirante).where(aspirantes_found(search, proceso))
        ordered = found.order_by(col(StoredAspirante.id_solicitante))
        return page_by_place(
            self.session,
            ordered,
            lambda rows: self._avances(rows, proceso),
            after=after,
            limit=limit,
        )

    def _avances(self, rows: Sequence[StoredAspirante], proceso: Proceso) -> tuple[Avance, ...]:
        ids = [row.id_solicitante for row in rows]
        received, verdicts = self._received(ids), self._verdicts(ids)
        waiting = self._waiting(ids)
        return tuple(
            _avance(
                row,
                proceso,
                received.get(row.id_solicitante, 0),
                verdicts.get(row.id_solicitante, {}),
                waiting.get(row.id_solicitante, (0, None)),
            )
            for row in rows
        )

    def _received(self, ids: Sequence[str]) -> _Counts:
        query = (
            select(StoredApoyo.aspirante, func.count())
            .where(col(StoredApoyo.aspirante).in_(ids))
            .group_by(col(StoredApoyo.aspirante))
        )
        return dict(self.session.exec(query).all())

    def _verdicts(self, ids: Sequence[str]) -> Mapping[str, dict[str, int]]:
        """Return, by aspirante, how many there are of each result, by its label."""
        query = (
            select(StoredApoyo.aspirante, StoredVerdict.resultado, func.count())
            .join(StoredVerdict, col(StoredVerdict.folio) == col(StoredApoyo.folio))
            .where(col(StoredApoyo.aspirante).in_(ids))
            .group_by(col(StoredApoyo.aspirante), col(StoredVerdict.resultado))
        )
        found: dict[str, dict[str, int]] = {}
        for aspirante, resultado, count in self.session.exec(query).all():
            found.setdefault(aspirante, {})[resultado] = count
        return found

    def _waiting(self, ids: Sequence[str]) -> Mapping[str, tuple[int, datetime | None]]:
        """Return what the last announcements of each pair still lack, and the newest word."""
        last = (
            select(
                func.max(StoredEnvio.number).label("number"),
                StoredEnvio.aspirante,
                StoredEnvio.auxiliar,
            )
            .where(col(StoredEnvio.aspirante).in_(ids))
            .group_by(col(StoredEnvio.aspirante), col(StoredEnvio.auxiliar))
            .subquery()
        )
        lacking = col(StoredEnvio.announced) - col(StoredEnvio.received)
        query = select(StoredEnvio.aspirante, StoredEnvio.said_at, lacking).join(
            last,
            (last.c.number == col(StoredEnvio.number))
            & (last.c.aspirante == col(StoredEnvio.aspirante))
            & (last.c.auxiliar == col(StoredEnvio.auxiliar)),
        )
        found: dict[str, tuple[int, datetime | None]] = {}
        for aspirante, said_at, count in self.session.exec(query).all():
            before, newest = found.get(aspirante, (0, None))
            found[aspirante] = (before + count, max(said_at, newest or said_at))
        return found


def _avance(
    row: StoredAspirante,
    proceso: Proceso,
    received: int,
    verdicts: _Counts,
    waiting: tuple[int, datetime | None],
) -> Avance:
    cargo = proceso.cargo(row.cargo)
    return Avance(
        id_solicitante=row.id_solicitante,
        cargo=cargo.name if cargo else row.cargo,
        umbral=cargo.umbral if cargo else 0,
        received=received,
        counted=_counted(verdicts),
        pending_verification=received - sum(verdicts.values()),
        by_result=dict(verdicts),
        pending_on_tablets=waiting[0],
        pending_as_of=waiting[1],
    )


def _counted(verdicts: _Counts) -> int:
    return sum(count for label, count in verdicts.items() if Resultado(label).counts)
