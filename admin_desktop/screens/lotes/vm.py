"""Batches for the DERFE: asked for, prepared, taken sealed, cancelled, and answered (numeral 9)."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from admin_desktop.framework import sheets
from admin_desktop.framework.export_vm import ExportSheet
from admin_desktop.framework.file_reader import typed_path
from admin_desktop.framework.grouped import in_groups
from admin_desktop.framework.local_time import LocalTime
from admin_desktop.framework.paged_vm import PagedVm, PageOf
from admin_desktop.parts.marks import Mark
from admin_desktop.screens.importacion.vm import ImportVm
from core.domain.verification.importacion import Importacion
from core.domain.verification.lote import Lote, LoteAsks, LoteOrder, LoteState
from core.domain.verification.padron import PadronCut
from core.messages import explain_code, with_noun
from core.spanish_dates import short_day

POLL_MS = 1_500
"""How often a batch on which the server works is asked about."""

ASKS = {
    LoteAsks.NEW: "De quienes nunca se preguntó",
    LoteAsks.UNANSWERED: "Otra vez de quienes no tienen respuesta",
    LoteAsks.ALL: "Otra vez de todas las personas",
}
_STATES = {
    LoteState.WAITING: ("Contando…", Mark.QUIET),
    LoteState.COUNTED: ("Contado", Mark.WARN),
    LoteState.TO_PREPARE: ("Preparando…", Mark.QUIET),
    LoteState.READY: ("Listo", Mark.OK),
    LoteState.TO_CANCEL: ("Cancelando…", Mark.QUIET),
    LoteState.CANCELLED: ("Cancelado", Mark.QUIET),
    LoteState.FAILED: ("No se preparó", Mark.ERROR),
}
_DECIDE = "Contado: decida si se prepara"
_MOVING = (LoteState.WAITING, LoteState.TO_PREPARE, LoteState.TO_CANCEL)


class LoteAct(Enum):
    """What may be done with a batch as it stands."""

    PREPARE = auto()
    TAKE = auto()
    ANSWER = auto()
    CANCEL = auto()


_ACTS = {
    LoteState.WAITING: frozenset({LoteAct.CANCEL}),
    LoteState.COUNTED: frozenset({LoteAct.PREPARE, LoteAct.CANCEL}),
    LoteState.TO_PREPARE: frozenset({LoteAct.CANCEL}),
    LoteState.READY: frozenset({LoteAct.TAKE, LoteAct.ANSWER, LoteAct.CANCEL}),
}


@dataclass(frozen=True, slots=True)
class LotesGateway:
    """What this page asks of the server and of this machine, besides imports."""

    page: PageOf[Lote]
    one: Callable[[int], Lote]
    ask: Callable[[LoteOrder], Lote]
    prepare: Callable[[int], Lote]
    cancel: Callable[[int], Lote]
    take: Callable[[Lote], bytes]
    save: Callable[[Path, bytes], None]
    cuts: Callable[[], tuple[PadronCut, ...]]


@dataclass(frozen=True, slots=True)
class LoteRow:
    """One batch as the list says it."""

    row: Lote
    number: str
    asked: str
    state: str
    mark: Mark
    people: str
    answered: str
    facts: tuple[tuple[str, str], ...]
    acts: frozenset[LoteAct]

    @property
    def file_name(self) -> str:
        """The name that its file is offered."""
        return f"lote {self.row.id}.sobre"


class LotesVm(PagedVm[Lote]):
    """The batches, newest first. `importing` is the answer that is open."""

    pedido = Signal(int)
    """A batch was asked for: its number."""

    def __init__(
        self,
        gateway: LotesGateway,
        importing: ImportVm,
        local: LocalTime,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(gateway.page, parent)
        importing.setParent(self)
        self.importing = importing
        self._gateway, self._local = gateway, local
        self._cuts: tuple[PadronCut, ...] | None = None
        self._poll = QTimer(self)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self._ask_about_moving)
        self.changed.connect(self._watch)
        importing.applied.connect(self.load)
        importing.judge = self._doubts

    @property
    def lines(self) -> tuple[LoteRow, ...]:
        """The batches, newest first."""
        return tuple(map(self._line, self._shown.items))

    @property
    def sheet(self) -> ExportSheet[Lote]:
        """How the list leaves as a file."""
        return sheets.lotes(self._local, ASKS, lambda state: _STATES[state][0])

    @property
    def without_cut(self) -> bool:
        """Tell whether there is no padrón by which an answer would judge anybody."""
        return self._cuts == ()

    def load(self, search: str | None = None) -> None:
        """Fetch the batches and the cuts, as they are now."""
        super().load(search)
        self._load(self._gateway.cuts, self._take_cuts)

    def ask_again(self) -> None:
        """Fetch what the silence of the server kept back."""
        self.load()

    def ask(self, asks: str) -> None:
        """Have a batch counted that asks about these people."""
        order = LoteOrder(LoteAsks(asks))
        self._act("Pidiendo…", lambda: lambda: self._gateway.ask(order), self._asked)

    def prepare(self, line: LoteRow) -> None:
        """Have a counted batch prepared."""
        number = line.row.id
        self._act("Pidiendo…", lambda: lambda: self._gateway.prepare(number), self._ordered)

    def cancel(self, line: LoteRow) -> None:
        """Have a batch cancelled."""
        number = line.row.id
        self._act("Cancelando…", lambda: lambda: self._gateway.cancel(number), self._changed)

    def keep(self, line: LoteRow, path: str) -> None:
        """Save the sealed file of a batch at `path`; the server notes who took it."""

        def prepare() -> Callable[[], Path]:
            target = typed_path(path)

            def take() -> Path:
                self._gateway.save(target, self._gateway.take(line.row))
                return target

            return take

        self._act("Guardando…", prepare, self._kept)

    def _asked(self, row: Lote) -> None:
        self._changed(row)
        self._said = f"Lote {row.id} pedido. Primero se cuenta: nada sale hasta que usted lo mande."
        self.pedido.emit(row.id)

    def _ordered(self, row: Lote) -> None:
        self._changed(row)
        self._said = f"El lote {row.id} se prepara: se abre un apoyo de cada persona y se sella."

    def _kept(self, path: Path) -> None:
        self._said = f"Guardado: {path.name}. Solo la DERFE lo abre, con su llave."

    def _changed(self, row: Lote) -> None:
        self._put(row, lambda each: each.id == row.id)

    def _take_cuts(self, cuts: tuple[PadronCut, ...]) -> None:
        self._cuts = cuts

    @Slot()
    def _watch(self) -> None:
        """Ask again only while the server works on a batch."""
        moving = any(each.state in _MOVING for each in self._shown.items)
        if moving != self._poll.isActive():
            if moving:
                self._poll.start()
            else:
                self._poll.stop()

    @Slot()
    def _ask_about_moving(self) -> None:
        for each in self._shown.items:
            if each.state in _MOVING:
                self._ask_about(each.id)

    def _ask_about(self, number: int) -> None:
        self._load(lambda: self._gateway.one(number), self._changed)

    def _doubts(self, one: Importacion) -> tuple[str, ...]:
        """Return why an answer that is about to be applied would judge nobody."""
        last = max(self._cuts or (), key=lambda cut: cut.cut_on, default=None)
        if last is None:
            said = "No hay padrón: la respuesta se guarda y no juzga a nadie hasta importar uno."
            return (said,) if self.without_cut else ()
        if one.day >= last.cut_on:
            return ()
        own, cut = short_day(one.day), short_day(last.cut_on)
        said = f"La respuesta es de un padrón del {own}, anterior al corte en vigor, del {cut}"
        return (f"{said}: vale lo que dice el corte, y ningún apoyo cambia.",)

    def _line(self, row: Lote) -> LoteRow:
        state, mark = _STATES[row.state]
        counted = row.state not in (LoteState.WAITING, LoteState.FAILED)
        people = f"{row.lines:,}" if counted else ""
        on_way = f"{row.done:,} de {row.size:,}" if row.state in _MOVING and row.size else ""
        why = explain_code(row.code).sentence if row.code else ""
        more = "Hubo más personas que lugar: pida otro lote igual al terminar este."
        facts = (
            ("Pregunta", ASKS[row.asks]),
            ("Pidió", f"{row.asked_by}, {self._local.say(row.asked_at)}"),
            ("Estado", _DECIDE if row.state is LoteState.COUNTED else state),
            ("Va en", on_way),
            ("Por qué", why),
            ("Personas", people),
            ("Faltan", more if row.more else ""),
            ("Sin abrir", f"{row.left_out:,}" if row.left_out else ""),
            ("Contestadas", f"{row.answered:,}" if row.key else ""),
            ("Llave DERFE", in_groups(row.key)),
            ("Huella", in_groups(row.sha256)),
        )
        return LoteRow(
            row,
            str(row.id),
            self._local.say(row.asked_at),
            state,
            mark,
            people,
            f"{row.answered:,}" if row.key else "",
            facts,
            _ACTS.get(row.state, frozenset()),
        )


def people_said(line: LoteRow) -> str:
    """Return how many people a batch would ask about."""
    return with_noun(line.row.lines, "persona", "personas")
