"""The reader of credentials, on pictures that the project's own renderer draws from fixed seeds.

Accuracy on real cards has not been measured: no picture of one may stand here.
"""

import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from core.credential.detection.live import guide
from core.credential.engines import open_reader
from core.credential.imaging.geometry import overlap
from core.credential.reader import CredentialReader
from core.cv import cv2
from core.domain.credencial.lectura import CredentialReading, SideName
from core.muestra.make import Sample, make_sample
from core.muestra.negatives import KINDS, fitting_code, make_negative
from tests.bench.calibration import curve, stated, write
from tests.bench.figure import Figure, interleaved, seconds
from tests.bench.plain_parser import PlainReader

_ON = date(2020, 1, 1)
_SEED = 770_000
_LEVELS = ("easy", "medium", "hard", "severe")
_CARDS = int(os.environ.get("APOYO_BENCH_CARDS", "16"))
_NEGATIVES = 12
_TIMED = 4
_CODES = ("clave_elector", "curp", "cic", "ocr")
_NAMES = ("nombre", "apellido_paterno", "apellido_materno")
_SURE = 0.95
_PROBE = """
import time; began = time.perf_counter()
from core.credential.engines import open_reader
reader = open_reader()
reader.warm()
ready = time.perf_counter() - began
import sys, psutil
from datetime import date
from pathlib import Path
reader.read(Path(sys.argv[1]).read_bytes(), Path(sys.argv[2]).read_bytes(), date(2020, 1, 1))
print(ready, psutil.Process().memory_info().rss / 1e6)
"""


@dataclass(frozen=True, slots=True)
class _Read:
    """One card as drawn, as we read it, and as the reference does."""

    sample: Sample
    ours: CredentialReading
    plain: Mapping[str, str]

    def truth(self) -> dict[str, str]:
        return {
            key: "\n".join(value) if isinstance(value, list) else value
            for key, value in self.sample.person.fields.items()
        }

    def all_of(self, keys: Iterable[str]) -> tuple[bool, bool]:
        """Tell whether we, and the reference, have all the printed ones of these right."""
        truth = self.truth()
        asked = [key for key in keys if truth[key]]
        ours = all(self.ours.value(key) == truth[key] for key in asked)
        return ours, all(self.plain.get(key, "") == truth[key] for key in asked)


def measure() -> list[Figure]:
    """Return every figure of issue 9."""
    reader, plain = open_reader(), PlainReader()
    read = {level: [_one(reader, plain, level, k) for k in range(_CARDS)] for level in _LEVELS}
    every = [card for level in read.values() for card in level]
    told = (one for card in every for one in stated(card.ours, card.sample.person.fields))
    write("core.muestra", curve(told))
    figures = _accuracy(read)
    figures += _corners(read["easy"] + read["medium"])
    figures += _refusals(reader, read)
    return figures + _time(reader, plain, read["medium"][:_TIMED]) + _process(read["medium"][0])


def _one(reader: CredentialReader, plain: PlainReader, level: str, number: int) -> _Read:
    sample = make_sample(_SEED + number, level)
    front, back = sample.front.jpeg, sample.back.jpeg
    return _Read(sample, reader.read(front, back, _ON), plain.fields(front, back))


def _conditions(cards: int) -> str:
    return f"{cards} credenciales ficticias de core.muestra, semilla {_SEED}; nunca reales"


def _accuracy(read: Mapping[str, list[_Read]]) -> list[Figure]:
    both = read["easy"] + read["medium"]
    known = read["easy"] + read["medium"] + read["hard"]
    figures = [_share(f"reading.keys_exact.{level}", read[level], _CODES) for level in _LEVELS]
    for name, keys in (("joint_name", _NAMES), ("all_fields", None)):
        for label, cards in (
            ("easy_medium", both), ("hard", read["hard"]), ("severe", read["severe"]),
        ):  # fmt: skip
            figures.append(_share(f"reading.{name}.{label}", cards, keys))
    return figures + _sureness(known, "") + _sureness(read["severe"], ".severe")


def _share(name: str, cards: list[_Read], keys: Iterable[str] | None) -> Figure:
    pairs = [card.all_of(keys or card.truth()) for card in cards]
    ours, plain = (100 * float(np.mean([pair[side] for pair in pairs])) for side in (0, 1))
    return Figure(name, ours, "%", plain, _conditions(len(cards)))


def _sureness(cards: list[_Read], tail: str) -> list[Figure]:
    sure = wrong = every = 0
    for card in cards:
        truth = card.truth()
        for key, value in truth.items():
            found = card.ours.fields[key]
            if not value and not found.value:
                continue
            every += 1
            stated = bool(found.value) and found.confidence >= _SURE
            sure += stated
            wrong += stated and found.value != value
    told = f"{every} campos de {_conditions(len(cards))}"
    return [
        Figure(f"reading.sure_share{tail}", 100 * sure / every, "%", None, told),
        Figure(f"reading.sure_but_wrong{tail}", 100 * wrong / every, "%", None, told),
    ]


def _corners(cards: list[_Read]) -> list[Figure]:
    overlaps, upright = [], []
    for card in cards:
        shots = {SideName.FRONT: card.sample.front, SideName.BACK: card.sample.back}
        for side, shot in shots.items():
            found, true = card.ours.corners.get(side), np.array(shot.corners)
            if found is None:
                overlaps.append(0.0)
                upright.append(False)
                continue
            overlaps.append(overlap(np.array(found), true))
            nearest = int(np.linalg.norm(true - np.array(found[0]), axis=1).argmin())
            upright.append(nearest == 0)
    told = _conditions(len(cards))
    return [
        Figure("reading.corner_iou", float(np.mean(overlaps)), "ratio", None, told),
        Figure("reading.upright", 100 * float(np.mean(upright)), "%", None, told),
    ]


def _refusals(reader: CredentialReader, read: Mapping[str, list[_Read]]) -> list[Figure]:
    caught = fitting = asked = 0
    for kind in KINDS:
        for number in range(_NEGATIVES):
            side = SideName.FRONT if number % 2 == 0 else SideName.BACK
            shot = make_negative(_SEED + number, kind, side=side.value)
            refusals = [one for one in reader.judge_side(shot.jpeg, side).findings if one.refuses]
            asked += 1
            caught += bool(refusals)
            fitting += any(one.code.value == fitting_code(kind) for one in refusals)
    good = [card for cards in read.values() for card in cards]
    alarms = sum(
        any(one.refuses and one.side is side for one in card.ours.findings)
        for card in good
        for side in SideName
    )
    told = f"{asked} negativos de {len(KINDS)} clases"
    return [
        Figure("reading.negatives_caught", 100 * caught / asked, "%", None, told),
        Figure("reading.negatives_code", 100 * fitting / asked, "%", None, told),
        Figure("reading.false_alarms", 100 * alarms / (2 * len(good)), "%", None,
               _conditions(len(good))),
    ]  # fmt: skip


def _time(reader: CredentialReader, plain: PlainReader, cards: list[_Read]) -> list[Figure]:
    """Measure the mean over cards of both, each in turns: families differ in what they print."""

    def both(card: _Read) -> tuple[float, float]:
        sides = card.sample.front.jpeg, card.sample.back.jpeg
        return interleaved(
            lambda: reader.read(*sides, _ON), lambda: plain.fields(*sides, anew=True)
        )

    ours, theirs = np.mean([both(card) for card in cards], axis=0).tolist()
    front = cards[0].sample.front.jpeg
    frame = cv2.imdecode(np.frombuffer(front, np.uint8), cv2.IMREAD_COLOR)
    small = cv2.resize(frame, (1280, 720))
    threads = cv2.getNumThreads()
    cv2.setNumThreads(1)
    guide(small)
    looks = [seconds(lambda: guide(small)) for _ in range(25)]
    cv2.setNumThreads(threads)
    size = f"{frame.shape[1]}x{frame.shape[0]} px"
    told = (
        f"media de {len(cards)} credenciales medias, {size}, caliente, vueltas alternadas, "
        f"{os.cpu_count()} núcleos"
    )
    return [
        Figure("reading.both_sides_time", ours * 1000, "ms", theirs * 1000, told),
        Figure("reading.guidance_frame", float(np.median(looks)) * 1000, "ms", None,
               "1280x720 px, mediana de 25, un hilo"),
    ]  # fmt: skip


def _process(card: _Read) -> list[Figure]:
    """Measure a fresh process: time until it can read, and its memory after one card."""
    folder = Path(__file__).resolve().parents[2] / "out"
    folder.mkdir(exist_ok=True)
    paths = [folder / "bench_front.jpg", folder / "bench_back.jpg"]
    for path, shot in zip(paths, (card.sample.front, card.sample.back), strict=True):
        path.write_bytes(shot.jpeg)
    command = [sys.executable, "-c", _PROBE, *map(str, paths)]
    told = [
        subprocess.run(
            command, check=True, capture_output=True, text=True, cwd=folder.parent
        ).stdout
        for _ in range(3)
    ]
    for path in paths:
        path.unlink()
    ready = float(np.median([float(one.split()[0]) for one in told]))
    memory = float(np.median([float(one.split()[1]) for one in told]))
    return [
        Figure("reading.ready", ready, "s", None, "proceso nuevo, mediana de 3"),
        Figure("reading.memory", memory, "MB", None, "proceso nuevo tras una credencial"),
    ]
