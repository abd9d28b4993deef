"""The worker's imports (numeral 9): a received file is checked, then applied when a person says so.

What is built lies aside: nobody looks anything up in it, and no transaction is longer than a group
of rows. A worker that dies leaves an import that another begins anew.
"""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from core.central.errors import PadronDamaged
from core.central.imports import Checked, Task
from core.central.trouble import concerns_everybody
from core.central.unit_of_work import SERVER, UnitOfWork
from core.domain.verification.importacion import BadLine, ImportKind, ImportState
from core.errors import ApoyoError, MachineTrouble
from core.procedure.csv_check import BadLines
from core.server.composition.dependencies import Dependencies
from core.server.files.imported_files import ImportedFiles
from core.server.jobs.import_kinds import (
    Imported,
    ImportedGeografia,
    ImportedPadron,
    ImportedRespuesta,
)
from core.server.jobs.one_by_one import log_fault

JOB = "importaciones"

_TOLD_EVERY = timedelta(seconds=1)


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
            if concerns_everybody(fault) and not isinstance(fault, PadronDamaged):
                self._give_back()
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
            if not work.imports.keep(task.shown.id, self.deps.worker):
                return
            work.imports.failed(task.shown.id, error)
            facts = {"tipo": task.shown.kind.value, "codigo": error.code}
            work.bitacora.append("importacion_fallida", str(task.shown.id), facts)
        self._clear(task)

    def _check(self, task: Task) -> None:
        """Build aside what the file holds, and leave the decision to a person."""
        number, kind = task.shown.id, self._kind(task)
        kind.clear()
        check, built = kind.checking(BadLines(self._keeper(task)), self._teller(task))
        with self.deps.units.writing(SERVER) as work:
            self._hold(work, task)
            work.imports.begin(number, built)
        found, index_sha256 = check(lambda: self._content(task))
        kind.share(built)
        with self.deps.units.writing(SERVER) as work:
            self._hold(work, task)
            checked = (*found.form.said, found.rows, found.bad, found.sha256, index_sha256)
            work.imports.checked(number, Checked(*checked))
        self._files.forget(task.file)

    def _hold(self, work: UnitOfWork, task: Task) -> None:
        """Begin the time of an import anew. Raises _Ended where another worker has it."""
        if not work.imports.keep(task.shown.id, self.deps.worker):
            raise _Ended

    def _kind(self, task: Task) -> Imported:
        """Return what is particular of an import of its kind."""
        if task.shown.kind is ImportKind.PADRON:
            return ImportedPadron(self.deps, task, self.padron_key)
        if task.shown.kind is ImportKind.GEOGRAFIA:
            return ImportedGeografia(self.deps, task)
        return ImportedRespuesta(self.deps, task, lambda work: self._hold(work, task))

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
        self._files.forget(task.file)  # a check that was killed at its very end left it
        kind = self._kind(task)
        kind.prepare()
        with self.deps.units.writing(task.applied_by) as work:
            self._hold(work, task)
            kind.apply(work)
            work.imports.end(task.shown.id, ImportState.APPLIED, result=task.built)
        kind.forget_former()

    def _end(self, task: Task, state: ImportState) -> None:
        self._clear(task)
        with self.deps.units.writing(SERVER) as work:
            self._hold(work, task)
            work.imports.end(task.shown.id, state)

    def _clear(self, task: Task) -> None:
        """Delete what an import built so far, and its file."""
        self._kind(task).clear()
        self._files.forget(task.file)

    @property
    def _files(self) -> ImportedFiles:
        return ImportedFiles(self.deps.settings.imports, self.deps.objects)
