"""The reader of credentials (numerals 16 to 19): two pictures in, one reading out."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from time import perf_counter
from typing import Final

import numpy as np

from core.credential.detection.locate import Located, locate, located_turned
from core.credential.imaging.picture import Picture, decode, jpeg
from core.credential.imaging.sheet import Sheet
from core.credential.layout.mrz_at_once import mrz_at_once
from core.credential.layout.read_side import LOOK, LOOK_BACK, SideText, read_side
from core.credential.layout.realign import realign
from core.credential.networks.surroundings import look_around
from core.credential.ocr.engine import OcrEngine
from core.credential.pair import read_pair, unsure
from core.credential.quality.document_check import has_no_key, is_stranger
from core.credential.quality.judge import sheet_shares, text_shares
from core.credential.quality.judge_cover import covered_share
from core.credential.quality.judge_place import missing_shares, place_shares
from core.credential.quality.judge_surroundings import around_shares
from core.credential.quality.likelihood import CERTAIN, Shares, merged, told
from core.credential.quality.words import legible_words
from core.domain.credencial.lectura import (
    PLAIN,
    Corners,
    CredentialReading,
    Family,
    Finding,
    FindingCode,
    SideJudgement,
    SideName,
)

_NOT_ONE: Final = frozenset({FindingCode.OTHER_DOCUMENT, FindingCode.NO_CREDENTIAL})
_PLAIN: Final = 1.05
_BORDER: Final = 0.008
_SURELY: Final = 0.75
_HARDLY: Final = 0.05
_CUT_HINTED: Final = 0.05
_NONE: Final = 0.8
"""Share from which on the network sees no card, and no edges either."""

_NO_CARD: Final = 0.95
"""Share from which on what looks like no credential must show a key to be one."""

_WHOLE_LOOK: Final = 736
_TRIMMED: Final = (1.4, 1.75)
"""Width over height of a scan that shows a card and nothing round it; cameras take other forms."""

_SOME_WORDS: Final = 2
_ELECTORAL: Final = frozenset({"ine", "ife", "titulo", "registro", "clave_elector"})
"""Labels of which a credential that is cut may still show one, and no other document does."""


@dataclass(frozen=True, slots=True, eq=False)
class SeenSide:
    """All that one picture yields by itself. Read once; may be judged and combined repeatedly.

    `text` is None where no card was found. `shares`: how likely each finding is, those that are
    not said too.
    """

    name: SideName
    text: SideText | None
    shares: Shares

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return what is likely enough to be said, in the order of the codes."""
        return told(self.shares, self.name)

    @property
    def corners(self) -> Corners | None:
        """Return the corners (px of the picture) from the card's own top left on, or None."""
        if self.text is None:
            return None
        first, second, third, fourth = (
            (round(float(x), 1), round(float(y), 1)) for x, y in self.text.sheet.corners
        )
        return first, second, third, fourth

    @property
    def rectified(self) -> bytes:
        """Return the flattened card as JPEG, empty where none was found."""
        return jpeg(self.text.sheet.flat) if self.text else b""

    def judgement(self) -> SideJudgement:
        """Return corners, side, family and findings of this picture alone."""
        return SideJudgement(
            self.corners,
            self.text.side if self.text else None,
            self.text.family if self.text else Family.UNKNOWN,
            self.findings,
            self.rectified,
        )

    def wipe(self) -> None:
        """Overwrite its pixels (best effort, as Python may hold copies). Not usable afterwards."""
        if self.text:
            self.text.sheet.wipe()


@dataclass(slots=True)
class CredentialReader:
    """Reads credentials with one engine. Not thread-safe."""

    engine: OcrEngine

    def warm(self) -> None:
        """Run every network once, so that the first reading is not slower. Raises ModelMissing."""
        blank = np.full((96, 152, 3), 200, np.uint8)
        corners = np.array([[20, 20], [130, 20], [130, 90], [20, 90]], np.float32)
        locate(blank)
        look_around((blank,), corners)
        self.engine.find_lines(blank, 320)
        self.engine.read_lines([blank[:48]])

    def read(self, front: bytes, back: bytes | None, on: date) -> CredentialReading:
        """Return fields and findings of both pictures, with `ms` of each stage.

        `on` is the day of the reading. Raises a leaf of ReadingFailed for bytes that cannot be
        decoded and ModelMissing.
        """
        started = perf_counter()
        frames = {SideName.FRONT: front} | ({} if back is None else {SideName.BACK: back})
        with ThreadPoolExecutor(len(frames)) as hands:  # a side at a time a core, both at once
            seen_sides = hands.map(self.see, frames.values(), frames.keys())
            sides = dict(zip(frames, seen_sides, strict=True))
        seen = perf_counter()
        reading = self.assemble(sides[SideName.FRONT], sides.get(SideName.BACK), on)
        ended = perf_counter()
        reading.ms.update(
            sides=_ms(started, seen),
            fields=_ms(seen, ended),
            total=_ms(started, ended),
        )
        return reading

    def judge_side(self, frame: bytes, side: SideName) -> SideJudgement:
        """Return the findings about one picture, taken as `side`. Raises as `read` does."""
        return self.see(frame, side).judgement()

    def see(self, frame: bytes, side: SideName) -> SeenSide:
        """Return all that one picture yields, taken as `side`. Raises as `read` does."""
        return self._seen(side, decode(frame))

    def assemble(self, front: SeenSide, back: SeenSide | None, on: date) -> CredentialReading:
        """Return the reading of sides already seen, with `ms` empty. Changes neither side."""
        sides = [front] if back is None else [front, back]
        texts = {side.name: side.text for side in sides if side.text is not None}
        pair = read_pair(texts, self.engine, on)
        told = {one.code for side in sides for one in side.findings}
        return CredentialReading(
            fields=unsure(pair.fields) if told & _NOT_ONE else pair.fields,
            corners={side.name: side.corners for side in sides},
            model_family=pair.family,
            findings=(*(one for side in sides for one in side.findings), *pair.findings),
            rectified_front=front.rectified,
            rectified_back=back.rectified if back else b"",
        )

    def _seen(self, name: SideName, picture: Picture) -> SeenSide:
        place = locate(picture)
        text = self._text(picture, place) if place.shapes else self._turned(picture, place)
        if text is None or text.side is None:
            trimmed = self._trimmed_document(picture)
            if trimmed or text is None:
                return SeenSide(name, text, trimmed or missing_shares(place))
        return SeenSide(name, text, self._shares(picture, place, text, name))

    def _shares(self, picture: Picture, place: Located, text: SideText, name: SideName) -> Shares:
        """Return how likely each finding is of a card that was found."""
        frame = (picture.shape[0], picture.shape[1])
        doubtful = place.score < _PLAIN or text.side is None
        hinted = doubtful and place.sight.cut > max(_CUT_HINTED, place.sight.none / 4)
        at_border = hinted and self._text_at_border(picture)
        shares = place_shares(place, text, frame, at_border=at_border) | sheet_shares(text, frame)
        shares = around_shares(text, place.sight, shares)
        if text.side is not None:
            covered = covered_share(text.sheet.pyramid, text.sheet.corners)
            shares = merged(shares, {FindingCode.CUT: covered})
        if shares.get(FindingCode.CUT, 0.0) < PLAIN:  # of a part of a card no more is asked
            shares = merged(shares, text_shares(text, name))
        if text.side is SideName.FRONT and place.sight.none > _NO_CARD and has_no_key(text):
            shares[FindingCode.OTHER_DOCUMENT] = CERTAIN
        return shares

    def _turned(self, picture: Picture, place: Located) -> SideText | None:
        """Return the text where a card is found in the turned picture, None where none is.

        Of several that may be a card it is the one with the most legible words.
        """
        if place.sight.none > _NONE:
            return None
        places = (at for quarters in (2, 1, 3) for at in located_turned(picture, quarters)[:1])
        texts = [read_side(Sheet.of(picture, corners), self.engine) for corners in places]
        likely = [text for text in texts if text.side is not None and not is_stranger(text)]
        return max(likely, key=lambda text: len(legible_words(text)), default=None)

    def _trimmed_document(self, picture: Picture) -> Shares:
        """Return OTHER_DOCUMENT where a picture is a scan trimmed to some other document."""
        height, width = picture.shape[:2]
        low, high = _TRIMMED
        if not low < width / height < high:
            return {}
        whole = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
        text = read_side(Sheet.of(picture, whole), self.engine)
        stranger = is_stranger(text) and len(legible_words(text)) >= _SOME_WORDS
        stranger = stranger and not any(token.label in _ELECTORAL for token in text.tokens)
        return {FindingCode.OTHER_DOCUMENT: CERTAIN} if stranger else {}

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
        return realign(picture, self._likeliest(picture, place), place.score, self.engine)

    def _likeliest(self, picture: Picture, place: Located) -> SideText:
        """Return the text of the likeliest shape; another's where only that shows a credential."""
        sheet = Sheet.of(picture, place.shapes[0])
        a_back = place.sight.back > _SURELY
        at_once = mrz_at_once(sheet, self.engine) if a_back else None
        if at_once is not None:
            return at_once
        first = read_side(sheet, self.engine, LOOK_BACK if a_back else LOOK)
        if first.side is not None:
            return first
        texts = [first]
        for corners in place.shapes[1:]:
            other = read_side(Sheet.of(picture, corners), self.engine)
            if other.side is not None:
                return other
            texts.append(other)
        best = max(texts, key=lambda text: len(legible_words(text)))
        if a_back and place.sight.none < _HARDLY:
            return replace(best, side=SideName.BACK)  # of model C little else can be read
        return best


def _ms(start: float, end: float) -> float:
    return round((end - start) * 1000, 1)
