"""The ports of accounts and sessions in memory."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count

from core.domain.access.access_errors import UserTaken
from core.domain.access.roles import Role
from core.domain.access.session import SesionAbierta
from core.errors import NotThere
from core.ports.central import SentPassword
from core.ports.central_access import (
    NOWHERE,
    Account,
    CameFrom,
    Limit,
    NewAccount,
    Renewal,
    SessionTokens,
)
from core.ports.shared import Clock


@dataclass
class MemoryAccounts:
    """Accounts in memory."""

    clock: Clock
    kept: dict[int, Account] = field(default_factory=dict)

    def by_user(self, user: str) -> Account | None:
        typed = user.strip().casefold()
        return next((each for each in self.kept.values() if each.user == typed), None)

    def by_id(self, account_id: int) -> Account:
        if account_id not in self.kept:
            raise NotThere
        return self.kept[account_id]

    def of_aspirante(self, id_solicitante: str) -> Account:
        for each in self.kept.values():
            if each.id_solicitante == id_solicitante:
                return each
        raise NotThere

    def open(self, account: NewAccount) -> int:
        if self.by_user(account.user):
            raise UserTaken
        number = len(self.kept) + 1
        self.kept[number] = Account(
            id=number,
            user=account.user.strip().casefold(),
            name=account.name,
            roles=account.roles,
            kept=account.password.kept,
            must_change=account.must_change,
            id_solicitante=account.id_solicitante,
            duty_sha256="",
            duty_accepted_at=None,
            one_use=account.password.one_use,
            temporary_until=account.password.until,
            correo=account.correo,
        )
        return number

    def set_temporary(self, account_id: int, password: SentPassword) -> None:
        self.kept[account_id] = replace(
            self.by_id(account_id),
            kept=password.kept,
            must_change=True,
            one_use=password.one_use,
            temporary_until=password.until,
            used_at=None,
        )

    def set_password(self, account_id: int, kept: str) -> None:
        self.kept[account_id] = replace(
            self.by_id(account_id),
            kept=kept,
            must_change=False,
            one_use=False,
            temporary_until=None,
            used_at=None,
        )

    def grant(self, account_id: int, roles: frozenset[Role]) -> None:
        self.kept[account_id] = replace(self.by_id(account_id), roles=roles)

    def set_correo(self, account_id: int, correo: str) -> None:
        self.kept[account_id] = replace(self.by_id(account_id), correo=correo)

    def rename(self, account_id: int, name: str) -> None:
        self.kept[account_id] = replace(self.by_id(account_id), name=name)

    def set_closed(self, account_id: int, *, closed: bool) -> None:
        at = self.clock.now() if closed else None
        self.kept[account_id] = replace(self.by_id(account_id), closed_at=at)

    def administrators(self) -> int:
        open_ones = (each for each in self.kept.values() if each.closed_at is None)
        return sum(Role.ADMINISTRADOR in each.roles for each in open_ones)

    def logged_in(self, account_id: int) -> None:
        account = self.by_id(account_id)
        used_at = self.clock.now() if account.one_use else None
        self.kept[account_id] = replace(account, used_at=used_at)

    def accept_duty(self, account_id: int, version: str, sha256: str) -> None:
        del version
        self.kept[account_id] = replace(
            self.by_id(account_id), duty_sha256=sha256, duty_accepted_at=self.clock.now()
        )


@dataclass
class MemorySessions:
    """Sessions in memory: a token is its number, a refresh is `r` and that number."""

    clock: Clock
    open_ones: dict[int, tuple[int, int]] = field(default_factory=dict)
    ends: dict[int, datetime] = field(default_factory=dict)
    renewed: set[int] = field(default_factory=set)
    given: int = 0
    places: dict[int, CameFrom] = field(default_factory=dict)
    last: dict[int, datetime] = field(default_factory=dict)

    def open(self, account_id: int, place: CameFrom = NOWHERE) -> SessionTokens:
        self.places[self.given + 1] = place
        self.ends[self.given + 1] = self.clock.now() + timedelta(hours=12)
        return self._give(account_id, self.given + 1)

    def renew(self, refresh: str) -> Renewal | None:
        number = int(refresh.removeprefix("r")) if refresh.removeprefix("r").isdigit() else 0
        if number not in self.open_ones:
            return None
        account_id, family = self.open_ones[number]
        if self.clock.now() >= self.ends[family]:
            return None
        if number in self.renewed:
            self._end(family)
            return None
        self.renewed.add(number)
        return Renewal(account_id, self._give(account_id, family))

    def end(self, token: str) -> None:
        if token.isdigit() and int(token) in self.open_ones:
            self._end(self.open_ones[int(token)][1])

    def end_all(self, account_id: int, *, but: str = "") -> None:
        kept = self.open_ones[int(but)][1] if but else None
        own = {family for owner, family in self.open_ones.values() if owner == account_id}
        for family in own - {kept}:
            self._end(family)

    def of(self, account_id: int, token: str) -> tuple[SesionAbierta, ...]:
        now = self.clock.now()
        mine = self.open_ones.get(int(token), (0, 0))[1] if token.isdigit() else 0
        own = {family for owner, family in self.open_ones.values() if owner == account_id}
        return tuple(
            SesionAbierta(
                id=f"{family:x}",
                device=self.places[family].device,
                address=self.places[family].address,
                opened_at=self.ends[family] - timedelta(hours=12),
                last_at=self.last[family],
                current=family == mine,
            )
            for family in sorted(own, reverse=True)
            if now < self.ends[family]
        )

    def end_one(self, account_id: int, session_id: str) -> None:
        if (account_id, int(session_id, 16)) not in self.open_ones.values():
            raise NotThere
        self._end(int(session_id, 16))

    def _give(self, account_id: int, family: int) -> SessionTokens:
        self.given += 1
        self.open_ones[self.given] = (account_id, family)
        self.last[family] = self.clock.now()
        until = min(self.clock.now() + timedelta(minutes=15), self.ends[family])
        return SessionTokens(str(self.given), f"r{self.given}", until)

    def _end(self, family: int) -> None:
        self.open_ones = {
            number: owner for number, owner in self.open_ones.items() if owner[1] != family
        }


@dataclass
class MemoryTries:
    """Tries in memory: of each key, the instants at which each try is forgotten."""

    clock: Clock
    taken: dict[str, list[datetime]] = field(default_factory=dict)
    whose: dict[str, str] = field(default_factory=dict)

    def take(self, key: str, limit: Limit, whose: str = "") -> datetime | None:
        self.whose[key] = whose
        now = self.clock.now()
        waiting = [each for each in self.taken.get(key, []) if each > now]
        if len(waiting) >= limit.tries:
            return waiting[0]
        self.taken[key] = [*waiting, (waiting[-1] if waiting else now) + limit.each]
        return None

    def give_back(self, key: str, limit: Limit) -> None:
        del limit
        self.taken[key] = self.taken.get(key, [])[:-1]

    def forget(self, key: str) -> None:
        self.taken.pop(key, None)

    def forget_of(self, whose: str) -> None:
        for key in [each for each in self.taken if whose and self.whose[each] == whose]:
            del self.taken[key]


@dataclass(frozen=True)
class PlainPasswords:
    """Passwords whose hash is the password itself: for acts that are tested without time."""

    given: Iterator[int] = field(default_factory=count)

    def keep(self, password: str) -> str:
        return f"={password}"

    def matches(self, password: str, kept: str) -> bool:
        return kept == f"={password}"

    def temporary(self) -> str:
        return f"temp-oral-mues-{next(self.given):04d}"
