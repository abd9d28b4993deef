"""What makes a file's place in its folder survive a power cut."""

import os
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Return once the last rename, creation or removal in `folder` is durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
