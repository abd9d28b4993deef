"""The signs that the bundled faces draw, so that a name is told at its field what none can show.

A sign and the accents over it are drawn by one face. A test holds these points against the files.
"""

import re
from typing import Final
from unicodedata import category

from core.domain.errors import SignUnknown
from core.domain.values.texto import composed

CLUSTER: Final = re.compile(r".[\u0300-\u036f]*", re.DOTALL)
"""A letter and the accents that no composed sign has: one face draws them together."""

BREAKS: Final = "\n\r\t"
"""What ends a line or leaves room: drawn by nobody, and always allowed."""


def _points(ranges: str) -> frozenset[int]:
    pairs = ((each.partition("-")[0], each.rpartition("-")[2]) for each in ranges.split())
    return frozenset(
        point for one, last in pairs for point in range(int(one, 16), int(last, 16) + 1)
    )


ATKINSON: Final = _points(
    "20-7e a0-ac ae-b4 b6-107 10a-113 116-11b 11e-123 126-127 12a-12b 12e-133 136-137 139-13e "
    "141-148 150-155 158-15b 15e-165 16a-16b 16e-17e 192 218-21b 237 2c6-2c7 2c9 2d8-2dd "
    "300-304 306-308 30a-30c 312 326-328 394 3a9 3bc 3c0 1e80-1e85 1e9e 1ef2-1ef3 2009 "
    "2013-2014 2018-201a 201c-201e 2020-2022 2026 2030 2039-203a 2044 20ac 20b9 2113 2122 "
    "212e 2202 220f 2211-2212 2215 2219-221a 221e 222b 2248 2260 2264-2265 25ca 266a"
)
"""Code points of AtkinsonHyperlegibleNext_400Regular.ttf."""

NOTO: Final = _points(
    "20-7e a0-36f 1d00-1dbf 1e00-1eff 2000-2064 2066-2071 2074-208e 2090-209c 2c60-2c7f "
    "a700-a7bf a7c2-a7ca a7f5-a7ff ab30-ab6b"
)
"""Code points of NotoSans_400Regular.ttf, which draws what Atkinson has not (ʼ ꞌ)."""


_UNSEEN: Final = frozenset({"Cf", "Zl", "Zp"})
_INVISIBLE: Final = "invisible"
"""Said in the place of such a sign: itself would turn the sentence round too."""


def drawable(text: str) -> str:
    """Return `text` if every sign of it can be seen and printed. Raises SignUnknown otherwise."""
    sign = unknown_sign(text)
    if sign:
        raise unknown(sign)
    return text


def nameable(text: str) -> str:
    """Return `text` if it is drawable and hides nothing. Raises SignUnknown otherwise.

    What is not seen turns a name round (U+202E), or lets two that look alike be two.
    """
    for sign in drawable(text):
        if category(sign) in _UNSEEN:
            raise SignUnknown({"sign": _INVISIBLE, "code": f"U+{ord(sign):04X}"})
    return text


def unknown_sign(text: str) -> str:
    """Return the first sign that no bundled face has, "" where there is none."""
    for cluster in CLUSTER.findall(composed(text)):
        points = {ord(each) for each in cluster}
        if cluster not in BREAKS and not (points <= ATKINSON or points <= NOTO):
            return str(cluster)
    return ""


def unknown(sign: str) -> SignUnknown:
    """Return the error of a sign that no face has."""
    shown = sign if sign.isprintable() else _INVISIBLE
    return SignUnknown({"sign": shown, "code": " ".join(f"U+{ord(each):04X}" for each in sign)})
