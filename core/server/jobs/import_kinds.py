"""What is particular of each kind of import: what checks a file, what applying it changes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from core.central.errors import PadronDamaged
from core.central.imports import Task
from core.central.unit_of_work import SERVER, UnitOfWork
from core.central.verification.padron import forget_others
from core.central.verification.padron_builder import (
    SortedBuilder,
    forget_unfinished,
    put_in_force,
)
from core.domain.proceso.geografia import SeccionPlace
from core.domain.verification.lote import RespuestaDerfe
from core.domain.verification.padron import PadronCut
from core.procedure.csv_check import BadLines, CheckedFile, Read
from core.procedure.n09_import_geografia import ImportGeografia
from core.procedure.n09_import_padron import ImportPadron
from core.procedure.n09_import_respuesta import ImportRespuesta
from core.server.composition.dependencies import Dependencies
from core.server.files.cuts import Cuts

Check = Callable[[Read], tuple[CheckedFile, str]]
"""Checks a file; gives what it found, and the SHA-256 (hex) of what it built, "" for no file."""

_AT_ONCE = 2_000
_ANSWERS_AT_ONCE = 500


class Imported(Protocol):
    """One import, by its kind."""

    def checking(self, bad: BadLines, told: Callable[[int], None]) -> tuple[Check, str]:
        """Return the act, and the name of what it builds."""

    def share(self, built: str) -> None:
        """Make what was built available to other workers."""

    def prepare(self) -> None:
        """Do what applying needs before its own transaction."""

    def apply(self, work: UnitOfWork) -> None:
        """Put it in force, and note it."""

    def forget_former(self) -> None:
        """Delete what is not in force any more."""

    def clear(self) -> None:
        """Delete what this import built so far."""


@dataclass(frozen=True, slots=True)
class ImportedPadron:
    """A cut of the padrón: a file aside, put in force by one rename."""

    deps: Dependencies
    task: Task
    padron_key: bytes = field(repr=False)

    def checking(self, bad: BadLines, told: Callable[[int], None]) -> tuple[Check, str]:
        builder = SortedBuilder(self._folder, self.padron_key, self.task.shown.day)
        return ImportPadron(builder, bad, told), builder.id

    def share(self, built: str) -> None:
        self._cuts.share(built)

    def prepare(self) -> None:
        """Raise PadronDamaged where what was built is gone.

        Such as after a restore: copies hold the cut in force alone.
        """
        self._cuts.fetch(self.task.built, self.task.index_sha256)
        put_in_force(self._folder, self.task.built)
        if not (self._folder / self.task.built).is_file():
            raise PadronDamaged

    def apply(self, work: UnitOfWork) -> None:
        shown, now = self.task.shown, self.deps.clock.now()
        cut = PadronCut(self.task.built, shown.day, now, shown.rows, shown.sha256)
        work.cuts.add(cut, self.task.index_sha256)
        facts = {
            "corte": f"{shown.day:%Y-%m-%d}",
            "sha256": shown.sha256,
            "filas": str(shown.rows),
        }
        work.bitacora.append("padron_importado", self.task.built, facts | _left_out(self.task))

    def forget_former(self) -> None:
        forget_others(self._folder, self.task.built)
        self._cuts.forget_others(self.task.built)

    def clear(self) -> None:
        forget_unfinished(self._folder)
        self._cuts.forget(self.task.built)

    @property
    def _cuts(self) -> Cuts:
        return Cuts.of(self.deps)

    @property
    def _folder(self) -> Path:
        return self.deps.settings.padron


@dataclass(frozen=True, slots=True)
class ImportedGeografia:
    """A version of the geography, aside until it is flagged."""

    deps: Dependencies
    task: Task

    def checking(self, bad: BadLines, told: Callable[[int], None]) -> tuple[Check, str]:
        with self.deps.units.writing(SERVER) as work:
            version = work.geografia.new_version()

        def put(places: Sequence[SeccionPlace]) -> None:
            with self.deps.units.writing(SERVER) as work:
                work.geografia.add(version, places)

        act = ImportGeografia(put, bad, told)
        return lambda read: (act(read), ""), str(version)

    def share(self, built: str) -> None:
        """Do nothing: it is in the database."""

    def prepare(self) -> None:
        """Do nothing: a flag is all."""

    def apply(self, work: UnitOfWork) -> None:
        version = int(self.task.built)
        work.geografia.apply(version, self.task.shown.day)
        size = work.geografia.size(version)
        facts = {
            "secciones": str(size.secciones),
            "municipios": str(size.municipios),
            "desde": f"{self.task.shown.day:%Y-%m-%d}",
        }
        if size.listed:
            facts |= {"con_lista": "sí", "lista_nominal": str(size.lista)}
        work.bitacora.append("geografia_importada", "geografia", facts | _left_out(self.task))

    def forget_former(self) -> None:
        """Delete the geographies that nobody needs, a group of rows at a time."""
        with self.deps.units.reading() as work:
            over = work.geografia.over()
        for version in over:
            gone = False
            while not gone:
                with self.deps.units.writing(SERVER) as work:
                    gone = work.geografia.forget(version, _AT_ONCE)

    def clear(self) -> None:
        self.forget_former()


@dataclass(frozen=True, slots=True)
class ImportedRespuesta:
    """The DERFE's answer to a batch, on the batch's own lines until it is applied.

    `hold` begins the time of the import anew, and raises where another worker has it.
    """

    deps: Dependencies
    task: Task
    hold: Callable[[UnitOfWork], None]

    def checking(self, bad: BadLines, told: Callable[[int], None]) -> tuple[Check, str]:
        lote, number, day = int(self.task.built), self.task.shown.id, self.task.shown.day
        with self.deps.units.reading() as work:
            asked = work.respuestas.references(lote)

        def put(answers: Sequence[RespuestaDerfe]) -> None:
            with self.deps.units.writing(SERVER) as work:
                self.hold(work)
                work.respuestas.put_aside(number, day, answers)

        act = ImportRespuesta(asked, put, bad, told)
        return lambda read: (act(read), ""), self.task.built

    def share(self, built: str) -> None:
        """Do nothing: it is in the database."""

    def prepare(self) -> None:
        """Apply the answers, a group of lines at a time: each is true by itself."""
        done = False
        while not done:
            with self.deps.units.writing(SERVER) as work:
                self.hold(work)
                done = work.respuestas.apply(self.task.shown.id, _ANSWERS_AT_ONCE)

    def apply(self, work: UnitOfWork) -> None:
        shown = self.task.shown
        facts = {
            "al": f"{shown.day:%Y-%m-%d}",
            "sha256": shown.sha256,
            "renglones": str(shown.rows),
        }
        work.bitacora.append("respuesta_aplicada", self.task.built, facts | _left_out(self.task))

    def forget_former(self) -> None:
        """Do nothing: former answers stay, and the newer hold."""

    def clear(self) -> None:
        gone = False
        while not gone:
            with self.deps.units.writing(SERVER) as work:
                gone = work.respuestas.drop_aside(self.task.shown.id, _ANSWERS_AT_ONCE)


def _left_out(task: Task) -> dict[str, str]:
    """Return what the log says of bad lines that were left out."""
    if not task.shown.bad:
        return {}
    return {"sin_lineas": str(task.shown.bad), "motivo": task.shown.reason}
