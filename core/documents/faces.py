"""Font selection on paper: Atkinson first, Noto Sans for what it lacks (ʼ ꞌ …)."""

from functools import cache
from pathlib import Path
from typing import Any, Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from core.domain.values.signs import BREAKS, CLUSTER, unknown
from core.domain.values.texto import composed

REGULAR, SEMIBOLD, BOLD = "Hyper", "Hyper-SemiBold", "Hyper-Bold"
MONO, MONO_BOLD = "HyperMono", "HyperMono-SemiBold"
OTHER, OTHER_BOLD = "Noto", "Noto-Bold"

_FONTS: Final = Path(__file__).resolve().parents[2] / "resources" / "fonts"
_FILES: Final = {
    REGULAR: "AtkinsonHyperlegibleNext_400Regular.ttf",
    SEMIBOLD: "AtkinsonHyperlegibleNext_600SemiBold.ttf",
    BOLD: "AtkinsonHyperlegibleNext_700Bold.ttf",
    MONO: "AtkinsonHyperlegibleMono_400Regular.ttf",
    MONO_BOLD: "AtkinsonHyperlegibleMono_600SemiBold.ttf",
    OTHER: "NotoSans_400Regular.ttf",
    OTHER_BOLD: "NotoSans_700Bold.ttf",
}
_IN_ITS_PLACE: Final = {REGULAR: OTHER, MONO: OTHER}
"""The others are bold, and so is what stands in their place."""


def runs(text: str, font: str) -> list[tuple[str, str]]:
    """Return a line as (font name, text) runs, normalised to NFC. Raises SignUnknown."""
    found: list[tuple[str, str]] = []
    for cluster in CLUSTER.findall(composed(text)):
        face = _face_of(cluster, font)
        if found and found[-1][0] == face:
            found[-1] = (face, found[-1][1] + cluster)
        else:
            found.append((face, cluster))
    return found


def marked_runs(marked: str, font: str) -> str:
    """Return paragraph markup with font tags where another font is needed.

    Raises SignUnknown.
    """
    parts = runs(marked, font)
    return "".join(
        text if face == font else f'<font name="{face}">{text}</font>' for face, text in parts
    )


def width(text: str, font: str, size: float) -> float:
    """Return the width of one line in points; `size` is in points."""
    return sum(float(pdfmetrics.stringWidth(part, face, size)) for face, part in runs(text, font))


def _face_of(cluster: str, font: str) -> str:
    if cluster in BREAKS or _draws(font, cluster):
        return font
    other = _IN_ITS_PLACE.get(font, OTHER_BOLD)
    if not _draws(other, cluster):
        raise unknown(cluster)
    return other


def _draws(font: str, cluster: str) -> bool:
    return all(ord(sign) in _signs(font) for sign in cluster)


@cache
def _signs(font: str) -> frozenset[int]:
    """Return the code points that a face draws."""
    register()
    made: Any = pdfmetrics.getFont(font)  # its stub knows no face
    return frozenset(made.face.charToGlyph)


@cache
def register() -> None:
    """Register the fonts with reportlab, once a process."""
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(_FONTS / file)))
    for normal, bold in ((REGULAR, SEMIBOLD), (MONO, MONO_BOLD), (OTHER, OTHER_BOLD)):
        pdfmetrics.registerFontFamily(
            normal, normal=normal, bold=bold, italic=normal, boldItalic=bold
        )
