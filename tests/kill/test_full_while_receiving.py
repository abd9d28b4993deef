"""A disk that fills at any call that writes: refused, and nothing lost once there is room."""

from pathlib import Path

import pytest

from tests.apoyo_world import World
from tests.central_server import Central
from tests.deploy.rounds import SoakRow
from tests.kill.test_kill_while_receiving import (
    check_all,
    killed_at,
    lay_out,
    receiver,
    send_again,
    told,
)

_STRIDE = 3
"""In the short form only each so many calls; `--soak` takes all of them."""
_MOST_CALLS = 200
_TOGETHER = 3


@pytest.mark.sampled(1)
def test_a_disk_that_fills_at_any_call_loses_and_doubles_nothing(
    central: Central, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    stride = 1 if request.config.getoption("--soak") else _STRIDE
    tablet = World.made(central).tablet()
    folder = tmp_path / "sobres"
    folder.mkdir()
    refused = rounds = 0
    with receiver(central, folder, "lleno") as process:
        calls = stride
        while rounds * stride <= calls:
            assert rounds * stride < _MOST_CALLS, "never had room"
            records = lay_out(tablet, folder)
            calls = int(killed_at(process, 1 + rounds * stride))
            before = told(folder)
            refused += len(before) < _TOGETHER
            given = send_again(tablet, records)
            assert len(given) == _TOGETHER
            assert set(before) <= set(given)
            rounds += 1
    assert refused
    check_all(central, rounds * _TOGETHER)
    if stride == 1:
        SoakRow("disco lleno en cada escritura", rounds, notes=["al recibir"]).tell()
