"""What may be said against a picture: each finding from what was measured, none guessed."""

from collections.abc import Mapping, Sequence
from datetime import date

from core.credential.coded import Coded
from core.credential.find import Found
from core.credential.geometry import tilt_degrees
from core.credential.picture import Picture
from core.credential.read_side import SideText
from core.domain.credencial.lectura import (
    FieldReading,
    Finding,
    FindingCode,
    SideName,
    finding,
)

_TILT_WARNS = 22.0
_TILT_REFUSES = 35.0


def judge_card(
    picture: Picture, cards: Sequence[Found], text: SideText, side: SideName
) -> list[Finding]:
    """Return what the picture itself tells of a card that was found."""
    del cards
    found: list[Finding] = []
    tilt = tilt_degrees(text.sheet.corners, (picture.shape[0], picture.shape[1]))
    if tilt > _TILT_WARNS:
        found.append(finding(FindingCode.TILT, side, strong=tilt > _TILT_REFUSES))
    return found


def judge_text(findings: list[Finding], text: SideText | None, side: SideName) -> None:
    """Add what the text tells: another side, or no credential at all."""
    if text is None:
        return
    if text.side is None:
        findings.append(finding(FindingCode.OTHER_DOCUMENT, side))
    elif text.side is not side:
        findings.append(finding(FindingCode.WRONG_SIDE, side))


def judge_pair(
    texts: Mapping[SideName, SideText],
    coded: Coded,
    fields: Mapping[str, FieldReading],
    on: date,
) -> list[Finding]:
    """Return what both sides together tell."""
    found: list[Finding] = []
    sides = [text.side for text in texts.values()]
    if len(sides) == 2 and sides[0] is sides[1] and sides[0] is not None:  # noqa: PLR2004
        found.append(finding(FindingCode.SAME_SIDE_TWICE, None))
    if coded.sides_differ:
        found.append(finding(FindingCode.SIDES_DIFFER, None))
    vigencia = fields.get("vigencia")
    if vigencia and vigencia.value and int(vigencia.value) < on.year:
        found.append(finding(FindingCode.EXPIRED, SideName.FRONT))
    return found
