"""Scanned documents in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from core.domain.registration.escaneo import KINDS, Escaneo, EscaneoState, NewEscaneo
from core.domain.registration.escaneo_content import SeenContent
from core.errors import NotThere
from core.ports.central_escaneos import KnownEscaneo
from core.ports.shared import Clock


@dataclass
class MemoryEscaneos:
    """Escaneos in memory, the last kept at the end."""

    clock: Clock
    actor: str = "prueba"
    kept: dict[str, KnownEscaneo] = field(default_factory=dict)
    actas: dict[str, datetime] = field(default_factory=dict)
    """When the acta of an aspirante was issued."""

    def find(self, escaneo_id: str) -> KnownEscaneo | None:
        return self.kept.get(escaneo_id)

    def of(self, id_solicitante: str) -> tuple[Escaneo, ...]:
        mine = [each.shown for each in self.kept.values() if each.aspirante == id_solicitante]
        found = [each for each in mine if each is not None]
        return tuple(sorted(found, key=lambda each: each.at, reverse=True))

    def count(self, id_solicitante: str) -> int:
        return sum(each.aspirante == id_solicitante for each in self.kept.values())

    def announce(self, id_solicitante: str, new: NewEscaneo) -> None:
        self.kept[new.id] = KnownEscaneo(id_solicitante, new, self.clock.now(), None, "", 0)

    def stage(self, escaneo_id: str, blob: str, size: int) -> None:
        self.kept[escaneo_id] = replace(self._one(escaneo_id), blob=blob, blob_size=size)

    def keep(self, escaneo_id: str, seen: SeenContent) -> Escaneo:
        known = self._one(escaneo_id)
        new = known.new
        shown = Escaneo(
            id=new.id,
            kind=new.kind,
            title=new.title,
            day=new.day,
            pages=new.pages,
            size=new.size,
            sha256=new.sha256,
            type=seen.type,
            active=seen.active,
            by=self.actor,
            at=self.clock.now(),
            state=EscaneoState.VIGENTE,
            ended_by="",
            ended_at=None,
            end_reason="",
            replaced_by="",
        )
        self.kept[escaneo_id] = replace(known, shown=shown)
        return shown

    def end(self, escaneo_id: str, reason: str, replaced_by: str = "") -> Escaneo:
        known = self._one(escaneo_id)
        if known.shown is None:
            raise NotThere
        shown = replace(
            known.shown,
            state=EscaneoState.REEMPLAZADO if replaced_by else EscaneoState.RETIRADO,
            ended_by=self.actor,
            ended_at=self.clock.now(),
            end_reason=" ".join(reason.split()),
            replaced_by=replaced_by,
        )
        self.kept[escaneo_id] = replace(known, shown=shown)
        return shown

    def closed_before(self, before: datetime) -> Sequence[KnownEscaneo]:
        kept = (each for each in self.kept.values() if each.shown is not None)
        return [
            each
            for each in kept
            if each.aspirante in self.actas
            and self.actas[each.aspirante] < before
            and each.shown is not None
            and each.shown.erased_at is None
        ]

    def erase(self, escaneo_id: str) -> None:
        known = self._one(escaneo_id)
        if known.shown is None:
            raise NotThere
        title = KINDS[known.new.kind]
        reason = "Se borró al terminar su plazo." if known.new.replaces else ""
        shown = replace(
            known.shown,
            title=title,
            end_reason="",
            state=EscaneoState.BORRADO,
            erased_at=self.clock.now(),
        )
        new = replace(known.new, title=title, reason=reason)
        self.kept[escaneo_id] = replace(known, new=new, shown=shown)

    def announced_before(self, before: datetime) -> Sequence[KnownEscaneo]:
        waiting = (each for each in self.kept.values() if each.shown is None)
        return [each for each in waiting if each.announced_at < before]

    def drop(self, escaneo_id: str) -> None:
        known = self.kept.get(escaneo_id)
        if known is not None and known.shown is None:
            del self.kept[escaneo_id]

    def _one(self, escaneo_id: str) -> KnownEscaneo:
        known = self.kept.get(escaneo_id)
        if known is None:
            raise NotThere
        return known
