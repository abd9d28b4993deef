"""kiosk.memory_flat, start_full: the program with 5,000 records that wait, beside one with none."""

import gc
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from core.domain.apoyos.apoyo import FrameSourceKind, RecordMode
from core.domain.device.tablet import CaptureFacts
from core.sealing import wrapped
from core.slow_hash import Cost
from tests.bench.bench_start_kiosk import until_first_screen
from tests.bench.figure import Figure, interleaved
from tests.bench.kiosk_person import opened
from tests.capture_kiosk import world
from tests.fakes.apoyos import an_apoyo
from tests.fakes.clock import SetClock

RECORDS: Final = int(os.environ.get("RECORDS", "5000"))
_ROOT: Final = Path(__file__).resolve().parents[2]
_ROUNDS: Final = 3


def measure() -> list[Figure]:
    """Return the memory of both at the list of what waits, and how long each takes to start."""
    with tempfile.TemporaryDirectory() as folder:
        full, bare = Path(folder) / "full", Path(folder) / "bare"
        for place, records in ((full, RECORDS), (bare, 0)):
            _fill(place / "kiosk", records)
        start, start_bare = interleaved(
            lambda: until_first_screen(full), lambda: until_first_screen(bare), _ROUNDS
        )
        mine, theirs = _megabytes(full), _megabytes(bare)
    how = f"resident, at «Envíos», offscreen, no server; {RECORDS} records against none"
    first = f"first usable screen, offscreen, median of {_ROUNDS}; {RECORDS} records against none"
    return [
        Figure("kiosk.memory_flat", mine, "MiB", theirs, how),
        Figure("kiosk.start_full", start, "s", start_bare, first),
    ]


def _fill(data: Path, records: int) -> None:
    """Make a tablet that was activated, with so many sealed records."""
    from capture_kiosk.device.tablet import Tablet  # pydantic begun before PySide does not load

    wrapped._COST = Cost(memory_kib=64, passes=1)
    world.activated(data, SetClock(world.NOW), world.packet())
    clock = SetClock(world.NOW)
    tablet = Tablet(data, clock, lambda: "0" * 64, FrameSourceKind.FILE)
    tablet.unlock(world.PASSWORD)
    of = world.ANA.id_solicitante
    for _ in range(records):
        facts = CaptureFacts(RecordMode.APOYO, of, FrameSourceKind.FILE, world.NOW)
        tablet.save(facts, an_apoyo())


def _megabytes(folder: Path) -> float:
    said = subprocess.run(
        [sys.executable, "-m", __name__, str(folder)],
        cwd=_ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return float(said.stdout.split()[-1])


def _print_memory(folder: Path) -> None:
    with opened(folder, {}) as who:
        who.press("Ver envíos")
        who.find("Enviar ahora")
        who.qtbot.wait(2_000)
        gc.collect()
        status = Path("/proc/self/status").read_text("ascii")
    resident = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    sys.stdout.write(f"{int(resident.split()[1]) / 1024:.1f}\n")


if __name__ == "__main__":
    _print_memory(Path(sys.argv[1]))
