"""Altas from a file (numeral 6): read, shown before anything is done, sent, stopped, gone on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from admin_desktop.console.auxiliares_vm import AuxiliaresGateway
from admin_desktop.console.lista_rows import ListaRow, RowState, judged, refused
from admin_desktop.framework import listing
from admin_desktop.framework.csv_file import Cell
from admin_desktop.framework.file_reader import existing_file, typed_path
from admin_desktop.framework.local_time import LocalTime
from admin_desktop.framework.working_vm import WorkingVm
from admin_desktop.framework.xlsx_file import growing_table
from core.domain.apoyos.apoyo_errors import AlreadyEnlisted
from core.domain.registration.auxiliar import AuxiliarOfAspirante
from core.domain.registration.lista_altas import TITLES, ListaAltas
from core.domain.values.form_reader import FormReader
from core.errors import ApoyoError, CentralRefused
from core.messages import with_noun
from core.wire import Page

_TICK_MS = 150
_UNREADABLE = 422
_EXAMPLE = (
    *("Ana MUESTRA", "FICTICIA", "EJEMPLO", "", "24/11/1990"),
    *("55 1234 5678", "ana.muestra@correo.example", "", ""),
)


@dataclass(frozen=True, slots=True)
class ListaGateway:
    """What an alta by file asks. `own` gives a page by its cursor."""

    read: Callable[[Path], ListaAltas]
    own: Callable[[str], Page[AuxiliarOfAspirante]]
    auxiliares: AuxiliaresGateway


@dataclass(frozen=True, slots=True)
class FoundLine:
    """One line of the preview: a row has as many as it has findings, or one that says its state."""

    row: ListaRow
    field: str
    sentence: str


@dataclass(slots=True)
class _SendRun:
    """What a thread sends; the GUI thread reads how far it is. `given_up` ends it at a row."""

    rows: list[ListaRow]
    given_up: Event = field(default_factory=Event)

    @property
    def done(self) -> int:
        return sum(1 for row in self.rows if row.state not in _TO_SEND)


_TO_SEND = (RowState.READY, RowState.DOUBT)


class ListaVm(WorkingVm):
    """One file at a time. `enlisted` tells that the list of auxiliares has changed."""

    enlisted = Signal()

    def __init__(
        self, gateway: ListaGateway, local: LocalTime, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._gateway, self._local = gateway, local
        self._lista: ListaAltas | None = None
        self._rows: list[ListaRow] = []
        self._run_now: _SendRun | None = None
        self._only: RowState | None = None
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self.changed)

    @property
    def is_read(self) -> bool:
        """Tell whether a file is shown."""
        return self._lista is not None

    @property
    def sending(self) -> bool:
        """Tell whether altas are being made."""
        return self._run_now is not None

    @property
    def share(self) -> float:
        """How much of what is sent was answered, 0..1."""
        run = self._run_now
        return run.done / len(run.rows) if run is not None and run.rows else 0.0

    @property
    def progress(self) -> str:
        """«Dando de alta: 120 de 290.», or nothing at rest."""
        run = self._run_now
        return f"Dando de alta: {run.done:,} de {len(run.rows):,}." if run is not None else ""

    @property
    def unfinished(self) -> str:
        """How many altas would not be made."""
        run = self._run_now
        left = with_noun(len(run.rows) - run.done, "alta", "altas") if run is not None else ""
        return f"Se están haciendo las altas de un archivo: faltan {left}." if left else ""

    def cut(self) -> None:
        """Make no other alta."""
        self.stop()

    @property
    def form(self) -> str:
        """How the file is written, and which of its columns are not used."""
        lista = self._lista
        if lista is None:
            return ""
        said = f"Codificación {lista.encoding}, separado por {lista.separator}."
        unused = ", ".join(f"«{each}»" for each in lista.unused)
        return f"{said} No se usa: {unused}." if unused else said

    @property
    def counts(self) -> tuple[tuple[RowState, int], ...]:
        """How many rows stand in each state, those without any left out."""
        every = [row.state for row in self._rows]
        return tuple((each, every.count(each)) for each in RowState if each in every)

    @property
    def doubts(self) -> int:
        """How many rows a person must confirm."""
        return sum(1 for row in self._rows if row.state is RowState.DOUBT)

    @property
    def begun(self) -> bool:
        """Tell whether some alta of this file was made."""
        return any(row.state is RowState.DONE for row in self._rows)

    @property
    def lines(self) -> tuple[FoundLine, ...]:
        """The preview, in the order of the file; of one state alone where that is asked for."""
        shown = (row for row in self._rows if self._only in (None, row.state))
        return tuple(line for row in shown for line in _lines_of(row))

    def to_send(self, *, doubts: bool) -> int:
        """Return how many altas would be made, with or without those to be confirmed."""
        return len(self._waiting(doubts=doubts))

    @Slot(str)
    def show_only(self, state: str) -> None:
        """Show the rows of one state, by its name; all of them for none."""
        self._only = RowState[state] if state else None
        self.changed.emit()

    def read(self, path: str) -> None:
        """Read the file at `path` and hold it against the auxiliares there are."""
        if not self.sending:
            self._act("Revisando…", lambda: self._reading(path), self._take)

    def send(self, *, doubts: bool) -> None:
        """Make the altas that wait; with `doubts` those to be confirmed too."""
        run = _SendRun(self._waiting(doubts=doubts))
        if self._working or not run.rows:
            return
        self._run_now = run
        self._tick.start()
        self._act("Dando de alta…", lambda: lambda: self._send_rows(run), lambda _: self._ended())

    @Slot()
    def stop(self) -> None:
        """Stop after the alta that is under way."""
        if self._run_now is not None:
            self._run_now.given_up.set()

    @Slot()
    def forget(self) -> None:
        """Put the file away."""
        if not self.sending:
            self._lista, self._rows, self._only = None, [], None
            self.dismiss()

    @Slot(str)
    def save_template(self, path: str) -> None:
        """Write a file with the titles and one fictitious row."""
        self._act(
            "Guardando…", lambda: _writing(path, [tuple(TITLES.values()), _EXAMPLE]), self._kept
        )

    @Slot(str)
    def save_result(self, path: str) -> None:
        """Write what became of each row, in the columns of the file: it can be read again."""
        titles = ("Renglón", *TITLES.values(), "Estado", "Qué corregir")
        rows: list[tuple[Cell, ...]] = [titles]
        rows += [(row.line, *_cells(row)) for row in self._rows]
        self._act("Guardando…", lambda: _writing(path, rows), self._kept)

    def _waiting(self, *, doubts: bool) -> list[ListaRow]:
        wanted = _TO_SEND if doubts else (RowState.READY,)
        return [row for row in self._rows if row.state in wanted]

    def _reading(self, path: str) -> Callable[[], tuple[ListaAltas, list[ListaRow]]]:
        form = FormReader({"archivo": path})
        file = form.read("archivo", existing_file, instead=Path())
        form.close()
        today, new_key = self._local.today(), self._gateway.auxiliares.new_key

        def work() -> tuple[ListaAltas, list[ListaRow]]:
            lista = self._gateway.read(file)
            own = listing.whole(self._gateway.own)
            return lista, judged(lista, own, today=today, new_key=new_key)

        return work

    def _take(self, found: tuple[ListaAltas, list[ListaRow]]) -> None:
        self._lista, self._rows = found
        self._only = None

    def _send_rows(self, run: _SendRun) -> None:
        """Send what waits, row by row. What ends all of it is raised, and its row still waits."""
        for row in run.rows:
            if run.given_up.is_set():
                return
            if row.alta is None or row.state not in _TO_SEND:
                continue
            try:
                self._gateway.auxiliares.enlist(row.alta, row.key)
            except CentralRefused as error:
                if error.code == AlreadyEnlisted.code:
                    row.state, row.findings = RowState.KNOWN, ()
                elif error.status == _UNREADABLE:
                    refused(row, error.fields, error)
                else:
                    raise
            else:
                row.state, row.findings = RowState.DONE, ()

    def _ended(self) -> None:
        run = self._stopped()
        made = sum(1 for row in run.rows if row.state is RowState.DONE)
        rest = len(run.rows) - run.done
        self._said = f"{with_noun(made, 'alta hecha', 'altas hechas')}."
        if rest:
            self._said += f" Se detuvo: {with_noun(rest, 'renglón espera', 'renglones esperan')}."
        elif made:
            self._said += " Cada persona recibe en su correo cómo aceptar y entrar."

    def _stopped(self) -> _SendRun:
        run, self._run_now = self._run_now or _SendRun([]), None
        self._tick.stop()
        self.enlisted.emit()
        return run

    def _fail(self, error: ApoyoError) -> None:
        if self._run_now is not None:
            self._stopped()
        super()._fail(error)

    def _kept(self, path: Path) -> None:
        self._said = f"Guardado: {path.name}."


def _lines_of(row: ListaRow) -> tuple[FoundLine, ...]:
    """Return the lines of one row: its findings, else its state alone."""
    found = row.findings
    return tuple(FoundLine(row, each.field, each.sentence) for each in found) or (
        FoundLine(row, "", ""),
    )


def _cells(row: ListaRow) -> tuple[str, ...]:
    said = tuple(row.texts.get(name, "") for name in TITLES)
    wrong = " ".join(f"{each.field}: {each.sentence}" for each in row.findings)
    return (*said, row.state.value, wrong)


def _writing(path: str, rows: Sequence[Sequence[Cell]]) -> Callable[[], Path]:
    target = typed_path(path)

    def work() -> Path:
        with growing_table(target, (("Lista", "Altas de auxiliares"),)) as write:
            for row in rows:
                write(row)
        return target

    return work
