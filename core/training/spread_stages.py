"""What the stages of `spread` give: each of them the same pictures, read as far as it goes."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Final

from core.credential import reader as reading
from core.credential.detection.live import SteadyChooser
from core.credential.detection.locate import locate
from core.credential.engines import open_reader
from core.credential.imaging.picture import decode
from core.credential.quality import judge_surroundings, measures
from core.credential.reader import CredentialReader, SeenSide
from core.domain.credencial.lectura import SURE, SideName
from core.muestra.harder import HARDER, make_harder
from core.muestra.make import make_varied
from core.muestra.video import Frame, make_video

_ON: Final = date(2026, 11, 1)
_LEVELS: Final = ("easy", "medium", "hard")

Result = Callable[[], list[object]]
"""Reads all pictures of a stage anew and says what of them counts."""


def _pictures(cards: int, seed: int) -> Iterator[tuple[bytes, SideName]]:
    for number in range(cards):
        sample = make_varied(seed + number, _LEVELS[number % len(_LEVELS)], "fit")
        yield sample.front.jpeg, SideName.FRONT
        yield sample.back.jpeg, SideName.BACK


def _locating(cards: int, seed: int) -> Result:
    pictures = [decode(jpeg) for jpeg, _ in _pictures(cards, seed)]

    def result() -> list[object]:
        places = [locate(picture) for picture in pictures]
        return [
            [(one.shapes[0] / max(picture.shape) * 100).round().tolist() if one.shapes else None]
            for one, picture in zip(places, pictures, strict=True)
        ]

    return result


def _watching(cards: int, seed: int) -> Result:
    videos = [
        make_video(seed + number, "fit", ("front", "back")[number % 2]) for number in range(cards)
    ]

    def taken(video: list[Frame]) -> object:
        chooser = SteadyChooser()
        for frame in video:
            if chooser.offer(frame.picture)[1] is not None:
                return video[chooser.chosen_number].acceptable
        return None

    return lambda: [taken(video) for video in videos]


def _pairing(cards: int, seed: int) -> Result:
    reader = open_reader()
    seen = [reader.see(jpeg, side) for jpeg, side in _pictures(cards, seed)]
    pairs = list(zip(seen[::2], seen[1::2], strict=True))

    def result() -> list[object]:
        readings = [reader.assemble(front, back, _ON) for front, back in pairs]
        return [
            {name: (one.value, one.confidence >= SURE) for name, one in reading.fields.items()}
            for reading in readings
        ]

    return result


def _siding(cards: int, seed: int) -> Result:
    reader = open_reader()
    pictures = list(_pictures(cards, seed))

    def told(seen: SeenSide) -> object:
        text = seen.text
        return text and (text.side, text.family, [token.text for token in text.tokens])

    return lambda: [told(reader.see(jpeg, side)) for jpeg, side in pictures]


def _judging(cards: int, seed: int) -> Result:
    """Judge with what is slow measured once: the place, the text, colours and rasters of a side."""
    reader = open_reader()
    pictures = list(_pictures(cards, seed))
    for number, kind in enumerate(HARDER):
        side = (SideName.FRONT, SideName.BACK)[number % 2]
        pictures.append((make_harder(seed, kind, "fit", side=side.value).jpeg, side))
    _remember(reading, "locate")
    _remember(judge_surroundings, "raster", "look_around")
    _remember(measures, "own_colour", "crispness", "brightness")
    frames = [(decode(jpeg), side) for jpeg, side in pictures]
    _remember(CredentialReader, "_text", "_turned", "_text_at_border", "_trimmed_document")
    return lambda: [
        [(one.code, one.severity) for one in reader._seen(side, frame).findings]  # noqa: SLF001
        for frame, side in frames
    ]


def _remember(holder: object, *names: str) -> None:
    """Make functions answer at once what they were asked before, by the identity of arguments."""
    for name in names:
        setattr(holder, name, _remembered(getattr(holder, name)))


def _remembered(work: Callable[..., object]) -> Callable[..., object]:
    known: dict[tuple[float, ...], tuple[object, tuple[object, ...]]] = {}

    def answer(*given: object) -> object:
        key = tuple(one if isinstance(one, int | float) else id(one) for one in given)
        if key not in known:
            known[key] = (
                work(*given),
                given,
            )  # what was given is kept, so that no id is used twice
        return known[key][0]

    return answer


STAGES: Final[Mapping[str, Callable[[int, int], Result]]] = {
    "locate": _locating, "live": _watching, "judge": _judging, "pair": _pairing, "side": _siding,
}  # fmt: skip
