"""The worker's imports (numeral 9): a received file is checked, then applied when a person says so.

What is built lies aside: nobody looks anything up in it, and no transaction is longer than a group
of rows. A worker that dies leaves an import that another begins anew.
"""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from core.central.imports import Task
from core.central.trouble import concerns_everybody
from core.central.unit_of_work import SERVER, UnitOfWork
from core.central.verification.padron import forget_others
from core.central.verification.padron_builder import LmdbBuilder, forget_unfinished, put_in_force
from core.domain.geografia import SeccionPlace
from core.domain.importacion import BadLine, ImportKind, ImportState
from core.domain.padron import PadronCut
from core.errors import ApoyoError, MachineTrouble
from core.procedure.csv_check import BadLines, CheckedFile
from core.procedure.n09_import_geografia import ImportGeografia
from core.procedure.n09_import_padron import ImportPadron
from core.server.dependencies import Dependencies
from core.server.imported_files import ImportedFiles
from core.server.jobs.one_by_one import log_fault

JOB = "importaciones"
_TOLD_EVERY = timedelta(seconds=1)
_AT_ONCE = 2_000


class ImportUnforeseen(ApoyoError):
    """The check of a file failed in a way that nobody foresaw."""

    code = "importacion_sin_prever"


class _Ended(MachineTrouble):
    """A person cancelled the import, another worker has it, or this one is being stopped."""

    code = "error"


@dataclass(frozen=True, slots=True)
class ImportJob:
    """Does one import that waits. `own` opens what was received; `stop` ends it in between."""

    deps: Dependencies
    own: X25519PrivateKey
    padron_key: bytes = field(repr=False)
    stop: threading.Event = field(default_factory=threading.Event)

    def __call__(self) -> int:
        """Return how many imports were moved on: 0 or 1."""
        with self.deps.units.reading() as work:
            if not work.imports.has_work():
                return 0
        with self.deps.units.writing(SERVER) as work:
            task = work.imports.take(self.deps.worker)
        if task is None:
            return 0
        try:
            self._move(task)
        except _Ended:
            self._give_back()
        except BaseException as fault:
            self._give_back()
            if concerns_everybody(fault):
                raise
            self._fail(task, fault)
        return 1

    def _move(self, task: Task) -> None:
        if task.shown.state is ImportState.TO_APPLY:
            self._apply(task)
        elif task.shown.state is ImportState.TO_CANCEL:
            self._end(task, ImportState.CANCELLED)
        else:
            self._check(task)

    def _give_back(self) -> None:
        with self.deps.units.writing(SERVER) as work:
            work.imports.give_back(self.deps.worker)

    def _fail(self, task: Task, fault: BaseException) -> None:
        if not isinstance(fault, ApoyoError):
            log_fault(JOB, fault)
        error = fault if isinstance(fault, ApoyoError) else ImportUnforeseen()
        with self.deps.units.writing(SERVER) as work:
            work.imports.failed(task.shown.id, error)
            facts = {"tipo": task.shown.kind.value, "codigo": error.code}
            work.bitacora.append("importacion_fallida", str(task.shown.id), facts)
        self._clear(task)

    def _check(self, task: Task) -> None:
        """Build aside what the file holds, and leave the decision to a person."""
        number = task.shown.id
        self._clear(task, file=False)
        check, built = self._checking(task)
        with self.deps.units.writing(SERVER) as work:
            work.imports.begin(number, built)
        found: CheckedFile = check(lambda: self._content(task))
        encoding, separator = found.form.said
        with self.deps.units.writing(SERVER) as work:
            work.imports.checked(
                number,
                encoding=encoding,
                separator=separator,
                rows=found.rows,
                bad=found.bad,
                sha256=found.sha256,
            )
        self._files.forget(task.file)

    def _checking(self, task: Task) -> tuple[ImportPadron | ImportGeografia, str]:
        """Return the act, and the name of what it builds."""
        bad, told = BadLines(self._keeper(task)), self._teller(task)
        if task.shown.kind is ImportKind.PADRON:
            builder = LmdbBuilder(self._padron, self.padron_key, task.shown.day)
            return ImportPadron(builder, bad, told), builder.id
        with self.deps.units.writing(SERVER) as work:
            version = work.geografia.new_version()

        def put(places: Sequence[SeccionPlace]) -> None:
            with self.deps.units.writing(SERVER) as work:
                work.geografia.add(version, places)

        return ImportGeografia(put, bad, told), str(version)

    def _keeper(self, task: Task) -> Callable[[Sequence[BadLine]], None]:
        def keep(lines: Sequence[BadLine]) -> None:
            with self.deps.units.writing(SERVER) as work:
                work.imports.add_bad(task.shown.id, lines)

        return keep

    def _teller(self, task: Task) -> Callable[[int], None]:
        """Return what notes the progress, at most once a second. It raises _Ended."""
        due = [0.0]

        def told(done: int) -> None:
            if self.stop.is_set():
                raise _Ended
            if time.monotonic() < due[0]:
                return
            with self.deps.units.writing(SERVER) as work:
                state = work.imports.progress(task.shown.id, done, self.deps.worker)
            if state is not ImportState.CHECKING:
                raise _Ended
            due[0] = time.monotonic() + _TOLD_EVERY.total_seconds()

        return told

    def _content(self, task: Task) -> Iterator[bytes]:
        return self._files.read(task.shown.kind, task.file, self.own)

    def _apply(self, task: Task) -> None:
        """Put in force what was built. Done a second time it changes nothing."""
        shown = task.shown
        if shown.kind is ImportKind.PADRON:
            put_in_force(self._padron, task.built)
        with self.deps.units.writing(task.applied_by) as work:
            if shown.kind is ImportKind.PADRON:
                self._apply_padron(work, task)
            else:
                self._apply_geografia(work, task)
            work.imports.end(shown.id, ImportState.APPLIED, result=task.built)
        if shown.kind is ImportKind.PADRON:
            forget_others(self._padron, task.built)
        else:
            self._forget_geografias()

    def _apply_padron(self, work: UnitOfWork, task: Task) -> None:
        shown, now = task.shown, self.deps.clock.now()
        work.cuts.add(PadronCut(task.built, shown.day, now, shown.rows, shown.sha256))
        facts = {
            "corte": f"{shown.day:%Y-%m-%d}",
            "sha256": shown.sha256,
            "filas": str(shown.rows),
        }
        work.bitacora.append("padron_importado", task.built, facts | _left_out(task))

    def _apply_geografia(self, work: UnitOfWork, task: Task) -> None:
        version = int(task.built)
        work.geografia.apply(version, task.shown.day)
        size = work.geografia.size(version)
        facts = {
            "secciones": str(size.secciones),
            "municipios": str(size.municipios),
            "desde": f"{task.shown.day:%Y-%m-%d}",
        }
        work.bitacora.append("geografia_importada", "geografia", facts | _left_out(task))

    def _end(self, task: Task, state: ImportState) -> None:
        self._clear(task)
        with self.deps.units.writing(SERVER) as work:
            work.imports.end(task.shown.id, state)

    def _clear(self, task: Task, *, file: bool = True) -> None:
        """Delete what an import built so far, and its file."""
        if task.shown.kind is ImportKind.PADRON:
            forget_unfinished(self._padron)
        else:
            self._forget_geografias()
        if file:
            self._files.forget(task.file)

    def _forget_geografias(self) -> None:
        """Delete the geographies that nobody needs, a group of rows at a time."""
        with self.deps.units.reading() as work:
            over = work.geografia.over()
        for version in over:
            gone = False
            while not gone:
                with self.deps.units.writing(SERVER) as work:
                    gone = work.geografia.forget(version, _AT_ONCE)

    @property
    def _files(self) -> ImportedFiles:
        return ImportedFiles(self.deps.settings.imports)

    @property
    def _padron(self) -> Path:
        return self.deps.settings.data / "padron"


def _left_out(task: Task) -> dict[str, str]:
    """Return what the log says of bad lines that were left out."""
    if not task.shown.bad:
        return {}
    return {"sin_lineas": str(task.shown.bad), "motivo": task.shown.reason}
