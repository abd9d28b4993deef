"""What a display shows around a credential: a gallery, a browser, a chat, a document, nothing."""

from collections.abc import Callable
from random import Random
from typing import Final

from core.cv import cv2
from core.muestra.surfaces import KINDS, Scene, surface

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""

Page = Callable[[Scene, Box, Box, Random], None]
Tone = tuple[float, float, float]

_HALF: Final = 0.5


def grown(box: Box, by: float, down: float | None = None) -> Box:
    """Return a box that reaches further on each side."""
    high = by if down is None else down
    return (box[0] - by, box[1] - high, box[2] + by, box[3] + high)


def _fill(picture: Scene, box: Box, tone: Tone) -> None:
    left, top, right, bottom = (round(one) for one in box)
    if right > left and bottom > top:
        cv2.rectangle(picture, (left, top), (right, bottom), tone, -1)


def _grey(chance: Random, low: float, high: float) -> Tone:
    tone = chance.uniform(low, high)
    return (tone, tone, tone)


def _any(chance: Random) -> Tone:
    return (chance.uniform(15, 250), chance.uniform(15, 250), chance.uniform(15, 250))


def _ground(chance: Random) -> Tone:
    return _grey(chance, *chance.choice(((0, 10), (0, 40), (40, 130), (230, 255), (245, 255))))


def _photo(picture: Scene, box: Box, glass: Box, chance: Random) -> None:
    """Draw the table of the photo that is shown, as far as the display reaches."""
    left, top = (max(0, round(box[k]), round(glass[k])) for k in (0, 1))
    right = min(picture.shape[1], round(box[2]), round(glass[2]))
    bottom = min(picture.shape[0], round(box[3]), round(glass[3]))
    size = (max(64, right - left), max(64, bottom - top))
    table = surface(chance, size, chance.choice(KINDS)) * chance.uniform(0.5, 1.1)
    picture[top:bottom, left:right] = table[: max(0, bottom - top), : max(0, right - left)]


def _bar(picture: Scene, box: Box, chance: Random) -> None:
    """Draw a bar of an application with what stands on it."""
    tone = chance.choice((_any(chance), _grey(chance, 0, 50), _grey(chance, 215, 255)))
    _fill(picture, box, tone)
    ink = _grey(chance, 190, 250) if sum(tone) < 380 else _grey(chance, 20, 110)  # noqa: PLR2004
    middle, high = (box[1] + box[3]) / 2, box[3] - box[1]
    step = chance.uniform(1.2, 4) * high
    at = box[0] + chance.uniform(0.5, 2) * high
    while at < box[2]:
        spot = (round(at), round(middle))
        if chance.random() < _HALF:
            cv2.circle(picture, spot, max(1, round(high * 0.22)), ink,
                       chance.choice((-1, 1)), cv2.LINE_AA)  # fmt: skip
        else:
            long = chance.uniform(0.4, 2.5) * high
            _fill(picture, (at, middle - high * 0.12, at + long, middle + high * 0.12), ink)
            at += long
        at += step


def _lines(picture: Scene, box: Box, chance: Random, ink: Tone) -> None:
    """Draw lines of text too small to read."""
    high = chance.uniform(4, 12)
    at = box[1]
    while at < box[3]:
        long = chance.uniform(0.3, 1) * (box[2] - box[0])
        _fill(picture, (box[0], at, box[0] + long, at + high * 0.45), ink)
        at += high * chance.choice((1.6, 1.6, 3.2))


def _bare(picture: Scene, glass: Box, card: Box, chance: Random) -> None:
    """Show the card on one tone: a picture that is fitted into the display."""
    _fill(picture, glass, chance.choice((_ground(chance), _ground(chance), _any(chance))))
    if chance.random() < _HALF:
        _photo(picture, (glass[0], card[1] - chance.uniform(4, 120),
                         glass[2], card[3] + chance.uniform(4, 120)), glass, chance)  # fmt: skip


def _gallery(picture: Scene, glass: Box, card: Box, chance: Random) -> None:
    """Show a photo between the bars of a gallery, small pictures at its foot."""
    _fill(picture, glass, chance.choice((_grey(chance, 0, 12), _grey(chance, 235, 255))))
    if chance.random() < 0.7:  # noqa: PLR2004
        _photo(picture, grown(card, chance.uniform(5, 160), chance.uniform(5, 120)), glass, chance)
    high = chance.uniform(14, 45)
    _bar(picture, (glass[0], glass[1], glass[2], glass[1] + high), chance)
    _bar(picture, (glass[0], glass[3] - high, glass[2], glass[3]), chance)
    if chance.random() < _HALF:
        at, side = glass[0] + 4, chance.uniform(20, 50)
        while at < glass[2]:
            low = glass[3] - high - side - 5
            _fill(picture, (at, low, min(at + side, glass[2]), low + side), _any(chance))
            at += side + 4


def _browser(picture: Scene, glass: Box, card: Box, chance: Random) -> None:
    """Show a page with tabs, an address, a menu at one side."""
    ground = _ground(chance)
    _fill(picture, glass, ground)
    ink = _grey(chance, 60, 140)
    _lines(picture, (glass[0] + 12, glass[1] + 70, glass[2] - 12, glass[3]), chance, ink)
    _fill(picture, grown(card, chance.uniform(3, 70), chance.uniform(3, 45)), ground)
    if chance.random() < _HALF:
        side = chance.uniform(0.05, 0.25) * (glass[2] - glass[0])
        menu = (glass[0], glass[1], min(glass[0] + side, card[0] - 4), glass[3])
        _fill(picture, menu, _ground(chance))
        _lines(picture, grown(menu, -8), chance, ink)
    at = glass[1]
    for _ in range(chance.randint(1, 3)):
        high = chance.uniform(10, 30)
        _bar(picture, (glass[0], at, glass[2], at + high), chance)
        at += high
    if chance.random() < _HALF:
        _bar(picture, (glass[0], glass[3] - chance.uniform(12, 30), glass[2], glass[3]), chance)


def _chat(picture: Scene, glass: Box, card: Box, chance: Random) -> None:
    """Show the picture in a bubble between others."""
    _fill(picture, glass, chance.choice(((215.0, 228.0, 236.0), (24.0, 20.0, 12.0), _any(chance))))
    bubble: Tone = chance.choice(((200.0, 248.0, 220.0), (255.0, 255.0, 255.0), (60.0, 50.0, 35.0)))
    for low, far in ((glass[1], card[1]), (card[3], glass[3])):
        at = low + chance.uniform(10, 60)
        while at < far - 20:
            high, long = chance.uniform(14, 50), chance.uniform(0.2, 0.7) * (glass[2] - glass[0])
            left = glass[0] + 10 if chance.random() < _HALF else glass[2] - 10 - long
            box = (left, at, left + long, min(at + high, far - 8))
            _fill(picture, box, bubble)
            _lines(picture, grown(box, -5), chance, _grey(chance, 80, 160))
            at += high + chance.uniform(6, 20)
    _fill(picture, grown(card, 6, chance.uniform(4, 24)), bubble)
    _bar(picture, (glass[0], glass[1], glass[2], glass[1] + chance.uniform(15, 45)), chance)


def _document(picture: Scene, glass: Box, card: Box, chance: Random) -> None:
    """Show a white sheet on a grey ground, the card's picture on it, perhaps words around."""
    _fill(picture, glass, _grey(chance, 40, 190))
    sheet = grown(card, chance.uniform(15, 150), chance.uniform(30, 600))
    sheet = (max(sheet[0], glass[0]), max(sheet[1], glass[1]),
             min(sheet[2], glass[2]), min(sheet[3], glass[3]))  # fmt: skip
    _fill(picture, sheet, (252.0, 252.0, 252.0))
    if chance.random() < _HALF:
        _lines(picture, (sheet[0] + 15, sheet[1] + 15, sheet[2] - 15, card[1] - 15), chance,
               _grey(chance, 40, 120))  # fmt: skip
    if chance.random() < 0.7:  # noqa: PLR2004
        _bar(picture, (glass[0], glass[1], glass[2], glass[1] + chance.uniform(10, 40)), chance)


def _full(picture: Scene, glass: Box, card: Box, chance: Random) -> None:
    """Show a photo of a card on a table over the whole display."""
    del card
    _photo(picture, glass, glass, chance)
    if chance.random() < 0.3:  # noqa: PLR2004
        _bar(picture, (glass[0], glass[1], glass[2], glass[1] + chance.uniform(8, 30)), chance)


PAGES: Final[dict[str, Page]] = {
    "bare": _bare, "gallery": _gallery, "browser": _browser, "chat": _chat,
    "document": _document, "full": _full,
}  # fmt: skip
