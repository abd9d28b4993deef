"""Verification in memory: a padrón in the making, one in force, and what a proceso says."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from core.domain.apoyos.conteo import Doubt
from core.domain.proceso.periodo import Periodo
from core.domain.proceso.proceso import ProcesoSettings
from core.domain.verification.resultado import PadronAnswer
from core.ports.central_padron import CauseRule, KeyedHashes, PadronRow, RawLine, TakePlain

NOT_FOUND = PadronAnswer(row="", estatus="", cause="", seccion="")


class ListBuilder:
    """A PadronBuilder in memory. `end` says how it ended."""

    id = "MUESTRA"

    def __init__(self) -> None:
        self.rows: list[PadronRow] = []
        self.end = ""

        self.twice: list[int] = []

    def taking(self, separator: str, cause: CauseRule) -> TakePlain:
        """Take nothing for plain: every line is looked at."""
        del separator, cause
        return _all_lines

    def add(self, line: int, row: PadronRow) -> None:
        new = row.clave not in {each.clave for each in self.rows}
        self.rows += [row] if new else []
        self.twice += [] if new else [line]

    def sort(self, told: Callable[[], None]) -> list[int]:
        told()
        return self.twice

    def finish(self) -> str:
        self.end = "finished"
        return "0" * 64

    def abandon(self) -> None:
        self.end = self.end or "abandoned"


def _all_lines(number: int, block: bytes) -> tuple[int, Sequence[RawLine]]:
    return 0, list(enumerate(block[:-1].split(b"\n"), number))


@dataclass
class MemoryPadron:
    """A PadronIndex in memory, by hashes. `asked` are the claves that were looked up."""

    by_clave: dict[str, PadronAnswer] = field(default_factory=dict)
    by_cic: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def find(self, asked: Sequence[KeyedHashes]) -> list[tuple[PadronAnswer, Doubt]]:
        return [self._find(each) for each in asked]

    def _find(self, hashes: KeyedHashes) -> tuple[PadronAnswer, Doubt]:
        self.asked.append(hashes.clave)
        found, other = self.by_clave.get(hashes.clave), self.by_cic.get(hashes.cic)
        if found is not None and other is not None and other != hashes.clave:
            return found, Doubt.KEYS_DISAGREE
        if found is None and other is not None:
            found = self.by_clave[other]
        return found or NOT_FOUND, Doubt.NONE


@dataclass
class MemoryTerritory:
    """A Territory in memory. `periodos` by cargo and aspirante; "" stands for every aspirante."""

    demarcaciones: Mapping[str, frozenset[str]]
    periodos: Mapping[tuple[str, str], Periodo]
    said: ProcesoSettings = field(default_factory=ProcesoSettings)

    def secciones(self) -> Mapping[str, frozenset[str]]:
        return self.demarcaciones

    def periodo_of(self, cargo: str, aspirante: str) -> Periodo | None:
        own = self.periodos.get((cargo, aspirante))
        return own or self.periodos.get((cargo, ""))

    def settings(self) -> ProcesoSettings:
        return self.said
