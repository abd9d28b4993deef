"""PostgreSQL as the tests use it is durable; one host that hangs does not hold up the others."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import InternalError, OperationalError

from core.central.database import WRITES, open_database
from core.central.trouble import concerns_everybody
from core.central.unit_of_work import Units
from core.clock import SystemClock
from core.ports.central import NO_FACTS

pytestmark = pytest.mark.postgres


@pytest.fixture
def engine(fresh_postgres: str) -> Iterator[Engine]:
    """Return a database whose writers wait for a second."""
    engine = open_database(fresh_postgres, busy_seconds=1)
    yield engine
    engine.dispose()


@pytest.mark.parametrize("name", ["fsync", "synchronous_commit", "full_page_writes"])
def test_what_the_tests_commit_is_durable(engine: Engine, name: str) -> None:
    with engine.connect() as connection:
        assert connection.scalar(text(f"SHOW {name}")) == "on"


def test_a_writer_of_another_host_that_hangs_is_let_go_of_and_commits_nothing(
    engine: Engine,
) -> None:
    hung, well = Units(engine, SystemClock()), Units(engine, SystemClock())

    def hang() -> None:
        with hung.writing("colgado") as work:
            work.bitacora.append("prueba", "colgado", NO_FACTS)
            with well.writing("otro") as other:
                other.bitacora.append("prueba", "otro", NO_FACTS)

    with pytest.raises(InternalError) as told:
        hang()
    assert concerns_everybody(told.value)
    with well.reading() as work:
        assert [each.subject for each in work.bitacora.entries()][-1:] == ["otro"]


def test_who_waits_for_a_writer_that_works_gives_up_in_the_end(engine: Engine) -> None:
    writing = engine.execution_options(**{WRITES: True})
    with writing.connect() as busy, busy.begin():
        busy.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")
        with pytest.raises(OperationalError), writing.connect() as other:
            other.begin()
        assert busy.scalar(text("SELECT 1")) == 1


def test_a_connection_that_the_database_ended_is_replaced_before_it_is_used(engine: Engine) -> None:
    units = Units(engine, SystemClock())
    with units.reading() as work:
        work.bitacora.head()
    with engine.connect() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    with units.reading() as work, units.reading() as another:
        assert work.bitacora.head() == another.bitacora.head()
