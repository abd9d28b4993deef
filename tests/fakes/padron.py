"""A padrón in the making that only remembers its rows."""

from core.ports.central_padron import PadronRow


class ListBuilder:
    """A PadronBuilder in memory. `end` says how it ended."""

    id = "MUESTRA"

    def __init__(self) -> None:
        self.rows: list[PadronRow] = []
        self.end = ""

    def add(self, row: PadronRow) -> bool:
        new = row.clave not in {each.clave for each in self.rows}
        self.rows += [row] if new else []
        return new

    def finish(self) -> None:
        self.end = "finished"

    def abandon(self) -> None:
        self.end = self.end or "abandoned"
