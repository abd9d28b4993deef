"""The reader of credentials (numerals 16 to 19): two pictures in, one reading out."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from time import perf_counter
from typing import Final

import numpy as np

from core.credential.codes import cic_of_qr
from core.credential.compose import Composer
from core.credential.engine import OcrEngine
from core.credential.judge import (
    judge_missing,
    judge_pair,
    judge_place,
    judge_sheet,
    judge_text,
    judge_wear,
)
from core.credential.judge_around import judge_around
from core.credential.layout import Front, parse_front
from core.credential.layout_back import Back, parse_back
from core.credential.locate import Located, locate
from core.credential.picture import Picture, decode, jpeg
from core.credential.read_side import SideText, read_side
from core.credential.second_look import second_look
from core.credential.sheet import Sheet
from core.domain.credencial.lectura import (
    Corners,
    CredentialReading,
    Family,
    Finding,
    SideJudgement,
    SideName,
)

_PLAIN: Final = 1.05
_BORDER: Final = 0.008
_CUT: Final = 0.5
_SURELY: Final = 0.75
_DOUBT: Final = 0.6
_HARDLY: Final = 0.05
_CUT_HINTED: Final = 0.05
_WHOLE_LOOK: Final = 736


@dataclass(slots=True)
class _Side:
    """What is known of one picture."""

    name: SideName
    picture: Picture
    text: SideText | None = None
    findings: list[Finding] = field(default_factory=list)

    @property
    def corners(self) -> Corners | None:
        """Return the corners from the card's own top left on."""
        if self.text is None:
            return None
        first, second, third, fourth = (
            (round(float(x), 1), round(float(y), 1)) for x, y in self.text.sheet.corners
        )
        return first, second, third, fourth

    @property
    def rectified(self) -> bytes:
        """Return the card alone as JPEG, empty where none was found."""
        return jpeg(self.text.sheet.flat) if self.text else b""


@dataclass(slots=True)
class CredentialReader:
    """Reads credentials with one engine. Not for two threads at once."""

    engine: OcrEngine

    def warm(self) -> None:
        """Run every network once, so that the first citizen does not wait for it."""
        blank = np.full((96, 152, 3), 200, np.uint8)
        locate(blank)
        self.engine.find_lines(blank, 320)
        self.engine.read_lines([blank[:48]])

    def read(self, front: bytes, back: bytes | None, on: date) -> CredentialReading:
        """Return what both pictures say. Raises a leaf of ReadingFailed for bytes that are none."""
        started = perf_counter()
        pictures = {SideName.FRONT: decode(front)}
        if back is not None:
            pictures[SideName.BACK] = decode(back)
        decoded = perf_counter()
        with ThreadPoolExecutor(len(pictures)) as hands:  # a side at a time a core, both at once
            seen_sides = hands.map(self._side, pictures.keys(), pictures.values())
            sides = dict(zip(pictures, seen_sides, strict=True))
        seen = perf_counter()
        reading = self._assembled(sides, on)
        ended = perf_counter()
        reading.ms.update(
            decode=_ms(started, decoded),
            sides=_ms(decoded, seen),
            fields=_ms(seen, ended),
            total=_ms(started, ended),
        )
        return reading

    def judge_side(self, frame: bytes, side: SideName) -> SideJudgement:
        """Return what is told of one picture, taken as `side`. Raises as `read` does."""
        seen = self._side(side, decode(frame))
        judge_text(seen.findings, seen.text, side)
        return SideJudgement(
            seen.corners,
            seen.text.side if seen.text else None,
            seen.text.family if seen.text else Family.UNKNOWN,
            tuple(seen.findings),
            seen.rectified,
        )

    def _side(self, name: SideName, picture: Picture) -> _Side:
        side = _Side(name, picture)
        place = locate(picture)
        if not place.shapes:
            side.findings.append(judge_missing(place, name))
            return side
        side.text = self._text(picture, place)
        frame = (picture.shape[0], picture.shape[1])
        doubtful = place.score < _PLAIN or side.text.side is None
        hinted = doubtful and place.sight.cut > max(_CUT_HINTED, place.sight.none / 4)
        at_border = hinted and (place.sight.cut > _CUT or self._text_at_border(picture))
        side.findings.extend(judge_place(place, side.text, frame, name, at_border=at_border))
        side.findings.extend(judge_sheet(side.text, frame, name))
        judge_around(side.findings, side.text, name)
        return side

    def _text_at_border(self, picture: Picture) -> bool:
        """Tell whether lines of text run out of the picture."""
        size = np.array([picture.shape[1], picture.shape[0]])
        margin = _BORDER * float(size.max())
        for box in self.engine.find_lines(picture, _WHOLE_LOOK):
            low, high = box.points.min(axis=0), box.points.max(axis=0)
            if (low < margin).any() or (high > size - margin).any():
                return True
        return False

    def _text(self, picture: Picture, place: Located) -> SideText:
        """Return the text of the card, laid again where its print says that it lies otherwise."""
        return second_look(picture, self._likeliest(picture, place), place.score, self.engine)

    def _likeliest(self, picture: Picture, place: Located) -> SideText:
        """Return the text of the likeliest shape; another's where only that shows a credential."""
        first = read_side(Sheet.of(picture, place.shapes[0]), self.engine)
        if first.side is not None:
            return first
        for corners in place.shapes[1:]:
            other = read_side(Sheet.of(picture, corners), self.engine)
            if other.side is not None:
                return other
        if place.sight.back > _SURELY and place.sight.none < _HARDLY:
            return replace(first, side=SideName.BACK)  # of model C little else can be read
        return first

    def _assembled(self, sides: dict[SideName, _Side], on: date) -> CredentialReading:
        texts = {name: side.text for name, side in sides.items() if side.text is not None}
        for name, side in sides.items():
            judge_text(side.findings, side.text, name)
        front = _parsed_front(texts)
        back = _parsed_back(texts)
        sheets = {name.value: text.sheet for name, text in texts.items()}
        qr = cic_of_qr(texts[SideName.BACK].sheet.flat) if SideName.BACK in texts else ""
        fields, coded = Composer(self.engine, front, back, sheets, qr).fields()
        findings = [one for side in sides.values() for one in side.findings]
        findings += judge_pair(texts, coded, fields, on)
        unsure = [name for name, one in fields.items() if one.value and one.confidence < _DOUBT]
        findings += judge_wear(texts, [*unsure, *(front.missing() if front else [])])
        return CredentialReading(
            fields=fields,
            corners={name: side.corners for name, side in sides.items()},
            model_family=_family(texts, back),
            findings=tuple(findings),
            rectified_front=sides[SideName.FRONT].rectified,
            rectified_back=sides[SideName.BACK].rectified if SideName.BACK in sides else b"",
        )


def _ms(start: float, end: float) -> float:
    return round((end - start) * 1000, 1)


def _parsed_front(texts: dict[SideName, SideText]) -> Front | None:
    text = texts.get(SideName.FRONT)
    if text is None or text.side is SideName.BACK:
        return None
    return parse_front(text.tokens, text.family)


def _parsed_back(texts: dict[SideName, SideText]) -> Back | None:
    text = texts.get(SideName.BACK)
    return parse_back(text.tokens) if text and text.side is not SideName.FRONT else None


def _family(texts: dict[SideName, SideText], back: Back | None) -> Family:
    """Return the family the front tells; without one, what the back tells."""
    text = texts.get(SideName.FRONT)
    if text is not None and text.family is not Family.UNKNOWN:
        return text.family
    if back is not None and back.digits is not None and not back.mrz:
        return Family.CD
    return Family.UNKNOWN
