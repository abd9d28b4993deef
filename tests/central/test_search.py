"""A list finds each row by every word of it, whatever their order, accents and case."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from alembic import command
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlmodel import Session, select

from core.central.bitacora import StoredBitacora
from core.central.database import open_database
from core.central.migrations import _configuration, upgrade
from core.central.pages import found_by, matching
from core.central.registration.finding import aspirantes_found
from core.central.tables.registration import StoredAspirante, StoredCapacitacion, StoredConstancia
from core.central.tables.searched import MOST, folded, words
from core.central.unit_of_work import UnitOfWork
from tests.apoyo_data import FIRST, SECOND, a_proceso, register
from tests.fakes.apoyos import SAVED_AT
from tests.fakes.clock import SetClock

PROCESO = a_proceso()


@pytest.fixture
def session(database_url: str) -> Iterator[Session]:
    engine = open_database(database_url)
    with Session(engine) as session:
        yield session
    engine.dispose()


@pytest.fixture
def people(session: Session) -> Session:
    """Return a session with two aspirantes, of whom the second is Íñigo."""
    work = UnitOfWork(session, SetClock(), "prueba")
    for number, cargo in ((FIRST, PROCESO.cargos[0].id), (SECOND, PROCESO.cargos[1].id)):
        register(work, SAVED_AT, number, cargo)
    second = session.get_one(StoredAspirante, SECOND)
    second.nombre, second.apellido_paterno, second.apellido_materno = "Íñigo", "Núñez", "D'Ávila"
    session.add(second)
    session.flush()
    return session


def _found(session: Session, search: str) -> list[str]:
    query = select(StoredAspirante.id_solicitante).where(aspirantes_found(search, PROCESO))
    return sorted(session.exec(query).all())


@pytest.mark.parametrize(
    "search",
    [
        "nunez",
        "NÚÑEZ, Íñigo",
        "inigo d'avila nuñez",
        "  Iñigo\u00a0 Núñez ",
        SECOND,
        "fcasxx80010112m100",
        "FCASXX 800101 12M100",
        "muestra/000002",
        "aspira2@muestra",
        "avila 000002 MUESTRA/000002",
    ],
)
def test_an_aspirante_is_found_by_each_of_their_words(people: Session, search: str) -> None:
    assert _found(people, search) == [SECOND]


def test_every_word_must_be_there(people: Session) -> None:
    assert _found(people, "nunez ficticia") == []
    assert _found(people, "%") == _found(people, "_") == []
    assert _found(people, "") == _found(people, " , ") == [FIRST, SECOND]


def test_an_office_is_a_word_of_theirs(people: Session) -> None:
    called = next(c.name for c in PROCESO.cargos if c.id == PROCESO.cargos[1].id)
    other = PROCESO.cargos[0].name
    assert called != other
    assert _found(people, f"núñez {called}") == [SECOND]
    assert _found(people, f"ficticia {called}") == []


def test_the_bitacora_is_searched_by_who_act_subject_and_facts(session: Session) -> None:
    log = StoredBitacora(session, SetClock(), "Área.Uno")
    log.append("correo_corregido", "000123")
    log.append("dispositivo_suspendido", "7f", {"motivo": "Extravío en la calle"})
    found = [
        [row.act for row in log.page(after=0, limit=9, search=search).items]
        for search in ("extravio CALLE", "correo corregido", "area.uno 000123", "motivo", "nadie")
    ]
    second, first = ["dispositivo_suspendido"], ["correo_corregido"]
    assert found == [second, first, first, [], []]


def test_a_page_counts_what_it_found(session: Session) -> None:
    log = StoredBitacora(session, SetClock(), "x")
    for number in range(7):
        log.append("acto_par" if number % 2 else "acto_non", str(number))
    first = log.page(after=0, limit=2, search="par")
    second = log.page(after=int(first.next), limit=2, search="par")
    assert (len(first.items), first.total, len(second.items), second.total) == (2, 3, 1, 0)
    assert log.page(after=0, limit=9, search="par").total == 3


def test_a_short_list_is_searched_in_its_columns(session: Session) -> None:
    session.add(StoredCapacitacion(held_at=SAVED_AT, place="Mérida", instructor="Inés", topics=""))
    session.flush()
    columns = (StoredCapacitacion.place, StoredCapacitacion.instructor)
    found = [
        len(session.exec(select(StoredCapacitacion).where(matching(search, *columns))).all())
        for search in ("merida INES", "inés mérida", "merida juan", "")
    ]
    assert found == [1, 1, 0, 1]


@given(st.text(max_size=40))
def test_what_is_folded_stays_so_and_holds_its_words(said: str) -> None:
    once = folded(said)
    assert folded(once) == once
    assert all(word in once for word in words(said))


def test_the_longest_names_fit_an_index(session: Session) -> None:
    long = StoredConstancia(
        number="n",
        date=date(2026, 1, 1),
        cargo="x",
        issued_here=True,
        issued_at=SAVED_AT,
        nombre="😀" * 900,
        apellido_paterno="",
        apellido_materno="",
        sin_segundo_apellido=True,
        sobrenombre="",
    )
    session.add(long)
    session.flush()
    assert len(long.busqueda) == MOST
    assert session.exec(select(StoredConstancia).where(found_by(StoredConstancia, "😀"))).all()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_was_there_before_is_found_as_what_comes(database_url: str, tmp_path: Path) -> None:
    del database_url
    engine = open_database(f"sqlite:///{tmp_path}/old.db")
    upgrade(engine)
    with Session(engine) as session, session.begin():
        work = UnitOfWork(session, SetClock(), "prueba")
        register(work, SAVED_AT, FIRST, "x")
        StoredBitacora(session, SetClock(), "a").append("un_acto", "b", {"motivo": "Razón"})
    kept = _emptied(engine_url := f"sqlite:///{tmp_path}/old.db")
    old = open_database(engine_url)
    with old.connect() as connection, connection.begin():
        command.upgrade(_configuration(connection), "0010")
    assert _all(engine_url) == kept
    assert all(said for said in kept.values())


TABLES = {"aspirante": "id_solicitante", "constancia": "id", "cuenta": "id", "bitacora": "sequence"}


def _all(url: str) -> dict[tuple[str, str], str]:
    engine = open_database(url)
    with engine.connect() as connection:
        found = {
            (table, str(row[0])): row[1]
            for table, key in TABLES.items()
            for row in connection.execute(text(f"SELECT {key}, busqueda FROM {table}"))  # noqa: S608
        }
    engine.dispose()
    return found


def _emptied(url: str) -> dict[tuple[str, str], str]:
    """Take the column away again, as before it existed; return what it said."""
    kept = _all(url)
    engine = open_database(url)
    with engine.begin() as connection:
        for table in ("aspirante", "constancia", "vinculo", "correo"):
            connection.execute(text(f"DROP INDEX ix_{table}_busqueda"))
        for table in (*TABLES, "vinculo", "correo"):
            connection.execute(text(f"ALTER TABLE {table} DROP COLUMN busqueda"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0009'"))
    engine.dispose()
    return kept
