"""One contract for both engines: lines found and read, no socket, typed errors."""

import socket
from pathlib import Path

import numpy as np
import pytest

from core.credential.engines import NAMES, open_engine
from core.credential.errors import EngineMissing, ModelMissing
from core.credential.ocr.engine import ALPHABET, OcrEngine, greedy
from core.cv import cv2

WORDS = ("CLAVE DE ELECTOR", "SNEJPR85050509M100", "ZUÑIGA")


class NetworkTouched(AssertionError):
    """An engine asked for a socket."""


@pytest.fixture(params=NAMES)
def engine(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> OcrEngine:
    if request.param == "paddle":
        pytest.importorskip("paddleocr")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))

    def refuse(*_: object, **__: object) -> None:
        raise NetworkTouched

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    return open_engine(request.param)


def _page() -> np.ndarray:
    from PIL import Image, ImageDraw, ImageFont

    fonts = Path(__file__).resolve().parents[2] / "resources" / "fonts"
    font = ImageFont.truetype(str(fonts / "AtkinsonHyperlegibleNext_700Bold.ttf"), 34)
    page = Image.new("RGB", (900, 300), (235, 232, 228))
    for number, words in enumerate(WORDS):
        ImageDraw.Draw(page).text((60, 40 + number * 85), words, fill=(25, 25, 30), font=font)
    return cv2.cvtColor(np.asarray(page), cv2.COLOR_RGB2BGR)


@pytest.mark.filterwarnings("ignore")
def test_an_engine_finds_and_reads_lines_without_any_network(engine: OcrEngine) -> None:
    page = _page()
    boxes = sorted(engine.find_lines(page, 896), key=lambda box: float(box.points[0, 1]))
    assert len(boxes) == len(WORDS)
    strips = []
    for box in boxes:
        left, top = box.points.min(axis=0).astype(int)
        right, bottom = box.points.max(axis=0).astype(int)
        strips.append(page[max(0, top) : bottom, max(0, left) : right])
    lattices = engine.read_lines(strips)
    assert all(lattice.shape[1] == len(ALPHABET) + 1 for lattice in lattices)
    assert [greedy(lattice)[0] for lattice in lattices] == list(WORDS)


@pytest.mark.parametrize("name", NAMES)
def test_a_folder_without_models_is_a_typed_error(name: str, tmp_path: Path) -> None:
    with pytest.raises(ModelMissing):
        open_engine(name, tmp_path / "nada")


def test_an_unknown_engine_is_a_typed_error() -> None:
    with pytest.raises(EngineMissing):
        open_engine("otro")
