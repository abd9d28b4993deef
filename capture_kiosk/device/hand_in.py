"""Records handed in on a memory stick, where no network reaches a tablet or it is broken."""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from capture_kiosk.device.handed import Handed
from capture_kiosk.device.tablet import Tablet
from core.domain.device.tablet import RecordInfo, SendStage
from core.errors import ApoyoError
from core.tablet import durable
from core.tablet.errors import HandedIn, StickGone, StickTrouble
from core.tablet.hand_in import HandInFolder, make_durably, stick_named

FOLDER: Final = "apoyo-entrega"
"""The one folder on the stick, of all tablets that hand in."""
CERTIFICATE: Final = "dispositivo-en-ceros.pdf"
_MEDIA: Final = ("/media", "/run/media", "/mnt")
_DEPTH: Final = 2


def hand_in(tablet: Tablet, stick: Path, is_there: Callable[[Path], bool] = Path.is_dir) -> Handed:
    """Copy what waits to a stick, and take the receipts that lie there. Off the GUI thread.

    Only a receipt that verifies erases a record, as by network; then its copy is taken off too.
    `is_there` tells whether the stick still is.
    """
    place = HandInFolder(stick / FOLDER)
    try:
        with stick_named():
            if not is_there(stick):
                return Handed(error=StickGone(), of_stick=True)
        results = tablet.sending(place)()
    except ApoyoError as error:
        return Handed(error=error, of_stick=isinstance(error, StickTrouble))
    received = [each.record for each in results if each.stage is SendStage.RECEIVED]
    copied = sum(isinstance(each.error, HandedIn) for each in results)
    wrong = (each.error for each in results if each.error and not isinstance(each.error, HandedIn))
    trouble = next(wrong, None) or _cleared(place, received)
    return Handed(copied, len(received), trouble, isinstance(trouble, StickTrouble))


def _cleared(place: HandInFolder, received: Sequence[RecordInfo]) -> ApoyoError | None:
    """Take the copies of what was received off the stick; return why that was left, if it was."""
    try:
        for each in received:
            place.clear(each)
    except ApoyoError as error:
        return error
    return None


def sticks(chosen: Path | None = None, media: Sequence[str] = _MEDIA) -> tuple[Path, ...]:
    """Return the memory sticks that are mounted now; `chosen` alone, if any.

    Those that may be written come first. One with its lock on is there too, and says so when it is
    tried; a disk that is somebody else's is none.
    """
    if chosen is not None:
        return (chosen,) if chosen.is_dir() else ()
    depths = ["/".join("*" * depth) for depth in range(1, _DEPTH + 1)]
    found = [each for base in media for depth in depths for each in sorted(Path(base).glob(depth))]
    mounted = [each for each in found if _is_mounted(each)]
    own = [each for each in mounted if os.access(each, os.W_OK)]
    return (*own, *(each for each in mounted if each not in own and _is_locked(each)))


def _is_mounted(place: Path) -> bool:
    with suppress(OSError):  # a dead one answers not even this
        return place.is_mount()
    return False


def _is_locked(place: Path) -> bool:
    """Tell whether the whole stick may only be read."""
    with suppress(OSError):
        return bool(os.statvfs(place).f_flag & os.ST_RDONLY)
    return False


def keep_pdf(find: Callable[[], Sequence[Path]], content: bytes) -> str:
    """Write a certificate to the first stick, and return where; "" where there is none.

    Raises StickTrouble.
    """
    stick = next(iter(find()), None)
    if stick is None:
        return ""
    with stick_named():
        make_durably(stick / FOLDER)
        durable.write(stick / FOLDER / CERTIFICATE, content)
    return f"{FOLDER}/{CERTIFICATE}"
