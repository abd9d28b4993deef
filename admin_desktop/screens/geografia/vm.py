"""The geography of the state, from a CSV: which secciones each office stands for."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject

from admin_desktop.framework.file_reader import existing_file
from admin_desktop.framework.working_vm import WorkingVm
from core.domain.form_reader import FormReader
from core.domain.geografia import GeografiaLoaded
from core.messages import with_noun


@dataclass(frozen=True, slots=True)
class GeografiaGateway:
    """What this screen asks of the server: the whole CSV, or a refusal that names its lines."""

    load: Callable[[Path], GeografiaLoaded]


class GeografiaVm(WorkingVm):
    """One file, one import; the last one replaces what was there."""

    def __init__(self, gateway: GeografiaGateway, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._gateway = gateway

    def import_file(self, path: str) -> None:
        """Import the CSV at `path`, or show the error."""
        self._act("Importando…", lambda: self._importing(path), self._imported)

    def _importing(self, path: str) -> Callable[[], GeografiaLoaded]:
        form = FormReader({"archivo": path})
        file = form.read("archivo", existing_file, instead=Path())
        form.close()
        return lambda: self._gateway.load(file)

    def _imported(self, loaded: GeografiaLoaded) -> None:
        sections = with_noun(loaded.secciones, "sección", "secciones")
        towns = with_noun(loaded.municipios, "municipio", "municipios")
        self._said = f"Geografía importada: {sections} de {towns}."
