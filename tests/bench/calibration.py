"""How often a value is right, by how sure of it the reader was: the curve of its confidence.

One curve for each source of cards: our own, our own in left-out layouts, and strangers'.
`python -m tests.bench.calibration 40` reads that many cards a level, of seeds of its own.
"""

import csv
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from core.credential.engines import open_reader
from core.domain.credencial.lectura import CredentialReading
from core.muestra.make import make_sample

OUT: Final = Path(__file__).resolve().parents[2] / "out" / "calibration.tsv"
COLUMNS: Final = ("source", "low", "high", "values", "sure_%", "right_%")
_STEPS: Final = (0.0, 0.5, 0.8, 0.9, 0.95, 0.99, 1.01)
_SEED: Final = 660_000
_ON: Final = date(2020, 1, 1)
_LEVELS: Final = ("easy", "medium", "hard", "severe")

Stated = tuple[float, bool]
"""The confidence of one value, and whether it is what is printed."""


@dataclass(frozen=True, slots=True)
class Band:
    """Values stated with a confidence of `low` to under `high`: how many, and shares in percent."""

    low: float
    high: float
    values: int
    sure: float
    right: float


def stated(reading: CredentialReading, truth: Mapping[str, Any]) -> Iterator[Stated]:
    """Yield every value of a reading that the truth knows of; an empty one states nothing."""
    for name, true in truth.items():
        field = reading.fields[name]
        if field.value:
            told = "\n".join(true) if isinstance(true, list) else true
            yield field.confidence, field.value == told


def curve(values: Iterable[Stated]) -> list[Band]:
    """Return the bands in which something was stated, least sure first."""
    every = list(values)
    bands = []
    for low, high in pairwise(_STEPS):
        own = [one for one in every if low <= one[0] < high]
        if own:
            sure = 100 * sum(confidence for confidence, _ in own) / len(own)
            right = 100 * sum(is_right for _, is_right in own) / len(own)
            bands.append(Band(low, min(high, 1.0), len(own), sure, right))
    return bands


def write(source: str, bands: Iterable[Band]) -> None:
    """Write the curve of a source to OUT; those of other sources stay."""
    OUT.parent.mkdir(exist_ok=True)
    rows = [row for row in written() if row["source"] != source]
    rows += [
        dict(zip(COLUMNS, (source, f"{b.low}", f"{b.high}", f"{b.values}", f"{b.sure:.1f}",
                           f"{b.right:.1f}"), strict=True))
        for b in bands
    ]  # fmt: skip
    lines = ["\t".join(COLUMNS), *("\t".join(row[key] for key in COLUMNS) for row in rows)]
    OUT.write_text("\n".join(lines) + "\n", "utf-8")


def written() -> list[dict[str, str]]:
    """Return the rows of OUT, none where there is none."""
    if not OUT.exists():
        return []
    return list(csv.DictReader(OUT.read_text("utf-8").splitlines(), delimiter="\t"))


def main(cards: int) -> None:
    """Read `cards` a level and write their curve."""
    reader = open_reader()
    values: list[Stated] = []
    for level in _LEVELS:
        for number in range(cards):
            sample = make_sample(_SEED + number, level)
            reading = reader.read(sample.front.jpeg, sample.back.jpeg, _ON)
            values += stated(reading, sample.person.fields)
    write("core.muestra", curve(values))
    sys.stdout.write(OUT.read_text("utf-8"))


if __name__ == "__main__":
    main(int(sys.argv[1]))
