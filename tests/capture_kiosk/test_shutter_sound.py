"""A picture that is taken is heard where there is an output; without one nothing fails."""

import struct
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from capture_kiosk.device.shutter_sound import RATE, ShutterSound, open_speaker, shutter_tone
from tests.capture_kiosk.conftest import Shop

Opens = Callable[..., ShutterSound]


class Speakers:
    """Counts what is opened and played, and in which thread."""

    def __init__(self) -> None:
        self.opened = self.played = 0
        self.missing = False
        self.threads: set[int] = set()

    def open(self) -> Callable[[], None] | None:
        self.opened += 1
        self.threads.add(threading.get_ident())
        return None if self.missing else self.play

    def play(self) -> None:
        self.played += 1
        self.threads.add(threading.get_ident())


@pytest.fixture
def speakers() -> Speakers:
    return Speakers()


@pytest.fixture
def sound_of(speakers: Speakers) -> Iterator[Opens]:
    made: list[ShutterSound] = []

    def make(*, wanted: bool = True) -> ShutterSound:
        made.append(ShutterSound(wanted=wanted, opens=speakers.open))
        return made[-1]

    yield make
    for each in made:
        each.close()


def test_the_tone_is_short_and_neither_begins_nor_ends_with_a_crack() -> None:
    tone = shutter_tone()
    samples = struct.unpack(f"<{len(tone) // 2}h", tone)
    assert len(samples) / RATE <= 0.15
    assert samples[0] == 0
    assert abs(samples[-1]) < 100
    assert 5_000 < max(map(abs, samples)) < 20_000


def test_each_picture_is_played_off_the_thread_of_the_window_on_one_output(
    sound_of: Opens, speakers: Speakers, qtbot: QtBot
) -> None:
    sound = sound_of()
    sound.ready()
    sound.play()
    sound.play()
    qtbot.waitUntil(lambda: speakers.played == 2)
    assert speakers.opened == 1
    assert threading.get_ident() not in speakers.threads


def test_an_output_that_comes_later_is_found(
    sound_of: Opens, speakers: Speakers, qtbot: QtBot
) -> None:
    sound = sound_of()
    speakers.missing = True
    sound.play()
    qtbot.waitUntil(lambda: speakers.opened == 1)
    speakers.missing = False
    sound.play()
    qtbot.waitUntil(lambda: speakers.played == 1)


def test_silence_opens_nothing(sound_of: Opens, speakers: Speakers) -> None:
    sound = sound_of(wanted=False)
    sound.ready()
    sound.play()
    sound.close()
    assert (speakers.opened, speakers.played) == (0, 0)


def test_nothing_is_played_once_it_is_closed(sound_of: Opens, speakers: Speakers) -> None:
    sound = sound_of()
    sound.ready()
    sound.close()
    sound.play()
    assert speakers.played == 0


def test_without_the_library_of_sound_there_is_no_speaker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", None)
    assert open_speaker() is None


def test_a_picture_is_heard_once_when_it_is_taken_and_not_before(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, blank: Path
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(ShutterSound, "play", lambda _: heard.append("clic"))
    opened = shop.open()
    opened.unlock()
    opened.show(blank)
    eyes = opened.eyes
    for name in ("Captar un apoyo", "Acepto continuar", "Otra o dañada"):
        eyes.press(name)
    eyes.wait(lambda: eyes.said("Imagen de la cámara") == "Con imagen", "imagen")
    assert not heard
    eyes.press("Tomar foto")
    eyes.find("Usar de todos modos")
    assert heard == ["clic"]
