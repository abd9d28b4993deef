"""SIGKILL of the receiving side between each pair of its steps: nothing lost, nothing doubled."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlmodel import select

from core.central.chain import NO_HEAD
from core.central.tables.apoyos import StoredApoyo
from core.domain.apoyos.apoyo_errors import BytesDiffer
from core.domain.apoyos.envio import Receipt, folio
from core.domain.desk.bitacora import chained
from core.domain.values.signed import Signed
from core.sealing import b64
from core.wire import adapter
from tests.apoyo_data import FIRST
from tests.apoyo_world import Sealed, Tablet, World
from tests.central_server import Central
from tests.deploy.rounds import SoakRow

ROOT = Path(__file__).parents[2]
_TOGETHER = 3
_LARGE = 1_300_000
"""More than an upload holds in memory: it has a part first."""
_STRIDE = 13
"""In the short form only each so many steps; `--soak` takes all of them."""
_MOST_STEPS = 400
_LAST = 3
"""The last steps are tried in the short form too: the commit, and before each answer."""
_DEAD = "muerto"
_NAMES = {
    (): "kill -9 entre dos pasos de recibir",
    ("corte",): "corte de luz: lo no sincronizado se pierde, se rompe o queda en otro orden",
}


@contextmanager
def receiver(central: Central, folder: Path, *how: str) -> Iterator[subprocess.Popen[str]]:
    """Give the process that receives what lies in `folder`; `how` it dies."""
    settings = central.deps.settings
    environment = os.environ | {
        "APOYO_DATA": str(central.data),
        "APOYO_DATABASE_URL": settings.database,
        "APOYO_PUBLIC_URL": settings.public_url,
    }
    command = [sys.executable, "-m", "tests.uncollected", "tests.kill.receiver", str(folder), *how]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, text=True
    ) as process:
        yield process
        assert process.stdin
        process.stdin.close()


def killed_at(process: subprocess.Popen[str], k: object) -> str:
    """Return «muerto», or how many steps there were. `k`: what the line says."""
    assert process.stdin
    assert process.stdout
    process.stdin.write(f"{k}\n")
    process.stdin.flush()
    return process.stdout.readline().split(" ", 1)[1].strip()


def lay_out(tablet: Tablet, folder: Path) -> list[Sealed]:
    """Announce records and leave them for the receiver; one is larger than its memory."""
    for former in folder.glob("*"):
        former.unlink()
    records = [tablet.record(payload=os.urandom(_LARGE))]
    records += [tablet.record() for _ in range(_TOGETHER - 1)]
    for each in records:
        (folder / f"{each.header.record_id}.sobre").write_bytes(each.envelope)
    assert tablet.activated
    (folder / "ficha").write_text(tablet.activated.upload_token, "ascii")
    tablet.announce(*records)
    return records


def told(folder: Path) -> list[bytes]:
    """Return the receipts that were told before the kill."""
    path = folder / "recibos"
    return path.read_bytes().splitlines() if path.exists() else []


def send_again(tablet: Tablet, records: list[Sealed]) -> list[bytes]:
    """Send them as a tablet does that knows of no receipt; return what it is told."""
    opened = tablet.announce(*records)
    given = [adapter(Signed).dump_json(each) for each in opened.receipts]
    for record in records:
        held = opened.have.get(record.header.record_id)
        if held is not None:
            answer = tablet.put(record, held)
            if held and BytesDiffer.code in answer.text:  # its part was torn: from the beginning
                answer = tablet.put(record, 0)
            assert answer.status_code == 201, answer.text
            given.append(answer.content)
    return given


def check_all(central: Central, count: int) -> None:
    """Raise AssertionError unless every record has one blob, folio, entry and place."""
    with central.deps.units.reading() as work:
        entries = work.bitacora.entries()
        columns = (StoredApoyo.record_id, StoredApoyo.sha256, StoredApoyo.sequence)
        rows = work.session.exec(select(*columns)).all()
    previous = NO_HEAD
    for number, entry in enumerate(entries, 1):
        assert (entry.sequence, entry.previous) == (number, previous)
        previous = chained(previous, entry.content)
        assert entry.hash == previous
    received = [each.subject for each in entries if each.act == "apoyo_recibido"]
    assert received == [folio(FIRST, number) for number in range(1, count + 1)]
    assert sorted(sequence for _, _, sequence in rows) == list(range(1, count + 1))
    blobs = {each.name for each in (central.data / "blobs").iterdir() if each.is_file()}
    assert blobs == {f"{record_id}-{sha256}" for record_id, sha256, _ in rows}
    for name in blobs:
        content = (central.data / "blobs" / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == name.rpartition("-")[2]


@pytest.mark.sampled(2)
@pytest.mark.parametrize("how", [(), ("corte",)], ids=["muerte", "corte"])
def test_a_kill_between_any_two_steps_loses_and_doubles_nothing(
    central: Central, tmp_path: Path, request: pytest.FixtureRequest, how: tuple[str, ...]
) -> None:
    stride = 1 if request.config.getoption("--soak") else _STRIDE
    tablet = World.made(central).tablet()
    folder = tmp_path / "sobres"
    folder.mkdir()
    with receiver(central, folder, *how) as process:

        def received(k: int) -> str:
            records = lay_out(tablet, folder)
            outcome = killed_at(process, k)
            before = told(folder)
            given = send_again(tablet, records)
            assert len(given) == _TOGETHER
            assert set(before) <= set(given)  # a repeat answers the very same bytes
            shas = {each.sha256 for each in records}
            assert {_receipt(each).sha256 for each in given} == shas
            return outcome

        rounds = [received(1)]
        while rounds[-1] == _DEAD:
            assert len(rounds) * stride < _MOST_STEPS, "never ended alive"
            rounds.append(received(1 + len(rounds) * stride))
        steps = int(rounds[-1])
        rounds += [received(k) for k in range(steps - _LAST, steps + 1)]
    assert _DEAD in rounds
    check_all(central, len(rounds) * _TOGETHER)
    if stride == 1:
        SoakRow(_NAMES[how], len(rounds), notes=["antes de cada paso de recibir"]).tell()


def _receipt(signed: bytes) -> Receipt:
    statement: Signed = adapter(Signed).validate_json(signed)
    receipt: Receipt = adapter(Receipt).validate_json(b64.decode(statement.body), strict=True)
    return receipt
