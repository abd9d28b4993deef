"""Auxiliares and vínculos in the database, and the aspirantes as the acts see them."""

import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlmodel import Session, col, func, or_, select

from core.central.pages import like
from core.central.tables.apoyos import StoredAnnounced, StoredApoyo, StoredEnvio
from core.central.tables.registration import StoredAspirante
from core.central.tables.vinculos import StoredAuxiliar, StoredDevice, StoredVinculo
from core.domain import texto
from core.domain.auxiliar import AltaAuxiliar, AuxiliarOfAspirante, Vinculo
from core.domain.paquete import AspiranteShown
from core.errors import NotThere
from core.ports.central_vinculos import Auxiliar, Candidate
from core.ports.keyed_request import KeyedRequest
from core.ports.shared import Clock
from core.wire import Page

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
            nombre=row.nombre,
            apellido_paterno=row.apellido_paterno,
            apellido_materno=row.apellido_materno,
            sobrenombre=row.sobrenombre,
            cargo=self.names.get(row.cargo, row.cargo),
        )
        return Candidate(shown, row.cargo, row.correo)


@dataclass(frozen=True, slots=True)
class StoredVinculos:
    """Vinculos in the database."""

    session: Session
    clock: Clock

    def auxiliar(self, number: str) -> Auxiliar:
        row = self.session.get(StoredAuxiliar, number)
        if row is None:
            raise NotThere
        return _person(row)

    def auxiliar_of(self, correo: str) -> Auxiliar | None:
        query = select(StoredAuxiliar).where(StoredAuxiliar.correo == texto.correo(correo))
        row = self.session.exec(query).first()
        return _person(row) if row else None

    def open_auxiliar(self, alta: AltaAuxiliar) -> Auxiliar:
        last = self.session.exec(select(func.max(StoredAuxiliar.number))).one()
        names = (alta.nombre, alta.apellido_paterno, alta.apellido_materno)
        row = StoredAuxiliar(
            number=f"{int(last or 0) + 1:06d}",
            correo=texto.correo(alta.correo),
            name=texto.optional(" ".join(names)),
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
        return _vinculo(row) if row else None

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
        return _vinculo(row)

    def by_id(self, vinculo_id: str) -> Vinculo:
        return _vinculo(self._row(vinculo_id))

    def earliest(self, auxiliar: str) -> Vinculo:
        query = select(StoredVinculo).where(StoredVinculo.auxiliar == auxiliar)
        oldest = query.order_by(col(StoredVinculo.started_at), col(StoredVinculo.id))
        row = self.session.exec(oldest).first()
        if row is None:
            raise NotThere
        return _vinculo(row)

    def in_force(self, auxiliar: str) -> Sequence[Vinculo]:
        query = select(StoredVinculo).where(
            StoredVinculo.auxiliar == auxiliar, col(StoredVinculo.ended_at).is_(None)
        )
        rows = self.session.exec(query.order_by(col(StoredVinculo.started_at))).all()
        return [_vinculo(row) for row in rows]

    def end(self, vinculo_id: str, reason: str) -> Vinculo:
        row = self._row(vinculo_id)
        row.ended_at, row.end_reason = self.clock.now(), reason
        self.session.add(row)
        self.session.flush()
        return _vinculo(row)

    def page(
        self, aspirante: str, *, after: int, limit: int, search: str
    ) -> Page[AuxiliarOfAspirante]:
        """Return an aspirante's own list, newest first, from place `after`."""
        names = (StoredVinculo.nombre, StoredVinculo.apellido_paterno, StoredVinculo.correo)
        found = or_(*(like(each, search) for each in names))
        query = select(StoredVinculo).where(StoredVinculo.aspirante == aspirante, found)
        total = self.session.exec(select(func.count()).select_from(query.subquery())).one()
        newest = query.order_by(col(StoredVinculo.started_at).desc(), col(StoredVinculo.id))
        rows = self.session.exec(newest.offset(after).limit(limit)).all()
        end = after + len(rows)
        return Page(
            items=tuple(self._shown(row) for row in rows),
            total=total,
            next=str(end) if end < total else "",
        )

    def _row(self, vinculo_id: str) -> StoredVinculo:
        row = self.session.get(StoredVinculo, vinculo_id)
        if row is None:
            raise NotThere
        return row

    def _shown(self, row: StoredVinculo) -> AuxiliarOfAspirante:
        devices = select(StoredDevice).where(
            StoredDevice.auxiliar == row.auxiliar, col(StoredDevice.voided_at).is_(None)
        )
        device = self.session.exec(devices).first()
        pair = (StoredApoyo.aspirante == row.aspirante, StoredApoyo.auxiliar == row.auxiliar)
        received = select(func.count()).select_from(StoredApoyo).where(*pair)
        last = last_of_pair(self.session, row.aspirante, row.auxiliar)
        return AuxiliarOfAspirante(
            vinculo=_vinculo(row),
            alta=_alta(row),
            device_activated_at=device.activated_at if device else None,
            received=self.session.exec(received).one(),
            pending=pending_of(self.session, last.id) if last else 0,
            pending_as_of=last.said_at if last else None,
        )


def last_of_pair(session: Session, aspirante: str, auxiliar: str) -> StoredEnvio | None:
    """Return the pair's newest envío, or None."""
    query = select(StoredEnvio).where(
        StoredEnvio.aspirante == aspirante, StoredEnvio.auxiliar == auxiliar
    )
    return session.exec(query.order_by(col(StoredEnvio.number).desc())).first()


def pending_of(session: Session, envio_id: str) -> int:
    """Return how many of what was announced in an envío did not arrive in any."""
    query = (
        select(func.count())
        .select_from(StoredAnnounced)
        .outerjoin(StoredApoyo, col(StoredApoyo.record_id) == col(StoredAnnounced.record_id))
        .where(StoredAnnounced.envio == envio_id, col(StoredApoyo.record_id).is_(None))
    )
    return session.exec(query).one()


def _person(row: StoredAuxiliar) -> Auxiliar:
    return Auxiliar(row.number, row.correo, row.name)


def _vinculo(row: StoredVinculo) -> Vinculo:
    return Vinculo(
        id=row.id,
        auxiliar=row.auxiliar,
        aspirante=row.aspirante,
        started_at=row.started_at,
        ended_at=row.ended_at,
        end_reason=row.end_reason,
    )


def _alta(row: StoredVinculo) -> AltaAuxiliar:
    return AltaAuxiliar(
        nombre=row.nombre,
        apellido_paterno=row.apellido_paterno,
        apellido_materno=row.apellido_materno,
        sin_segundo_apellido=row.sin_segundo_apellido,
        fecha_nacimiento=row.fecha_nacimiento,
        telefono=row.telefono,
        correo=row.correo,
        cuenta=row.cuenta,
        proveedor=row.proveedor,
    )
