"""Pages of a list: each row once, in order, whatever is added meanwhile."""

import secrets
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from sqlmodel import Session, select

from core.central import pages
from core.central.database import open_database
from core.central.pages import page_by_key, page_by_moment
from core.central.tables.registration import StoredGeografiaVersion, StoredSeccion
from core.central.tables.vinculos import StoredNonce
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
    assert page.total == 6
    while True:
        seen += page.items
        if not page.next:
            break
        page = _by_key(session, page.next, limit, newest=newest)
    assert seen == sorted((f"{n:04d}" for n in range(1, 7)), reverse=newest)


@pytest.mark.parametrize(("rows", "said"), [(3, 3), (4, 4), (5, 4 + 1), (6, 4 + 1)])
def test_a_list_is_counted_no_further_than_a_foot_tells(
    session: Session, monkeypatch: pytest.MonkeyPatch, rows: int, said: int
) -> None:
    monkeypatch.setattr(pages, "COUNTED_UP_TO", 4)
    _add(session, *range(rows))
    assert _by_key(session, "", 2).total == said
    assert _by_key(session, "", 9).total == rows


def test_what_is_added_above_meanwhile_repeats_nothing(session: Session) -> None:
    _add(session, 1, 2, 3, 4)
    first = _by_key(session, "", 2)
    _add(session, 5)
    second = _by_key(session, first.next, 2)
    assert (first.items, second.items) == (("0004", "0003"), ("0002", "0001"))
    assert not second.next


@pytest.mark.parametrize("limit", [1, 2, 3, 5, 6])
def test_pages_by_moment_come_whole_where_many_are_of_one_instant(
    session: Session, limit: int
) -> None:
    moments = (3, 1, 3, 3, 2)
    for number, day in enumerate(moments):
        session.add(_nonce(f"{number:02x}", datetime(2026, 1, day, 1, 2, 3, 4, tzinfo=UTC)))
    session.flush()
    seen: list[str] = []
    page = _by_moment(session, "", limit)
    assert page.total == 5
    while True:
        seen += page.items
        if not page.next:
            break
        session.add(_nonce(secrets.token_hex(4), datetime(2027, 1, 1, tzinfo=UTC)))
        session.flush()
        page = _by_moment(session, page.next, limit)
        assert page.total == 0  # the first one told
    assert seen == ["03", "02", "00", "04", "01"]


@pytest.mark.parametrize("cursor", ["7", "999999999999999999-a", "0-a"])
def test_a_cursor_that_no_page_gave_breaks_nothing(session: Session, cursor: str) -> None:
    session.add(_nonce("aa", datetime(2026, 1, 1, tzinfo=UTC)))
    session.flush()
    assert _by_moment(session, cursor, 5).items in {("aa",), ()}


def _nonce(token: str, at: datetime) -> StoredNonce:
    return StoredNonce(sha256=token, device="d", expires_at=at)


def _by_moment(session: Session, after: str, limit: int) -> Page[str]:
    return page_by_moment(
        session,
        select(StoredNonce),
        (StoredNonce.expires_at, StoredNonce.sha256),
        lambda rows: [row.sha256 for row in rows],
        after=after,
        limit=limit,
    )
