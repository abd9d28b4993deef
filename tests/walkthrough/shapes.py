"""What a search for bytes cannot find: smaller pictures, strokes as numbers, what is sealed."""

import base64
import re
import struct
import zlib
from collections.abc import Iterator, Sequence

import cv2
import numpy as np
import numpy.typing as npt

Small = npt.NDArray[np.float64]
_PICTURES = re.compile(rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|RIFF....WEBP|BM....\0\0\0\0|II\*\0|GIF8")
_IN_BASE64 = re.compile(rb"(?:/9j/|iVBORw0KGgo)[A-Za-z0-9+/=\r\n]{64,}")
_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
_SMALL = (32, 20)
_MOST_PICTURES = 64
_LEAST_SIDE = 8
_SAME = 0.94
_RUN = 6
_HALF = 0.5
_STRIDES = range(1, 7)
_CLOSED = 0.97
_LARGE = 4096
_PACKED = ("<f", "<d", ">f", ">d", "<h", "<i", ">h", ">i")


def small(encoded: bytes) -> Small | None:
    """Return a picture as 32×20 in grey, mean 0 and length 1; None for no picture, or a blank one.

    Of a picture with transparency, its ink.
    """
    found = cv2.imdecode(np.frombuffer(encoded, np.uint8), cv2.IMREAD_UNCHANGED)
    if found is None or min(found.shape[:2]) < _LEAST_SIDE:
        return None
    if found.ndim == 3 and found.shape[2] == 4 and found[:, :, 3].std():
        grey = 255 - found[:, :, 3]
    else:
        grey = found if found.ndim == 2 else cv2.cvtColor(found[:, :, :3], cv2.COLOR_BGR2GRAY)
    flat = cv2.resize(grey, _SMALL, interpolation=cv2.INTER_AREA).astype(np.float64)
    flat -= flat.mean()
    length = float(np.linalg.norm(flat))
    return flat / length if length else None


def shows(content: bytes, wanted: Sequence[Small]) -> bool:
    """Tell whether a file holds one of the pictures, of whatever size, also inside base64."""
    return any(
        float((seen * each).sum()) >= _SAME for seen in _pictures_in(content) for each in wanted
    )


def _pictures_in(content: bytes) -> Iterator[Small]:
    pieces = [content[found.start() :] for found in _first(_PICTURES, content)]
    for found in _first(_IN_BASE64, content):
        bare = re.sub(rb"\s", b"", found[0]).rstrip(b"=")
        pieces.append(base64.b64decode(bare + b"=" * (-len(bare) % 4)))
    for piece in pieces:
        seen = small(piece)
        if seen is not None:
            yield seen


def _first(pattern: re.Pattern[bytes], content: bytes) -> list[re.Match[bytes]]:
    return [
        found for found, _ in zip(pattern.finditer(content), range(_MOST_PICTURES), strict=False)
    ]


def traces(content: bytes, strokes: Sequence[Sequence[tuple[float, float]]]) -> bool:
    """Tell whether a text holds a run of the points of a stroke: x after x, whatever is between."""
    written = np.array([float(each) for each in _NUMBER.findall(content)], np.float64)
    if len(written) < _RUN:
        return False
    return any(
        _runs(written, np.array(line[:_RUN]))
        for stroke in strokes
        for line in zip(*stroke, strict=True)
    )


def _runs(written: npt.NDArray[np.float64], line: npt.NDArray[np.float64]) -> bool:
    """Tell whether `line` stands in `written`, one every few numbers, to half a pixel."""
    if np.ptp(line) < 1:
        return False
    begins = np.flatnonzero(np.abs(written - line[0]) <= _HALF)
    for stride in _STRIDES:
        places = begins[begins + (len(line) - 1) * stride < len(written)]
        for number, value in enumerate(line):
            places = places[np.abs(written[places + number * stride] - value) <= _HALF]
        if len(places):
            return True
    return False


def packed(stroke: Sequence[tuple[float, float]]) -> list[bytes]:
    """Return the first points of a stroke as binary numbers: pairs, and x after x."""
    few = list(stroke[:_RUN])
    pairs = [value for point in few for value in point]
    found: list[bytes] = []
    for kind in _PACKED:
        whole = kind[1] in "hi"
        for line in (pairs, [x for x, _ in few]):
            values = [round(each) if whole else each for each in line]
            raw = b"".join(struct.pack(kind, each) for each in values)
            found.append(raw.lstrip(b"\0"))  # files hold too many zeros to begin a search at them
    return found


def closed(content: bytes) -> bool:
    """Tell whether a file of 4 kB or more is sealed or pressed: it cannot be pressed any further.

    Documents and pictures are so by nature: they are looked at otherwise.
    """
    if len(content) < _LARGE or content.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff")):
        return False
    bare = re.sub(rb"\s", b"", content)
    if re.fullmatch(rb"[A-Za-z0-9+/_-]+=*", bare):
        text = bare.rstrip(b"=").translate(bytes.maketrans(b"-_", b"+/"))
        content = base64.b64decode(text[: len(text) // 4 * 4])
    return len(zlib.compress(content, 1)) > _CLOSED * len(content)
