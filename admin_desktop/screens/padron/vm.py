"""Numeral 9, at the desk of who verifies: cuts of the padrón, the key, and runs."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Slot

from admin_desktop.framework import held_sheets
from admin_desktop.framework.held_vm import HeldVm
from admin_desktop.framework.local_time import LocalTime
from admin_desktop.framework.working_vm import WorkingVm
from admin_desktop.screens.avance.words import worded_counts
from admin_desktop.screens.importacion.vm import ImportVm
from core.domain.verification.importacion import Importacion
from core.domain.verification.padron import (
    CutDoubt,
    ElectionKeyInfo,
    PadronCut,
    Verificacion,
    odd_cut,
)
from core.messages import with_noun
from core.spanish_dates import short_day
from core.wire import Page

POLL_MS = 1_500
"""How often an unfinished run is asked about."""


@dataclass(frozen=True, slots=True)
class PadronGateway:
    """What this screen asks of the server, besides imports."""

    key: Callable[[], ElectionKeyInfo] | None
    """None for who only reads: the key is told to who verifies."""
    cuts: Callable[[], Page[PadronCut]]
    runs: Callable[[], Page[Verificacion]]
    verify: Callable[[], Verificacion]


@dataclass(frozen=True, slots=True)
class CutLine:
    """One cut as the list says it."""

    cut_on: str
    loaded: str
    rows: str
    sha256: str


@dataclass(frozen=True, slots=True)
class RunLine:
    """One run: when it was asked for, how it goes, and its counts in INE's words."""

    number: str
    asked: str
    state: str
    judged: str
    counts: tuple[tuple[str, str], ...]
    ended: bool


class PadronVm(WorkingVm):
    """Who verifies, or reads it. `importing` is the import that is open."""

    def __init__(
        self,
        gateway: PadronGateway,
        importing: ImportVm,
        local: LocalTime,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        importing.setParent(self)
        self.importing = importing
        self._gateway = gateway
        self._local = local
        self._key: ElectionKeyInfo | None = None
        self._cuts: tuple[PadronCut, ...] | None = None
        self._runs: tuple[Verificacion, ...] | None = None
        self.cuts_held = HeldVm(held_sheets.cortes(local), lambda: self._cuts, self)
        self.runs_held = HeldVm(held_sheets.verificaciones(local), lambda: self._runs, self)
        """Both lists, as they leave."""
        self._poll = QTimer(self)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self._load_runs)
        importing.applied.connect(self._load_cuts)
        importing.judge = self._doubts

    def _doubts(self, one: Importacion) -> tuple[str, ...]:
        """Return what is odd of a cut that is about to be applied, in sentences."""
        last = max(self._cuts or (), key=lambda cut: cut.loaded_at, default=None)
        before = f"El último es del {short_day(last.cut_on)}, con {last.rows:,}." if last else ""
        rows = with_noun(one.rows, "renglón", "renglones")
        said = {
            CutDoubt.FUTURE: f"El corte es del {short_day(one.day)}, que todavía no llega.",
            CutDoubt.OLDER: f"El corte es del {short_day(one.day)}. {before}",
            CutDoubt.SMALLER: f"El corte trae {rows}. {before}",
        }
        odd = odd_cut(one.day, one.rows, last, self._local.today())
        return tuple(said[each] for each in odd)

    @property
    def key_facts(self) -> tuple[tuple[str, str], ...]:
        """Return (label, value) of the public facts of the election key."""
        if self._key is None:
            return ()
        copied = self._key.copy_read_back_at
        return (
            ("Llave", self._key.id),
            ("Creada", self._local.say_exactly(self._key.created_at)),
            ("Segunda copia", self._local.say_exactly(copied) if copied else "Sin comprobar"),
        )

    @property
    def cuts(self) -> tuple[CutLine, ...]:
        """The imported cuts."""
        return tuple(
            CutLine(
                cut_on=short_day(cut.cut_on),
                loaded=self._local.say(cut.loaded_at),
                rows=f"{cut.rows:,}",
                sha256=cut.sha256,
            )
            for cut in self._cuts or ()
        )

    @property
    def runs(self) -> tuple[RunLine, ...]:
        """The runs of verification."""
        return tuple(self._run_line(run) for run in self._runs or ())

    def load(self) -> None:
        """Fetch key, cuts and runs."""
        if self._gateway.key is not None:
            self._load(self._gateway.key, self._take_key)
        self._load_cuts()
        self._load_runs()

    def ask_again(self) -> None:
        """Fetch what the silence of the server kept back."""
        self.load()

    def verify(self) -> None:
        """Ask for a run now; its counts appear when the worker ends it."""
        self._act("Pidiendo la verificación…", lambda: self._gateway.verify, self._asked)

    @Slot()
    def _load_cuts(self) -> None:
        self._load(lambda: self._gateway.cuts().items, self._take_cuts)

    def _asked(self, run: Verificacion) -> None:
        self._take_runs((run, *(each for each in self._runs or () if each.id != run.id)))
        self._said = "Verificación pedida. Los resultados aparecen aquí al terminar."

    def _load_runs(self) -> None:
        self._load(lambda: self._gateway.runs().items, self._take_runs)

    def _take_key(self, key: ElectionKeyInfo) -> None:
        self._key = key

    def _take_cuts(self, cuts: tuple[PadronCut, ...]) -> None:
        self._cuts = cuts

    def _take_runs(self, runs: tuple[Verificacion, ...]) -> None:
        """Keep the runs, and ask again only while one of them goes on."""
        before = {run.id for run in self._runs or () if run.ended_at is None}
        self._runs = runs
        ended = [run for run in runs if run.id in before and run.ended_at is not None]
        if ended:
            judged = with_noun(ended[0].judged, "registro", "registros")
            self._said = f"Verificación terminada: {judged}."
        if any(run.ended_at is None for run in runs):
            self._poll.start()
        else:
            self._poll.stop()

    def _run_line(self, run: Verificacion) -> RunLine:
        ended = f"Terminada {self._local.say(run.ended_at)}" if run.ended_at else "En curso"
        return RunLine(
            number=str(run.id),
            asked=self._local.say(run.asked_at),
            state=ended,
            judged=f"{run.judged:,}",
            counts=worded_counts(run.by_result),
            ended=run.ended_at is not None,
        )
