"""What stands before the tablet's lens: a picture in the folder that the camera looks at."""

import itertools
import os
from pathlib import Path

from tests.walkthrough.drive.kit import Kit

_NUMBERS = itertools.count(1)


def show(kit: Kit, picture: str) -> None:
    """Put a picture before the lens in place of the one that was there."""
    folder = Path(kit.plan["lens"])
    old = [path for path in folder.iterdir() if path.suffix != ".partial"]
    final = folder / f"{next(_NUMBERS):04d}{Path(picture).suffix}"
    partial = folder / "0.partial"
    partial.write_bytes(Path(picture).read_bytes())
    os.utime(partial)
    partial.rename(final)
    for path in old:
        path.unlink(missing_ok=True)


def nothing(kit: Kit) -> None:
    """Take away what stands before the lens."""
    for path in Path(kit.plan["lens"]).iterdir():
        path.unlink(missing_ok=True)
