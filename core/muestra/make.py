"""Whole fictitious credentials, photographed: two JPEGs and the truth in the format of samples."""

import json
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from core.muestra.back import draw_back
from core.muestra.camera import Shot, shoot
from core.muestra.canvas import Typeface
from core.muestra.front import draw_front
from core.muestra.levels import LEVELS
from core.muestra.people import MODELS, Asked, Person, make_person


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
