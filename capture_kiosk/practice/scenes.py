"""What the drawn camera shows in a practice: one fictitious card of MUESTRA, and a drawn face."""

from collections.abc import Mapping
from itertools import chain
from random import Random
from typing import Final

import numpy as np

from capture_kiosk.cameras.frames import Frame
from capture_kiosk.cameras.images import to_jpeg
from core.credential.imaging.picture import decode, shrunk
from core.cv import cv2

MODEL: Final = "E"
"""The model of every practice card; the page of the type says its family."""
_SIDE: Final = 1600
_ROOM: Final = (900, 720)
_FACE: Final = (600, 750)
_CARDS: Final = 4
"""Drawn at most until one is seen well on both sides."""
_TRIES: Final = 24
"""Of the drawn faces a half are seen well; so many are tried."""


def draw_scenes(seed: int) -> Mapping[str, Frame]:
    """Return the scenes of one practice by page; takes seconds, so never on the GUI thread."""
    front, back = _card(seed)
    return {
        "frente": front,
        "reverso": back,
        "rostro": _face(seed),
    }


def draw_front() -> bytes:
    """Return a photographed front (JPEG), always the same, to measure with."""
    from core.muestra.make import make_sample

    return make_sample(1, "easy", MODEL).front.jpeg


def _card(seed: int) -> tuple[Frame, Frame]:
    """Return both sides of a card that the live picture finds, where one of some is found."""
    from core.credential.detection import live
    from core.muestra.make import make_sample

    sides: tuple[Frame, ...] = ()
    for more in range(_CARDS):
        sample = make_sample(seed + more, "easy", MODEL)
        shots = sample.front, sample.back
        sides = tuple(shrunk(decode(each.jpeg), _SIDE)[0] for each in shots)
        if all(live.guide(side).ready for side in sides):
            break
    front, back = sides
    return front, back


def _face(seed: int) -> Frame:
    """Return a drawn face that is seen well, where one of some is."""
    drawn = (_drawn_face(seed + more) for more in range(_TRIES))
    first = next(drawn)
    return next((each for each in chain((first,), drawn) if _is_seen_well(each)), first)


def _is_seen_well(face: Frame) -> bool:
    """Tell whether a face is seen well where the drawn camera may show it, and as it is kept."""
    from core.credential.quality.face import judge_face, judge_face_frame

    shown = (face, np.roll(face, 1, 1))
    return all(judge_face(to_jpeg(each)).good and judge_face_frame(each).good for each in shown)


def _drawn_face(seed: int) -> Frame:
    """Return a face with the grain of a camera, marked MUESTRA."""
    from core.muestra.portrait import portrait

    drawn = portrait(Random(seed), _FACE)  # noqa: S311  a picture, no secret
    face = cv2.cvtColor(np.asarray(drawn), cv2.COLOR_RGB2BGR)
    room = np.full((*_ROOM, 3), face[5, 5], np.uint8)
    left = (_ROOM[1] - _FACE[0]) // 2
    room[-_FACE[1] :, left : left + _FACE[0]] = face
    grain = np.random.default_rng(seed).normal(0, 5, room.shape)
    ready = np.clip(room + grain, 0, 255).astype(np.uint8)
    font, red = cv2.FONT_HERSHEY_SIMPLEX, (40, 40, 160)
    return cv2.putText(ready, "MUESTRA", (40, 860), font, 2.6, red, 8, cv2.LINE_AA)
