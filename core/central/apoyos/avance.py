"""Progress in figures, read from the roll-up: received, judged, still on tablets (num. 6.b)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, text
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from core.central.apoyos.conteo import UNJUDGED, by_result, counted
from core.central.pages import page_by_key
from core.central.registration.finding import aspirantes_found
from core.central.tables.apoyos import StoredEnvio
from core.central.tables.registration import StoredAspirante
from core.domain.proceso.proceso import Proceso
from core.domain.verification.resultado import Avance
from core.wire import Page


@dataclass(frozen=True, slots=True)
class StoredAvance:
    """The progress of aspirantes."""

    session: Session

    def one(self, id_solicitante: str, proceso: Proceso) -> Page[Avance]:
        """Return a page with the progress of one aspirante; empty for an unknown one."""
        row = self.session.get(StoredAspirante, id_solicitante)
        found = self._avances([row] if row else [], proceso)
        return Page(found, len(found))

    def page(self, proceso: Proceso, *, after: int, limit: int, search: str = "") -> Page[Avance]:
        """Return progress in order of Id Solicitante, above `after` (0: from the first).

        `search` finds as in the list of aspirantes.
        """
        found = select(StoredAspirante).where(aspirantes_found(search, proceso))
        return page_by_key(
            self.session,
            found,
            StoredAspirante.id_solicitante,
            lambda rows: self._avances(rows, proceso),
            after=f"{after:06d}" if after else "",
            limit=limit,
            newest=False,
        )

    def _avances(self, rows: Sequence[StoredAspirante], proceso: Proceso) -> tuple[Avance, ...]:
        ids = [row.id_solicitante for row in rows]
        results, waiting = by_result(self.session, ids), self.waiting_on_tablets(ids)
        return tuple(
            _avance(
                row,
                proceso,
                results.get(row.id_solicitante, {}),
                waiting.get(row.id_solicitante, (0, None)),
            )
            for row in rows
        )

    def waiting_on_tablets(self, ids: Sequence[str]) -> Mapping[str, tuple[int, datetime | None]]:
        """Return what the last announcements of each pair still lack, and the newest word."""
        connection, asked = self.session.connection(), {"ids": list(ids)}
        lacking = {
            aspirante: int(count) for aspirante, count in connection.execute(_LACKING, asked)
        }
        newest = connection.execute(_NEWEST, asked)
        return {aspirante: (lacking.get(aspirante, 0), said_at) for aspirante, said_at in newest}


_other = aliased(StoredEnvio)
_last = (
    select(func.max(col(_other.number)))
    .where(
        col(_other.aspirante) == col(StoredEnvio.aspirante),
        col(_other.auxiliar) == col(StoredEnvio.auxiliar),
    )
    .correlate(StoredEnvio)
    .scalar_subquery()
)
_LACKING = (
    select(
        col(StoredEnvio.aspirante),
        func.sum(col(StoredEnvio.announced) - col(StoredEnvio.received)),
    )
    .where(
        col(StoredEnvio.aspirante).in_(bindparam("ids", expanding=True)),
        text("envio.announced > envio.received"),
        col(StoredEnvio.number) == _last,
    )
    .group_by(col(StoredEnvio.aspirante))
)
"""By the partial index of what lacks something: of an aspirante there are few. Which is the last of
a pair is no join: PostgreSQL, which cannot know how few, would join all envíos."""

_word = (
    select(func.max(col(_other.said_at)))
    .where(col(_other.aspirante) == col(StoredAspirante.id_solicitante))
    .scalar_subquery()
)
_NEWEST = select(col(StoredAspirante.id_solicitante), _word).where(
    col(StoredAspirante.id_solicitante).in_(bindparam("ids", expanding=True))
)


def _avance(
    row: StoredAspirante,
    proceso: Proceso,
    results: Mapping[str, int],
    waiting: tuple[int, datetime | None],
) -> Avance:
    cargo = proceso.cargo(row.cargo)
    verdicts = {label: total for label, total in results.items() if label != UNJUDGED}
    return Avance(
        id_solicitante=row.id_solicitante,
        cargo=cargo.name if cargo else row.cargo,
        umbral=cargo.umbral if cargo else 0,
        received=sum(results.values()),
        counted=counted(verdicts),
        pending_verification=results.get(UNJUDGED, 0),
        by_result=verdicts,
        pending_on_tablets=waiting[0],
        pending_as_of=waiting[1],
    )
