"""Where aspirantes stand in what follows their registration, asked for a whole page at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, select

from core.central.tables.accounts import StoredAccount
from core.central.tables.registration import (
    StoredAsistente,
    StoredAspirante,
    StoredCapacitacion,
    StoredConstancia,
)
from core.central.tables.shared import StoredMail

ACCESS_MAIL = "acceso"


@dataclass(frozen=True, slots=True)
class WhereTheyStand:
    """Their last mail of access, their first entry and their last training, if any."""

    mail_state: str = ""
    mail_sent_at: datetime | None = None
    first_login_at: datetime | None = None
    trained_at: datetime | None = None


def standing_of(session: Session, rows: Sequence[StoredAspirante]) -> dict[str, WhereTheyStand]:
    """Return how each of `rows` stands, by Id Solicitante."""
    ids = [row.id_solicitante for row in rows]
    entered = select(StoredAccount.id_solicitante, StoredAccount.first_login_at).where(
        col(StoredAccount.id_solicitante).in_(ids)
    )
    mails, logins = _mails(session, ids), _pairs(session, entered)
    trained = _pairs(session, _trained([row.constancia_id for row in rows]))
    return {
        row.id_solicitante: WhereTheyStand(
            *mails.get(row.id_solicitante, ("", None)),
            logins.get(row.id_solicitante),
            trained.get(row.constancia_id),
        )
        for row in rows
    }


def _mails(session: Session, ids: Sequence[str]) -> dict[str, tuple[str, datetime | None]]:
    newest = (
        select(func.max(StoredMail.id))
        .where(StoredMail.kind == ACCESS_MAIL, col(StoredMail.about).in_(ids))
        .group_by(StoredMail.about)
    )
    query = select(StoredMail.about, StoredMail.state, StoredMail.sent_at)
    found = session.exec(query.where(col(StoredMail.id).in_(newest))).all()
    return {about: (state, sent_at) for about, state, sent_at in found}


def _trained(constancias: Sequence[int]) -> Any:  # noqa: ANN401  SQLModel's own type
    """Return the query for constancia and the last training of its holder."""
    attended = col(StoredAsistente.constancia) == col(StoredConstancia.number)
    held = col(StoredAsistente.capacitacion_id) == col(StoredCapacitacion.id)
    return (
        select(StoredConstancia.id, func.max(StoredCapacitacion.held_at))
        .join(StoredAsistente, attended)
        .join(StoredCapacitacion, held)
        .where(col(StoredConstancia.id).in_(constancias))
        .group_by(col(StoredConstancia.id))
    )


def _pairs(session: Session, query: Any) -> dict[Any, Any]:  # noqa: ANN401  SQLModel's own type
    return dict(tuple(each) for each in session.exec(query).all())
