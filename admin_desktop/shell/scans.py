"""A scanned document on its way: its file is read once to tell of it, and once to send it."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from admin_desktop.framework.files import CountedFile, opened
from admin_desktop.framework.typed_errors import FileMissing, SendingCancelled
from core.client.escaneos import EscaneosClient
from core.domain.registration.escaneo import Escaneo, check_size

if TYPE_CHECKING:
    from admin_desktop.screens.escaneos.sending import Sending


def size_of(path: Path) -> int:
    """Return the size of a file in bytes. Raises FileMissing."""
    try:
        if path.is_file():
            return path.stat().st_size
    except OSError as trouble:
        raise FileMissing from trouble
    raise FileMissing


def bring(asked: EscaneosClient, sending: "Sending") -> Escaneo:
    """Return the document once the server has it. Raises SendingCancelled, or what the way does."""
    size = size_of(sending.path)
    check_size(size)
    with opened(sending.path) as raw:
        digest = hashlib.file_digest(raw, "sha256").hexdigest()
    _stop_if_cancelled(sending)
    new = sending.make(size, digest)
    told = _watched(sending)

    return asked.bring(sending.number, new, lambda: CountedFile(opened(sending.path), size, told))


def _watched(sending: "Sending") -> Callable[[int, int], None]:
    """Return what hears of each part, and ends the sending where the person gave it up."""

    def told(sent: int, of: int) -> None:
        _stop_if_cancelled(sending)
        sending.told(sent, of)

    return told


def _stop_if_cancelled(sending: "Sending") -> None:
    if sending.cancelled.is_set():
        raise SendingCancelled
