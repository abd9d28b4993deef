"""The reader of the kiosk: each picture is seen once, and nothing of it outlives the draft."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
import pytest

from capture_kiosk.capture.reading import KioskReader
from core.credential.imaging.picture import Picture
from core.credential.ocr.engine import Lattice, OcrEngine, TextBox
from core.credential.reader import CredentialReader, SeenSide
from core.domain.credencial.lectura import CredentialReading, SideName
from core.muestra.make import Sample
from tests.credential.cards import card
from tests.credential.read_once import the_engine

FRONT, BACK = SideName
ON = date(2026, 11, 24)


def the_card() -> Sample:
    """Return the card that is photographed, drawn by the first test that looks at it."""
    return card(3, "easy", "G")


def frames() -> dict[SideName, bytes]:
    """Return the picture of each of its sides."""
    return {FRONT: the_card().front.jpeg, BACK: the_card().back.jpeg}


@dataclass
class Engine:
    """The real engine; it counts the pictures that it was asked to find lines in."""

    engine: OcrEngine
    name: str = "counting"
    looks: int = 0
    meanwhile: Callable[[], None] = lambda: None
    """What happens while it is at work."""

    def find_lines(self, picture: Picture, longest: int) -> list[TextBox]:
        self.looks += 1
        self.meanwhile()
        return self.engine.find_lines(picture, longest)

    def read_lines(self, lines: list[Picture]) -> list[Lattice]:
        self.meanwhile()
        return self.engine.read_lines(lines)


@dataclass
class Reader(CredentialReader):
    """The real reader; it remembers every side that it was asked to see."""

    seen: list[SeenSide] = field(default_factory=list)

    def see(self, frame: bytes, side: SideName) -> SeenSide:
        self.seen.append(CredentialReader.see(self, frame, side))
        return self.seen[-1]


@dataclass
class World:
    """What is looked at: the kiosk's reader, and what it stands on."""

    kiosk: KioskReader
    engine: Engine
    reader: Reader

    def judge(self, *sides: SideName) -> None:
        for side in sides:
            self.kiosk.judging(frames()[side], side)()

    def read(self) -> CredentialReading:
        return replace(self.kiosk.read(frames()[FRONT], frames()[BACK], ON), ms={})

    @property
    def held(self) -> list[SideName]:
        return sorted(self.kiosk._sides._kept, key=list(SideName).index)


@pytest.fixture(scope="module")
def said() -> CredentialReading:
    """Return what a reader that remembers nothing says of the card."""
    reading = CredentialReader(the_engine()).read(frames()[FRONT], frames()[BACK], ON)
    return replace(reading, ms={})


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    counting = Engine(the_engine())
    reader = Reader(counting)
    monkeypatch.setattr("core.credential.engines.open_reader", lambda **_: reader)
    return World(KioskReader(None), counting, reader)


def pixels(seen: SeenSide) -> list[Picture]:
    assert seen.text is not None
    return [*seen.text.sheet.pyramid, seen.text.sheet.flat]


def is_wiped(seen: SeenSide) -> bool:
    return not any(np.any(each) for each in pixels(seen))


def test_what_was_judged_is_not_looked_at_again(world: World, said: CredentialReading) -> None:
    world.judge(FRONT, BACK)
    world.engine.looks = 0
    assert world.read() == said
    assert world.engine.looks == 0
    assert world.held == [FRONT, BACK]


def test_judged_and_read_twice_nothing_is_told_twice(world: World) -> None:
    swapped = the_card().back.jpeg, the_card().front.jpeg
    for frame, side in zip(swapped, (FRONT, BACK), strict=True):
        judged = world.kiosk.judging(frame, side)()
        assert len(set(judged.findings)) == len(judged.findings) > 0
    for _ in range(2):
        findings = world.kiosk.read(*swapped, ON).findings
        assert len(set(findings)) == len(findings) > 1


def test_another_picture_is_seen_anew_and_never_mixed_with_the_old_one(world: World) -> None:
    other = card(4, "easy", "G")
    world.judge(FRONT, BACK)
    reading = world.kiosk.read(other.front.jpeg, frames()[BACK], ON)
    assert [seen.name for seen in world.reader.seen] == [FRONT, BACK, FRONT]
    assert reading.value("clave_elector") == other.person.text("clave_elector")
    assert reading.value("cic") == the_card().person.text("cic")


def test_a_picture_taken_again_wipes_the_one_before_it(world: World) -> None:
    world.judge(FRONT)
    work = world.kiosk.judging(frames()[FRONT], FRONT)
    assert is_wiped(world.reader.seen[0])
    work()
    assert world.held == [FRONT]
    assert not is_wiped(world.reader.seen[1])


def test_a_side_that_was_not_judged_is_seen_when_both_are_read(world: World) -> None:
    world.judge(BACK)
    world.read()
    assert [seen.name for seen in world.reader.seen] == [BACK, FRONT]
    assert world.held == [BACK]


def test_what_is_forgotten_is_overwritten(world: World) -> None:
    world.judge(FRONT, BACK)
    world.kiosk.forget()
    assert world.held == []
    assert all(map(is_wiped, world.reader.seen))


def test_a_judge_that_ends_after_forgetting_keeps_nothing(world: World) -> None:
    world.engine.meanwhile = world.kiosk.forget
    world.judge(FRONT)
    assert world.held == []
    assert all(map(is_wiped, world.reader.seen))


def test_a_judge_that_begins_after_forgetting_keeps_nothing(world: World) -> None:
    work = world.kiosk.judging(frames()[FRONT], FRONT)
    world.kiosk.forget()
    assert work().rectified
    assert world.held == []
    assert all(map(is_wiped, world.reader.seen))


def test_forgetting_while_both_are_read_wipes_them_once_they_were_read(
    world: World, said: CredentialReading
) -> None:
    world.judge(FRONT, BACK)
    world.engine.meanwhile = world.kiosk.forget
    assert world.read() == said
    assert world.held == []
    assert all(map(is_wiped, world.reader.seen))
