"""What the pointer of the camera says, and what may already be called right."""

from dataclasses import dataclass
from typing import Final

from core.domain.credencial.lectura import Guidance, GuidanceCode
from core.messages import explain_code

_WHOLE: Final = frozenset({GuidanceCode.SEARCH, GuidanceCode.LIGHT, GuidanceCode.CUT})
_CLEAR: Final = frozenset({GuidanceCode.STEADY, GuidanceCode.READY})


@dataclass(frozen=True, slots=True)
class PictureVerdict:
    """One thing that is right in the picture."""

    name: str


def pointer(guidance: Guidance) -> str:
    """Return the one sentence over the picture."""
    told = explain_code(guidance.code.value)
    return told.title.rstrip(".") if guidance.ready else told.title


def verdicts(guidance: Guidance) -> tuple[PictureVerdict, ...]:
    """Return what is right, never more than the guidance knows: it names the first fault only."""
    code = guidance.code
    known = (
        ("Completa", guidance.corners is not None and code not in _WHOLE),
        ("Nítida", code is GuidanceCode.READY),
        ("Sin brillo", code in _CLEAR),
    )
    return tuple(PictureVerdict(name) for name, right in known if right)


def fractions(guidance: Guidance, width: int, height: int) -> list[float]:
    """Return the corners as fractions of a frame of that size, x and y in turn."""
    if guidance.corners is None:
        return []
    return [part for x, y in guidance.corners for part in (x / width, y / height)]
