"""One set of numbers: the kiosk's Theme.qml says what the desk's tokens say."""

import re
from dataclasses import asdict
from pathlib import Path

import capture_kiosk
from core.qt_support.tokens import LIGHT

THEME = Path(capture_kiosk.__file__).parent / "qml" / "Theme.qml"
COLOUR = re.compile(r"readonly property color (\w+): \"(#[0-9A-F]{6})\"")
NAMED_ELSE = {"accentText": "on_accent"}
ALONE = frozenset({"cameraGround", "cameraWords", "cameraGood", "cameraGoodGround"})
"""The desk has no camera."""


def test_every_colour_of_the_kiosk_is_the_desks() -> None:
    found = dict(COLOUR.findall(THEME.read_text("utf-8")))
    kiosk = {
        NAMED_ELSE.get(name, re.sub(r"[A-Z]", lambda big: f"_{big[0].lower()}", name)): colour
        for name, colour in found.items()
        if name not in ALONE
    }
    assert kiosk == asdict(LIGHT)
