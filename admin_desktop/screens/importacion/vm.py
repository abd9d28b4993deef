"""An import at the desk: sent, followed while the server checks it, then applied or cancelled."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from admin_desktop.framework.file_reader import existing_file, typed_path
from admin_desktop.framework.working_vm import WorkingVm
from core.domain.values.form_reader import FormReader
from core.domain.values.typed_day import read_day
from core.domain.verification.importacion import ApplyOrder, Importacion, ImportState
from core.messages import explain_code, with_noun
from core.spanish_dates import short_day

_SENDING = "Enviando…"
POLL_MS = 500
"""How often an import that goes on is asked about."""

Told = Callable[[int, int], None]
"""Hears how many bytes were sent, and of how many."""


@dataclass(frozen=True, slots=True)
class ImportGateway:
    """What an import asks of the server and of this machine. `send` streams a file."""

    send: Callable[[Path, date | None, Told], Importacion]
    newest: Callable[[], Importacion | None]
    one: Callable[[int], Importacion]
    apply: Callable[[int, ApplyOrder], Importacion]
    cancel: Callable[[int], Importacion]
    lines: Callable[[int], bytes]
    save: Callable[[Path, bytes], None]


@dataclass(frozen=True, slots=True)
class ImportWords:
    """How a kind of import is spoken of: «Padrón importado», «renglón», «corte del»."""

    done: str
    one: str
    many: str
    day: str
    day_required: bool


_STAGES = {
    ImportState.WAITING: "Recibido. Espera a que el servidor lo revise…",
    ImportState.CHECKING: "El servidor revisa el archivo…",
    ImportState.CHECKED: "Revisado. Todavía no se cambia nada: decida si se aplica.",
    ImportState.TO_APPLY: "Aplicando…",
    ImportState.TO_CANCEL: "Cancelando…",
}


class ImportVm(WorkingVm):
    """The form while nothing is open, else the open import. `progressed` brings bytes sent."""

    progressed = Signal(object, object)
    applied = Signal()
    doubted = Signal(list)
    """Sentences on what is odd of the open import: a person says that it is so, or looks again."""

    def __init__(
        self, gateway: ImportGateway, words: ImportWords, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._gateway, self._words = gateway, words
        self._open: Importacion | None = None
        self.judge: Callable[[Importacion], tuple[str, ...]] = lambda _one: ()
        self._poll = QTimer(self)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self._ask)

    @property
    def is_open(self) -> bool:
        """Tell whether an import waits for the server or for a decision."""
        return self._open is not None

    @property
    def unfinished(self) -> str:
        """That the file would not arrive: what arrived is the server's to go on with."""
        return "El archivo todavía no llega al servidor." if self._working == _SENDING else ""

    @property
    def stage(self) -> str:
        """What goes on, in a sentence."""
        return _STAGES.get(self._open.state, "") if self._open else ""

    @property
    def share(self) -> float:
        """How much of the file was checked, 0..1."""
        one = self._open
        return one.done / one.size if one is not None and one.size else 0.0

    @property
    def is_checked(self) -> bool:
        """Tell whether the import waits for a person's decision."""
        return self._open is not None and self._open.state is ImportState.CHECKED

    @property
    def may_apply(self) -> bool:
        """Tell whether there is anything to apply."""
        return self._open is not None and self.is_checked and self._open.rows > 0

    @property
    def may_cancel(self) -> bool:
        """Tell whether it can still be cancelled."""
        states = (ImportState.WAITING, ImportState.CHECKING, ImportState.CHECKED)
        return self._open is not None and self._open.state in states

    @property
    def bad(self) -> int:
        """How many lines are bad."""
        return self._open.bad if self._open else 0

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """What the check found, as pairs of a label and a value."""
        one = self._open
        if one is None:
            return ()
        day = (self._words.day, short_day(one.day))
        if not self.is_checked:
            return (day,)
        return (
            day,
            ("Codificación", one.encoding),
            ("Separador", one.separator),
            ("Líneas bien", f"{one.rows:,}"),
            ("Líneas mal", f"{one.bad:,}"),
        )

    @property
    def lines(self) -> tuple[tuple[str, str, str], ...]:
        """The first bad lines: number, column and reason."""
        found = self._open.lines if self._open else ()
        return tuple(
            (f"{each.line:,}", each.column, explain_code(each.code).title) for each in found
        )

    def load(self) -> None:
        """Fetch the import that is open, if one is."""
        self._load(self._gateway.newest, self._take)

    def ask_again(self) -> None:
        """Fetch what the silence of the server kept back."""
        self.load()

    def import_file(self, path: str, day: str) -> None:
        """Send the CSV at `path` for that day, or show the error."""
        self._act(_SENDING, lambda: self._sending(path, day), self._take)

    def apply(self, reason: str, *, sure: bool = False) -> None:
        """Have the open import applied; with bad lines `reason` says why without them.

        What is odd and may be so is asked first (`doubted`), unless the person is `sure`.
        """
        doubts = self.judge(self._open) if self._open is not None and not sure else ()
        if doubts:
            self.doubted.emit(list(doubts))
            return
        self._act("Aplicando…", lambda: self._applying(reason), self._take)

    @Slot()
    def cancel(self) -> None:
        """Have the open import cancelled."""
        if self._open is not None:
            number = self._open.id
            self._act("Cancelando…", lambda: lambda: self._gateway.cancel(number), self._take)

    @Slot(str)
    def keep_lines(self, path: str) -> None:
        """Save every bad line as a CSV at `path`, or show the error."""
        if self._open is not None:
            number = self._open.id
            self._act("Descargando…", lambda: self._keeping(number, path), self._kept)

    def _sending(self, path: str, day: str) -> Callable[[], Importacion]:
        form = FormReader({"archivo": path, "dia": day})
        file = form.read("archivo", existing_file, instead=Path())
        needed = self._words.day_required or bool(day.strip())
        chosen = form.read("dia", read_day, instead=date.min) if needed else None
        form.close()
        return lambda: self._gateway.send(file, chosen, self.progressed.emit)

    def _applying(self, reason: str) -> Callable[[], Importacion]:
        one = self._open
        if one is None:
            raise RuntimeError
        form = FormReader({"reason": reason})
        form.read("reason", lambda text: ApplyOrder(text).reason_for(one.bad), instead="")
        form.close()
        return lambda: self._gateway.apply(one.id, ApplyOrder(reason))

    def _keeping(self, number: int, path: str) -> Callable[[], Path]:
        target = typed_path(path)

        def keep() -> Path:
            self._gateway.save(target, self._gateway.lines(number))
            return target

        return keep

    def _kept(self, path: Path) -> None:
        self._said = f"Guardado: {path.name}, {with_noun(self.bad, 'línea', 'líneas')}."

    @Slot()
    def _ask(self) -> None:
        if self._open is not None:
            number = self._open.id
            self._load(lambda: self._gateway.one(number), self._take)

    def _take(self, one: Importacion | None) -> None:
        """Keep what the server says, and ask again only while it is at work."""
        before, self._open = self._open, None
        if one is not None and not one.is_over:
            self._open = one
        elif one is not None and before is not None and before.id == one.id:
            self._tell_end(one)
        if self._open is not None and not self.is_checked:
            self._poll.start()
        else:
            self._poll.stop()

    def _tell_end(self, one: Importacion) -> None:
        if one.state is ImportState.APPLIED:
            rows = with_noun(one.rows, self._words.one, self._words.many)
            day = f"{self._words.day.lower()} {short_day(one.day)}"
            left_out = with_noun(one.bad, "línea quedó fuera", "líneas quedaron fuera")
            without = f" {left_out}." if one.bad else ""
            self._said = f"{self._words.done}: {rows}, {day}.{without}"
            self.applied.emit()
        elif one.state is ImportState.CANCELLED:
            self._said = "Importación cancelada. No se cambió nada."
        else:
            self._trouble = explain_code(one.code, one.facts)
