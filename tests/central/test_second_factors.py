"""The second step of accounts: the same promises in memory and on both databases."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest

from core.central.access.second_factors import SecondKeys
from core.central.database import open_database
from core.central.unit_of_work import Units
from core.domain.access.roles import Role
from core.domain.access.segundo_paso import RECOVERY_CODES
from core.errors import NotThere
from core.ports.central import SentPassword
from core.ports.central_access import Accounts, NewAccount
from core.ports.second_step import Pending, SecondFactor, SecondFactors
from tests.fakes.access import MemoryAccounts
from tests.fakes.clock import SetClock
from tests.fakes.registration import NOW
from tests.fakes.second_step import MemorySecondFactors


@dataclass
class Kept:
    """The port, and the accounts that it is about."""

    clock: SetClock
    accounts: Accounts
    factors: SecondFactors

    def account(self, user: str) -> int:
        password = SentPassword("=a", None, one_use=False)
        roles = frozenset({Role.MESA})
        return self.accounts.open(NewAccount(user, user, roles, password, must_change=False))


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def kept(request: pytest.FixtureRequest) -> Iterator[Kept]:
    clock = SetClock(NOW)
    if request.param == "memory":
        accounts = MemoryAccounts(clock)
        yield Kept(clock, accounts, MemorySecondFactors(accounts))
        return
    engine = open_database(request.getfixturevalue(f"fresh_{request.param}"))
    with Units(engine, clock).writing("prueba") as work:
        keys = SecondKeys.derived(b"llave de muestra")
        yield Kept(clock, work.accounts, work.second_factors(keys))
    engine.dispose()


def test_a_secret_asks_for_nothing_until_it_is_turned_on(kept: Kept) -> None:
    one, two = kept.account("ana"), kept.account("beto")
    assert kept.factors.of(one) is None
    with pytest.raises(NotThere):
        kept.factors.secret(one)
    first = kept.factors.offer(one)
    assert kept.factors.offer(one) != first
    assert kept.factors.of(one) == SecondFactor(None, 0, 0)
    kept.factors.spend_step(one, 7)
    codes = kept.factors.turn_on(one)
    assert kept.factors.of(one) == SecondFactor(NOW, 7, RECOVERY_CODES)
    assert kept.accounts.by_id(one).second_step_at == NOW
    assert kept.factors.of(two) is None
    kept.factors.turn_off(one)
    assert kept.factors.of(one) is None
    assert kept.accounts.by_id(one).second_step_at is None
    assert not kept.factors.spend_code(one, codes[0])


def test_a_code_of_recovery_is_its_accounts_and_serves_once(kept: Kept) -> None:
    one, two = kept.account("ana"), kept.account("beto")
    for account in (one, two):
        kept.factors.offer(account)
    codes = kept.factors.turn_on(one)
    kept.factors.turn_on(two)
    assert not kept.factors.spend_code(two, codes[0])
    assert kept.factors.spend_code(one, codes[0].upper())
    assert not kept.factors.spend_code(one, codes[0])
    found = kept.factors.of(one)
    assert found is not None
    assert found.codes_left == RECOVERY_CODES - 1


def test_a_ticket_is_known_for_a_while_and_ends_with_its_account(kept: Kept) -> None:
    one, two = kept.account("ana"), kept.account("beto")
    first, other = kept.factors.begin(one, "a" * 64), kept.factors.begin(two, "b" * 64)
    assert kept.factors.pending(first) == Pending(one, "a" * 64)
    assert kept.factors.pending("nada") is None
    kept.factors.end(one)
    assert kept.factors.pending(first) is None
    assert kept.factors.pending(other) == Pending(two, "b" * 64)
    kept.clock.forward(timedelta(minutes=5))
    assert kept.factors.pending(other) is None
