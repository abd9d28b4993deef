"""The worker's batches for the DERFE (numeral 9): counted first, prepared when a person says so.

What leaves is sealed to the DERFE's key before it is kept anywhere. A worker that dies leaves a
batch that another begins anew.
"""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from hashlib import sha256

from core.central.trouble import concerns_everybody
from core.central.unit_of_work import SERVER, UnitOfWork
from core.central.verification.respuestas import Whom
from core.domain.verification.lote import MOST_LINES, Lote, LoteAsks, LoteState
from core.domain.verification.lote_errors import LoteEmpty, LoteNobodyWaits
from core.errors import ApoyoError, MachineTrouble
from core.ports.central_lotes import AskedCitizen, CitizenOf, LoteLine
from core.procedure.n09_ask_derfe import AskDerfe
from core.sealing.keys import key_id
from core.sealing.sealed_file import seal_file
from core.server.composition.dependencies import Dependencies
from core.server.host.derfe import about_lote, derfe_public
from core.server.jobs.one_by_one import log_fault, one_by_one

JOB = "lotes"
_LOOKED_AT_ONCE = 1_000
_KEPT_AT_ONCE = 500
_TOLD_EVERY = timedelta(seconds=1)


class LoteUnforeseen(ApoyoError):
    """A batch failed in a way that nobody foresaw."""

    code = "lote_sin_prever"


class LoteEnded(MachineTrouble):
    """A person cancelled the batch, another worker has it, or this one is being stopped."""

    code = "error"


@dataclass(frozen=True, slots=True)
class LoteJob:
    """Moves one batch on. `citizen` opens a record in memory; `stop` ends it in between."""

    deps: Dependencies
    citizen: CitizenOf
    stop: threading.Event = field(default_factory=threading.Event)

    def __call__(self) -> int:
        """Return how many batches were moved on: 0 or 1."""
        with self.deps.units.reading() as work:
            if not work.lotes.has_work():
                return 0
        with self.deps.units.writing(SERVER) as work:
            taken = work.lotes.take(self.deps.worker)
        if taken is None:
            return 0
        lote, ordered_by = taken
        try:
            self._move(lote, ordered_by)
        except LoteEnded:
            self._give_back()
        except BaseException as fault:
            if concerns_everybody(fault):
                self._give_back()
                raise
            self._fail(lote, fault)
        return 1

    def _move(self, lote: Lote, ordered_by: str) -> None:
        if lote.state is LoteState.TO_CANCEL:
            self._cancel(lote)
        elif lote.state is LoteState.TO_PREPARE:
            self._prepare(lote, ordered_by)
        else:
            self._count(lote)

    def _give_back(self) -> None:
        with self.deps.units.writing(SERVER) as work:
            work.lotes.give_back(self.deps.worker)

    def _fail(self, lote: Lote, fault: BaseException) -> None:
        if not isinstance(fault, ApoyoError):
            log_fault(JOB, fault)
        error = fault if isinstance(fault, ApoyoError) else LoteUnforeseen()
        with suppress(LoteEnded):
            self._take_back(lote)
            with self.deps.units.writing(SERVER) as work:
                self._hold(work, lote)
                work.lotes.failed(lote.id, error)
                work.bitacora.append("lote_fallido", str(lote.id), {"codigo": error.code})

    def _hold(self, work: UnitOfWork, lote: Lote) -> None:
        """Raise LoteEnded where it is another worker's, or a person changed what becomes of it."""
        if not work.lotes.keep(lote.id, self.deps.worker):
            raise LoteEnded
        if work.lotes.one(lote.id).state is not lote.state:
            raise LoteEnded

    def _count(self, lote: Lote) -> None:
        """Say how many would be asked about. Nothing is opened, and nothing leaves."""
        chosen = self._chosen(lote)
        if not chosen and lote.asks is not LoteAsks.NEW:
            with self.deps.units.writing(SERVER) as work:
                self._hold(work, lote)
                work.lotes.next_turn(lote.id)
            chosen = self._chosen(lote)
        if not chosen:
            raise LoteNobodyWaits if lote.asks is LoteAsks.UNANSWERED else LoteEmpty
        with self.deps.units.writing(SERVER) as work:
            self._hold(work, lote)
            more = len(chosen) > MOST_LINES
            work.lotes.counted(lote.id, min(len(chosen), MOST_LINES), more=more)

    def _chosen(self, lote: Lote) -> Sequence[AskedCitizen]:
        """Return whom to ask about, each once, in the order of receipt.

        At most one more than MOST_LINES: then there are more.
        """
        with self.deps.units.reading() as work:
            head, whom = work.records.head(), Whom(lote.asks, work.lotes.turn_of(lote.id))
        told, after = self._teller(lote, head), 0
        found: dict[tuple[str, str], AskedCitizen] = {}
        while len(found) <= MOST_LINES:
            told(after)
            with self.deps.units.reading() as work:
                looked = work.respuestas.askable(whom, after=after, limit=_LOOKED_AT_ONCE)
            if looked is None:
                break
            after = looked.last
            for each in looked.questions:
                found.setdefault((each.clave, each.cic), each)
        return list(found.values())[: MOST_LINES + 1]

    def _prepare(self, lote: Lote, ordered_by: str) -> None:
        """Open one record of each citizen, seal what is asked, and keep the lines and the file."""
        to = derfe_public(self.deps.settings)
        self._take_back(lote)
        chosen = self._chosen(lote)
        questions = chosen[:MOST_LINES]
        with one_by_one(self.deps.units, JOB) as each:
            act = AskDerfe(self.citizen, self._teller(lote, len(questions)), each)
            sealed = b"".join(seal_file(act(questions), to=to, about=about_lote(lote.id)))
        if not act.asked:
            raise LoteEmpty
        for some in _parts(act.asked, _KEPT_AT_ONCE):
            with self.deps.units.writing(SERVER) as work:
                self._hold(work, lote)
                work.lotes.add(lote.id, some)
        lines = len(act.asked)
        shown = replace(
            lote,
            lines=lines,
            more=len(chosen) > len(questions),
            left_out=len(questions) - lines,
            key=key_id(to),
            sha256=sha256(sealed).hexdigest(),
        )
        with self.deps.units.writing(ordered_by) as work:
            self._hold(work, lote)
            work.lotes.ready(shown, sealed)
            facts = {
                "renglones": str(lines),
                "sin_abrir": str(shown.left_out),
                "llave": shown.key,
                "sha256": shown.sha256,
            }
            work.bitacora.append("lote_preparado", str(lote.id), facts)

    def _cancel(self, lote: Lote) -> None:
        self._take_back(lote)
        with self.deps.units.writing(SERVER) as work:
            self._hold(work, lote)
            work.lotes.cancelled(lote.id)

    def _take_back(self, lote: Lote) -> None:
        """Delete what was prepared and nobody answered, a group of lines at a time."""
        gone = False
        while not gone:
            with self.deps.units.writing(SERVER) as work:
                self._hold(work, lote)
                gone = work.lotes.take_back(lote.id, _KEPT_AT_ONCE)

    def _teller(self, lote: Lote, size: int) -> "_Teller":
        return _Teller(self, lote, size)

    def tell(self, lote: Lote, done: int, size: int) -> None:
        """Note the progress. Raises LoteEnded where it does not go on."""
        with self.deps.units.writing(SERVER) as work:
            state = work.lotes.progress(lote.id, done, size, self.deps.worker)
        if state is not lote.state:
            raise LoteEnded


@dataclass(slots=True)
class _Teller:
    """Notes the progress of a batch, at most once a second."""

    job: LoteJob
    lote: Lote
    size: int
    _due: float = 0.0

    def __call__(self, done: int) -> None:
        if self.job.stop.is_set():
            raise LoteEnded
        if time.monotonic() >= self._due:
            self.job.tell(self.lote, done, self.size)
            self._due = time.monotonic() + _TOLD_EVERY.total_seconds()


def _parts(items: Sequence[LoteLine], size: int) -> Iterator[Sequence[LoteLine]]:
    for begin in range(0, len(items), size):
        yield items[begin : begin + size]
