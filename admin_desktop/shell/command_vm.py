"""Ctrl+K: where one may go, who there is, and what a folio belongs to, found as one types."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject

from admin_desktop.framework.subjects import ToFind
from admin_desktop.framework.working_vm import WorkingVm
from core.domain.registration.aspirante import AspiranteRow
from core.domain.registration.constancia import ConstanciaRow

_FOLIO = re.compile(r"(\d{6})-\d{5}-\w")
_LEAST = 2
"""Letters from which people are asked for."""

People = Callable[[str], Sequence[AspiranteRow]]
Papers = Callable[[str], Sequence[ConstanciaRow]]


@dataclass(frozen=True, slots=True)
class Hit:
    """One place to go: what it is called, what it is, the area, and what it is asked for."""

    name: str
    what: str
    area: str
    subject: object = None


class CommandVm(WorkingVm):
    """The hits of what is typed: areas at once, people when the server answered."""

    def __init__(
        self,
        areas: Sequence[tuple[str, str]],
        people: People | None,
        papers: Papers | None,
        parent: QObject | None = None,
    ) -> None:
        """Search among `areas` (id and title), and people where this person may read them."""
        super().__init__(parent)
        self._areas, self._people, self._papers = areas, people, papers
        self._typed = ""
        self._found: tuple[Hit, ...] = ()

    @property
    def hits(self) -> tuple[Hit, ...]:
        """Where one may go: areas first, then what the folio is of, then people."""
        wanted = _folded(self._typed).split()
        named = [
            Hit(title, "Ir a la pantalla", area)
            for area, title in self._areas
            if all(word in _folded(title) for word in wanted)
        ]
        return (*named, *self._of_folio(), *self._found)

    @property
    def nothing(self) -> str:
        """What is said where nothing was found."""
        return f"Nada coincide con «{self._typed}»." if self._typed and not self.hits else ""

    def search(self, typed: str) -> None:
        """Find what is typed; an answer to what was typed before is let go."""
        typed = typed.strip()
        if typed == self._typed:
            return
        self._typed, self._found = typed, ()
        if len(typed) >= _LEAST and (self._people or self._papers):
            self._load(lambda: self._ask(typed), lambda found: self._take(typed, found))
        self.changed.emit()

    def _ask(self, typed: str) -> tuple[Hit, ...]:
        people = self._people(typed) if self._people else ()
        papers = self._papers(typed) if self._papers else ()
        known = [
            Hit(
                row.listed_name,
                f"Expediente {row.id_solicitante} · {row.cargo}",
                "expediente",
                row.id_solicitante,
            )
            for row in people
        ]
        waiting = [
            Hit(
                row.constancia.listed_name,
                f"Registrar: constancia {row.constancia.number}",
                "registro",
                row,
            )
            for row in papers
            if not row.registered_as
        ]
        return (*known, *waiting)

    def _take(self, typed: str, found: tuple[Hit, ...]) -> None:
        if typed == self._typed:
            self._found = found

    def _of_folio(self) -> tuple[Hit, ...]:
        folio = _FOLIO.fullmatch(self._typed)
        if folio is None or self._people is None:
            return ()
        return (
            Hit(
                self._typed,
                f"Expediente {folio[1]}, de quien es este folio",
                "expediente",
                folio[1],
            ),
            Hit(
                self._typed,
                "Buscar este folio entre los apartados",
                "apartados",
                ToFind(self._typed),
            ),
        )


def _folded(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text)
    return "".join(each for each in spread if not unicodedata.combining(each)).casefold()
