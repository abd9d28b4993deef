"""What is measured of a reader on cards that it was not fitted on: one table for each source."""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from core.credential.imaging.geometry import overlap
from core.domain.credencial.lectura import CredentialReading, SideName
from tests.bench import calibration
from tests.bench.figure import Figure
from tests.bench.intervals import interval

_CODES: Final = ("clave_elector", "curp", "cic", "ocr")
_NAMES: Final = ("nombre", "apellido_paterno", "apellido_materno")
_SURE: Final = 0.95


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


@dataclass(frozen=True, slots=True)
class Table:
    """Cards of one source. `name` begins the names of its figures; `seen` says who saw them."""

    name: str
    seen: str
    cards: list[Card]

    def figures(self) -> list[Figure]:
        """Return accuracy, sureness, corners and false refusals, each with n and its interval."""
        return [*self._accuracy(), *self._sureness(), *self._corners(), *self._refused()]

    def curve(self) -> list[calibration.Band]:
        """Return how often values were right, by how sure we were of them."""
        stated = (
            each for card in self.cards for each in calibration.stated(card.ours, card.truth())
        )
        return calibration.curve(stated)

    def told(self, hits: int, of: list[Any]) -> str:
        """Say how many, and the 95 % interval of the share."""
        low, high = interval(hits, len(of))
        return f"{hits} de {len(of)} ({low:.2g} a {high:.3g} %), {self.seen}"

    def share(self, name: str, hits: list[bool]) -> Figure:
        """Return the figure of how many hold, in percent."""
        told = self.told(sum(hits), hits)
        return Figure(f"{self.name}.{name}", 100 * float(np.mean(hits)), "%", None, told)

    def _accuracy(self) -> Iterator[Figure]:
        plain = [card for card in self.cards if card.level != "hard"]
        hard = [card for card in self.cards if card.level == "hard"]
        for level in ("easy", "medium", "hard"):
            own = [card for card in self.cards if card.level == level]
            yield self._both(f"keys_exact.{level}", [card.right(_CODES) for card in own])
        for name, keys in (("joint_name", _NAMES), ("all_fields", None)):
            for label, own in (("easy_medium", plain), ("hard", hard)):
                pairs = [card.right(keys or card.truth()) for card in own]
                yield self._both(f"{name}.{label}", pairs)

    def _both(self, name: str, pairs: list[tuple[bool, bool]]) -> Figure:
        ours, plain = (sum(pair[side] for pair in pairs) for side in (0, 1))
        of, (low, high) = len(pairs), interval(plain, len(pairs))
        told = f"{self.told(ours, pairs)}; referencia {plain} ({low:.2g} a {high:.3g} %)"
        return Figure(f"{self.name}.{name}", 100 * ours / of, "%", 100 * plain / of, told)

    def _sureness(self) -> Iterator[Figure]:
        every = [each for card in self.cards for each in stated(card)]
        yield self.share("sure_share", [sure for _, sure, _ in every])
        yield self.share("sure_but_wrong", [sure and not right for _, sure, right in every])

    def _corners(self) -> Iterator[Figure]:
        overlaps, upright = [], []
        for card in (each for each in self.cards if each.level != "hard"):
            for side in SideName:
                found, true = (
                    card.ours.corners.get(side),
                    np.array(card.drawn["corners"][side.value]),
                )
                overlaps.append(overlap(np.array(found), true) if found is not None else 0.0)
                first = np.array(found[0]) if found is not None else np.array([math.inf] * 2)
                nearest = int(np.linalg.norm(true - first, axis=1).argmin())
                upright.append(found is not None and nearest == 0)
        told = f"media de {len(overlaps)} lados fáciles y medios"
        mean = float(np.mean(overlaps))
        yield Figure(f"{self.name}.corner_iou", mean, "ratio", None, told)
        yield self.share("upright", upright)

    def _refused(self) -> Iterator[Figure]:
        own = [bool(card.refused()) for card in self.cards if card.level != "hard"]
        yield self.share("false_refusals", own)


def _text(value: object) -> str:
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value or "")


def stated(card: Card) -> Iterator[tuple[str, bool, bool]]:
    """Yield each field printed or stated: its name, whether we are sure of it, and right."""
    truth = card.truth()
    for key, value in truth.items():
        found = card.ours.fields[key]
        if value or found.value:
            sure = bool(found.value) and found.confidence >= _SURE
            yield key, sure, found.value == value


def mistakes(cards: Iterable[Card]) -> list[dict[str, object]]:
    """Return what was read otherwise than printed, card by card, to look at."""
    rows: list[dict[str, object]] = []
    for card in cards:
        truth = card.truth()
        wrong = {
            key: [truth[key], card.ours.value(key), round(card.ours.fields[key].confidence, 3)]
            for key, _, is_right in stated(card)
            if not is_right
        }
        rows.append(
            {"card": card.name, "model": card.drawn["model"], "level": card.level,
             "refused": card.refused(), "wrong": wrong}
        )  # fmt: skip
    return rows
