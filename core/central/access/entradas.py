"""Entering through a provider, in the database: any replica takes up what another began."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session, col, delete, func, select

from core.central.access.sessions import hashed
from core.central.database import row_of
from core.central.tables.accounts import StoredAccount
from core.central.tables.entradas import StoredEntrada, StoredIdentidad
from core.central.tables.registration import StoredAspirante
from core.domain.access.entrada import Identidad
from core.domain.access.entrada_errors import IdentidadTaken
from core.errors import NotThere
from core.ports.central_access import CameFrom
from core.ports.entradas import Departure, Entrada, EntradaFor, Opened, Proven
from core.ports.shared import Clock

ENTRADA_LASTS = timedelta(minutes=10)
MOST_WRONG = 5
_TOKEN_BYTES, _DIGITS = 32, 6


@dataclass(frozen=True, slots=True)
class StoredEntradas:
    """Entradas in the database."""

    session: Session
    clock: Clock

    def begin(
        self, kind: EntradaFor, proveedor: str, place: CameFrom, account_id: int | None = None
    ) -> Opened:
        secret, page = secrets.token_urlsafe(_TOKEN_BYTES), secrets.token_urlsafe(_TOKEN_BYTES)
        until = self.clock.now() + ENTRADA_LASTS
        row = StoredEntrada(
            secret=hashed(secret),
            page=hashed(page),
            kind=kind.value,
            account_id=account_id,
            proveedor=proveedor,
            device=place.device,
            until=until,
        )
        self._keep(row)
        return Opened(secret, page, until)

    def of_page(self, page: str) -> Entrada | None:
        query = select(StoredEntrada).where(StoredEntrada.page == hashed(page))
        row = self._current(self.session.exec(query).first())
        return _entrada(row) if row and row.returned_at is None else None

    def depart(self, entrada_id: str, departure: Departure) -> None:
        row = self._row(entrada_id)
        row.state, row.browser = hashed(departure.state), hashed(departure.browser)
        self._keep(row)

    def come_back(self, state: str, browser: str) -> Entrada | None:
        query = select(StoredEntrada).where(StoredEntrada.state == hashed(state))
        row = self._current(self.session.exec(query).first())
        if row is None or row.returned_at is not None:
            return None
        if not hmac.compare_digest(row.browser, hashed(browser)):
            return None
        row.returned_at = self.clock.now()
        self._keep(row)
        return _entrada(row)

    def prove(self, entrada_id: str, proven: Proven) -> str:
        row = self._row(entrada_id)
        number = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}}"
        row.issuer, row.sub = proven.issuer, proven.sub
        row.correo, row.vouched = proven.correo, proven.vouched
        row.number = _number_hash(entrada_id, number)
        self._keep(row)
        return number

    def refuse(self, entrada_id: str, code: str) -> None:
        row = self._row(entrada_id)
        row.refused = code
        self._keep(row)

    def of_secret(self, secret: str) -> Entrada | None:
        row = self._current(self.session.get(StoredEntrada, hashed(secret)))
        return _entrada(row) if row else None

    def guess(self, entrada_id: str, number: str) -> bool:
        row = self._row(entrada_id)
        plain = "".join(sign for sign in number if sign.isdigit())
        if row.number and hmac.compare_digest(row.number, _number_hash(entrada_id, plain)):
            return True
        row.wrong += 1
        self._keep(row)
        if row.wrong >= MOST_WRONG:
            self.end(entrada_id)
        return False

    def end(self, entrada_id: str) -> None:
        self.session.delete(self._row(entrada_id))
        self.session.flush()

    def forget_over(self) -> int:
        """Delete those that are over; return how many."""
        over = col(StoredEntrada.until) <= self.clock.now()
        return self.session.exec(delete(StoredEntrada).where(over)).rowcount

    def _current(self, row: StoredEntrada | None) -> StoredEntrada | None:
        return row if row is not None and self.clock.now() < row.until else None

    def _row(self, entrada_id: str) -> StoredEntrada:
        return row_of(self.session, StoredEntrada, entrada_id)

    def _keep(self, row: StoredEntrada) -> None:
        self.session.add(row)
        self.session.flush()


@dataclass(frozen=True, slots=True)
class StoredIdentidades:
    """Links to providers' accounts in the database."""

    session: Session
    clock: Clock

    def account_of(self, issuer: str, sub: str) -> int | None:
        query = select(StoredIdentidad).where(
            StoredIdentidad.issuer == issuer, StoredIdentidad.sub == sub
        )
        row = self.session.exec(query).first()
        return row.account_id if row else None

    def registered(self, proveedor: str, correo: str) -> int | None:
        named = func.lower(func.trim(StoredAspirante.cuenta)) == correo.strip().casefold()
        query = (
            select(StoredAccount.id)
            .join(
                StoredAspirante,
                col(StoredAspirante.id_solicitante) == StoredAccount.id_solicitante,
            )
            .where(named, StoredAspirante.proveedor == proveedor)
        )
        found = self.session.exec(query).all() if correo.strip() else ()
        return found[0] if len(found) == 1 else None

    def link(self, account_id: int, proveedor: str, proven: Proven) -> Identidad:
        own = {each.proveedor for each in self.of(account_id)}
        if proveedor in own or self.account_of(proven.issuer, proven.sub) is not None:
            raise IdentidadTaken
        row = StoredIdentidad(
            account_id=account_id,
            proveedor=proveedor,
            issuer=proven.issuer,
            sub=proven.sub,
            correo=proven.correo,
            linked_at=self.clock.now(),
        )
        self.session.add(row)
        self.session.flush()
        return _identidad(row)

    def unlink(self, account_id: int, proveedor: str) -> None:
        found = [row for row in self._rows(account_id) if row.proveedor == proveedor]
        if not found:
            raise NotThere
        self._delete(found)

    def unlink_all(self, account_id: int) -> None:
        self._delete(self._rows(account_id))

    def of(self, account_id: int) -> tuple[Identidad, ...]:
        return tuple(_identidad(row) for row in self._rows(account_id))

    def _rows(self, account_id: int) -> list[StoredIdentidad]:
        query = select(StoredIdentidad).where(StoredIdentidad.account_id == account_id)
        return list(self.session.exec(query.order_by(StoredIdentidad.proveedor)).all())

    def _delete(self, rows: list[StoredIdentidad]) -> None:
        for row in rows:
            self.session.delete(row)
        self.session.flush()


def _entrada(row: StoredEntrada) -> Entrada:
    proven = Proven(row.issuer, row.sub, row.correo, row.vouched) if row.number else None
    return Entrada(
        id=row.secret,
        kind=EntradaFor(row.kind),
        proveedor=row.proveedor,
        device=row.device,
        until=row.until,
        account_id=row.account_id,
        proven=proven,
        refused=row.refused,
    )


def _identidad(row: StoredIdentidad) -> Identidad:
    return Identidad(row.proveedor, row.correo, row.linked_at)


def _number_hash(entrada_id: str, number: str) -> str:
    return hashed(f"{entrada_id}|{number}")
