"""Colours of the drawings, once: the desk reads them here, and a test holds Theme.qml to them.

Each value has the contrast that its use asks for: text 4.5, edges and icons 3, outdoor text 7.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ThemeColours:
    """One theme. `line` only divides and is never the edge of a control: that is `edge`."""

    paper: str
    card: str
    sunk: str
    line: str
    edge: str
    track: str
    ink: str
    soft: str
    accent: str
    accent_press: str
    on_accent: str
    accent_soft: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    error: str
    error_soft: str


LIGHT = ThemeColours(
    paper="#FAF9F6",
    card="#FFFFFF",
    sunk="#F1EEE8",
    line="#DDD9D2",
    edge="#857F76",
    track="#E4E0D9",
    ink="#1D1B20",
    soft="#55505C",
    accent="#6B2346",
    accent_press="#4A1630",
    on_accent="#FFFFFF",
    accent_soft="#F3E8EE",
    ok="#1E6B4A",
    ok_soft="#E4F1EA",
    warn="#7F4A00",
    warn_soft="#FBF0DC",
    error="#A4262C",
    error_soft="#FBEAE9",
)

OUTDOOR = ThemeColours(
    paper="#FFFFFF",
    card="#FFFFFF",
    sunk="#FFFFFF",
    line="#000000",
    edge="#000000",
    track="#FFFFFF",
    ink="#000000",
    soft="#000000",
    accent="#5A1639",
    accent_press="#35091F",
    on_accent="#FFFFFF",
    accent_soft="#FFFFFF",
    ok="#00522F",
    ok_soft="#FFFFFF",
    warn="#633800",
    warn_soft="#FFFFFF",
    error="#8E1016",
    error_soft="#FFFFFF",
)
"""The tablet in the sun: black on white, and every colour at least 7 to 1."""

DARK = ThemeColours(
    paper="#17161A",
    card="#1F1E23",
    sunk="#121114",
    line="#3A3840",
    edge="#837F8C",
    track="#3A3840",
    ink="#F2F0EC",
    soft="#BDB9C4",
    accent="#E8A0BF",
    accent_press="#C97FA2",
    on_accent="#2A0B1A",
    accent_soft="#3C2230",
    ok="#7FD3A8",
    ok_soft="#173428",
    warn="#F0BE6A",
    warn_soft="#3A2C12",
    error="#FF9F9A",
    error_soft="#432020",
)
