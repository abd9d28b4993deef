"""Auxiliares and vínculos in the database, and the aspirantes as the acts see them."""

import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlmodel import Session, col, func, select

from core.central.database import row_of
from core.central.tables.registration import StoredAspirante
from core.central.tables.vinculos import StoredAuxiliar, StoredVinculo
from core.domain.registration.aspirante_shown import AspiranteShown
from core.domain.registration.auxiliar import AltaAuxiliar, Vinculo
from core.domain.values import texto
from core.ports.central_vinculos import Auxiliar, Candidate
from core.ports.keyed_request import KeyedRequest
from core.ports.shared import Clock

_ID_BYTES = 16


@dataclass(frozen=True, slots=True)
class StoredCandidates:
    """Candidates in the database. `cargo` shows the id where `names` has none."""

    session: Session
    names: dict[str, str]

    def find(self, id_solicitante: str) -> Candidate | None:
        row = self.session.get(StoredAspirante, id_solicitante)
        if row is None:
            return None
        shown = AspiranteShown(
            id_solicitante=row.id_solicitante,
            **row.shown_nombre_fields(),
            cargo=self.names.get(row.cargo, row.cargo),
        )
        return Candidate(shown, row.cargo, row.correo)


@dataclass(frozen=True, slots=True)
class StoredVinculos:
    """Vinculos in the database."""

    session: Session
    clock: Clock

    def auxiliar(self, number: str) -> Auxiliar:
        row = row_of(self.session, StoredAuxiliar, number)
        return _person(row)

    def auxiliar_of(self, correo: str) -> Auxiliar | None:
        query = select(StoredAuxiliar).where(StoredAuxiliar.correo == texto.correo(correo))
        row = self.session.exec(query).first()
        return _person(row) if row else None

    def open_auxiliar(self, alta: AltaAuxiliar) -> Auxiliar:
        altas = self.session.exec(select(func.count()).select_from(StoredVinculo)).one()
        row = StoredAuxiliar(
            number=f"{altas + 1:06d}",
            correo=texto.correo(alta.correo),
            name=alta.full_name,
            created_at=self.clock.now(),
        )
        self.session.add(row)
        self.session.flush()
        return _person(row)

    def by_key(self, aspirante: str, key: str) -> Vinculo | None:
        query = select(StoredVinculo).where(
            StoredVinculo.aspirante == aspirante, StoredVinculo.idempotency_key == key
        )
        row = self.session.exec(query).first()
        return vinculo_of(row) if row else None

    def sent(self, vinculo_id: str) -> str:
        return self._row(vinculo_id).request_sha256

    def begin(
        self, aspirante: str, auxiliar: str, alta: AltaAuxiliar, request: KeyedRequest
    ) -> Vinculo:
        row = StoredVinculo(
            id=secrets.token_hex(_ID_BYTES),
            auxiliar=auxiliar,
            aspirante=aspirante,
            idempotency_key=request.key,
            request_sha256=request.sha256,
            started_at=self.clock.now(),
            **asdict(alta),
        )
        self.session.add(row)
        self.session.flush()
        return vinculo_of(row)

    def by_id(self, vinculo_id: str) -> Vinculo:
        return vinculo_of(self._row(vinculo_id))

    def accept(self, vinculo_id: str) -> Vinculo:
        row = self._row(vinculo_id)
        if row.accepted_at is None:
            self._name_if_first(row)
            row.accepted_at = self.clock.now()
            self.session.add(row)
            self.session.flush()
        return vinculo_of(row)

    def in_force(self, auxiliar: str) -> Sequence[Vinculo]:
        return [each for each in self._open(auxiliar) if each.accepted_at is not None]

    def pending(self, auxiliar: str) -> Sequence[Vinculo]:
        return [each for each in self._open(auxiliar) if each.accepted_at is None]

    def open_of(self, aspirante: str) -> Sequence[Vinculo]:
        query = select(StoredVinculo).where(
            StoredVinculo.aspirante == aspirante, col(StoredVinculo.ended_at).is_(None)
        )
        oldest = query.order_by(col(StoredVinculo.started_at), col(StoredVinculo.id))
        return [vinculo_of(row) for row in self.session.exec(oldest).all()]

    def ever_accepted(self, aspirante: str, auxiliar: str) -> bool:
        query = select(StoredVinculo.id).where(
            StoredVinculo.aspirante == aspirante,
            StoredVinculo.auxiliar == auxiliar,
            col(StoredVinculo.accepted_at).is_not(None),
        )
        return self.session.exec(query.limit(1)).first() is not None

    def alta(self, vinculo_id: str) -> AltaAuxiliar:
        return alta_of(self._row(vinculo_id))

    def end(self, vinculo_id: str, reason: str) -> Vinculo:
        row = self._row(vinculo_id)
        row.ended_at, row.end_reason = self.clock.now(), reason
        self.session.add(row)
        self.session.flush()
        return vinculo_of(row)

    def restore(self, vinculo_id: str) -> None:
        row = self._row(vinculo_id)
        row.ended_at, row.end_reason = None, ""
        self.session.add(row)
        self.session.flush()

    def _open(self, auxiliar: str) -> Sequence[Vinculo]:
        query = select(StoredVinculo).where(
            StoredVinculo.auxiliar == auxiliar, col(StoredVinculo.ended_at).is_(None)
        )
        oldest = query.order_by(col(StoredVinculo.started_at), col(StoredVinculo.id))
        return [vinculo_of(row) for row in self.session.exec(oldest).all()]

    def _name_if_first(self, row: StoredVinculo) -> None:
        """Call the auxiliar as this aspirante does, unless one was accepted before."""
        accepted = select(StoredVinculo.id).where(
            StoredVinculo.auxiliar == row.auxiliar, col(StoredVinculo.accepted_at).is_not(None)
        )
        person = self.session.get(StoredAuxiliar, row.auxiliar)
        if person is None or self.session.exec(accepted.limit(1)).first() is not None:
            return
        person.name = alta_of(row).full_name
        self.session.add(person)

    def _row(self, vinculo_id: str) -> StoredVinculo:
        return row_of(self.session, StoredVinculo, vinculo_id)


def _person(row: StoredAuxiliar) -> Auxiliar:
    return Auxiliar(row.number, row.correo, row.name)


def vinculo_of(row: StoredVinculo) -> Vinculo:
    """Return a row as the domain has it."""
    return Vinculo(
        id=row.id,
        auxiliar=row.auxiliar,
        aspirante=row.aspirante,
        started_at=row.started_at,
        ended_at=row.ended_at,
        end_reason=row.end_reason,
        accepted_at=row.accepted_at,
    )


def alta_of(row: StoredVinculo) -> AltaAuxiliar:
    """Return the seven data that the aspirante gave."""
    return AltaAuxiliar(
        **row.nombre_fields(),
        fecha_nacimiento=row.fecha_nacimiento,
        telefono=row.telefono,
        correo=row.correo,
        cuenta=row.cuenta,
        proveedor=row.proveedor,
    )
