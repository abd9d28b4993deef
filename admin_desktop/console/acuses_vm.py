"""Numeral 27, in the aspirante's own console: the acuses, to see and to keep."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from admin_desktop.framework import sheets
from admin_desktop.framework.export_vm import ExportSheet
from admin_desktop.framework.file_reader import typed_path
from admin_desktop.framework.local_time import LocalTime
from admin_desktop.framework.paged_vm import BY_ARRIVAL, PagedVm, PageOf
from core.domain.apoyos.acuse import AcuseRow
from core.domain.values.form_reader import FormReader
from core.messages import with_noun


@dataclass(frozen=True, slots=True)
class AcusesGateway:
    """The server calls of this screen; `signed` returns the JSON of a Signed for a file.

    `save` writes one file atomically or raises MachineTrouble.
    """

    page: PageOf[AcuseRow]
    pdf: Callable[[int], bytes]
    signed: Callable[[int], bytes]
    save: Callable[[Path, bytes], None]


@dataclass(frozen=True, slots=True)
class ConsoleAcuseLine:
    """One acuse as shown in the list."""

    number: int
    title: str
    auxiliar: str
    counts: str
    folios: str


class ConsoleAcusesVm(PagedVm[AcuseRow]):
    """The acuses in the server's order. `pdf_ready` emits a document to show."""

    pdf_ready = Signal(bytes, str)

    orders = ((BY_ARRIVAL, "Acuse"),)
    states = (("con_pendientes", "Con pendientes en la tableta"),)
    day_said = "Día del acuse"

    def __init__(
        self, gateway: AcusesGateway, local: LocalTime, parent: QObject | None = None
    ) -> None:
        super().__init__(gateway.page, parent)
        self._gateway = gateway
        self._local = local

    @property
    def sheet(self) -> ExportSheet[AcuseRow]:
        """How the list leaves as a file."""
        return sheets.acuses(self._local)

    @property
    def lines(self) -> tuple[ConsoleAcuseLine, ...]:
        """The acuses."""
        return tuple(self._line(row) for row in self._shown.items)

    def show_pdf(self, number: int) -> None:
        """Fetch the document of one acuse."""
        self._act(
            "Abriendo…",
            lambda: lambda: self._gateway.pdf(number),
            lambda pdf: self.pdf_ready.emit(pdf, f"{stem(number)}.pdf"),
        )

    def save_pdf(self, number: int, path: str) -> None:
        """Write the document of one acuse to `path`."""
        self._act("Guardando…", lambda: self._saving(path, self._gateway.pdf, number), self._saved)

    def save_signed(self, number: int, path: str) -> None:
        """Write the signed JSON of one acuse to `path`: what `core.verify` checks."""
        self._act(
            "Guardando…", lambda: self._saving(path, self._gateway.signed, number), self._saved
        )

    def _saving(self, path: str, fetch: Callable[[int], bytes], number: int) -> Callable[[], Path]:
        form = FormReader({"ruta": path})
        target = form.read("ruta", typed_path, instead=Path())
        form.close()

        def work() -> Path:
            self._gateway.save(target, fetch(number))
            return target

        return work

    def _saved(self, path: Path) -> None:
        self._said = f"Guardado en {path}"

    def _line(self, row: AcuseRow) -> ConsoleAcuseLine:
        received = with_noun(row.received, "recibido", "recibidos")
        return ConsoleAcuseLine(
            number=row.number,
            title=f"Acuse {row.number} · {self._local.say(row.issued_at)}",
            auxiliar=f"Auxiliar {row.auxiliar} · envío {row.envio}",
            counts=f"{received} · {with_noun(row.pending, 'pendiente', 'pendientes')}",
            folios=f"{with_noun(row.folios, 'folio', 'folios')} en este envío",
        )


def stem(number: int) -> str:
    """Return the file name of an acuse without its extension."""
    return f"acuse_{number}"
