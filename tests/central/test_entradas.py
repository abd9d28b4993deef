"""One contract of entering through a provider, in memory and on both databases."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest

from core.central.database import open_database
from core.central.unit_of_work import Units
from core.domain.access.entrada_errors import IdentidadTaken
from core.domain.access.roles import Role
from core.errors import NotThere
from core.ports.central import SentPassword
from core.ports.central_access import Accounts, CameFrom, NewAccount
from core.ports.entradas import Departure, EntradaFor, Entradas, Identidades, Proven
from tests.fakes.access import MemoryAccounts
from tests.fakes.clock import SetClock
from tests.fakes.entradas import MemoryEntradas, MemoryIdentidades
from tests.fakes.registration import NOW

ANA = Proven("https://uno.example", "7", "ana@muestra.example", vouched=True)
SAME_SUB = Proven("https://otro.example", "7", "", vouched=False)
_PLACE = CameFrom("Escritorio", "127.0.0.1")
_LEAVES = Departure("estado", "navegador")


@dataclass
class Kept:
    """The ports, and two accounts."""

    clock: SetClock
    entradas: Entradas
    identidades: Identidades
    first: int
    second: int


@pytest.fixture(params=["memory", "sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def kept(request: pytest.FixtureRequest) -> Iterator[Kept]:
    clock = SetClock(NOW)
    if request.param == "memory":
        accounts = MemoryAccounts(clock)
        yield Kept(clock, MemoryEntradas(clock), MemoryIdentidades(clock), *_two(accounts))
        return
    engine = open_database(request.getfixturevalue(f"fresh_{request.param}"))
    with Units(engine, clock).writing("prueba") as work:
        yield Kept(clock, work.entradas, work.identidades, *_two(work.accounts))
    engine.dispose()


def _two(accounts: Accounts) -> tuple[int, int]:
    password, roles = SentPassword("", None, one_use=False), frozenset({Role.ASPIRANTE})
    first, second = (
        accounts.open(NewAccount(user, "MUESTRA", roles, password, must_change=False))
        for user in ("sol1", "sol2")
    )
    return first, second


def test_a_page_leads_to_its_entrada_until_the_browser_is_back(kept: Kept) -> None:
    opened = kept.entradas.begin(EntradaFor.LINK, "uno", _PLACE, kept.first)
    asked = kept.entradas.of_page(opened.page)
    assert asked is not None
    assert (asked.kind, asked.proveedor, asked.device) == (EntradaFor.LINK, "uno", "Escritorio")
    assert (asked.account_id, asked.until, asked.proven) == (kept.first, opened.until, None)
    assert kept.entradas.of_page(opened.secret) is None
    assert kept.entradas.of_secret(opened.page) is None
    kept.entradas.depart(asked.id, Departure("viejo", "otro"))
    kept.entradas.depart(asked.id, _LEAVES)
    for state, browser in (("viejo", "otro"), ("estado", "otro"), ("otro", "navegador"), ("", "")):
        assert kept.entradas.come_back(state, browser) is None
    back = kept.entradas.come_back("estado", "navegador")
    assert back is not None
    assert back.id == asked.id
    assert kept.entradas.come_back("estado", "navegador") is None
    assert kept.entradas.of_page(opened.page) is None


def test_what_was_proved_is_given_to_the_secret_and_the_number(kept: Kept) -> None:
    opened = kept.entradas.begin(EntradaFor.SESSION, "uno", _PLACE)
    asked = kept.entradas.of_secret(opened.secret)
    assert asked is not None
    number = kept.entradas.prove(asked.id, ANA)
    proved = kept.entradas.of_secret(opened.secret)
    assert proved is not None
    assert proved.proven == ANA
    for _ in range(4):
        assert not kept.entradas.guess(asked.id, "x")
    assert kept.entradas.guess(asked.id, f"{number[:3]} {number[3:]}")
    assert not kept.entradas.guess(asked.id, "x")
    assert kept.entradas.of_secret(opened.secret) is None


def test_no_number_is_right_before_anything_was_proved(kept: Kept) -> None:
    opened = kept.entradas.begin(EntradaFor.SESSION, "uno", _PLACE)
    asked = kept.entradas.of_secret(opened.secret)
    assert asked is not None
    assert not kept.entradas.guess(asked.id, "")


def test_one_ends_by_a_refusal_by_use_and_by_time(kept: Kept) -> None:
    opened = [kept.entradas.begin(EntradaFor.SESSION, "uno", _PLACE) for _ in range(3)]
    asked = [kept.entradas.of_secret(each.secret) for each in opened]
    assert asked[0] is not None
    assert asked[1] is not None
    kept.entradas.refuse(asked[0].id, "entrada_rechazada")
    refused = kept.entradas.of_secret(opened[0].secret)
    assert refused is not None
    assert refused.refused == "entrada_rechazada"
    kept.entradas.end(asked[1].id)
    assert kept.entradas.of_secret(opened[1].secret) is None
    kept.clock.at += timedelta(minutes=10)
    assert kept.entradas.of_secret(opened[2].secret) is None
    assert kept.entradas.of_page(opened[2].page) is None


def test_a_link_is_known_by_issuer_and_subject(kept: Kept) -> None:
    links = kept.identidades
    links.link(kept.first, "uno", ANA)
    links.link(kept.second, "otro", SAME_SUB)
    assert links.account_of(ANA.issuer, "7") == kept.first
    assert links.account_of(SAME_SUB.issuer, "7") == kept.second
    assert links.account_of(ANA.issuer, "8") is None
    assert [(each.proveedor, each.linked_at) for each in links.of(kept.first)] == [("uno", NOW)]
    assert links.registered("uno", "nadie@muestra.example") is None


def test_one_opens_one_account_and_each_has_one_of_a_provider(kept: Kept) -> None:
    kept.identidades.link(kept.first, "uno", ANA)
    with pytest.raises(IdentidadTaken):
        kept.identidades.link(kept.second, "uno", ANA)
    with pytest.raises(IdentidadTaken):
        kept.identidades.link(kept.first, "uno", SAME_SUB)


def test_what_is_unlinked_opens_nothing(kept: Kept) -> None:
    links = kept.identidades
    links.link(kept.first, "uno", ANA)
    with pytest.raises(NotThere):
        links.unlink(kept.second, "uno")
    links.unlink(kept.first, "uno")
    links.link(kept.second, "uno", ANA)
    links.link(kept.first, "otro", SAME_SUB)
    links.unlink_all(kept.second)
    assert links.of(kept.second) == ()
    assert links.account_of(SAME_SUB.issuer, "7") == kept.first
