"""A database that was lent before is like the template, whatever was done to it."""

import psycopg
import pytest

from tests.spare_databases import SpareDatabases

pytestmark = pytest.mark.postgres

_ACCOUNTS = 'SELECT id, "user", name FROM cuenta ORDER BY id'
_DONE = (
    "DELETE FROM cuenta",
    "UPDATE cuenta SET name = 'otra'",
    "INSERT INTO alembic_version VALUES ('otra')",
    "SELECT nextval('cuenta_id_seq')",
    "CREATE TABLE de_una_prueba (id int)",
    "DROP INDEX ix_apoyo_sin_juzgar",
)


def _asked(spare: SpareDatabases, name: str, query: str) -> list[tuple[object, ...]]:
    with psycopg.connect(spare.cluster % name) as connection:
        return connection.execute(query).fetchall()


def _facts(spare: SpareDatabases, name: str) -> list[object]:
    versions = "SELECT * FROM alembic_version ORDER BY 1"
    indexes = "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"
    queries = (_ACCOUNTS, "SELECT last_value, is_called FROM cuenta_id_seq", indexes, versions)
    return [_asked(spare, name, query) for query in queries]


@pytest.mark.parametrize("done", _DONE)
def test_what_was_done_to_one_is_not_in_the_next(
    spare_databases: SpareDatabases, done: str
) -> None:
    with spare_databases.lent() as name:
        before = _facts(spare_databases, name)
        with psycopg.connect(spare_databases.cluster % name) as connection:
            connection.execute(done)
        assert done.startswith("CREATE") or _facts(spare_databases, name) != before
    with spare_databases.lent() as name:
        assert _facts(spare_databases, name) == before
        gone = _asked(spare_databases, name, "SELECT to_regclass('de_una_prueba')::text")
        assert gone == [(None,)]


def test_who_still_runs_for_an_earlier_test_finds_nothing(spare_databases: SpareDatabases) -> None:
    with spare_databases.lent() as name:
        late = psycopg.connect(spare_databases.cluster % name)
        late.execute("DELETE FROM cuenta")
    with pytest.raises(psycopg.OperationalError):
        late.execute("DELETE FROM cuenta")
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(spare_databases.cluster % name)
    with spare_databases.lent() as another:
        assert _asked(spare_databases, another, _ACCOUNTS)
