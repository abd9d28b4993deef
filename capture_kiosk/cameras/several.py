"""The cameras of one tablet as one source: the person switches, and the choice is remembered."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from capture_kiosk.cameras.frames import Frame, FrameSource
from capture_kiosk.errors import CameraMissing
from core.domain.apoyos.apoyo import FrameSourceKind
from core.errors import MachineTrouble
from core.tablet import durable

_VIDEO: Final = Path("/sys/class/video4linux")


class SeveralCameras:
    """A FrameSource. `names` lists what is plugged in now; `open_one` makes the source of a name.

    `kept` is the file that holds the name chosen last. `switch` may be called from any thread; the
    others from the camera's.
    """

    kind = FrameSourceKind.CAMERA

    def __init__(
        self,
        names: Callable[[], Sequence[str]],
        open_one: Callable[[str], FrameSource],
        kept: Path | None = None,
    ) -> None:
        self._names, self._open_one, self._kept = names, open_one, kept
        self._wanted = _read(kept)
        self._name = ""
        self._source: FrameSource | None = None

    @property
    def several(self) -> bool:
        """Tell whether there is another camera to switch to."""
        return len(self._names()) > 1

    def switch(self) -> None:
        """Want the next camera from now on, also after a restart."""
        names = list(self._names())
        here = self._name or self._wanted
        if not names:
            return
        self._wanted = names[(names.index(here) + 1) % len(names)] if here in names else names[0]
        if self._kept is not None:
            with suppress(MachineTrouble):  # a full disk: chosen for this session alone
                durable.write(self._kept, self._wanted.encode())

    def open(self) -> None:
        names = self._names()
        wanted = self._wanted if self._wanted in names else next(iter(names), "")
        if self._source is not None and wanted != self._name:
            self.close()
        if not wanted:
            raise CameraMissing
        if self._source is None:
            source = self._open_one(wanted)
            source.open()
            self._source, self._name = source, wanted

    def read(self) -> Frame | None:
        return self._source.read() if self._source else None

    def close(self) -> None:
        if self._source is not None:
            self._source.close()
        self._source = None


def plugged_in(folder: Path = _VIDEO) -> tuple[str, ...]:
    """Return the numbers of the cameras that the kernel shows, lowest first.

    A camera has more nodes than one; the first of each, of index 0, gives its pictures.
    """
    found = []
    for node in folder.glob("video*"):
        number = node.name.removeprefix("video")
        with suppress(OSError, ValueError):
            if number.isdecimal() and int((node / "index").read_text("ascii")) == 0:
                found.append(number)
    return tuple(sorted(found, key=int))


def _read(kept: Path | None) -> str:
    with suppress(OSError, UnicodeDecodeError):
        return kept.read_text("ascii").strip() if kept else ""
    return ""
