"""What every test shares: both databases, a real server over TLS on each, short matrices."""

import gc
import itertools
import logging
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import create_engine, text

from core.central.database import open_database
from core.central.migrations import upgrade
from core.central.unit_of_work import Units
from core.clock import SystemClock
from core.sealing import wrapped
from core.settings.server import ServerSettings
from core.slow_hash import Cost
from tests import central_server, matrices, order, postgres, s3
from tests.central_server import Central
from tests.spare_databases import SpareDatabases

_TEMPLATE = "apoyo_plantilla"
_EXAMPLES, _SOAK_EXAMPLES = 50, 5_000

_BUSY = [HealthCheck.too_slow]
"""How long a draw took says how busy the machine is, and nothing of the property."""

settings.register_profile(
    "here", max_examples=_EXAMPLES, deadline=None, suppress_health_check=_BUSY
)
settings.load_profile("here")
settings.register_profile(
    "soak", max_examples=_SOAK_EXAMPLES, deadline=None, suppress_health_check=_BUSY
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `--soak` ask every property for far more examples (`make soak`)."""
    parser.addoption("--soak", action="store_true", help="las pruebas largas")


def pytest_configure(config: pytest.Config) -> None:
    """Load the long profile where it is asked for."""
    if config.getoption("--soak"):
        settings.load_profile("soak")
    gc.disable()  # until all tests are imported: looking through them took a quarter of that time


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Keep what was imported out of every later collection of garbage: 0.2 s each time."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> Iterator[None]:
    """Leave the cases beyond those of `sampled` to the long run; set in order what was shuffled."""
    if not config.getoption("--soak"):
        seed = config.getoption("randomly_seed", 0)  # one for all processes of a run
        dropped = set(matrices.beyond(items, seed if isinstance(seed, int) else 0))
        config.hook.pytest_deselected(items=[each for each in items if each in dropped])
        items[:] = [each for each in items if each not in dropped]
    yield
    worker: dict[str, int] = getattr(config, "workerinput", {})
    items[:] = order.in_order(items, worker.get("workercount", 1))


_YOUNG = 1
"""All that a test made and left, where nothing was collected meanwhile: 3 ms, and not 50."""
_ALL, _OLD_EACH = 2, 100
"""After so many tests all is collected: what outlived the test that made it."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Collect between tests alone, here: a widget that a server's thread destroys ends the process.

    CPython collects in whichever thread allocates, servers of tests run in this process, and what
    a test of windows left may lie there until a test without any.
    """
    if item.get_closest_marker("collector"):
        gc.enable()
    try:
        return (yield)
    finally:
        gc.disable()
        gc.collect(_YOUNG if next(_ended) % _OLD_EACH else _ALL)


_ended = itertools.count(1)


_CHATTY = ("hypothesis", "asyncio")
"""Loggers of others that warn of nothing that ours could mend."""


@pytest.fixture(autouse=True)
def no_unexpected_log(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    """Fail a test during which anything warned that the test does not name (`logs`)."""
    yield
    expected = [str(name) for mark in request.node.iter_markers("logs") for name in mark.args]
    said = [*caplog.get_records("setup"), *caplog.get_records("call")]
    unexpected = [
        f"{record.name}: {record.getMessage()}"
        for record in said
        if record.levelno >= logging.WARNING and not record.name.startswith((*_CHATTY, *expected))
    ]
    assert not unexpected


def prepare(url: str) -> None:
    """Bring a database to its newest form and open the first account in it."""
    engine = open_database(url)
    upgrade(engine)
    central_server.open_first_account(Units(engine, SystemClock()))
    engine.dispose()


@pytest.fixture
def quick_wrapping(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this process wrap keys cheaply: the format's cost is 0.15 s of each start and unlock.

    The cost itself is tried by tests/sealing and tests/vectors.
    """
    monkeypatch.setattr(wrapped, "_COST", Cost(memory_kib=64, passes=1))


@pytest.fixture(scope="session")
def prepared_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a database that every test copies."""
    path = tmp_path_factory.mktemp("plantilla") / "apoyo.db"
    prepare(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def prepared_postgres() -> Iterator[str]:
    """Return the URL, with `%s` for the name, of a server whose template every test copies."""
    with postgres.cluster() as url:
        on_postgres(url, f"CREATE DATABASE {_TEMPLATE}")
        prepare(url % _TEMPLATE)
        yield url


@pytest.fixture(scope="session")
def s3_store() -> Iterator[s3.Store]:
    """Return a running S3 store; each test takes a place of its own in it."""
    with s3.store() as store:
        yield store


@pytest.fixture(scope="session")
def prepared_keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of keys that every test copies."""
    folder = tmp_path_factory.mktemp("llaves") / "keys"
    central_server.make_keys(folder)
    return folder


def on_postgres(url: str, statement: str) -> None:
    engine = create_engine(url % "postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


@pytest.fixture
def fresh_sqlite(prepared_sqlite: Path, tmp_path: Path) -> str:
    """Return the URL of a fresh SQLite database in its newest form, with the administrator."""
    copy = tmp_path / "base" / "apoyo.db"
    copy.parent.mkdir()
    shutil.copy(prepared_sqlite, copy)
    return f"sqlite:///{copy}"


@pytest.fixture(scope="session")
def spare_databases(prepared_postgres: str) -> SpareDatabases:
    """Return what lends databases that are like the template."""
    return SpareDatabases(prepared_postgres.replace("+psycopg", ""), _TEMPLATE)


@pytest.fixture
def fresh_postgres(prepared_postgres: str, spare_databases: SpareDatabases) -> Iterator[str]:
    """Return the URL of a fresh PostgreSQL database in its newest form, with the administrator."""
    with spare_databases.lent() as name:
        yield prepared_postgres % name


@pytest.fixture
def empty_postgres(prepared_postgres: str) -> Iterator[str]:
    """Return the URL of a PostgreSQL database in which there is nothing at all."""
    name = f"vacia_{secrets.token_hex(6)}"
    on_postgres(prepared_postgres, f"CREATE DATABASE {name}")
    yield prepared_postgres % name
    on_postgres(prepared_postgres, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """Return the URL of a fresh database of either kind.

    Only one of both: `@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)`.
    """
    url: str = request.getfixturevalue(f"fresh_{request.param}")
    return url


@pytest.fixture(scope="module")
def shared_central(
    prepared_sqlite: Path, prepared_keys: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Central]:
    """Return a running server that the tests of one module share, on SQLite.

    For tests that only read, or that each work with people and records of their own.
    """
    data = tmp_path_factory.mktemp("central")
    shutil.copytree(prepared_keys, data / "keys")
    shutil.copy(prepared_sqlite, data / "apoyo.db")
    url = f"sqlite:///{data / 'apoyo.db'}"
    with central_server.running(ServerSettings(data=data, database_url=url)) as server:
        yield server


@pytest.fixture
def server_limits() -> dict[str, float]:
    """Return the settings of `central` that differ from the usual: its deadlines, for a test."""
    return {}


@pytest.fixture
def central(
    database_url: str, prepared_keys: Path, tmp_path: Path, server_limits: dict[str, float]
) -> Iterator[Central]:
    """Return a running server of its own, over TLS, on either database."""
    data = tmp_path / "central"
    data.mkdir(mode=0o700)
    shutil.copytree(prepared_keys, data / "keys")
    usual = ServerSettings(data=data, database_url=database_url)
    chosen = usual.model_copy(update=server_limits)
    with central_server.running(chosen) as server:
        yield server
