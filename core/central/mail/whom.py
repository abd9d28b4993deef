"""Whom a mail is about, by their name: its subject is a number of ours, or the id of a row."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from core.central.tables.registration import StoredAspirante
from core.central.tables.shared import StoredMail
from core.central.tables.vinculos import StoredAuxiliar, StoredDevice, StoredVinculo
from core.domain.values.nombre import listed


def names_of(session: Session, mails: Sequence[StoredMail]) -> dict[int, str]:
    """Return how each mail's subject is called, by the mail's id; one without a name is left out.

    An auxiliar's number may be an aspirante's too: then the address tells which of both is meant.
    """
    abouts = {mail.about for mail in mails if mail.about}
    if not abouts:
        return {}
    aspirantes = _aspirantes(session, abouts)
    auxiliares = _auxiliares(session, abouts)
    others = _of_vinculos(session, abouts) | _of_devices(session, abouts)
    found = {}
    for mail in mails:
        aspirante, correo = aspirantes.get(mail.about, ("", ""))
        auxiliar, theirs = auxiliares.get(mail.about, ("", ""))
        name = auxiliar if theirs == mail.to and correo != mail.to else aspirante
        if said := name or others.get(mail.about, ""):
            found[mail.id or 0] = said
    return found


def _aspirantes(session: Session, ids: set[str]) -> dict[str, tuple[str, str]]:
    query = select(StoredAspirante).where(col(StoredAspirante.id_solicitante).in_(ids))
    return {row.id_solicitante: (_listed(row), row.correo) for row in session.exec(query).all()}


def _auxiliares(session: Session, numbers: set[str]) -> dict[str, tuple[str, str]]:
    query = select(StoredAuxiliar).where(col(StoredAuxiliar.number).in_(numbers))
    return {row.number: (row.name, row.correo) for row in session.exec(query).all()}


def _of_vinculos(session: Session, ids: set[str]) -> dict[str, str]:
    query = (
        select(StoredVinculo.id, StoredAspirante)
        .join(
            StoredAspirante,
            col(StoredAspirante.id_solicitante) == col(StoredVinculo.aspirante),
        )
        .where(col(StoredVinculo.id).in_(ids))
    )
    return {key: f"Auxiliar de {_listed(row)}" for key, row in session.exec(query).all()}


def _of_devices(session: Session, ids: set[str]) -> dict[str, str]:
    query = (
        select(StoredDevice.id, StoredAuxiliar.name)
        .join(StoredAuxiliar, col(StoredAuxiliar.number) == col(StoredDevice.auxiliar))
        .where(col(StoredDevice.id).in_(ids))
    )
    return {key: f"Tableta de {name}" for key, name in session.exec(query).all()}


def _listed(row: StoredAspirante) -> str:
    return listed(row.nombre, row.apellido_paterno, row.apellido_materno)
