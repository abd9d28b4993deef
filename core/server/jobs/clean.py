"""Clean-up in the worker: abandoned uploads and expired rows."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Protocol

from core.central.registration.borradores import forget_drafts
from core.central.unit_of_work import SERVER
from core.ports.central_escaneos import KnownEscaneo
from core.server.composition.acts import blobs
from core.server.composition.dependencies import Dependencies
from core.server.composition.invitation import code_maker
from core.server.files import escaneo_files
from core.server.files.imported_files import ImportedFiles
from core.server.jobs.one_by_one import one_by_one

JOB = "limpieza"
_KINDS = (
    *("sesiones", "sesiones_de_tableta", "codigos", "contrasenas", "segundos_pasos", "entradas"),
    *("intentos", "anuncios", "importaciones", "borradores"),
)
"""Secrets first: a store of envelopes that is ill must not keep them."""

_SCANS = (
    (escaneo_files.unclaimed, escaneo_files.forget),
    (escaneo_files.ended, escaneo_files.erase),
)
"""Which scanned documents are over, and what is done with each: one that fails stops no other."""

_UNCLAIMED = timedelta(hours=6)
"""A file that is older, and of no import, is not being received any more."""

ABANDONED = timedelta(days=7)
"""A part that grew no more in this time goes: the tablet has the record, and begins anew."""


class _Forgetful(Protocol):
    def forget_over(self) -> int: ...


def _scan_id(known: KnownEscaneo) -> str:
    return known.new.id


@dataclass(frozen=True, slots=True)
class CleanJob:
    """Deletes expired data; never a whole record, nor when one that is awaited was announced."""

    deps: Dependencies

    def __call__(self) -> int:
        """Return how many parts, announcements, sessions, codes… were deleted."""
        store, before = blobs(self.deps), self.deps.clock.now() - ABANDONED
        with one_by_one(self.deps.units, JOB) as each:
            over = sum(each(_KINDS, str, self._forget_over))
            for listed, do in _SCANS:
                over += sum(each(listed(self.deps), _scan_id, partial(do, self.deps)))
            return over + sum(each(store.parts_before(before), str, store.forget_part))

    def _forget_imports(self) -> int:
        """Delete received files that no open import has: their web ended before it noted them."""
        with self.deps.units.reading() as work:
            kept = work.imports.files()
        before = self.deps.clock.now() - _UNCLAIMED
        return ImportedFiles(self.deps.settings.imports, self.deps.objects).forget_others(
            kept, before
        )

    def _forget_announced(self) -> int:
        """Delete announcements that are over: looked for while others write, a few at once."""
        forgotten = 0
        with self.deps.units.reading() as work:
            over = work.announcements.over()
        while over:
            with self.deps.units.writing(SERVER) as work:
                forgotten += work.announcements.forget(over)
            with self.deps.units.reading() as work:
                over = work.announcements.over(over[-1])
        return forgotten

    def _forget_drafts(self) -> int:
        """Delete what somebody began to register and left: it holds personal data for nothing."""
        before = self.deps.clock.now() - timedelta(days=self.deps.settings.draft_days)
        with self.deps.units.writing(SERVER) as work:
            return forget_drafts(work.session, before)

    def _forget_over(self, kind: str) -> int:
        if kind == "importaciones":
            return self._forget_imports()
        if kind == "anuncios":
            return self._forget_announced()
        if kind == "borradores":
            return self._forget_drafts()
        with self.deps.units.writing(SERVER) as work:
            kinds: dict[str, _Forgetful] = {
                "sesiones": work.sessions,
                "sesiones_de_tableta": work.tablet_sessions,
                "intentos": work.tries,
                "codigos": work.codes(code_maker(self.deps)),
                "contrasenas": work.accounts,
                "entradas": work.entradas,
                "segundos_pasos": work.second_factors(self.deps.second_keys),
            }
            return kinds[kind].forget_over()
