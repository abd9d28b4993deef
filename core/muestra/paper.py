"""The ground that a card is printed on: pale waves, clouds of colour, nobody's real design."""

from random import Random

import numpy as np
from PIL import Image

from core.cv import cv2
from core.muestra.canvas import HEIGHT, WIDTH


def paper(chance: Random, *, bright: int = 235) -> Image.Image:
    """Return a ground of pale colours with waves."""
    numbers = np.random.default_rng(chance.randrange(2**32))
    base = np.array([chance.randint(bright - 35, bright + 10) for _ in range(3)], np.float32)
    clouds = numbers.normal(0, 1, (6, 9, 3)).astype(np.float32)
    ground = base + chance.uniform(3, 9) * cv2.resize(
        clouds, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC
    )
    down, across = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    for _ in range(chance.randint(1, 3)):
        length, sway = chance.uniform(13, 40), chance.uniform(6, 60)
        bend = sway * np.sin(across / chance.uniform(60, 300) + chance.uniform(0, 6))
        wave = np.sin((down + bend) / length * 6.28)
        thin = np.exp((wave - 1) * 5)[:, :, None]
        tint = np.array([chance.uniform(0, 45) for _ in range(3)], np.float32)
        ground -= thin * tint
    return Image.fromarray(np.clip(ground, 0, 255).astype(np.uint8))
