"""The electoral geography, version by version: one is in force from its own first day on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, delete, func, insert, or_, select, update

from core.central.tables.registration import (
    StoredGeografiaVersion,
    StoredMunicipio,
    StoredSeccion,
)
from core.domain.proceso.geografia import GeografiaLoaded, Municipio, SeccionPlace
from core.errors import NotThere


@dataclass(frozen=True, slots=True)
class StoredGeografia:
    """The geography that is in force on `today`, in the database."""

    session: Session
    today: date

    def is_empty(self) -> bool:
        return self.version() == 0

    def has_municipio(self, entidad: str, municipio: str) -> bool:
        at = (self.version(), entidad, municipio)
        return self.session.get(StoredMunicipio, at) is not None

    def place(self, entidad: str, seccion: str) -> SeccionPlace | None:
        """Return where a sección lies; with no `entidad`, where only one has that number."""
        version = self.version()
        query = select(StoredSeccion).where(
            StoredSeccion.version == version, StoredSeccion.seccion == seccion
        )
        found = self.session.exec(
            query.where(StoredSeccion.entidad == entidad) if entidad else query
        ).all()
        if len(found) != 1:
            return None
        row = found[0]
        municipio = self.session.get(StoredMunicipio, (version, row.entidad, row.municipio))
        return SeccionPlace(
            seccion=seccion,
            entidad=row.entidad,
            municipio=row.municipio,
            municipio_nombre=municipio.name if municipio else "",
            distrito=row.distrito,
            lista=row.lista,
        )

    def municipios(self, entidad: str) -> tuple[Municipio, ...]:
        """Return the municipios of an entidad, by name."""
        query = select(StoredMunicipio).where(
            StoredMunicipio.version == self.version(), StoredMunicipio.entidad == entidad
        )
        rows = self.session.exec(query.order_by(col(StoredMunicipio.name))).all()
        return tuple(Municipio(row.entidad, row.numero, row.name) for row in rows)

    def secciones(self, entidad: str) -> Sequence[StoredSeccion]:
        """Return every sección of an entidad."""
        query = select(StoredSeccion).where(
            StoredSeccion.version == self.version(), StoredSeccion.entidad == entidad
        )
        return self.session.exec(query.order_by(col(StoredSeccion.seccion))).all()

    def new_version(self) -> int:
        """Return the number of a new, empty version that is not in force."""
        row = StoredGeografiaVersion(since=self.today, applied=False)
        self.session.add(row)
        self.session.flush()
        if row.id is None:
            raise NotThere
        return row.id

    def add(self, version: int, places: Sequence[SeccionPlace]) -> None:
        """Add places to a version; a municipio has the name it was first given."""
        towns: dict[tuple[str, str], str] = {}
        for each in places:
            towns.setdefault((each.entidad, each.municipio), each.municipio_nombre)
        known = select(StoredMunicipio.entidad, StoredMunicipio.numero)
        known_now = set(self.session.exec(known.where(StoredMunicipio.version == version)).all())
        new = [
            {"version": version, "entidad": at[0], "numero": at[1], "name": name}
            for at, name in towns.items()
            if at not in known_now
        ]
        if new:
            self.session.execute(insert(StoredMunicipio), new)
        rows = [
            {
                "version": version,
                "entidad": each.entidad,
                "seccion": each.seccion,
                "municipio": each.municipio,
                "distrito": each.distrito,
                "lista": each.lista,
            }
            for each in places
        ]
        if rows:
            self.session.execute(insert(StoredSeccion), rows)

    def apply(self, version: int, since: date) -> None:
        """Put a version in force from the day `since` on. A second time changes nothing."""
        query = update(StoredGeografiaVersion).where(col(StoredGeografiaVersion.id) == version)
        self.session.execute(query.values(applied=True, since=since))

    def over(self) -> Sequence[int]:
        """Return the versions that nobody needs: never applied, or before the one in force."""
        kept = select(StoredGeografiaVersion).where(StoredGeografiaVersion.id == self.version())
        now = self.session.exec(kept).first()
        row = StoredGeografiaVersion
        over: ColumnElement[bool] = col(row.applied).is_(False)
        if now is not None:
            same_day = and_(col(row.since) == now.since, col(row.id) < now.id)
            over = or_(over, col(row.since) < now.since, same_day)
        query = select(row.id).where(over)
        return [each for each in self.session.exec(query).all() if each is not None]

    def forget(self, version: int, most: int) -> bool:
        """Delete at most `most` rows of a version; tell whether it is gone."""
        for table in (StoredSeccion, StoredMunicipio):
            if self._forget_rows(table, version, most):
                return False
        gone = delete(StoredGeografiaVersion).where(col(StoredGeografiaVersion.id) == version)
        self.session.execute(gone)
        return True

    def _forget_rows(self, table: Any, version: int, most: int) -> int:  # noqa: ANN401  either
        """Delete whole entidades of a version until `most` rows are reached; return how many."""
        entidades = select(table.entidad).where(table.version == version).distinct()
        gone = 0
        for entidad in self.session.exec(entidades.order_by(table.entidad)).all():
            query = delete(table).where(table.version == version, table.entidad == entidad)
            gone += self.session.execute(query).rowcount  # type: ignore[attr-defined]
            if gone >= most:
                break
        return gone

    def size(self, version: int = 0) -> GeografiaLoaded:
        """Return the counts of a version: 0 is the one in force."""
        of = version or self.version()
        counts = [
            self.session.exec(select(func.count()).where(col(table.version) == of)).one()
            for table in (StoredSeccion, StoredMunicipio)
        ]
        lists = select(func.count(col(StoredSeccion.lista)), func.sum(col(StoredSeccion.lista)))
        listed, lista = self.session.exec(lists.where(col(StoredSeccion.version) == of)).one()
        return GeografiaLoaded(counts[0], counts[1], int(listed), int(lista or 0))

    def since(self) -> date | None:
        """Return the first day of the version in force; None where there is none."""
        row = self.session.get(StoredGeografiaVersion, self.version())
        return row.since if row else None

    def version(self) -> int:
        """Return the version in force; 0 where there is none."""
        row = StoredGeografiaVersion
        query = select(row.id).where(col(row.applied).is_(True), col(row.since) <= self.today)
        newest = query.order_by(col(row.since).desc(), col(row.id).desc()).limit(1)
        return self.session.exec(newest).first() or 0
