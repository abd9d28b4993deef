"""What no needle finds is found: thumbnails, strokes as numbers, sealed files, poorer pictures."""

import base64
import json
import os
import zlib
from collections.abc import Callable
from random import Random

import cv2
import numpy as np
import pytest

from core.muestra.portrait import portrait
from tests.walkthrough import residue, shapes
from tests.walkthrough.evidence.pictures import alike, coarse, colours_agree, grey, poorer
from tests.walkthrough.evidence.sides import weaker
from tests.walkthrough.evidence.spanish import day_in_words, named_in

Points = list[tuple[float, float]]
STROKE: Points = [(65.0 + 3 * i, 160.0 + (i * 29) % 71) for i in range(20)]


def _picture(seed: int = 7) -> bytes:
    drawn = np.asarray(portrait(Random(seed), (480, 640)).convert("RGB"))[:, :, ::-1]
    return bytes(cv2.imencode(".jpg", drawn, [cv2.IMWRITE_JPEG_QUALITY, 95])[1])


def _sized(encoded: bytes, size: tuple[int, int], kind: str = ".png") -> bytes:
    picture = cv2.imdecode(np.frombuffer(encoded, np.uint8), cv2.IMREAD_COLOR)
    return bytes(cv2.imencode(kind, cv2.resize(picture, size))[1])


@pytest.mark.parametrize("kind", [".png", ".jpg", ".webp", ".bmp"])
@pytest.mark.parametrize("size", [(24, 32), (96, 128), (480, 640)])
def test_a_picture_is_known_again_whatever_its_size(kind: str, size: tuple[int, int]) -> None:
    face = shapes.small(_picture())
    assert face is not None
    there = b"\0" * 100 + _sized(_picture(), size, kind)
    assert shapes.shows(there, [face])
    assert not shapes.shows(_sized(_picture()[::1], size, kind)[:40], [face])
    flipped = cv2.flip(cv2.imdecode(np.frombuffer(_picture(), np.uint8), cv2.IMREAD_COLOR), 0)
    assert not shapes.shows(bytes(cv2.imencode(kind, flipped)[1]), [face])


def test_a_picture_in_base64_is_seen() -> None:
    face = shapes.small(_picture())
    assert face is not None
    text = base64.b64encode(_sized(_picture(), (96, 128), ".jpg"))
    assert shapes.shows(b'{"foto":"' + text + b'"}', [face])


WRITINGS: tuple[Callable[[Points], object], ...] = (
    lambda stroke: [{"x": x, "y": y, "ms": 7 * i, "p": 0.0} for i, (x, y) in enumerate(stroke)],
    lambda stroke: stroke,
    lambda stroke: [x for x, _ in stroke],
    lambda stroke: [[round(x), round(y)] for x, y in stroke],
)  # fmt: skip


@pytest.mark.parametrize("writing", WRITINGS)
def test_strokes_are_seen_in_a_text_however_they_are_written(
    writing: Callable[[Points], object],
) -> None:
    text = json.dumps({"n": 3, "trazos": writing(STROKE)}).encode()
    assert shapes.traces(text, [STROKE])
    other = [(x + 9, y * 1.5) for x, y in STROKE]
    assert not shapes.traces(json.dumps(writing(other)).encode(), [STROKE])


@pytest.mark.parametrize("form", shapes.packed(STROKE))
def test_strokes_are_seen_as_binary_numbers(form: bytes) -> None:
    needle = residue.Needle("trazos", tuple(shapes.packed(STROKE)))
    assert any(form.startswith(each) or form == each for each in needle.forms)


def test_what_is_sealed_or_pressed_is_told_from_what_is_not() -> None:
    text = json.dumps([{"numero": i, "texto": "muestra"} for i in range(2000)]).encode()
    assert not shapes.closed(text)
    assert not shapes.closed(b"\0" * 100_000)
    assert not shapes.closed(os.urandom(64))
    assert shapes.closed(os.urandom(70_000))
    assert shapes.closed(base64.b64encode(os.urandom(70_000)))
    assert shapes.closed(zlib.compress(os.urandom(40_000)))


@pytest.mark.parametrize("kind", ["md5", "sha1", "sha256", "sha512"])
@pytest.mark.parametrize("form", ["hex", "raw", "base64", "short"])
def test_the_hash_of_a_clave_is_found(kind: str, form: str) -> None:
    import hashlib

    clave = "OCVLAN65041622H441"
    whole = hashlib.new(kind, clave.encode(), usedforsecurity=False).digest()
    forms = {
        "hex": whole.hex().encode(), "raw": whole, "base64": base64.b64encode(whole),
        "short": whole.hex()[:20].encode(),
    }  # fmt: skip
    needles = residue.hash_needles("clave", clave)
    assert any(each in b"id=" + forms[form] for needle in needles for each in needle.forms)


@pytest.mark.parametrize(
    "how", [{"quality": 20}, {"colour": False}, {"scale": 0.5}], ids=["q20", "gris", "chica"]
)
def test_a_picture_kept_poorer_is_told(how: dict[str, object]) -> None:
    offered = _picture()
    assert not poorer(offered, offered)
    assert not poorer(weaker(offered), offered)
    assert poorer(weaker(offered, **how), offered)  # type: ignore[arg-type]
    assert coarse(weaker(offered, quality=20))
    assert not coarse(weaker(offered))


def test_a_card_laid_flat_must_have_the_colours_of_its_picture() -> None:
    offered = _picture()
    corners = [[0, 0], [480, 0], [480, 640], [0, 640]]
    assert colours_agree(_sized(offered, (1012, 638)), offered, corners)
    assert not colours_agree(weaker(_sized(offered, (1012, 638)), colour=False), offered, corners)


def test_the_lens_is_believed_only_with_that_very_picture_on_the_screen() -> None:
    wanted, other = grey(_picture()), grey(_picture(8))
    screen = np.zeros((700, 900), np.uint8)
    screen[:, 187:712] = cv2.resize(wanted, (525, 700))
    assert alike(screen, wanted)
    assert not alike(screen, cv2.flip(other, 0).astype(np.uint8))
    assert not alike(np.zeros((700, 900), np.uint8), wanted)


@pytest.mark.parametrize(
    "said", ["MENDOZA Leticia", "leticia, mendoza", "acuse: Létícia", "x=LETICIA;"]
)
def test_a_name_is_heard_in_every_order_case_and_accent(said: str) -> None:
    assert named_in(said, ["Leticia Mendoza"])
    assert not named_in("Acuse 2 del aspirante 000001", ["Leticia Mendoza"])


def test_days_are_written_in_words() -> None:
    from datetime import date

    assert day_in_words(date(2026, 11, 28)) == "veintiocho de noviembre de dos mil veintiséis"
    assert day_in_words(date(2031, 5, 1)) == "primero de mayo de dos mil treinta y uno"
