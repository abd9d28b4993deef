"""`python -m tests.kill.receiver FOLDER [corte]`: the receiving side, killed at a step a line.

A line is «k»: the envelopes (`*.sobre`) in FOLDER are received at once in the name of the device
that `ficha` names, in a fork that dies before its k-th call that changes the disk, or statement
or commit of the database, or before whoever got the turn to write takes a group, or an answer. Each
receipt is written to `FOLDER/recibos` before it is told. It answers «k muerto», or «k» and how many
steps there were. With «corte» it loses what it had not synced. With «lleno» nothing dies: the disk
has no room from the k-th call that needs some on; it answers how many such calls there were.
"""

import asyncio
import hashlib
import os
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from core.central.access.sessions import hashed
from core.central.errors import NoRoom
from core.clock import SystemClock
from core.domain.apoyos.apoyo import RecordId
from core.domain.values.signed import Signed
from core.server.composition.acts import blobs
from core.server.composition.dependencies import Dependencies
from core.server.doors.bringers import Bringer, check_bringer
from core.server.host.shared_sync import SharedSync
from core.server.receiving.arrivals import Arrivals, KeptRecord, Outcome, Take
from core.server.receiving.group_commit import receive_waiting
from core.server.receiving.upload import Receiving, Upload
from core.server.web import compose
from core.settings.server import ServerSettings
from core.wire import adapter
from tests.kill.counted import count_statements, die_at, full_at, step
from tests.kill.power import Unsynced


def main(argv: list[str]) -> None:
    """Receive once a line."""
    folder = Path(argv[0])
    for line in sys.stdin:
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            if argv[1:] == ["lleno"]:
                _receive_full(folder, int(line), writer)
            _receive_killed(folder, int(line), writer, power_cut=argv[1:] == ["corte"])
        os.close(writer)
        said = os.read(reader, 100).decode()
        os.close(reader)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status) and os.waitstatus_to_exitcode(status):
            raise SystemExit(1)
        sys.stdout.write(f"{line.strip()} {said or 'muerto'}\n")
        sys.stdout.flush()


def _receive_killed(folder: Path, k: int, report: int, *, power_cut: bool) -> None:
    deps = compose(ServerSettings(), SystemClock())
    token = (folder / "ficha").read_text("ascii")
    bringer = check_bringer(deps, hashed(token))
    envelopes = {path.stem: path.read_bytes() for path in sorted(folder.glob("*.sobre"))}
    tell, write = os.open(folder / "recibos", os.O_WRONLY | os.O_CREAT | os.O_APPEND), os.write
    if power_cut:
        Unsynced().arm()
    made = die_at(k)
    count_statements(deps.units.engine, k, made())
    arrivals = _counted(deps, k, made())

    def answer(receipt: bytes) -> None:
        step(made(), k, "answer")
        write(tell, receipt)

    receiving = _receive_all(deps, arrivals, bringer, envelopes, answer)
    for receipt in asyncio.run(receiving):
        assert receipt
    write(report, str(len(made())).encode())
    os._exit(0)


def _receive_full(folder: Path, k: int, report: int) -> NoReturn:
    """Receive what there is room for; whoever there is none for was refused, and nobody died."""
    deps = compose(ServerSettings(), SystemClock())
    token = (folder / "ficha").read_text("ascii")
    bringer = check_bringer(deps, hashed(token))
    envelopes = {path.stem: path.read_bytes() for path in sorted(folder.glob("*.sobre"))}
    tell, write = os.open(folder / "recibos", os.O_WRONLY | os.O_CREAT | os.O_APPEND), os.write
    made = full_at(k)
    arrivals = Arrivals(lambda take: receive_waiting(deps, take), SharedSync(blobs(deps).sync))

    async def each(name: str, envelope: bytes) -> None:
        with suppress(OSError, NoRoom):
            await _receive_all(
                deps, arrivals, bringer, {name: envelope}, lambda receipt: write(tell, receipt)
            )

    async def every() -> None:
        await asyncio.gather(*(each(*one) for one in envelopes.items()))

    asyncio.run(every())
    write(report, str(len(made())).encode())
    os._exit(0)


def _counted(deps: Dependencies, k: int, made: list[str]) -> Arrivals:
    """Return the product's own arrivals, where the taking of a group is a step too."""

    def receive(take: Take) -> Sequence[Outcome]:
        def taken() -> Sequence[KeptRecord]:
            step(made, k, "take")
            return take()

        return receive_waiting(deps, taken)

    return Arrivals(receive, SharedSync(blobs(deps).sync))


async def _receive_all(
    deps: Dependencies,
    arrivals: Arrivals,
    bringer: Bringer,
    envelopes: dict[str, bytes],
    tell: Callable[[bytes], object],
) -> list[bool]:
    async def one(name: str, envelope: bytes) -> bool:
        sha256 = hashlib.sha256(envelope).hexdigest()
        upload = Upload(RecordId(name), sha256, 0, len(envelope))
        outcome = await Receiving(deps, arrivals, bringer, upload).take(_pieces(envelope))
        assert outcome.received
        tell(adapter(Signed).dump_json(outcome.received.receipt) + b"\n")
        return outcome.fresh

    return await asyncio.gather(*(one(*each) for each in envelopes.items()))


async def _pieces(envelope: bytes) -> AsyncIterator[bytes]:
    half = len(envelope) // 2
    yield envelope[:half]
    yield envelope[half:]


if __name__ == "__main__":
    main(sys.argv[1:])
