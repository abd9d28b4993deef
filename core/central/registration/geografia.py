"""The electoral geography from the INE's CSV, replaced as a whole (norma/lecturas.md, 7)."""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, delete, func, select

from core.central.tables.registration import StoredMunicipio, StoredSeccion
from core.domain.geografia import ENTIDADES, GeografiaLoaded, Municipio, SeccionPlace
from core.domain.registration_errors import GeografiaEmpty, GeografiaRejected
from core.domain.texto import composed

HEADER = ("entidad", "municipio", "municipio_nombre", "distrito", "seccion")
_WIDTHS = {"entidad": 2, "municipio": 3, "distrito": 3, "seccion": 4}
_LONGEST_NAME = 200
_NUMBER = re.compile(r"[0-9]{1,4}")


@dataclass(frozen=True, slots=True)
class StoredGeografia:
    """The geography in the database."""

    session: Session

    def is_empty(self) -> bool:
        return self.session.exec(select(StoredSeccion).limit(1)).first() is None

    def has_municipio(self, entidad: str, municipio: str) -> bool:
        return self.session.get(StoredMunicipio, (entidad, municipio)) is not None

    def place(self, entidad: str, seccion: str) -> SeccionPlace | None:
        """Return where a sección lies; with no `entidad`, where only one has that number."""
        query = select(StoredSeccion).where(StoredSeccion.seccion == seccion)
        rows = self.session.exec(
            query.where(StoredSeccion.entidad == entidad) if entidad else query
        )
        found = rows.all()
        if len(found) != 1:
            return None
        row = found[0]
        municipio = self.session.get(StoredMunicipio, (row.entidad, row.municipio))
        return SeccionPlace(
            seccion=seccion,
            entidad=row.entidad,
            municipio=row.municipio,
            municipio_nombre=municipio.name if municipio else "",
            distrito=row.distrito,
        )

    def municipios(self, entidad: str) -> tuple[Municipio, ...]:
        """Return the municipios of an entidad, by name."""
        query = select(StoredMunicipio).where(StoredMunicipio.entidad == entidad)
        rows = self.session.exec(query.order_by(col(StoredMunicipio.name))).all()
        return tuple(Municipio(row.entidad, row.numero, row.name) for row in rows)

    def secciones(self, entidad: str) -> Sequence[StoredSeccion]:
        """Return every sección of an entidad."""
        query = select(StoredSeccion).where(StoredSeccion.entidad == entidad)
        return self.session.exec(query.order_by(col(StoredSeccion.seccion))).all()

    def replace(self, places: Iterable[SeccionPlace]) -> GeografiaLoaded:
        """Replace all places by these; return the counts."""
        municipios: dict[tuple[str, str], StoredMunicipio] = {}
        secciones: dict[tuple[str, str], StoredSeccion] = {}
        for each in places:
            at = (each.entidad, each.municipio)
            municipios[at] = StoredMunicipio(
                entidad=each.entidad, numero=each.municipio, name=each.municipio_nombre
            )
            secciones[(each.entidad, each.seccion)] = StoredSeccion(
                entidad=each.entidad,
                seccion=each.seccion,
                municipio=each.municipio,
                distrito=each.distrito,
            )
        self.session.exec(delete(StoredSeccion))
        self.session.exec(delete(StoredMunicipio))
        self.session.add_all(municipios.values())
        self.session.add_all(secciones.values())
        self.session.flush()
        return self.size()

    def size(self) -> GeografiaLoaded:
        """Return the counts of entidades, municipios and secciones."""
        return GeografiaLoaded(
            secciones=self.session.exec(select(func.count()).select_from(StoredSeccion)).one(),
            municipios=self.session.exec(select(func.count()).select_from(StoredMunicipio)).one(),
        )


def places_in(text: str) -> list[SeccionPlace]:
    """Return the places of a CSV, leading zeros restored.

    Raises GeografiaEmpty, or GeografiaRejected with the line at fault.
    """
    lines = csv.reader(composed(text.removeprefix("\ufeff")).splitlines())
    try:
        if tuple(each.strip().lower() for each in next(lines, [])) != HEADER:
            raise GeografiaEmpty
        places = [_place(number, cells) for number, cells in enumerate(lines, 2) if any(cells)]
    except csv.Error as cause:
        raise GeografiaRejected({"line": str(lines.line_num)}) from cause
    if not places:
        raise GeografiaEmpty
    return places


def _place(line: int, cells: Sequence[str]) -> SeccionPlace:
    rejected = GeografiaRejected({"line": str(line)})
    if len(cells) != len(HEADER):
        raise rejected
    named = dict(zip(HEADER, (cell.strip() for cell in cells), strict=True))
    for name, width in _WIDTHS.items():
        if not _NUMBER.fullmatch(named[name]) or len(named[name]) > width:
            raise rejected
        named[name] = named[name].zfill(width)
    name = named["municipio_nombre"]
    if named["entidad"] not in ENTIDADES or not 0 < len(name) <= _LONGEST_NAME:
        raise rejected
    if not name.isprintable():
        raise rejected
    return SeccionPlace(**named)
