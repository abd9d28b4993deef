"""The one reader of this program: it loads off the GUI thread, one picture at a time.

core.credential is imported where it is first needed: the first page must not wait for it.
"""

from datetime import date
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from core.domain.credencial.lectura import (
    CredentialReading,
    FaceVerdict,
    Guidance,
    SideJudgement,
    SideName,
)

if TYPE_CHECKING:
    from core.credential.picture import Picture
    from core.credential.reader import CredentialReader


class KioskReader:
    """Opens the reader at its first use. Every call may take a second: never on the GUI thread."""

    def __init__(self, models: Path | None) -> None:
        self._models = models
        self._lock = Lock()
        self._reader: CredentialReader | None = None

    def warm(self) -> None:
        """Load the models now. Raises EngineMissing or ModelMissing."""
        with self._lock:
            self._ready()

    def judge(self, frame: bytes, side: SideName) -> SideJudgement:
        """Return what is said of one picture. Raises ReadingFailed or MachineTrouble."""
        with self._lock:
            return self._ready().judge_side(frame, side)

    def read(self, front: bytes, back: bytes, on: date) -> CredentialReading:
        """Return what both pictures say. Raises ReadingFailed or MachineTrouble."""
        with self._lock:
            return self._ready().read(front, back, on)

    def _ready(self) -> "CredentialReader":
        if self._reader is None:
            from core.credential.engines import open_reader

            self._reader = open_reader(models=self._models)
        return self._reader


def guide(frame: "Picture") -> Guidance:
    """Return what to say while this frame is seen."""
    from core.credential import live

    return live.guide(frame)


def judge_face(photo: bytes) -> FaceVerdict:
    """Return what is said of a face: a verdict, never a block."""
    from core.credential import face

    return face.judge_face(photo)
