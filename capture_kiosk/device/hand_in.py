"""Records handed in on a memory stick, where no network reaches a tablet or it is broken."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from capture_kiosk.device.handed import Handed
from capture_kiosk.device.tablet import Tablet
from core.domain.device.tablet import SendStage
from core.errors import ApoyoError
from core.tablet import durable
from core.tablet.errors import HandedIn
from core.tablet.hand_in import HandInFolder

FOLDER: Final = "apoyo-entrega"
"""The one folder on the stick, of all tablets that hand in."""
CERTIFICATE: Final = "dispositivo-en-ceros.pdf"
_MEDIA: Final = ("/media", "/run/media", "/mnt")
_DEPTH: Final = 2


def hand_in(tablet: Tablet, stick: Path) -> Handed:
    """Copy what waits to a stick, and take the receipts that lie there. Off the GUI thread.

    Only a receipt that verifies erases a record, as by network; then its copy is taken off too.
    """
    place = HandInFolder(stick / FOLDER)
    try:
        results = tablet.sending(place)()
        for each in results:
            if each.stage is SendStage.RECEIVED:
                place.clear(each.record)
    except ApoyoError as error:
        return Handed(error=error)
    copied = sum(isinstance(each.error, HandedIn) for each in results)
    received = sum(each.stage is SendStage.RECEIVED for each in results)
    wrong = (each.error for each in results if each.error and not isinstance(each.error, HandedIn))
    return Handed(copied, received, next(wrong, None))


def sticks(chosen: Path | None = None, media: Sequence[str] = _MEDIA) -> tuple[Path, ...]:
    """Return the memory sticks that are mounted now and may be written; `chosen` alone, if any."""
    if chosen is not None:
        return (chosen,) if chosen.is_dir() else ()
    depths = ["/".join("*" * depth) for depth in range(1, _DEPTH + 1)]
    found = (each for base in media for depth in depths for each in sorted(Path(base).glob(depth)))
    return tuple(each for each in found if each.is_mount() and os.access(each, os.W_OK))


def keep_pdf(find: Callable[[], Sequence[Path]], content: bytes) -> str:
    """Write a certificate to the first stick, and return where; "" where there is none."""
    stick = next(iter(find()), None)
    if stick is None:
        return ""
    place = durable.folder(stick / FOLDER) / CERTIFICATE
    durable.write(place, content)
    return f"{FOLDER}/{CERTIFICATE}"
