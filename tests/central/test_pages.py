"""Pages of a list: each row once, in order, whatever is added meanwhile."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlmodel import Session, select

from core.central.database import open_database
from core.central.pages import page_by_key, page_by_place
from core.central.tables.registration import StoredGeografiaVersion, StoredSeccion
from core.wire import Page


@pytest.fixture
def session(database_url: str) -> Iterator[Session]:
    engine = open_database(database_url)
    with Session(engine) as session:
        session.add(StoredGeografiaVersion(id=1, since=date(2026, 1, 1), applied=False))
        session.flush()
        yield session
    engine.dispose()


def _add(session: Session, *numbers: int) -> None:
    for number in numbers:
        session.add(_seccion(number))
    session.flush()


def _seccion(number: int) -> StoredSeccion:
    return StoredSeccion(
        version=1,
        entidad="31",
        seccion=f"{number:04d}",
        municipio="001",
        distrito="01",
    )


def _by_key(session: Session, after: str, limit: int, *, newest: bool = True) -> Page[str]:
    return page_by_key(
        session,
        select(StoredSeccion),
        StoredSeccion.seccion,
        lambda rows: [row.seccion for row in rows],
        after=after,
        limit=limit,
        newest=newest,
    )


@pytest.mark.parametrize("limit", [1, 2, 3, 6, 7])
@pytest.mark.parametrize("newest", [True, False])
def test_every_row_comes_once_and_in_order(session: Session, limit: int, *, newest: bool) -> None:
    _add(session, 3, 1, 6, 2, 5, 4)
    seen: list[str] = []
    page = _by_key(session, "", limit, newest=newest)
    while True:
        assert page.total == 6
        seen += page.items
        if not page.next:
            break
        page = _by_key(session, page.next, limit, newest=newest)
    assert seen == sorted((f"{n:04d}" for n in range(1, 7)), reverse=newest)


def test_what_is_added_above_meanwhile_repeats_nothing(session: Session) -> None:
    _add(session, 1, 2, 3, 4)
    first = _by_key(session, "", 2)
    _add(session, 5)
    second = _by_key(session, first.next, 2)
    assert (first.items, second.items) == (("0004", "0003"), ("0002", "0001"))
    assert not second.next


def test_places_end_with_the_list(session: Session) -> None:
    _add(session, 1, 2, 3)
    ordered = select(StoredSeccion).order_by(StoredSeccion.seccion)
    pages = [
        page_by_place(session, ordered, lambda rows: [r.seccion for r in rows], after=n, limit=2)
        for n in (0, 2, 3)
    ]
    assert [page.items for page in pages] == [("0001", "0002"), ("0003",), ()]
    assert [page.next for page in pages] == ["2", "", ""]
