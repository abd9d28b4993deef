"""A folder in place of the camera: its newest picture or video as a stream (PRÁCTICA only)."""

from pathlib import Path

from capture_kiosk.cameras.frames import LONGEST_SIDE, Frame
from capture_kiosk.errors import CameraMissing
from core.credential.imaging.picture import decode, shrunk
from core.cv import cv2
from core.domain.apoyos.apoyo import FrameSourceKind
from core.errors import ReadingFailed

_VIDEOS = frozenset({".avi", ".mp4", ".mkv", ".webm", ".mov"})


class FileFrames:
    """A FrameSource of the file last written to `folder`, which may change at any time.

    A file still being written, or no picture, is skipped silently and tried again; the stream stays
    unchanged.
    """

    kind = FrameSourceKind.FILE

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._shown: tuple[int, str] | None = None
        self._still: Frame | None = None
        self._video: cv2.VideoCapture | None = None

    def open(self) -> None:
        if not self._folder.is_dir():
            raise CameraMissing

    def read(self) -> Frame | None:
        newest = self._newest()
        if newest is None:
            self.close()
        elif newest[0] != self._shown:
            self._turn_to(*newest)
        if self._video is not None:
            return self._next_of_video(self._video)
        return self._still

    def close(self) -> None:
        if self._video is not None:
            self._video.release()
        self._video = self._still = self._shown = None

    def _newest(self) -> tuple[tuple[int, str], Path] | None:
        found: list[tuple[tuple[int, str], Path]] = []
        for path in self._folder.glob("*"):
            try:
                stat = path.stat()
            except OSError:  # taken away between the two looks
                continue
            if path.is_file() and stat.st_size:
                found.append(((stat.st_mtime_ns, path.name), path))
        return max(found, default=None)

    def _turn_to(self, key: tuple[int, str], path: Path) -> None:
        if path.suffix.lower() in _VIDEOS:
            video = cv2.VideoCapture(str(path))
            if video.isOpened():
                self.close()
                self._video, self._shown = video, key
            return
        try:
            still = shrunk(decode(path.read_bytes()), LONGEST_SIDE)[0]
        except (ReadingFailed, OSError):
            return
        self.close()
        self._still, self._shown = still, key

    def _next_of_video(self, video: cv2.VideoCapture) -> Frame | None:
        whole, frame = video.read()
        if not whole:
            video.set(cv2.CAP_PROP_POS_FRAMES, 0)
            whole, frame = video.read()
        return frame if whole else None
