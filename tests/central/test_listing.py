"""Sorted and filtered lists: every row once and in order, on both databases, by an index."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import Session, select

from core.central.access.accounts import StoredAccounts
from core.central.database import open_database
from core.central.listing import BY_KEY, Narrowed, Order, SortedList
from core.central.mail.outbox import StoredOutbox
from core.central.registration.constancias import StoredConstancias
from core.central.registration.finding import ASPIRANTES
from core.central.tables.registration import StoredAspirante, StoredConstancia
from core.central.unit_of_work import UnitOfWork
from core.domain.listing.lista_errors import FilterUnknown, OrderUnknown
from tests.apoyo_data import a_proceso, register
from tests.fakes.apoyos import SAVED_AT
from tests.fakes.clock import SetClock
from tests.fakes.registration import a_constancia

PROCESO = a_proceso()
_NAMES = ("Zúñiga", "alba", "Ávila", "Núñez", "nunez", "Ñandú", "Ruiz")
_FIRST, _LAST = ["Ávila", "alba"], ["Zúñiga"]


@pytest.fixture
def session(database_url: str) -> Iterator[Session]:
    engine = open_database(database_url)
    with Session(engine) as session:
        work = UnitOfWork(session, SetClock(), "prueba")
        for number, surname in enumerate(_NAMES, 1):
            key = f"{number:06d}"
            register(work, SAVED_AT + timedelta(days=number), key, PROCESO.cargos[number % 2].id)
            row = session.get_one(StoredAspirante, key)
            row.apellido_paterno, row.apellido_materno, row.nombre = surname, "", "Ana"
            session.add(row)
        session.flush()
        yield session
    engine.dispose()


def _walk(session: Session, listing: SortedList, asked: Narrowed, limit: int) -> list[str]:
    """Return the keys of a whole list, page after page."""
    seen: list[str] = []
    cursor, first = "", True
    while first or cursor:
        first = False
        narrowed = Narrowed(asked.sort, asked.state, asked.days, asked.zone, cursor)
        page = listing.page(
            session,
            select(StoredAspirante),
            lambda rows: [row.id_solicitante for row in rows],
            narrowed,
            after="" if cursor.startswith("s") else cursor,
            limit=limit,
        )
        seen += page.items
        cursor = page.next
    return seen


@pytest.mark.parametrize("sort", ["", BY_KEY, *ASPIRANTES.orders])
def test_every_order_gives_every_row_once_and_the_other_way_round(
    session: Session, sort: str
) -> None:
    everyone = [f"{number:06d}" for number in range(1, len(_NAMES) + 1)]
    for limit in (1, 2, 3, 50):
        onward = _walk(session, ASPIRANTES, Narrowed(sort), limit)
        assert sorted(onward) == everyone
        assert onward == _walk(session, ASPIRANTES, Narrowed(sort), 500)
        if sort:
            back = _walk(session, ASPIRANTES, Narrowed(f"-{sort}"), limit)
            assert back == onward[::-1]


def test_names_stand_by_the_alphabet_whatever_their_accents_and_case(session: Session) -> None:
    found = [_NAMES[int(key) - 1] for key in _walk(session, ASPIRANTES, Narrowed("nombre"), 3)]
    assert found == ["alba", "Ávila", "Ñandú", "Núñez", "nunez", "Ruiz", "Zúñiga"]


def test_days_are_local_and_the_last_one_counts(session: Session) -> None:
    zone = ZoneInfo("America/Mexico_City")
    first = (SAVED_AT + timedelta(days=2)).astimezone(zone).date()
    some = Narrowed(days=(first, first + timedelta(days=1)), zone=zone)
    assert sorted(_walk(session, ASPIRANTES, some, 1)) == ["000002", "000003"]
    onward = Narrowed("nombre", days=(first, None), zone=zone)
    assert "000001" not in _walk(session, ASPIRANTES, onward, 2)
    until = Narrowed(days=(None, first), zone=zone)
    assert sorted(_walk(session, ASPIRANTES, until, 2)) == ["000001", "000002"]


@pytest.mark.parametrize("state", ASPIRANTES.states)
def test_a_filter_goes_with_every_order(session: Session, state: str) -> None:
    whole = sorted(_walk(session, ASPIRANTES, Narrowed(state=state), 2))
    for sort in ASPIRANTES.orders:
        assert sorted(_walk(session, ASPIRANTES, Narrowed(sort, state), 2)) == whole


def test_a_list_has_no_order_and_no_filter_but_its_own(session: Session) -> None:
    with pytest.raises(OrderUnknown):
        _walk(session, ASPIRANTES, Narrowed("clave"), 2)
    with pytest.raises(FilterUnknown):
        _walk(session, ASPIRANTES, Narrowed(state="clave"), 2)
    with pytest.raises(FilterUnknown):
        _walk(
            session, SortedList(StoredAspirante.id_solicitante), Narrowed(days=(date.max, None)), 2
        )


@pytest.mark.parametrize("cursor", ["s", "sAAAA", "sbnVsbA", "sWzFd", "sWyJ4IiwgMV0", "s[]", "7"])
def test_a_cursor_that_no_page_gave_begins_at_the_first(session: Session, cursor: str) -> None:
    page = ASPIRANTES.page(
        session,
        select(StoredAspirante),
        lambda rows: [row.id_solicitante for row in rows],
        Narrowed("nombre", cursor=cursor),
        after="",
        limit=1,
    )
    assert page.items == ("000002",)


def test_what_is_blank_has_its_place(session: Session) -> None:
    blank = SortedList(
        StoredConstancia.id, orders={"entrega": Order(StoredConstancia.delivered_at, SAVED_AT)}
    )
    page = blank.page(
        session,
        select(StoredConstancia),
        lambda rows: [row.id for row in rows],
        Narrowed("entrega"),
        after=0,
        limit=500,
    )
    assert len(page.items) == len(set(page.items)) == len(_NAMES)


def test_the_lists_of_the_desk_take_what_they_offer(session: Session) -> None:
    clock = SetClock()
    constancias = StoredConstancias(session, clock)
    today = SAVED_AT.date()
    for sort, state in product(("nombre", "-numero", "fecha"), ("", "por_registrar")):
        asked = Narrowed(sort, state, days=(date(2020, 1, 1), date(2030, 1, 1)))
        page = constancias.page(after=0, limit=9, search="", today=today, asked=asked)
        assert len(page.items) == (0 if state else len(_NAMES))
    for state in ("por_registrar", "por_entregar"):
        asked, before = Narrowed(state=state), constancias.add(a_constancia(f"CI-{state}"))
        kept = constancias.page(after=0, limit=9, search="", today=today, asked=asked)
        constancias.void(before, "MUESTRA", "")
        page = constancias.page(after=0, limit=9, search="", today=today, asked=asked)
        assert {each.id for each in kept.items} - {each.id for each in page.items} == {before}
        gone = constancias.page(
            after=0, limit=9, search="", today=today, asked=Narrowed("nombre", "anuladas")
        )
        assert {each.id for each in gone.items} >= {before}
        assert all(each.voided for each in gone.items)
    for state in ("", "fallidos", "en_espera", "enviados"):
        StoredOutbox(session, clock).page(
            after=0, limit=9, search="x", asked=Narrowed("-para", state)
        )
    for state in ("abiertas", "cerradas", "sin_entrar"):
        StoredAccounts(session, clock).page(
            after=0, limit=9, search="", asked=Narrowed("-entrada", state)
        )
