"""Barcodes of a back: the CIC in the QR link and the linear bars, and which codes are present."""

import re
from dataclasses import dataclass
from typing import Final

from core.credential.imaging.geometry import CARD_SIZE, rectify
from core.credential.imaging.picture import Picture, grey
from core.credential.imaging.sheet import Sheet

_LINK: Final = re.compile(r"qr\.ine\.mx/[0-9]{15}([0-9]{9})(?:/|$)")
_BARS: Final = re.compile(r"([0-9]{9})")
_ALIKE: Final = 7
_LARGER: Final = (2 * CARD_SIZE[0], 2 * CARD_SIZE[1])
"""Dense bars are three pixels a module on a card of CARD_SIZE, too few in a blurred picture."""

_FAMILY_GH: Final = 2
"""QR codes from which on a back is of G or H. Source: norma/credencial.md, 1."""


@dataclass(frozen=True, slots=True)
class CicCodes:
    """The nine digits of the CIC from the service QR's link and from the bars; "" where not read.

    `kinds` names the format of each code found; encrypted ones are not decoded further. The link is
    never followed. Source: norma/credencial.md, 8.
    """

    link: str = ""
    bars: str = ""
    kinds: tuple[str, ...] = ()

    def confirmed_bars(self, printed: str) -> str:
        """Return the digits of the bars where they nearly equal the printed CIC, else "".

        That a nine-digit bar code holds the CIC is assumed, not documented.
        """
        same = sum(one == other for one, other in zip(self.bars, printed, strict=False))
        return self.bars if same >= _ALIKE else ""

    @property
    def of_gh(self) -> bool:
        """Tell whether there are as many QR codes as only models G and H have."""
        return self.kinds.count("QRCode") >= _FAMILY_GH

    @property
    def of_cd(self) -> bool:
        """Tell whether there is a PDF417 and no QR code, as on model C alone."""
        return "PDF417" in self.kinds and "QRCode" not in self.kinds


def codes_of(sheet: Sheet) -> CicCodes:
    """Return the codes of a back; all empty where none is read.

    Tries the flattened card first, then a larger one.
    """
    return (
        _codes(sheet.flat)
        or _codes(rectify(sheet.pyramid[0], sheet.corners, _LARGER))
        or CicCodes()
    )


def _codes(flat: Picture) -> CicCodes | None:
    """Return the codes of a card laid flat, None without any."""
    import zxingcpp

    formats = (
        zxingcpp.BarcodeFormat.QRCode,
        zxingcpp.BarcodeFormat.PDF417,
        zxingcpp.BarcodeFormat.Code128,
    )
    found = zxingcpp.read_barcodes(
        grey(flat),
        formats=zxingcpp.BarcodeFormats(formats),
        try_rotate=False,
        try_downscale=False,
    )
    if not found:
        return None
    link = next((match[1] for one in found if (match := _LINK.search(one.text))), "")
    bars = (_BARS.fullmatch(one.text) for one in found
            if one.format == zxingcpp.BarcodeFormat.Code128)  # fmt: skip
    kinds = sorted(one.format.name for one in found)
    return CicCodes(link, next((match[1] for match in bars if match), ""), tuple(kinds))
