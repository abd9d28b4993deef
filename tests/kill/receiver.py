"""`python -m tests.kill.receiver FOLDER`: the receiving side, in one fork a line, killed at a step.

A line is «k»: the envelopes (`*.sobre`) in FOLDER are received at once in the name of the device
that `ficha` names, in a fork that dies before its k-th call that changes the disk, or statement
or commit of the database. Each receipt is written to `FOLDER/recibos` before it is told. It answers
«k muerto», or «k» and how many steps there were.
"""

import asyncio
import hashlib
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import event

from core.central.access.sessions import hashed
from core.clock import SystemClock
from core.domain.apoyo import RecordId
from core.domain.signed import Signed
from core.server.arrivals import Arrivals
from core.server.bringers import Bringer, check_bringer
from core.server.dependencies import Dependencies
from core.server.group_commit import receive_together
from core.server.receiving import Receiving, Upload
from core.server.web import compose
from core.settings import ServerSettings
from core.wire import adapter
from tests.kill.counted import die_at


def main(argv: list[str]) -> None:
    """Receive once a line."""
    folder = Path(argv[0])
    for line in sys.stdin:
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            _receive_killed(folder, int(line), writer)
        os.close(writer)
        said = os.read(reader, 100).decode()
        os.close(reader)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status) and os.waitstatus_to_exitcode(status):
            raise SystemExit(1)
        sys.stdout.write(f"{line.strip()} {said or 'muerto'}\n")
        sys.stdout.flush()


def _receive_killed(folder: Path, k: int, report: int) -> None:
    deps = compose(ServerSettings(), SystemClock())
    token = (folder / "ficha").read_text("ascii")
    with deps.units.reading() as work:
        bringer = check_bringer(deps, work, hashed(token))
    envelopes = {path.stem: path.read_bytes() for path in sorted(folder.glob("*.sobre"))}
    tell, write = os.open(folder / "recibos", os.O_WRONLY | os.O_CREAT | os.O_APPEND), os.write
    made = die_at(k)
    _count_statements(deps, k, made())
    for receipt in asyncio.run(_receive_all(deps, bringer, envelopes, partial(write, tell))):
        assert receipt
    write(report, str(len(made())).encode())
    os._exit(0)


def _count_statements(deps: Dependencies, k: int, made: list[str]) -> None:
    """Let statements and commits count as steps too."""

    def step(*_: Any, **__: Any) -> None:  # noqa: ANN401  it stands for any event
        made.append("sql")
        if len(made) == k:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(deps.units.engine, "before_cursor_execute", step)
    event.listen(deps.units.engine, "commit", step)


async def _receive_all(
    deps: Dependencies, bringer: Bringer, envelopes: dict[str, bytes], tell: Callable[[bytes], int]
) -> list[bool]:
    arrivals = Arrivals(partial(receive_together, deps))

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
