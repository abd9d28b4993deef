"""What each save changed, and so the version of every thing that people edit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from core.central.tables.cambios import StoredCambio
from core.domain.listing.cambio import Cambio
from core.ports.shared import Clock


@dataclass(frozen=True, slots=True)
class StoredCambios:
    """The saves in the database. A thing that nobody changed since it began has version 0."""

    session: Session
    clock: Clock
    actor: str

    def note(
        self, kind: str, key: str, changed: Iterable[tuple[str, str, str]], version: int = 0
    ) -> None:
        """Keep what one save changed: name, before, now. Nothing changed is no version.

        `version` is for what counts its own versions; else it is the next.
        """
        version = version or self.version(kind, key) + 1
        for field, before, now in changed:
            row = StoredCambio(
                kind=kind,
                key=key,
                version=version,
                at=self.clock.now(),
                actor=self.actor,
                field=field,
                before=before,
                now=now,
            )
            self.session.add(row)
        self.session.flush()

    def version(self, kind: str, key: str) -> int:
        """Return the newest version of one thing."""
        return newest_version(self.session, kind, key)

    def versions(self, kind: str, keys: Iterable[str]) -> Mapping[str, int]:
        """Return the newest version of each thing that was changed, for a page of rows."""
        return newest_versions(self.session, kind, keys)

    def since(self, kind: str, key: str, version: int) -> tuple[Cambio, ...]:
        """Return what was changed of a thing after that version, oldest first."""
        query = (
            select(StoredCambio)
            .where(
                StoredCambio.kind == kind,
                StoredCambio.key == key,
                StoredCambio.version > version,
            )
            .order_by(col(StoredCambio.id))
        )
        return tuple(_cambio(row) for row in self.session.exec(query).all())


def newest_versions(session: Session, kind: str, keys: Iterable[str]) -> Mapping[str, int]:
    """Return the newest version of each of these things that was changed."""
    query = (
        select(StoredCambio.key, func.max(StoredCambio.version))
        .where(StoredCambio.kind == kind, col(StoredCambio.key).in_(tuple(keys)))
        .group_by(StoredCambio.key)
    )
    return dict(session.exec(query).all())


def newest_version(session: Session, kind: str, key: str) -> int:
    """Return the newest version of one thing; 0 where nobody changed it."""
    return newest_versions(session, kind, (key,)).get(key, 0)


def _cambio(row: StoredCambio) -> Cambio:
    return Cambio(row.version, row.field, row.before, row.now, row.actor, row.at)
