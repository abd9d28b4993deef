"""Requests about personal data, breaches and notices that were read, in memory."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from core.domain.access.aviso import AvisoReadOnTablet
from core.domain.datos_personales.datos_personales import (
    Cumplimiento,
    Desahogo,
    NewSolicitud,
    NewVulneracion,
    Respuesta,
    Solicitud,
    Vulneracion,
)
from core.errors import NotThere
from core.ports.shared import Clock


@dataclass
class MemorySolicitudes:
    """Solicitudes in memory."""

    actor: str = "prueba"
    kept: dict[int, Solicitud] = field(default_factory=dict)

    def by_id(self, solicitud_id: int) -> Solicitud:
        if solicitud_id not in self.kept:
            raise NotThere
        return self.kept[solicitud_id]

    def add(self, asked: NewSolicitud, due_on: date, ground: str) -> Solicitud:
        number, stem = len(self.kept) + 1, f"SDP-{asked.received_on.year}-"
        same = sum(each.folio.startswith(stem) for each in self.kept.values())
        new = Solicitud(number, f"{stem}{same + 1:04d}", asked, self.actor, due_on, ground)
        self.kept[number] = new
        return new

    def extend(self, solicitud_id: int, ground: str, due_on: date) -> None:
        known = self.by_id(solicitud_id)
        self.kept[solicitud_id] = replace(known, extended=ground, due_on=due_on)

    def prevent(self, solicitud_id: int, lacking: str, on: date, due_on: date) -> None:
        changes = {"prevented": lacking, "prevented_on": on, "due_on": due_on}
        self.kept[solicitud_id] = replace(self.by_id(solicitud_id), **changes)  # type: ignore[arg-type]

    def remedy(self, solicitud_id: int, given: Desahogo, due_on: date) -> None:
        changes = {"remedied": given.text, "remedied_on": given.on, "due_on": due_on}
        self.kept[solicitud_id] = replace(self.by_id(solicitud_id), **changes)  # type: ignore[arg-type]

    def drop(self, solicitud_id: int, on: date) -> None:
        self.kept[solicitud_id] = replace(self.by_id(solicitud_id), dropped_on=on, due_on=None)

    def answer(self, solicitud_id: int, given: Respuesta, due_on: date | None) -> None:
        self.kept[solicitud_id] = replace(
            self.by_id(solicitud_id),
            answered_on=given.on,
            sentido=given.sentido,
            answer=given.text,
            due_on=due_on,
        )

    def fulfil(self, solicitud_id: int, done: Cumplimiento) -> None:
        self.kept[solicitud_id] = replace(
            self.by_id(solicitud_id), fulfilled_on=done.on, fulfilled=done.text, due_on=None
        )


@dataclass
class MemoryVulneraciones:
    """Vulneraciones in memory."""

    clock: Clock
    actor: str = "prueba"
    kept: dict[int, Vulneracion] = field(default_factory=dict)

    def by_id(self, vulneracion_id: int) -> Vulneracion:
        if vulneracion_id not in self.kept:
            raise NotThere
        return self.kept[vulneracion_id]

    def add(self, told: NewVulneracion, told_by: datetime) -> Vulneracion:
        number = len(self.kept) + 1
        self.kept[number] = Vulneracion(number, told, self.actor, self.clock.now(), told_by)
        return self.kept[number]

    def change(self, vulneracion_id: int, told: NewVulneracion, told_by: datetime) -> None:
        known = self.by_id(vulneracion_id)
        self.kept[vulneracion_id] = replace(known, told=told, told_by=told_by)


@dataclass
class MemoryAvisosRead:
    """AvisosRead in memory."""

    clock: Clock
    kept: dict[tuple[str, str], datetime] = field(default_factory=dict)

    def read_at(self, id_solicitante: str, sha256: str) -> datetime | None:
        return self.kept.get((id_solicitante, sha256))

    def note(self, id_solicitante: str, version: str, sha256: str) -> None:
        del version
        self.kept[(id_solicitante, sha256)] = self.clock.now()


@dataclass
class MemoryAvisosReadOnTablets:
    """AvisosReadOnTablets in memory."""

    clock: Clock
    kept: dict[tuple[str, str], AvisoReadOnTablet] = field(default_factory=dict)

    def read(self, auxiliar: str, sha256: str) -> AvisoReadOnTablet | None:
        return self.kept.get((auxiliar, sha256))

    def note(self, auxiliar: str, device: str, read: AvisoReadOnTablet) -> bool:
        del device
        if (auxiliar, read.sha256) in self.kept:
            return False
        at = min(read.read_at, self.clock.now())
        self.kept[(auxiliar, read.sha256)] = replace(read, read_at=at)
        return True
