"""Room is set aside on the disk for the very record that is saved, or for one of usual size."""

from dataclasses import replace
from pathlib import Path

from capture_kiosk.capture.record import apoyo_of
from capture_kiosk.device.tablet import USUAL_RECORD_BYTES, Tablet
from core.domain.apoyos.apoyo import FrameSourceKind, Side
from core.sealing.sealer import sealed_size
from tests.capture_kiosk import drafts, world
from tests.fakes.clock import SetClock


def test_a_large_record_has_its_own_room(tmp_path: Path) -> None:
    tablet = Tablet(tmp_path, SetClock(world.NOW), lambda: "0" * 64, FrameSourceKind.FILE)
    room = tmp_path / "queue" / "next.partial"
    tablet.preallocate()
    assert room.stat().st_size >= USUAL_RECORD_BYTES
    made = apoyo_of(drafts.to_review(drafts.to_data(drafts.a_flow())).draft, {})
    large = replace(made, front=Side(b"x" * 2 * USUAL_RECORD_BYTES, b"tarjeta"))
    tablet.preallocate(large)
    assert room.stat().st_size >= sealed_size(large) > 2 * USUAL_RECORD_BYTES
    assert room.stat().st_blocks * 512 >= sealed_size(large), "set aside, not promised"
