"""A disk whose syncs take long: no receipt before them, and none lost or doubled."""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from core.domain.apoyos.envio import folio
from tests.apoyo_data import FIRST
from tests.apoyo_world import Sealed, Tablet, World
from tests.server.conftest import only_sqlite


@only_sqlite
@pytest.mark.parametrize("seconds", [0.004, 0.4])
def test_receipts_wait_for_the_disk_and_all_of_them_come(
    world: World, seconds: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    tablets = [world.tablet() for _ in range(3)]
    sends = [(tablet, tablet.record()) for tablet in tablets for _ in range(2)]
    for tablet, record in sends:
        tablet.announce(record)
    synced, fsync = set[str](), os.fsync

    def slow(handle: int) -> None:
        time.sleep(seconds)  # noqa: TID251  as such a disk does
        synced.add(Path(f"/proc/self/fd/{handle}").readlink().name)
        fsync(handle)

    def send(each: tuple[Tablet, Sealed]) -> tuple[str, bool]:
        tablet, record = each
        given = tablet.receipt(tablet.put(record)).folio
        return given, any(record.header.record_id in name for name in synced)

    monkeypatch.setattr(os, "fsync", slow)
    with ThreadPoolExecutor(len(sends)) as pool:
        given = list(pool.map(send, sends))
    assert sorted(folio for folio, _ in given) == [folio(FIRST, n + 1) for n in range(len(sends))]
    assert all(was_synced for _, was_synced in given)
    again = [tablet.receipt(tablet.put(record)).folio for tablet, record in sends]
    assert again == [folio for folio, _ in given]
