"""Both sides of a credential combined: every field, and findings that concern the pair."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from core.credential.fields.compose import Composer
from core.credential.imaging.barcodes import CicCodes, codes_of
from core.credential.layout.back import Back, parse_back, told_by_back
from core.credential.layout.front import Front, parse_front
from core.credential.layout.number_fit import Hints
from core.credential.layout.read_side import SideText
from core.credential.layout.unseen_gaps import cut_at_gaps
from core.credential.ocr.engine import OcrEngine
from core.credential.quality.judge import judge_pair, judge_wear
from core.domain.credencial.lectura import Family, FieldReading, Finding, SideName

Texts = Mapping[SideName, SideText]

_DOUBT: Final = 0.6
"""Confidence under which a value counts as unread when wear is judged."""

_NO_CREDENTIAL: Final = 0.5
"""Confidence of any value beside a picture of no credential, at most: as good as even."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Fields, family and findings of both sides together; findings of one side are not repeated."""

    fields: dict[str, FieldReading]
    family: Family
    findings: tuple[Finding, ...]


def read_pair(texts: Texts, engine: OcrEngine, on: date) -> Pair:
    """Return fields and findings of the sides at hand; changes none of them.

    `on` is the day of the reading.
    """
    back = _parsed_back(texts)
    front = _parsed_front(texts, told_by_back(back) if back is not None else {})
    sheets = {name.value: text.sheet for name, text in texts.items()}
    codes = codes_of(texts[SideName.BACK].sheet) if SideName.BACK in texts else CicCodes()
    fields, coded = Composer(engine, front, back, sheets, codes, on).fields()
    findings = judge_pair(texts, coded, fields, on)
    unsure = [name for name, one in fields.items() if one.value and one.confidence < _DOUBT]
    findings += judge_wear(texts, [*unsure, *(front.missing() if front else [])])
    return Pair(fields, _family(texts, back, codes), tuple(findings))


def unsure(fields: Mapping[str, FieldReading]) -> dict[str, FieldReading]:
    """Return the same fields, none of them sure: a picture beside them is of no credential."""
    return {
        name: replace(one, confidence=min(one.confidence, _NO_CREDENTIAL))
        for name, one in fields.items()
    }


def _parsed_front(texts: Texts, hints: Hints) -> Front | None:
    text = texts.get(SideName.FRONT)
    if text is None or text.side is SideName.BACK:
        return None
    front = parse_front(text.tokens, text.family, hints)
    if front.missing():
        _add_cut(front, text, hints)
    return front


def _add_cut(front: Front, text: SideText, hints: Hints) -> None:
    """Add the fields that are only told where rows are cut at gaps that were not read."""
    parts = [part for one in front.rest for part in cut_at_gaps(one)]
    if len(parts) == len(front.rest):
        return
    whole = [one for one in text.tokens if all(one is not other for other in front.rest)]
    other = parse_front([*whole, *parts], text.family, hints)
    for name in other.values.keys() & {*front.missing(), *front.guessed}:
        front.values[name] = other.values[name]
        front.guessed -= {name} - other.guessed
        front.guessed |= {name} & other.guessed


def _parsed_back(texts: Texts) -> Back | None:
    text = texts.get(SideName.BACK)
    return parse_back(text.tokens) if text and text.side is not SideName.FRONT else None


def _family(texts: Texts, back: Back | None, codes: CicCodes) -> Family:
    """Return the family the front tells; without one, what the back tells."""
    text = texts.get(SideName.FRONT)
    if text is not None and text.family is not Family.UNKNOWN:
        return text.family
    if codes.of_gh:
        return Family.GH
    if codes.of_cd or (back is not None and back.digits is not None and not back.mrz):
        return Family.CD
    return Family.UNKNOWN
