"""How an aspirante is found: by any word of theirs, and by how their office is called."""

from sqlalchemy import ColumnElement
from sqlmodel import col

from core.central.pages import found_by
from core.central.tables.registration import StoredAspirante
from core.central.tables.searched import folded
from core.domain.proceso import Proceso


def aspirantes_found(search: str, proceso: Proceso) -> ColumnElement[bool]:
    """Return the condition that an aspirante has every word of `search`.

    Among them: name, Id Solicitante, clave, e-mail, number of the constancia, and the office.
    """
    called = {cargo.id: folded(cargo.name) for cargo in proceso.cargos}

    def office(word: str) -> ColumnElement[bool] | None:
        fitting = [each for each, name in called.items() if word in name]
        return col(StoredAspirante.cargo).in_(fitting) if fitting else None

    return found_by(StoredAspirante, search, office)
