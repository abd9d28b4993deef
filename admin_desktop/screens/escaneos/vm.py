"""The scanned documents of one expediente: what there is, a copy, and how one ends."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from admin_desktop.framework import held_sheets
from admin_desktop.framework.file_reader import typed_path
from admin_desktop.framework.grouped import in_groups
from admin_desktop.framework.held_vm import HeldVm
from admin_desktop.framework.local_time import LocalTime
from admin_desktop.framework.subjects import ToEscaneos
from admin_desktop.framework.working_vm import WorkingVm
from admin_desktop.parts.marks import Mark
from core.domain.registration.escaneo import (
    KINDS,
    Escaneo,
    EscaneoRetiro,
    EscaneoState,
    EscaneoType,
)
from core.domain.values.form_reader import FormReader
from core.messages import with_noun
from core.spanish_dates import short_day

ENDINGS = {EscaneoType.PDF: "pdf", EscaneoType.JPEG: "jpg", EscaneoType.PNG: "png"}
_STATES = {
    EscaneoState.VIGENTE: ("Vigente", Mark.OK),
    EscaneoState.REEMPLAZADO: ("Reemplazado", Mark.QUIET),
    EscaneoState.RETIRADO: ("Retirado", Mark.QUIET),
    EscaneoState.BORRADO: ("Borrado por su plazo", Mark.QUIET),
}
_ACTIVE = (
    "Lleva dentro programas u otros archivos, que una hoja escaneada no tiene. Ábralo solo si sabe "
    "de dónde viene."
)
_MIB, _KIB = 1 << 20, 1 << 10


@dataclass(frozen=True, slots=True)
class EscaneosGateway:
    """What this screen asks of the server and of this machine, besides sending files."""

    of: Callable[[str], tuple[Escaneo, ...]]
    copy: Callable[[Escaneo], bytes]
    withdraw: Callable[[str, EscaneoRetiro], Escaneo]
    save: Callable[[Path, bytes], None]


@dataclass(frozen=True, slots=True)
class EscaneoLine:
    """One document as the list says it."""

    row: Escaneo
    kind: str
    day: str
    at: str
    state: str
    mark: Mark
    facts: tuple[tuple[str, str], ...]

    @property
    def in_force(self) -> bool:
        """Tell whether it can be replaced or withdrawn."""
        return self.row.state is EscaneoState.VIGENTE

    @property
    def file_name(self) -> str:
        """The name that a copy is offered: its kind and day, and nobody's name."""
        return f"{self.kind} {self.row.day:%Y-%m-%d}.{ENDINGS[self.row.type]}"


class EscaneosVm(WorkingVm):
    """The documents of the expediente that was opened last. `ended` follows a withdrawal."""

    ended = Signal()

    def __init__(
        self, gateway: EscaneosGateway, local: LocalTime, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._gateway, self._local = gateway, local
        self._asked = ToEscaneos("", "", closed=True)
        self._rows: tuple[Escaneo, ...] | None = None
        sheet = held_sheets.escaneos(
            local, lambda row: KINDS[row.kind], lambda row: _STATES[row.state][0]
        )
        self.held = HeldVm(sheet, lambda: self._rows, self)
        """The list, as it leaves."""

    @property
    def asked(self) -> ToEscaneos:
        """Whose expediente it is."""
        return self._asked

    @property
    def lines(self) -> tuple[EscaneoLine, ...]:
        """The documents, the last one first."""
        return tuple(map(self._line, self._rows or ()))

    @property
    def foot(self) -> str:
        """How many there are, and how many of them are in force."""
        rows = self._rows or ()
        valid = sum(each.state is EscaneoState.VIGENTE for each in rows)
        said = with_noun(len(rows), "documento", "documentos")
        return f"{said}, {with_noun(valid, 'vigente', 'vigentes')}; el más reciente primero"

    @property
    def nothing(self) -> str:
        """Why there is no row."""
        if self._rows is not None:
            return "Todavía no hay documentos escaneados en este expediente."
        return "No se pudo leer la lista." if self._trouble else "Leyendo la lista…"

    def open(self, asked: ToEscaneos) -> None:
        """Show those of an expediente; what was shown of another goes away."""
        if asked.number != self._asked.number:
            self._rows = None
        self._asked = asked
        self.dismiss()
        self.load()

    def load(self) -> None:
        """Read the list anew."""
        number = self._asked.number
        if number:
            self._load(lambda: (number, self._gateway.of(number)), self._take)

    def ask_again(self) -> None:
        """Read what the silence of the server kept back."""
        self.load()

    def say_attached(self, count: int) -> None:
        """Say how many documents were attached just now, and show them."""
        self.load()
        self._say(f"{with_noun(count, 'documento agregado', 'documentos agregados')}.")

    def withdraw(self, line: EscaneoLine, texts: Mapping[str, str]) -> None:
        """Put a document out of force."""

        def prepare() -> Callable[[], Escaneo]:
            form = FormReader(texts)
            reason = form.required("reason")
            form.close()
            asked = EscaneoRetiro(reason)
            return lambda: self._gateway.withdraw(line.row.id, asked)

        self._act("Retirando…", prepare, self._withdrawn)

    def keep_copy(self, line: EscaneoLine, path: str) -> None:
        """Save a copy at `path`; the server notes who took it."""

        def prepare() -> Callable[[], Path]:
            target = typed_path(path)

            def keep() -> Path:
                self._gateway.save(target, self._gateway.copy(line.row))
                return target

            return keep

        self._act("Guardando…", prepare, self._kept)

    def _take(self, found: tuple[str, tuple[Escaneo, ...]]) -> None:
        number, rows = found
        if number == self._asked.number:
            self._rows = rows
            if self._trouble is not None and not self._errors:
                self._trouble = None

    def _withdrawn(self, row: Escaneo) -> None:
        self._rows = tuple(row if each.id == row.id else each for each in self._rows or ())
        self._said = f"«{row.title}» queda retirado. Sigue en la lista, con su motivo."
        self.ended.emit()

    def _kept(self, path: Path) -> None:
        self._said = f"Copia guardada: {path.name}. Quedó asentado que usted se la llevó."

    def _line(self, row: Escaneo) -> EscaneoLine:
        state, mark = _STATES[row.state]
        day, at = short_day(row.day), self._local.say(row.at)
        kind = KINDS[row.kind]
        instead = next((each.title for each in self._rows or () if each.id == row.replaced_by), "")
        facts = (
            ("Documento", kind),
            ("Fecha", day),
            ("Hojas", f"{row.pages:,}"),
            ("Archivo", f"{row.type.value.upper()}, {size_said(row.size)}"),
            ("Agregó", f"{row.by}, {at}"),
            ("Cuidado", _ACTIVE if row.active else ""),
            ("Estado", state),
            ("Por", f"{row.ended_by}, {self._local.say(row.ended_at)}" if row.ended_at else ""),
            ("Motivo", row.end_reason),
            ("Se borró", self._local.say(row.erased_at) if row.erased_at else ""),
            ("En su lugar", instead),
            ("Huella SHA-256", in_groups(row.sha256)),
        )
        return EscaneoLine(row, kind, day, at, state, mark, facts)


def size_said(size: int) -> str:
    """Return a size as people read it."""
    if size >= _MIB:
        return f"{size / _MIB:.1f} MB"
    return f"{max(1, round(size / _KIB)):,} KB"
