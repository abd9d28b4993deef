"""One process at a time on a tablet's data: two could give one number to two records."""

import fcntl
import os
from pathlib import Path

from core.tablet import durable
from core.tablet.errors import AlreadyOpen


def hold(data: Path) -> int:
    """Return a descriptor that locks `data` until it is closed or the process ends, even killed.

    Raises AlreadyOpen.
    """
    durable.folder(data)
    with durable.trouble_named():
        handle = os.open(data / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as cause:
        os.close(handle)
        raise AlreadyOpen from cause
    return handle
