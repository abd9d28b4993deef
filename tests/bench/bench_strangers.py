"""The reader on cards that another hand drew: `../shared/strangers`, where that folder is there.

Who built the reader has seen these pictures; accuracy on real cards has not been measured.
"""

import json
import math
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import numpy as np

from core.credential.engines import open_reader
from core.credential.imaging.geometry import overlap
from core.credential.reader import CredentialReader
from core.domain.credencial.lectura import CredentialReading, SideName
from tests.bench.figure import Figure
from tests.bench.plain_parser import PlainReader

FOLDER: Final = Path(
    os.environ.get("APOYO_STRANGERS", Path(__file__).resolve().parents[3] / "shared/strangers")
)
MISTAKES: Final = Path(__file__).resolve().parents[2] / "out" / "strangers.json"
_ON: Final = date(2026, 11, 1)
_CODES: Final = ("clave_elector", "curp", "cic", "ocr")
_NAMES: Final = ("nombre", "apellido_paterno", "apellido_materno")
_SURE: Final = 0.95
_Z: Final = 1.96


@dataclass(frozen=True, slots=True)
class Card:
    """One credential as another hand drew it, as we read it and as the reference does."""

    name: str
    drawn: Mapping[str, Any]
    ours: CredentialReading
    plain: Mapping[str, str]

    @property
    def level(self) -> str:
        """Return how hard the pictures are: easy, medium or hard."""
        level: str = self.drawn["difficulty"]
        return level

    def truth(self) -> dict[str, str]:
        """Return what is printed, by the names that the reader gives; nothing is empty."""
        printed = {key: _text(value) for key, value in self.drawn["fields"].items()}
        first, dash, last = (printed.get("vigencia") or "").partition("-")
        if dash:  # G and H print both years in one field, the reader tells them apart
            printed |= {"emision": first.strip(), "vigencia": last.strip()}
        return {key: text for key, text in printed.items() if key in self.ours.fields}

    def right(self, keys: Iterable[str]) -> tuple[bool, bool]:
        """Tell whether we, and the reference, have all the printed ones of these right."""
        truth = self.truth()
        asked = [key for key in keys if truth.get(key)]
        ours = all(self.ours.value(key) == truth[key] for key in asked)
        return ours, all(self.plain.get(key, "") == truth[key] for key in asked)

    def refused(self) -> list[str]:
        """Return under which codes a side was refused."""
        return [each.code.value for each in self.ours.findings if each.refuses]


def measure() -> list[Figure]:
    """Return the figures of `reading.strangers`; none, and a line, where the folder is missing."""
    if not FOLDER.is_dir():
        print(f"  sin {FOLDER.name}: la lectura de credenciales de otras manos no se midió")
        return []
    reader, plain = open_reader(), PlainReader()
    cards = [_read(reader, plain, path) for path in sorted(FOLDER.glob("[0-9]*.json"))]
    _write_mistakes(cards)
    return [*_accuracy(cards), *_sureness(cards), *_corners(cards), *_refusals(reader, cards)]


def _read(reader: CredentialReader, plain: PlainReader, path: Path) -> Card:
    front, back = (path.with_name(f"{path.stem}_{s.value}.jpg").read_bytes() for s in SideName)
    drawn = json.loads(path.read_text("utf-8"))
    return Card(path.stem, drawn, reader.read(front, back, _ON), plain.fields(front, back))


def _text(value: object) -> str:
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _accuracy(cards: list[Card]) -> Iterator[Figure]:
    plain_cards = [card for card in cards if card.level != "hard"]
    hard = [card for card in cards if card.level == "hard"]
    for level in ("easy", "medium", "hard"):
        own = [card for card in cards if card.level == level]
        yield _share(f"reading.strangers.keys_exact.{level}", [c.right(_CODES) for c in own])
    for name, keys in (("joint_name", _NAMES), ("all_fields", None)):
        for label, own in (("easy_medium", plain_cards), ("hard", hard)):
            pairs = [card.right(keys or card.truth()) for card in own]
            yield _share(f"reading.strangers.{name}.{label}", pairs)


def _share(name: str, pairs: list[tuple[bool, bool]]) -> Figure:
    ours, plain = (sum(pair[side] for pair in pairs) for side in (0, 1))
    return Figure(name, 100 * ours / len(pairs), "%", 100 * plain / len(pairs), _told(ours, pairs))


def _told(hits: int, of: list[Any]) -> str:
    """Say how many, and the 95 % interval of the share (Wilson's)."""
    n, share = len(of), hits / len(of)
    middle = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    half = _Z * math.sqrt(share * (1 - share) / n + _Z**2 / (4 * n * n)) / (1 + _Z**2 / n)
    low, high = 100 * max(middle - half, 0), 100 * min(middle + half, 1)
    return f"{hits} de {n} ({low:.0f} a {high:.0f} %), de otra mano, vistas por quienes lo hicieron"


def _stated(card: Card) -> Iterator[tuple[str, bool, bool]]:
    """Yield each field printed or stated: its name, whether we are sure of it, and right."""
    truth = card.truth()
    for key, value in truth.items():
        found = card.ours.fields[key]
        if value or found.value:
            sure = bool(found.value) and found.confidence >= _SURE
            yield key, sure, found.value == value


def _sureness(cards: list[Card]) -> Iterator[Figure]:
    every = [each for card in cards for each in _stated(card)]
    sure = [each for each in every if each[1]]
    wrong = [each for each in sure if not each[2]]
    for name, own in (("sure_share", sure), ("sure_but_wrong", wrong)):
        share = 100 * len(own) / len(every)
        yield Figure(f"reading.strangers.{name}", share, "%", None, _told(len(own), every))


def _corners(cards: list[Card]) -> Iterator[Figure]:
    overlaps, upright = [], []
    for card in (each for each in cards if each.level != "hard"):
        for side in SideName:
            found, true = card.ours.corners.get(side), np.array(card.drawn["corners"][side.value])
            overlaps.append(overlap(np.array(found), true) if found is not None else 0.0)
            first = np.array(found[0]) if found is not None else np.array([math.inf] * 2)
            upright.append(
                found is not None and int(np.linalg.norm(true - first, axis=1).argmin()) == 0
            )
    told = _told(sum(upright), upright)
    yield Figure(
        "reading.strangers.corner_iou", float(np.mean(overlaps)), "ratio", None,
        f"media de {len(overlaps)} lados fáciles y medios",
    )  # fmt: skip
    yield Figure("reading.strangers.upright", 100 * float(np.mean(upright)), "%", None, told)


def _refusals(reader: CredentialReader, cards: list[Card]) -> Iterator[Figure]:
    good = [bool(card.refused()) for card in cards if card.level != "hard"]
    yield Figure(
        "reading.strangers.false_refusals", 100 * float(np.mean(good)), "%", None,
        _told(sum(good), good),
    )  # fmt: skip
    caught = [
        any(one.refuses for one in reader.judge_side(path.read_bytes(), _shown(path)).findings)
        for path in sorted(FOLDER.glob("neg_*.jpg"))
    ]
    yield Figure(
        "reading.strangers.negatives_caught", 100 * float(np.mean(caught)), "%", None,
        _told(sum(caught), caught),
    )  # fmt: skip


def _shown(path: Path) -> SideName:
    """Return the side that a negative shows, so that «the other side» is no reason to refuse."""
    drawn = json.loads(path.with_suffix(".json").read_text("utf-8"))
    return SideName.BACK if "back" in str(drawn.get("detail")) else SideName.FRONT


def _write_mistakes(cards: list[Card]) -> None:
    """Write what was read otherwise than printed, card by card, to look at."""
    rows = []
    for card in cards:
        truth = card.truth()
        wrong = {
            key: [truth[key], card.ours.value(key), round(card.ours.fields[key].confidence, 3)]
            for key, _, is_right in _stated(card)
            if not is_right
        }
        rows.append(
            {"card": card.name, "model": card.drawn["model"], "level": card.level,
             "refused": card.refused(), "wrong": wrong}
        )  # fmt: skip
    MISTAKES.parent.mkdir(exist_ok=True)
    MISTAKES.write_text(json.dumps(rows, indent=1, ensure_ascii=False), "utf-8")
