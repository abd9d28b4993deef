"""Who a token stands for, and until when: not beyond its renewal, its end or fifteen minutes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest

from core.central.access.sessions import SESSION_LASTS, TOKEN_LASTS, StoredSessions
from core.central.database import open_database
from core.central.unit_of_work import Units
from core.domain.access.roles import Role
from core.ports.central import SentPassword
from core.ports.central_access import NewAccount
from tests.fakes.clock import SetClock
from tests.fakes.registration import NOW


@dataclass
class Kept:
    sessions: StoredSessions
    clock: SetClock
    account: int


@pytest.fixture
def kept(fresh_sqlite: str) -> Iterator[Kept]:
    engine, clock = open_database(fresh_sqlite), SetClock(NOW)
    with Units(engine, clock).writing("prueba") as work:
        password = SentPassword("=a", None, one_use=False)
        roles = frozenset({Role.MESA})
        account = work.accounts.open(NewAccount("ana", "ana", roles, password, must_change=False))
        yield Kept(work.sessions, clock, account)
    engine.dispose()


def test_a_token_ends_after_fifteen_minutes_to_the_second(kept: Kept) -> None:
    tokens = kept.sessions.open(kept.account)
    kept.clock.forward(TOKEN_LASTS - timedelta(seconds=1))
    assert kept.sessions.holder(tokens.token) == kept.account
    kept.clock.forward(timedelta(seconds=1))
    assert kept.sessions.holder(tokens.token) is None
    assert timedelta(minutes=15) == TOKEN_LASTS


def test_what_was_renewed_opens_nothing_any_more(kept: Kept) -> None:
    first = kept.sessions.open(kept.account)
    renewal = kept.sessions.renew(first.refresh)
    assert renewal is not None
    assert kept.sessions.holder(first.token) is None
    assert kept.sessions.holder(renewal.tokens.token) == kept.account


def test_a_token_of_a_login_that_ended_opens_nothing(kept: Kept) -> None:
    one, other = kept.sessions.open(kept.account), kept.sessions.open(kept.account)
    renewal = kept.sessions.renew(one.refresh)
    assert renewal is not None
    kept.sessions.end(renewal.tokens.token)
    assert kept.sessions.holder(renewal.tokens.token) is None
    assert kept.sessions.holder(other.token) == kept.account


def test_a_refresh_is_no_token_and_a_token_renews_nothing(kept: Kept) -> None:
    tokens = kept.sessions.open(kept.account)
    assert kept.sessions.holder(tokens.refresh) is None
    assert kept.sessions.renew(tokens.token) is None
    assert kept.sessions.holder("") is None


def test_only_what_can_never_be_renewed_is_forgotten(kept: Kept) -> None:
    first = kept.sessions.open(kept.account)
    kept.clock.forward(timedelta(hours=1))
    kept.sessions.open(kept.account)
    kept.clock.forward(SESSION_LASTS - timedelta(hours=1, seconds=1))
    assert kept.sessions.forget_over() == 0
    kept.clock.forward(timedelta(seconds=1))
    assert kept.sessions.renew(first.refresh) is None
    assert kept.sessions.forget_over() == 1
    assert len(kept.sessions.of(kept.account, "")) == 1
