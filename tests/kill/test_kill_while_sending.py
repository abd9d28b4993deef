"""SIGKILL at every call of a run of the sender, against the real server over TLS."""

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from core.client.captura import TabletClient
from core.domain.device.tablet import SendStage
from tests.apoyo_world import World
from tests.central_server import Central
from tests.client.real_tablet import RealTablet, invitation

ROOT = Path(__file__).parents[2]
_AT_ONCE = 2
"""So that one is erased while the other is sent: they are killed wherever both happen to be."""


@contextmanager
def killer(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Yield the process that runs the sender, killed at the k-th call that it is told."""
    command = [sys.executable, "-m", "tests.uncollected", "tests.kill.sender", str(folder)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        yield process
        assert process.stdin
        process.stdin.close()


def killed_at(process: subprocess.Popen[str], k: int) -> str:
    assert process.stdin
    assert process.stdout
    process.stdin.write(f"{k}\n")
    process.stdin.flush()
    return process.stdout.readline().split(" ", 1)[1].strip()


def arrived(central: Central) -> set[str]:
    """Return the SHA-256 of every whole envelope that the server holds durably.

    A part is none, and one that the server is just completing goes away under who lists it.
    """
    found = (central.data / "blobs").rglob("*")
    blobs = [path for path in found if path.is_file() and "partes" not in path.parts]
    return {hashlib.sha256(path.read_bytes()).hexdigest() for path in blobs}


def check(tablet: RealTablet, sealed: set[str], client: TabletClient, central: Central) -> None:
    """Raise AssertionError where a record is neither whole here nor receipted by the server."""
    waiting = tablet.queue.pending()
    for record in waiting:
        tablet.queue.envelope(record)
    gone = sealed - {record.sha256 for record in waiting}
    assert gone <= arrived(central)
    kept = {each.receipt.body for each in tablet.ledger.kept()}
    assert len(kept) == len(tablet.ledger.kept()) >= len(gone)
    results = tablet.sending(client)()
    assert all(each.stage is SendStage.RECEIVED for each in results)
    assert not tablet.queue.pending()
    assert not tablet.repeats.noted()
    assert sealed <= arrived(central)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_sender_killed_anywhere_loses_nothing_and_sends_nothing_twice(
    central: Central, tmp_path: Path
) -> None:
    world = World.made(central)
    world.enlist()
    tablet = RealTablet(tmp_path / "tableta")
    identity = tablet.activate(invitation(world))
    every: set[str] = set()
    said, k = "muerto", 0
    client = tablet.client()
    with killer(tablet.data) as process, closing(client.visits):
        while said == "muerto":
            k += 1
            for _ in range(_AT_ONCE):
                tablet.save(identity)
            sealed = {each.sha256 for each in tablet.queue.pending()}
            every |= sealed
            said = killed_at(process, k)
            check(tablet, sealed, client, central)
    assert k == len(said.split(",")) + 1
    assert k > 12 * _AT_ONCE
    folios = [each.folio for each in tablet.ledger.kept()]
    assert len(folios) == len(set(folios)) == len(every) == k * _AT_ONCE
    numbers = sorted(int(each.split("-")[1]) for each in folios)
    assert numbers == list(range(1, k * _AT_ONCE + 1))
