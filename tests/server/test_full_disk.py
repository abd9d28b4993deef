"""A full disk while the server runs: a 507 in Spanish, nothing half; on once there is room."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event

from core.central.trouble import concerns_everybody
from core.central.verification.padron_builder import SortedBuilder
from core.ports.central_padron import PadronRow
from tests.apoyo_world import World
from tests.central_server import Central

only_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@contextmanager
def _full_database(central: Central) -> Iterator[None]:
    """Let SQLite add no page to its file: it says what it says on a full disk."""

    def limit(connection: object, _record: object) -> None:
        connection.execute("PRAGMA max_page_count=1")  # type: ignore[attr-defined]

    engine = central.deps.units.engine
    event.listen(engine, "connect", limit)
    engine.dispose()
    yield
    event.remove(engine, "connect", limit)
    engine.dispose()


def _no_space(*_words: object) -> int:
    raise OSError(errno.ENOSPC, "No space left on device")


@only_sqlite
def test_a_full_disk_refuses_and_what_was_sent_arrives_later(
    central: Central, monkeypatch: pytest.MonkeyPatch
) -> None:
    tablet = World.made(central).tablet()
    record = tablet.record()
    tablet.announce(record)
    with monkeypatch.context() as full:
        full.setattr("core.durable.os.write", _no_space)
        refused = tablet.put(record)
    assert (refused.status_code, refused.json()["code"]) == (507, "servidor_sin_espacio")
    assert tablet.put(record).status_code == 201


@only_sqlite
def test_a_full_database_refuses_and_the_whole_record_is_receipted_later(central: Central) -> None:
    tablet = World.made(central).tablet()
    records = [tablet.record() for _ in range(8)]
    with _full_database(central):
        answers = [tablet.put(each) for each in records]
    refused = [each for each, answer in zip(records, answers, strict=True) if not answer.ok]
    assert refused
    assert {answer.status_code for answer in answers} <= {201, 507}
    assert [tablet.put(each).status_code for each in refused[:1]] == [409]
    size = len(refused[0].envelope)
    assert tablet.put(refused[0], offset=size).status_code == 201


def test_a_padron_without_room_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    builder = SortedBuilder(tmp_path, bytes(32), date(2026, 1, 1))
    for each in range(5_000):
        row = PadronRow(f"CLAVE{each:013d}".encode(), b"", b"01", b"0101", b"LN", b"")
        builder.add(each, row)
    writing, left = os.pwrite, [3]

    def full(handle: int, content: bytes, at: int) -> int:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, "ENOSPC")
        return writing(handle, content, at)

    monkeypatch.setattr(os, "pwrite", full)
    with pytest.raises(OSError, match="ENOSPC") as told:
        list(builder.sort(lambda: None))
    assert concerns_everybody(told.value)
    builder.abandon()
    assert list(tmp_path.iterdir()) == []
