"""The credentials of the run: pictures and their truth, padrón and geography made from it."""

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CAPTURED = 8
"""Of our own: one citizen for each part of the play."""
CAPTURED_OF_OTHERS = 6
"""Of a folder with anyone's pictures; the rest is only read."""
LEAST = 4
_PARTS = ("both", "twice", "second", "other", "baja", "not_listed", "outside")
CORNERS = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One credential: both pictures (JPEG), what is printed, corners clockwise from top left.

    What is no card and has no picture of its back is offered as a back by that of its front.
    """

    name: str
    front: Path
    back: Path
    model: str
    fields: dict[str, str]
    corners: dict[str, CORNERS]

    @property
    def is_card(self) -> bool:
        """Tell whether the truth names anything: one with blank fields is no credential."""
        return any(text.strip() for text in self.fields.values())

    @property
    def kind(self) -> str:
        """Return the type that a person would tap."""
        for letters, kind in (("CD", "C/D"), ("EF", "E/F"), ("GHIJ", "G/H")):
            if self.model and self.model[0].upper() in letters:
                return kind
        return "otra"


def load(folder: Path) -> list[Card]:
    """Return every card of `folder` that has both sides, and what is no card, by name."""
    cards: list[Card] = []
    for truth in sorted(folder.glob("*.json")):
        front = folder / f"{truth.stem}_front.jpg"
        back = folder / f"{truth.stem}_back.jpg"
        if not front.exists():
            continue
        card = _card(truth, front, back if back.exists() else front)
        if back.exists() or not card.is_card:
            cards.append(card)
    return cards


def _card(truth: Path, front: Path, back: Path) -> Card:
    written = truth.read_text("utf-8").strip()
    said: dict[str, Any] = (json.loads(written) if written else None) or {}
    fields = {key: _text(value) for key, value in (said.get("fields") or {}).items()}
    corners = {
        side: tuple((float(x), float(y)) for x, y in points)
        for side, points in (said.get("corners") or {}).items()
        if points
    }
    return Card(truth.stem, front, back, str(said.get("model") or ""), fields, corners)


def _text(value: object) -> str:
    """Return a field as text; lines of a domicilio or MRZ joined by line breaks."""
    if isinstance(value, list):
        return "\n".join(str(line) for line in value)
    return "" if value is None else str(value)


def parts(captured: Sequence[str]) -> dict[str, str]:
    """Return which card plays which part in the play, as far as they reach.

    `left_out` stands in no row of the padrón; `baja`, `not_listed` and `outside` (another
    distrito) say how theirs read; with four cards `other` is `second`'s too.
    """
    *kept, last = captured
    found = dict(zip(_PARTS, kept, strict=False))
    return {"other": found["second"]} | found | {"left_out": last}


def padron_csv(cards: Sequence[Card], played: Mapping[str, str], target: Path) -> None:
    """Write the padrón that these citizens stand in, as the parts that they play have it."""
    with target.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["clave_elector", "cic", "numero_emision", "seccion", "estatus", "causa"])
        for card in cards:
            if card.name == played.get("left_out") or not card.is_card:
                continue
            told = (card.fields.get(key, "") for key in _COLUMNS)
            rows.writerow([*told, *_standing(card, played)])


_COLUMNS = ("clave_elector", "cic", "numero_emision", "seccion")


def _standing(card: Card, played: Mapping[str, str]) -> tuple[str, str]:
    """Return estatus and causa."""
    if card.name == played.get("baja"):
        return "BAJA", "DEFUNCION"
    return ("PADRON" if card.name == played.get("not_listed") else "LN"), ""


def geografia_csv(
    cards: Sequence[Card], extra: Sequence[str], target: Path, played: Mapping[str, str]
) -> None:
    """Write a fictitious geography: every sección of the cards in one distrito, one municipio.

    Only that of who plays `outside` lies in others. `extra` are secciones besides those of the
    cards (where the aspirantes live).
    """
    away = {card.fields.get("seccion", "") for card in cards if card.name == played.get("outside")}
    here = {card.fields.get("seccion", "") for card in cards} | set(extra)
    with target.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["entidad", "municipio", "municipio_nombre", "distrito", "seccion"])
        for seccion in sorted(filter(None, here - away)):
            rows.writerow([ENTIDAD, MUNICIPIO, "Villa Muestra", DISTRITO, seccion])
        for seccion in sorted({*filter(None, away), "9998"}):
            rows.writerow([ENTIDAD, "002", "Puerto Ficticio", "006", seccion])


ENTIDAD = "14"
MUNICIPIO = "001"
DISTRITO = "005"
