"""Registered aspirantes in the database (numerals 4 and 5)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, func, or_, select

from core.central.pages import like, page_by_key
from core.central.registration.aspirante_row import to_known, to_row
from core.central.registration.capacitaciones import StoredCapacitaciones
from core.central.tables.accounts import StoredAccount
from core.central.tables.registration import StoredAspirante, StoredConstancia
from core.central.tables.shared import StoredMail
from core.domain.aspirante import AspiranteDetail, AspiranteRow
from core.domain.proceso import Proceso
from core.errors import NotThere
from core.ports.central_registration import Figures, KnownAspirante, NewAspirante, Progress
from core.wire import Page

ACCESS_MAIL = "acceso"
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

    def detail(self, id_solicitante: str, proceso: Proceso, progress: Progress) -> AspiranteDetail:
        """Return all data of one aspirante. Raises NotThere."""
        row = self._row(id_solicitante)
        figures = progress.of([id_solicitante]).get(id_solicitante, _NO_FIGURES)
        return AspiranteDetail(
            row=self._shown(row, proceso, figures),
            registro=self._known(row).registro,
            constancia_id=row.constancia_id,
        )

    def page(
        self, *, after: int, limit: int, search: str, proceso: Proceso, progress: Progress
    ) -> Page[AspiranteRow]:
        """Return aspirantes, newest first, below Id Solicitante `after` (0: from the newest)."""
        columns = (
            StoredAspirante.id_solicitante,
            StoredAspirante.nombre,
            StoredAspirante.apellido_paterno,
            StoredAspirante.apellido_materno,
            StoredAspirante.sobrenombre,
        )
        found = or_(*(like(column, search) for column in columns))

        def shown(rows: Sequence[StoredAspirante]) -> Iterable[AspiranteRow]:
            figures = progress.of([row.id_solicitante for row in rows])
            return (
                self._shown(row, proceso, figures.get(row.id_solicitante, _NO_FIGURES))
                for row in rows
            )

        return page_by_key(
            self.session,
            select(StoredAspirante).where(found),
            StoredAspirante.id_solicitante,
            shown,
            after=f"{after:06d}" if after else "",
            limit=limit,
        )

    def _row(self, id_solicitante: str) -> StoredAspirante:
        row = self.session.get(StoredAspirante, id_solicitante)
        if row is None:
            raise NotThere
        return row

    def _known(self, row: StoredAspirante) -> KnownAspirante:
        return to_known(row, self._constancia(row))

    def _constancia(self, row: StoredAspirante) -> str:
        query = select(StoredConstancia.number).where(StoredConstancia.id == row.constancia_id)
        return self.session.exec(query).one()

    def _shown(self, row: StoredAspirante, proceso: Proceso, figures: Figures) -> AspiranteRow:
        cargo = proceso.cargo(row.cargo)
        mail = self._access_mail(row.id_solicitante)
        query = select(StoredAccount.first_login_at).where(
            StoredAccount.id_solicitante == row.id_solicitante
        )
        return AspiranteRow(
            id_solicitante=row.id_solicitante,
            **row.shown_nombre_fields(),
            cargo=cargo.name if cargo else row.cargo,
            registered_at=row.registered_at,
            same_day=row.same_day,
            mail_state=mail.state if mail else "",
            mail_sent_at=mail.sent_at if mail else None,
            first_login_at=self.session.exec(query).first(),
            trained_at=StoredCapacitaciones(self.session).trained_at(self._constancia(row)),
            auxiliares=figures.auxiliares,
            received=figures.received,
            counted=figures.counted,
            umbral=cargo.umbral if cargo else 0,
        )

    def _access_mail(self, id_solicitante: str) -> StoredMail | None:
        query = select(StoredMail).where(
            StoredMail.kind == ACCESS_MAIL, StoredMail.about == id_solicitante
        )
        return self.session.exec(query.order_by(col(StoredMail.id).desc()).limit(1)).first()
