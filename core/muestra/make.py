"""Whole fictitious credentials, photographed: two pictures and the truth as samples have it."""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

from core.muestra.back import draw_back
from core.muestra.camera import Shot, shoot
from core.muestra.canvas import Typeface
from core.muestra.front import draw_front
from core.muestra.habits import draw_habits, rows_of
from core.muestra.invented import invented_domicilio, invented_name
from core.muestra.layout import Layout, draw_layout, hard_name
from core.muestra.levels import LEVELS, Level
from core.muestra.people import MODELS, Asked, Person, make_person
from core.muestra.phone import processed, troubled
from core.muestra.splits import Split
from core.muestra.surfaces import PRINTED
from core.muestra.varied_back import draw_varied_back
from core.muestra.varied_front import draw_varied_front
from core.muestra.words import ALSO_ESTADO_OF, ESTADO_OF

_INVENTED = 0.35
"""Share of varied cards whose name, and of those whose domicilio, is of words on no list."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One fictitious credential as a camera saw it."""

    person: Person
    level: str
    front: Shot
    back: Shot

    @property
    def truth(self) -> dict[str, Any]:
        """Return model, fields, difficulty and corners."""
        return {
            "model": self.person.model,
            "fields": self.person.fields,
            "difficulty": self.level,
            "corners": {"front": self.front.corners, "back": self.back.corners},
        }

    def write(self, folder: Path, name: str) -> None:
        """Write NAME_front.jpg, NAME_back.jpg and NAME.json."""
        (folder / f"{name}_front.jpg").write_bytes(self.front.jpeg)
        (folder / f"{name}_back.jpg").write_bytes(self.back.jpeg)
        text = json.dumps(self.truth, ensure_ascii=False, indent=1)
        (folder / f"{name}.json").write_text(text + "\n", "utf-8")


def make_sample(
    seed: int, level: str, model: str | None = None, asked: Asked | None = None
) -> Sample:
    """Return the sample of a seed; the same arguments give identical pictures."""
    chance = Random(f"{seed} {level}")  # noqa: S311  pictures, no secrets
    person = make_person(chance, model or chance.choice(MODELS), asked)
    face = Typeface.drawn(chance)
    front = shoot(draw_front(person, chance, face), LEVELS[level], chance)
    back = shoot(draw_back(person, chance, face), LEVELS[level], chance)
    return Sample(person, level, front, back)


def make_varied(
    seed: int, level: str, split: Split, model: str | None = None, asked: Asked | None = None
) -> Sample:
    """Return a sample whose layout is drawn by chance too, among those of `split`.

    The same arguments give identical pictures; no layout of one split occurs in the other.
    """
    chance = Random(f"{seed} {level} {split}")  # noqa: S311  pictures, no secrets
    model = model or chance.choice(MODELS)
    other = Random(f"{seed} {level} {split} habits")  # noqa: S311  pictures, no secrets
    layout = replace(draw_layout(chance, split, model), habits=draw_habits(other, split))
    asked = asked or hard_name(chance, split)
    if asked is None and chance.random() < _INVENTED:
        asked = invented_name(chance, split)
    person = make_person(chance, model, asked)
    if chance.random() < _INVENTED:
        address: dict[str, str | list[str]] = {"domicilio": invented_domicilio(chance, split)}
        person = replace(person, fields=person.fields | address)
    person = _printed(person, layout)
    domicilio = rows_of(person.lines("domicilio"), layout.habits.rows_of_domicilio)
    person = replace(person, fields=person.fields | {"domicilio": domicilio})
    sides = draw_varied_front(person, layout, chance), draw_varied_back(person, layout, chance)
    seen = _seen_on(level, seed, split)
    shots = [shoot(side, seen, chance) for side in sides]
    front, back = (troubled(shot, layout.habits, other) for shot in shots)
    return Sample(
        person,
        level,
        processed(front.jpeg, front.corners, chance),
        processed(back.jpeg, back.corners, chance),
    )


def _seen_on(level: str, seed: int, split: Split) -> Level:
    """Return the level; among those to fit on, one card in four lies on a printed page."""
    printed = split == "fit" and seed % 4 == 0
    return replace(LEVELS[level], surfaces=(PRINTED,)) if printed else LEVELS[level]


def _printed(person: Person, layout: Layout) -> Person:
    """Return the person with nothing in the fields that this print leaves out."""
    gone = {"curp"} & layout.plain
    if "term" in layout.plain:
        gone |= {"emision", "vigencia"}
    empty: dict[str, str | list[str]] = dict.fromkeys(gone, "")
    if "mrz" in layout.plain:
        empty["mrz"] = []
    if person.text("estado"):
        ending = person.lines("domicilio")[-1].rpartition(", ")[2]
        known = ESTADO_OF | ALSO_ESTADO_OF
        empty["estado"] = known.get(ending, person.text("estado"))
    return replace(person, fields=person.fields | empty)
