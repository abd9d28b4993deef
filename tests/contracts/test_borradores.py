"""The contract of drafts of registrations: in memory and in both databases."""

from datetime import timedelta

import pytest

from core.central.at_rest import AtRest
from core.central.unit_of_work import UnitOfWork
from core.domain.access.roles import Role
from core.domain.registration.borrador import Borrador
from core.ports.central import SentPassword
from core.ports.central_access import NewAccount
from core.ports.central_borrador import Borradores
from tests.fakes.borrador import MemoryBorradores
from tests.fakes.clock import SetClock


@pytest.fixture
def owners(work: UnitOfWork | None) -> tuple[int, int]:
    """Return two accounts."""
    if work is None:
        return 1, 2
    password = SentPassword(kept="", until=None, one_use=False)
    roles = frozenset({Role.REGISTRAR})
    one, other = (
        work.accounts.open(NewAccount(user, user, roles, password, must_change=False))
        for user in ("eva", "ana")
    )
    return one, other


@pytest.fixture
def ports(work: UnitOfWork | None, clock: SetClock) -> Borradores:
    if work is None:
        return MemoryBorradores(clock)
    return work.borradores(AtRest.derived(b"llave de muestra", b"prueba"))


def test_each_keeps_and_forgets_their_own(
    ports: Borradores, owners: tuple[int, int], clock: SetClock
) -> None:
    eva, ana = owners
    first = ports.keep(eva, Borrador("llave-1", {"persona.nombre": "Ana"}))
    assert first.saved_at == clock.now()
    clock.forward(timedelta(minutes=1))
    second = ports.keep(eva, Borrador("llave-2", {"persona.nombre": "Beto"}))
    assert list(ports.of(eva)) == [second, first]
    assert list(ports.of(ana)) == []
    clock.forward(timedelta(minutes=1))
    again = ports.keep(eva, Borrador("llave-1", {"persona.nombre": "Ana MUESTRA"}))
    assert list(ports.of(eva)) == [again, second]
    ports.drop(ana, "llave-1")
    ports.drop(eva, "llave-2")
    ports.drop(eva, "llave-2")
    assert list(ports.of(eva)) == [again]
