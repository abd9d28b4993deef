"""A credential as somebody draws it by hand: crooked lines, a face of circles, few words."""

from itertools import pairwise
from random import Random
from typing import Final

import numpy as np

from core.cv import cv2
from core.muestra.surfaces import Scene

_SIZE: Final = (505, 800)
_HANDS: Final = (cv2.FONT_HERSHEY_SCRIPT_SIMPLEX, cv2.FONT_HERSHEY_SCRIPT_COMPLEX,
                 cv2.FONT_HERSHEY_PLAIN, cv2.FONT_HERSHEY_SIMPLEX)  # fmt: skip
_TITLES: Final = ("INE", "Credencial", "I N E", "Mexico", "mi credencial", "CREDENCIAL DE VOTAR")
_WORDS: Final = ("Nombre: Ana", "Calle 1", "clave 123", "vota aqui", "Domicilio: mi casa",
                 "Edad 7", "Vigencia siempre", "Seccion 5", "Curp: AAA", "Sexo M")  # fmt: skip
_SIDE: Final = 0.5

Ink = tuple[float, float, float]


def scribbled(chance: Random, side: str) -> Scene:
    """Return a hand drawing of a front or a back (`side`), as a Scene of a card's size."""
    shade = chance.uniform(0.85, 1.0)
    card = np.full((*_SIZE, 3), 255.0, np.float32) * shade
    if chance.random() < _SIDE:  # coloured cardboard
        card *= np.array([chance.uniform(0.7, 1.0) for _ in range(3)], np.float32)
    ink = (chance.uniform(10, 150), chance.uniform(10, 150), chance.uniform(10, 150))
    _line(card, [(12, 12), (788, 12), (788, 493), (12, 493), (12, 12)], ink, chance)
    (_front if side == "front" else _back)(card, ink, chance)
    return card


def _line(card: Scene, points: list[tuple[float, float]], ink: Ink, chance: Random) -> None:
    """Draw a line as a hand does."""
    bent: list[tuple[float, float]] = []
    for (x0, y0), (x1, y1) in pairwise(points):
        for step in range(9):
            share = step / 8
            wobble = (chance.uniform(-3, 3), chance.uniform(-3, 3))
            bent.append((x0 + (x1 - x0) * share + wobble[0], y0 + (y1 - y0) * share + wobble[1]))
    path = np.array(bent, np.int32).reshape(-1, 1, 2)
    width = chance.choice((2, 3, 5))
    cv2.polylines(card, [path], isClosed=False, color=ink, thickness=width, lineType=cv2.LINE_AA)


def _words(
    card: Scene, words: str, at: tuple[int, int], size: float, pen: tuple[Ink, Random]
) -> None:
    ink, chance = pen
    hand = chance.choice(_HANDS)
    cv2.putText(card, words, at, hand, size, ink, chance.choice((2, 3)), cv2.LINE_AA)


def _front(card: Scene, ink: Ink, chance: Random) -> None:
    _words(card, chance.choice(_TITLES), (chance.randint(60, 330), 70), 1.9, (ink, chance))
    x, y, wide = chance.choice((140, 640)), chance.randint(210, 250), chance.randint(50, 80)
    if chance.random() < _SIDE:
        skin = (chance.uniform(120, 200), chance.uniform(150, 215), chance.uniform(190, 250))
        cv2.circle(card, (x, y), wide, skin, -1, cv2.LINE_AA)
    cv2.circle(card, (x, y), wide, ink, 3, cv2.LINE_AA)
    cv2.ellipse(card, (x, y + 170), (95, 90), 0, 180, 360, ink, 3, cv2.LINE_AA)
    for eye in (x - 25, x + 25):
        cv2.circle(card, (eye, y - 15), 7, ink, -1, cv2.LINE_AA)
    cv2.ellipse(card, (x, y + 12), (25, 18), 0, 0, 180, ink, 3, cv2.LINE_AA)
    left = 290 if x < card.shape[1] // 2 else 40
    for number, words in enumerate(chance.sample(_WORDS, chance.randint(2, 4))):
        spot = (left + chance.randint(-15, 15), 160 + number * 80)
        _words(card, words, spot, chance.uniform(1.1, 1.6), (ink, chance))


def _back(card: Scene, ink: Ink, chance: Random) -> None:
    """Draw a box of bars and squares, and rows of signs."""
    at = 60.0
    while at < chance.uniform(300, 700):
        _line(card, [(at, 40), (at, 110)], ink, chance)
        at += chance.uniform(10, 25)
    for _ in range(chance.randint(20, 60)):
        x, y = chance.randint(60, 260), chance.randint(150, 300)
        cv2.rectangle(card, (x, y), (x + 12, y + 12), ink, -1)
    for number in range(chance.randint(1, 3)):
        signs = "".join(chance.choice("0123456789<XAO<") for _ in range(chance.randint(8, 18)))
        _words(card, signs, (50, 370 + number * 55), chance.uniform(1.1, 1.5), (ink, chance))
