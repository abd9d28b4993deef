"""The sound of a picture that was taken, where the tablet has an output; made here, no file."""

import math
import struct
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QCoreApplication,
    QIODevice,
    QMetaObject,
    QObject,
    Qt,
    QThread,
    Slot,
)

RATE: Final = 22_050
_LOUDEST: Final = 0.4
_CLICKS: Final = ((0.0, 2_400.0), (0.045, 1_700.0))
"""When each of the two clicks of a shutter begins, in seconds, and its pitch in Hz."""
_FADING_S: Final = 0.009
_LONG_S: Final = 0.12
_FULL: Final = 32_767

Speaker = Callable[[], None]
"""Plays the sound once and returns at once."""


def shutter_tone() -> bytes:
    """Return the sound: mono, 16 bits, little endian."""
    samples = (_at(number / RATE) for number in range(round(_LONG_S * RATE)))
    return b"".join(struct.pack("<h", round(_FULL * _LOUDEST * each)) for each in samples)


def _at(moment: float) -> float:
    gone = ((moment - begins, pitch) for begins, pitch in _CLICKS if moment >= begins)
    return sum(math.exp(-t / _FADING_S) * math.sin(2 * math.pi * p * t) for t, p in gone) / 2


def open_speaker() -> Speaker | None:
    """Return what plays on the output that the system prefers, None where there is none."""
    try:
        from PySide6.QtMultimedia import QAudioFormat, QAudioSink, QMediaDevices
    except ImportError:  # libpulse0 is optional on a tablet
        return None
    device, form = QMediaDevices.defaultAudioOutput(), QAudioFormat()
    form.setSampleRate(RATE)
    form.setChannelCount(1)
    form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    if device.isNull() or not device.isFormatSupported(form):
        return None
    sink, sound = QAudioSink(device, form), QBuffer()
    sound.setData(QByteArray(shutter_tone()))

    def play() -> None:
        sink.stop()
        sound.close()
        sound.open(QIODevice.OpenModeFlag.ReadOnly)
        sink.start(sound)

    return play


class _Player(QObject):
    """Lives in the sound's thread."""

    def __init__(self, opens: Callable[[], Speaker | None]) -> None:
        super().__init__()
        self._opens = opens
        self._speaker: Speaker | None = None

    @Slot()
    def ready(self) -> None:
        """Open the output; one that is missing is looked for again, as headphones come later."""
        if self._speaker is None:
            self._speaker = self._opens()

    @Slot()
    def play(self) -> None:
        self.ready()
        if self._speaker is not None:
            self._speaker()

    @Slot()
    def stop(self) -> None:
        self._speaker = None
        application = QCoreApplication.instance()
        if application is not None:
            self.moveToThread(application.thread())


class ShutterSound(QObject):
    """The sound, in a thread of its own: a server of sound may let one wait. It never fails."""

    def __init__(
        self,
        *,
        wanted: bool,
        opens: Callable[[], Speaker | None] = open_speaker,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._wanted = wanted
        self._player = _Player(opens)
        self._thread = QThread(self)
        self._thread.setObjectName("sonido")
        self._player.moveToThread(self._thread)

    def ready(self) -> None:
        """Open the output ahead, so that the first picture is heard when it is taken."""
        self._ask("ready")

    def play(self) -> None:
        """Play it, unless whoever runs the tablet wants silence."""
        self._ask("play")

    def close(self) -> None:
        """End the thread. Idempotent."""
        self._wanted = False
        if self._thread.isRunning():
            self._ask_now("stop", Qt.ConnectionType.BlockingQueuedConnection)
            self._thread.quit()
            self._thread.wait()

    def _ask(self, what: str) -> None:
        if not self._wanted:
            return
        if not self._thread.isRunning():
            self._thread.start()
        self._ask_now(what, Qt.ConnectionType.QueuedConnection)

    def _ask_now(self, what: str, how: Qt.ConnectionType) -> None:
        QMetaObject.invokeMethod(self._player, what, how)
