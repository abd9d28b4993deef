"""`python -m tests.kill.child ACT FOLDER`: the act in one fork a call, each killed one call later.

Prints a line for each: k, and the calls made, or «muerto».
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from tests.kill import acts
from tests.kill.counted import die_at

ACTS: dict[str, Callable[[Path], None]] = {
    "save": acts.save,
    "save_in_its_room": acts.save_in_its_room,
    "erase": acts.erase,
    "finish": acts.finish,
}


def main(argv: list[str]) -> None:
    """Kill the act at its first call, at its second, … until one run ends alive."""
    act, folder = ACTS[argv[0]], Path(argv[1])
    for k in range(1, 200):
        place = folder / str(k)
        if not place.exists():
            acts.prepare(place)
        said = reported(act, place, k)
        sys.stdout.write(f"{k} {said or 'muerto'}\n")
        if said:
            return


def reported(act: Callable[[Path], None], place: Path, k: int) -> str:
    """Return the calls that `act` made in a fork killed at the k-th; empty if it died there."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        report = os.write
        made = die_at(k)
        act(place)
        report(writer, ",".join(made()).encode())
        os._exit(0)
    os.close(writer)
    said = b""
    while block := os.read(reader, 65536):
        said += block
    os.close(reader)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status) and os.waitstatus_to_exitcode(status):
        raise SystemExit(1)
    return said.decode()


if __name__ == "__main__":
    main(sys.argv[1:])
