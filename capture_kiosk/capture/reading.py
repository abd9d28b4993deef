"""The reader of this program, off the GUI thread, one picture at a time.

core.credential is imported on first use, so that the first page is not delayed.
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
    SideJudgement,
    SideName,
)

if TYPE_CHECKING:
    from core.credential.reader import CredentialReader


class KioskReader:
    """Opens the reader on first use and analyses each picture once, however often asked.

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
        """Return the work that judges one picture; it raises ReadingFailed or MachineTrouble.

        Call this on the GUI thread, where pictures are taken and forgotten: work that starts after
        its picture was forgotten must not keep it.
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
        """Wipe all data of a citizen. Returns at once, also during a reading."""
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


def judge_face(photo: bytes) -> FaceVerdict:
    """Return the verdict on a face photo (JPEG or PNG bytes); it advises, never blocks."""
    from core.credential.quality import face

    return face.judge_face(photo)
