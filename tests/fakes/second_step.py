"""The ports of the second step in memory."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count

from core.domain.access.segundo_paso import RECOVERY_CODES
from core.errors import NotThere
from core.ports.second_step import Pending, SecondFactor
from tests.fakes.access import MemoryAccounts


@dataclass
class MemorySecondFactors:
    """Second steps in memory: the codes of recovery are `c0`, `c1`… of the account."""

    accounts: MemoryAccounts
    secrets: dict[int, bytes] = field(default_factory=dict)
    steps: dict[int, int] = field(default_factory=dict)
    codes: dict[int, set[str]] = field(default_factory=dict)
    tickets: dict[str, tuple[Pending, datetime]] = field(default_factory=dict)
    drawn: Iterator[int] = field(default_factory=count)

    def of(self, account_id: int) -> SecondFactor | None:
        on_at = self.accounts.by_id(account_id).second_step_at
        if account_id not in self.secrets:
            return None
        left = len(self.codes.get(account_id, ()))
        return SecondFactor(on_at, self.steps[account_id], left)

    def offer(self, account_id: int) -> bytes:
        self.secrets[account_id] = f"secreto de muestra {next(self.drawn):03}".encode()
        self.steps[account_id] = 0
        return self.secrets[account_id]

    def secret(self, account_id: int) -> bytes:
        if account_id not in self.secrets:
            raise NotThere
        return self.secrets[account_id]

    def turn_on(self, account_id: int) -> tuple[str, ...]:
        self._ask(account_id, self.accounts.clock.now())
        given = tuple(f"c{number}-{account_id}" for number in range(RECOVERY_CODES))
        self.codes[account_id] = set(given)
        return given

    def turn_off(self, account_id: int) -> None:
        self._ask(account_id, None)
        self.secrets.pop(account_id, None)
        self.codes.pop(account_id, None)
        self.end(account_id)

    def spend_step(self, account_id: int, step: int) -> None:
        self.steps[account_id] = step

    def spend_code(self, account_id: int, typed: str) -> bool:
        plain = typed.casefold()
        found = next((each for each in self.codes.get(account_id, ()) if each == plain), None)
        if found is not None:
            self.codes[account_id].remove(found)
        return found is not None

    def begin(self, account_id: int, bound: str) -> str:
        ticket = f"boleto {next(self.drawn)}"
        until = self.accounts.clock.now() + timedelta(minutes=5)
        self.tickets[ticket] = (Pending(account_id, bound), until)
        return ticket

    def pending(self, ticket: str) -> Pending | None:
        if ticket not in self.tickets:
            return None
        pending, until = self.tickets[ticket]
        return pending if self.accounts.clock.now() < until else None

    def end(self, account_id: int) -> None:
        kept = {t: each for t, each in self.tickets.items() if each[0].account_id != account_id}
        self.tickets = kept

    def _ask(self, account_id: int, at: datetime | None) -> None:
        account = self.accounts.by_id(account_id)
        self.accounts.kept[account_id] = replace(account, second_step_at=at)
