"""Accounts in the database; passwords are stored only as Argon2id hashes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session, col, func, select

from core.central.access.tries import CountedTries
from core.central.cambios import newest_versions
from core.central.database import row_of
from core.central.listing import AS_IT_IS, Narrowed, Order, SortedList
from core.central.pages import found_by
from core.central.tables.accounts import StoredAccount
from core.domain.access.access_errors import UserTaken
from core.domain.access.cuenta import Cuenta
from core.domain.access.roles import Role
from core.domain.listing.cambio import CUENTA
from core.errors import NotThere
from core.ports.central import SentPassword
from core.ports.central_access import PASSWORDS_OF_ONE, Account, NewAccount
from core.ports.shared import Clock
from core.wire import EARLIEST, Page

_REMEMBERED = timedelta(days=90)

_LISTING = SortedList(
    StoredAccount.id,
    newest=False,
    orders={
        "nombre": Order(StoredAccount.name),
        "usuario": Order(StoredAccount.user),
        "entrada": Order(StoredAccount.last_login_at, EARLIEST),
    },
    states={
        "abiertas": lambda: col(StoredAccount.closed_at).is_(None),
        "cerradas": lambda: col(StoredAccount.closed_at).is_not(None),
        "sin_entrar": lambda: col(StoredAccount.last_login_at).is_(None),
    },
)


@dataclass(frozen=True, slots=True)
class StoredAccounts:
    """Accounts in the database; passwords only as Argon2id hashes."""

    session: Session
    clock: Clock

    def by_user(self, user: str) -> Account | None:
        query = select(StoredAccount).where(StoredAccount.user == user.strip().casefold())
        row = self.session.exec(query).first()
        return _account(row) if row else None

    def by_id(self, account_id: int) -> Account:
        return _account(self._row(account_id))

    def of_aspirante(self, id_solicitante: str) -> Account:
        query = select(StoredAccount).where(StoredAccount.id_solicitante == id_solicitante)
        row = self.session.exec(query).first()
        if row is None:
            raise NotThere
        return _account(row)

    def open(self, account: NewAccount) -> int:
        if self.by_user(account.user):
            raise UserTaken
        row = StoredAccount(
            user=account.user.strip().casefold(),
            name=account.name,
            correo=account.correo,
            password=account.password.kept,
            must_change=account.must_change,
            one_use=account.password.one_use,
            temporary_until=account.password.until,
            roles=_written(account.roles),
            id_solicitante=account.id_solicitante or None,
            created_at=self.clock.now(),
        )
        self.session.add(row)
        self.session.flush()
        return _id(row)

    def set_temporary(self, account_id: int, password: SentPassword) -> None:
        row = self._row(account_id)
        row.password, row.must_change = password.kept, True
        row.one_use, row.temporary_until, row.used_at = password.one_use, password.until, None
        self._keep(row)

    def set_password(self, account_id: int, kept: str) -> None:
        row = self._row(account_id)
        row.password, row.must_change = kept, False
        row.one_use, row.temporary_until, row.used_at = False, None, None
        self._keep(row)

    def forget_over(self) -> int:
        """Delete temporary passwords long past their expiry; return how many.

        An expired one is kept for a while, so that its owner is told why it fails.
        """
        over = col(StoredAccount.temporary_until) <= self.clock.now() - _REMEMBERED
        rows = self.session.exec(select(StoredAccount).where(over, StoredAccount.password != ""))
        found = rows.all()
        for row in found:
            row.password = ""
            self._keep(row)
        return len(found)

    def grant(self, account_id: int, roles: frozenset[Role]) -> None:
        row = self._row(account_id)
        row.roles = _written(roles)
        self._keep(row)

    def set_correo(self, account_id: int, correo: str) -> None:
        row = self._row(account_id)
        row.correo = correo
        self._keep(row)

    def rename(self, account_id: int, name: str) -> None:
        row = self._row(account_id)
        row.name = name
        self._keep(row)

    def set_closed(self, account_id: int, *, closed: bool) -> None:
        row = self._row(account_id)
        row.closed_at = self.clock.now() if closed else None
        self._keep(row)

    def administrators(self) -> int:
        query = (
            select(func.count())
            .select_from(StoredAccount)
            .where(
                col(StoredAccount.roles).contains(Role.ADMINISTRADOR.value),
                col(StoredAccount.closed_at).is_(None),
            )
        )
        return self.session.exec(query).one()

    def logged_in(self, account_id: int) -> None:
        row = self._row(account_id)
        now = self.clock.now()
        row.last_login_at = now
        row.first_login_at = row.first_login_at or now
        row.used_at = now if row.one_use else None
        self._keep(row)

    def accept_duty(self, account_id: int, version: str, sha256: str) -> None:
        row = self._row(account_id)
        row.duty_version, row.duty_sha256 = version, sha256
        row.duty_accepted_at = self.clock.now()
        self._keep(row)

    def cuenta(self, account_id: int) -> Cuenta:
        """Return an account as the desk shows it. Raises NotThere."""
        return next(iter(self._shown((self._row(account_id),))))

    def page(
        self, *, after: int, limit: int, search: str, asked: Narrowed = AS_IT_IS
    ) -> Page[Cuenta]:
        """Return staff accounts in order of id, above id `after` (0: from the first)."""
        found = found_by(StoredAccount, search)
        staff = col(StoredAccount.id_solicitante).is_(None)
        return _LISTING.page(
            self.session,
            select(StoredAccount).where(found, staff),
            self._shown,
            asked,
            after=after,
            limit=limit,
        )

    def _shown(self, rows: Sequence[StoredAccount]) -> Iterable[Cuenta]:
        """Return rows as the desk shows them: with what was saved of them, and who is kept out."""
        versions = newest_versions(self.session, CUENTA, [str(row.id) for row in rows])
        tries = CountedTries(self.session, self.clock)
        blocked = tries.spent((row.user for row in rows), PASSWORDS_OF_ONE)
        for row in rows:
            yield _cuenta(row, blocked=row.user in blocked, version=versions.get(str(row.id), 0))

    def _row(self, account_id: int) -> StoredAccount:
        return row_of(self.session, StoredAccount, account_id)

    def _keep(self, row: StoredAccount) -> None:
        self.session.add(row)
        self.session.flush()


def _id(row: StoredAccount) -> int:
    if row.id is None:
        raise NotThere
    return row.id


def _written(roles: Iterable[Role]) -> str:
    return ",".join(sorted(role.value for role in roles))


def _read(roles: str) -> frozenset[Role]:
    return frozenset(Role(each) for each in roles.split(",") if each)


def _account(row: StoredAccount) -> Account:
    return Account(
        id=_id(row),
        user=row.user,
        name=row.name,
        roles=_read(row.roles),
        kept=row.password,
        must_change=row.must_change,
        id_solicitante=row.id_solicitante or "",
        duty_sha256=row.duty_sha256,
        duty_accepted_at=row.duty_accepted_at,
        one_use=row.one_use,
        temporary_until=row.temporary_until,
        used_at=row.used_at,
        correo=row.correo,
        closed_at=row.closed_at,
        second_step_at=row.totp_on_at,
    )


def _cuenta(row: StoredAccount, *, blocked: bool, version: int) -> Cuenta:
    return Cuenta(
        id=_id(row),
        user=row.user,
        name=row.name,
        roles=tuple(sorted(_read(row.roles), key=lambda role: role.value)),
        created_at=row.created_at,
        last_login_at=row.last_login_at,
        correo=row.correo,
        closed_at=row.closed_at,
        blocked=blocked,
        second_step=row.totp_on_at is not None,
        version=version,
    )
