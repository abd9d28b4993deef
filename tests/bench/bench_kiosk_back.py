"""kiosk.back: from `kill -9` to the page that stands again, in a compositor, as the unit says.

What systemd does is done here: it waits for the command to end, then as long as the unit says, and
starts it anew. The compositor is the one of this machine that hears a finger.
"""

import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.appliance import unit
from tests.appliance.appliance import Appliance
from tests.appliance.conftest import COMPOSITORS, hears_a_finger, lacks
from tests.bench.figure import ROUNDS, Figure


def measure() -> list[Figure]:
    """Return the one figure; none where no compositor of the unit can run."""
    able = [each for each in COMPOSITORS if not lacks(each) and hears_a_finger(each)]
    if not able:
        print("  kiosk.back: no se midió, falta cage o weston")
        return []
    with _opened(able[0]) as appliance:
        took = [_back_after_a_kill(appliance) for _ in range(ROUNDS)]
    conditions = (
        f"{ROUNDS} kills of the app, the worst {max(took):.2f} s, in {able[0]}, software graphics; "
        f"the unit's pause of {unit.pause():g} s is in it"
    )
    return [Figure("kiosk.back", statistics.median(took), "s", None, conditions)]


@contextmanager
def _opened(compositor: str) -> Iterator[Appliance]:
    with tempfile.TemporaryDirectory() as folder:
        appliance = Appliance(Path(folder), compositor)
        try:
            appliance.start(told=False)
            assert appliance.is_drawn(), "the first page never came"
            yield appliance
        finally:
            appliance.close()


def _back_after_a_kill(appliance: Appliance) -> float:
    """Return the seconds until a page is drawn again."""
    begun = time.perf_counter()
    appliance.app().kill()
    assert appliance.has_ended(), "the compositor stays without its app"
    assert appliance.is_dark()
    time.sleep(unit.pause())  # as systemd waits
    appliance.start(told=False)
    assert appliance.is_drawn(), "no page came back"
    return time.perf_counter() - begun
