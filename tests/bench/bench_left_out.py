"""The reader on our own pictures, in layouts, typefaces and words that it was not fitted on.

APOYO_BENCH_LEFT_OUT: cards of each level (60 without it: more than 3,000 fields, half an hour).
"""

import json
import os
from datetime import date
from pathlib import Path
from typing import Final

from core.credential.engines import open_reader
from core.muestra.make import make_varied
from tests.bench import calibration
from tests.bench.figure import Figure
from tests.bench.foreign import Card, Table, mistakes
from tests.bench.kept import read
from tests.bench.plain_parser import PlainReader

MISTAKES: Final = Path(__file__).resolve().parents[2] / "out" / "left_out.json"
_ON: Final = date(2026, 11, 1)
_SEED: Final = 880_000
_CARDS: Final = int(os.environ.get("APOYO_BENCH_LEFT_OUT", "60"))
_SEEN: Final = "de core.muestra, en diseños apartados, nunca reales"


def measure() -> list[Figure]:
    """Return the figures of `reading.left_out`."""
    reader, plain = open_reader(), PlainReader()
    cards: list[Card] = []
    for level in ("easy", "medium", "hard"):
        for number in range(_CARDS):
            sample = make_varied(_SEED + number, level, "left-out")
            front, back = sample.front.jpeg, sample.back.jpeg
            ours = read(reader, front, back, _ON)
            name = f"{level} {number}"
            cards.append(Card(name, sample.truth, ours, plain.fields(front, back)))
    MISTAKES.parent.mkdir(exist_ok=True)
    MISTAKES.write_text(json.dumps(mistakes(cards), indent=1, ensure_ascii=False), "utf-8")
    table = Table("reading.left_out", _SEEN, cards)
    calibration.write(table.name, table.curve())
    return table.figures()
