"""How an aspirante is found: by any word of theirs, and by how their office is called.

And in which orders, and by which filters, they are listed.
"""

from sqlalchemy import ColumnElement, exists, func
from sqlmodel import col, select

from core.central.listing import Order, SortedList
from core.central.pages import found_by
from core.central.tables.accounts import StoredAccount
from core.central.tables.conteo import StoredConteo
from core.central.tables.registration import StoredAsistente, StoredAspirante, StoredConstancia
from core.central.tables.searched import folded
from core.domain.proceso.proceso import Proceso
from core.domain.verification.resultado import Resultado

_COUNTING = tuple(each.value for each in Resultado if each.counts)


def _sum(*results: str) -> ColumnElement[int]:
    """Return how many records of an aspirante stand under these results; under any, without."""
    mine = col(StoredConteo.aspirante) == col(StoredAspirante.id_solicitante)
    kept = (mine, col(StoredConteo.resultado).in_(results)) if results else (mine,)
    total = func.coalesce(func.sum(col(StoredConteo.total)), 0)
    return select(total).where(*kept).correlate(StoredAspirante).scalar_subquery()


def _not_entered() -> ColumnElement[bool]:
    mine = col(StoredAccount.id_solicitante) == col(StoredAspirante.id_solicitante)
    return ~exists().where(mine, col(StoredAccount.first_login_at).is_not(None))


def _not_trained() -> ColumnElement[bool]:
    mine = col(StoredConstancia.id) == col(StoredAspirante.constancia_id)
    attended = col(StoredAsistente.constancia) == col(StoredConstancia.number)
    return ~exists().where(mine, attended)


def aspirantes_found(search: str, proceso: Proceso) -> ColumnElement[bool]:
    """Return the condition that an aspirante has every word of `search`.

    Among them: name, Id Solicitante, clave, e-mail, number of the constancia, and the office.
    """
    called = {cargo.id: folded(cargo.name) for cargo in proceso.cargos}

    def office(word: str) -> ColumnElement[bool] | None:
        fitting = [each for each, name in called.items() if word in name]
        return col(StoredAspirante.cargo).in_(fitting) if fitting else None

    return found_by(StoredAspirante, search, office)


ASPIRANTES = SortedList(
    StoredAspirante.id_solicitante,
    orders={
        "nombre": Order(StoredAspirante.orden),
        "cargo": Order(StoredAspirante.cargo),
        "registro": Order(StoredAspirante.registered_at),
        "cuentan": Order(_sum(*_COUNTING)),
        "recibidos": Order(_sum()),
    },
    states={
        "sin_entrar": _not_entered,
        "sin_capacitar": _not_trained,
        "otro_dia": lambda: col(StoredAspirante.same_day).is_(False),
    },
    day=StoredAspirante.registered_at,
)
