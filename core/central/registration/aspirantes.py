"""Registered aspirantes in the database (numerals 4 and 5)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlmodel import Session, func, select

from core.central.cambios import newest_version
from core.central.database import row_of
from core.central.listing import AS_IT_IS, Narrowed
from core.central.registration.aspirante_row import data_of, to_known, to_row
from core.central.registration.finding import ASPIRANTES, aspirantes_found
from core.central.registration.standing import WhereTheyStand, standing_of
from core.central.tables.registration import StoredAspirante, StoredConstancia
from core.domain.listing.cambio import ASPIRANTE
from core.domain.proceso.proceso import Proceso
from core.domain.registration.aspirante import AspiranteDetail, AspiranteRow, RegistroAspirante
from core.ports.central_registration import Figures, KnownAspirante, NewAspirante, Progress
from core.wire import Page

_NO_FIGURES = Figures(0, 0, 0)


@dataclass(frozen=True, slots=True)
class StoredAspirantes:
    """Aspirantes in the database."""

    session: Session

    def by_key(self, key: str) -> KnownAspirante | None:
        query = select(StoredAspirante).where(StoredAspirante.idempotency_key == key)
        row = self.session.exec(query).first()
        return self._known(row) if row else None

    def sent(self, id_solicitante: str) -> str:
        return self._row(id_solicitante).request_sha256

    def by_id(self, id_solicitante: str) -> KnownAspirante:
        return self._known(self._row(id_solicitante))

    def has_clave(self, clave: str) -> bool:
        query = select(StoredAspirante).where(StoredAspirante.clave == clave)
        return self.session.exec(query).first() is not None

    def add(self, aspirante: NewAspirante) -> KnownAspirante:
        highest = self.session.exec(select(func.max(StoredAspirante.id_solicitante))).one()
        row = to_row(aspirante, f"{int(highest or 0) + 1:06d}")
        self.session.add(row)
        self.session.flush()
        return self._known(row)

    def set_correo(self, id_solicitante: str, correo: str) -> None:
        row = self._row(id_solicitante)
        row.correo = correo
        self.session.add(row)
        self.session.flush()

    def correct(self, id_solicitante: str, registro: RegistroAspirante) -> None:
        row = self._row(id_solicitante)
        for name, value in data_of(registro).items():
            setattr(row, name, value)
        self.session.add(row)
        self.session.flush()

    def detail(self, id_solicitante: str, proceso: Proceso, progress: Progress) -> AspiranteDetail:
        """Return all data of one aspirante. Raises NotThere."""
        row = self._row(id_solicitante)
        (shown,) = self._shown([row], proceso, progress)
        return AspiranteDetail(
            row=shown,
            registro=self._known(row).registro,
            constancia_id=row.constancia_id,
            version=newest_version(self.session, ASPIRANTE, id_solicitante),
        )

    def page(
        self,
        *,
        after: int,
        limit: int,
        search: str,
        proceso: Proceso,
        progress: Progress,
        asked: Narrowed = AS_IT_IS,
    ) -> Page[AspiranteRow]:
        """Return aspirantes, newest first, below Id Solicitante `after` (0: from the newest)."""
        return ASPIRANTES.page(
            self.session,
            select(StoredAspirante).where(aspirantes_found(search, proceso)),
            lambda rows: self._shown(rows, proceso, progress),
            asked,
            after=f"{after:06d}" if after else "",
            limit=limit,
        )

    def _row(self, id_solicitante: str) -> StoredAspirante:
        return row_of(self.session, StoredAspirante, id_solicitante)

    def _known(self, row: StoredAspirante) -> KnownAspirante:
        return to_known(row, self._constancia(row))

    def _constancia(self, row: StoredAspirante) -> str:
        query = select(StoredConstancia.number).where(StoredConstancia.id == row.constancia_id)
        return self.session.exec(query).one()

    def _shown(
        self, rows: Sequence[StoredAspirante], proceso: Proceso, progress: Progress
    ) -> Iterable[AspiranteRow]:
        figures = progress.of([row.id_solicitante for row in rows])
        standing = standing_of(self.session, rows)
        return (
            _row(row, proceso, standing[number], figures.get(number, _NO_FIGURES))
            for row in rows
            if (number := row.id_solicitante)
        )


def _row(
    row: StoredAspirante, proceso: Proceso, standing: WhereTheyStand, figures: Figures
) -> AspiranteRow:
    cargo = proceso.cargo(row.cargo)
    return AspiranteRow(
        id_solicitante=row.id_solicitante,
        **row.shown_nombre_fields(),
        cargo=cargo.name if cargo else row.cargo,
        registered_at=row.registered_at,
        same_day=row.same_day,
        mail_state=standing.mail_state,
        mail_sent_at=standing.mail_sent_at,
        first_login_at=standing.first_login_at,
        trained_at=standing.trained_at,
        auxiliares=figures.auxiliares,
        received=figures.received,
        counted=figures.counted,
        umbral=cargo.umbral if cargo else 0,
    )
