"""What the drawn camera shows in a practice: one fictitious card of MUESTRA, and a drawn face."""

from collections.abc import Mapping
from random import Random
from typing import Final

import numpy as np

from capture_kiosk.cameras.frames import Frame
from core.credential.imaging.picture import decode, shrunk
from core.cv import cv2

MODEL: Final = "E"
"""The model of every practice card; the page of the type says its family."""
_SIDE: Final = 1600
_FACE: Final = (720, 900)


def draw_scenes(seed: int) -> Mapping[str, Frame]:
    """Return the scenes of one practice by page; takes seconds, so never on the GUI thread."""
    from core.muestra.make import make_sample
    from core.muestra.portrait import portrait

    sample = make_sample(seed, "easy", MODEL)
    face = cv2.cvtColor(
        np.asarray(portrait(Random(seed), _FACE)),  # noqa: S311  a picture, no secret
        cv2.COLOR_RGB2BGR,
    )
    return {
        "frente": shrunk(decode(sample.front.jpeg), _SIDE)[0],
        "reverso": shrunk(decode(sample.back.jpeg), _SIDE)[0],
        "rostro": cv2.putText(
            face, "MUESTRA", (40, 860), cv2.FONT_HERSHEY_SIMPLEX, 2.6, (40, 40, 160), 8, cv2.LINE_AA
        ),
    }
