"""A database whose hashes are of the former kind: its records are opened and judged anew."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from core.central.database import open_database
from core.central.migrations import upgrade
from tests.server.story import Story, told

_BEFORE = (
    *(f"ALTER TABLE {table} DROP COLUMN index_sha256" for table in ("padron_corte", "importacion")),
    "UPDATE alembic_version SET version_num = '0080'",
)
_AFTER = (
    "DELETE FROM conteo_seccion",
    "DELETE FROM conteo_aspirante",
    (
        "INSERT INTO conteo_aspirante (aspirante, resultado, total)"
        " SELECT aspirante, resultado, SUM(total) FROM conteo GROUP BY aspirante, resultado"
    ),
)
"""As revisions 0111 and 0160 make it of what is counted by then."""


@pytest.fixture
def story(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Story]:
    with told(database_url, monkeypatch) as one:
        yield one


def test_what_was_judged_by_former_hashes_waits_and_is_judged_again(
    story: Story, database_url: str
) -> None:
    for pair, citizen in ((0, 0), (1, 1), (2, 0), (0, 4)):
        story.arrive(pair, citizen)
    assert story.run()
    before = story.verdicts()
    engine = open_database(database_url)
    with engine.begin() as connection:
        for statement in _BEFORE:
            connection.execute(text(statement))
    upgrade(engine, "0070")
    with engine.begin() as connection:
        for statement in _AFTER:
            connection.execute(text(statement))
    engine.dispose()
    assert story.verdicts() == {}
    assert story.differs() == []
    with story.units.reading() as work:
        assert work.cuts.last() is None
        assert [each.rows for each in work.cuts.page(after=0, limit=9).items] == [3]
    story.cut((0, 1, 2))
    assert story.run()
    assert story.verdicts() == before
    assert story.differs() == []
