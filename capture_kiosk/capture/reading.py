"""The one reader of this program: it loads off the GUI thread, one picture at a time.

core.credential is imported where it is first needed: the first page must not wait for it.
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from capture_kiosk.capture.seen_sides import SeenSides
from core.domain.credencial.lectura import (
    CredentialReading,
    FaceVerdict,
    Guidance,
    SideJudgement,
    SideName,
)

if TYPE_CHECKING:
    from core.credential.imaging.picture import Picture
    from core.credential.reader import CredentialReader


class KioskReader:
    """Opens the reader at its first use, and sees each picture once, however often it is asked.

    `warm`, `read` and the work of `judging` may take a second: never on the GUI thread.
    """

    def __init__(self, models: Path | None) -> None:
        self._models = models
        self._lock = Lock()
        self._sides = SeenSides()
        self._reader: CredentialReader | None = None

    def warm(self) -> None:
        """Load the models now. Raises EngineMissing or ModelMissing."""
        with self._lock:
            self._ready()

    def judging(self, frame: bytes, side: SideName) -> Callable[[], SideJudgement]:
        """Return the work of judging one picture, which raises ReadingFailed or MachineTrouble.

        Ask on the GUI thread, where pictures are taken and forgotten: work that begins only after
        its picture was forgotten must not keep it either.
        """
        return partial(self._judge, frame, side, self._sides.expect(side))

    def read(self, front: bytes, back: bytes, on: date) -> CredentialReading:
        """Return what both pictures say. Raises ReadingFailed or MachineTrouble."""
        frames = {SideName.FRONT: front, SideName.BACK: back}
        with self._lock, self._sides.lent(frames) as seen:
            reader = self._ready()
            if not seen:
                return reader.read(front, back, on)  # sees both at once, a core each
            one, other = (
                seen.get(side) or reader.see(frame, side) for side, frame in frames.items()
            )
            return reader.assemble(one, other, on)

    def forget(self) -> None:
        """Overwrite what is held of a citizen. Returns at once, whatever is being read."""
        self._sides.forget()

    def _judge(self, frame: bytes, side: SideName, number: int) -> SideJudgement:
        with self._lock:
            seen = self._ready().see(frame, side)
            judgement = seen.judgement()
            self._sides.keep(number, frame, seen)
            return judgement

    def _ready(self) -> "CredentialReader":
        if self._reader is None:
            from core.credential.engines import open_reader

            self._reader = open_reader(models=self._models)
        return self._reader


def guide(frame: "Picture") -> Guidance:
    """Return what to say while this frame is seen."""
    from core.credential.detection import live

    return live.guide(frame)


def judge_face(photo: bytes) -> FaceVerdict:
    """Return what is said of a face: a verdict, never a block."""
    from core.credential.quality import face

    return face.judge_face(photo)
