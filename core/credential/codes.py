"""Barcodes of the back: presence of the large ones, and the CIC inside the small QR's link."""

import re
from typing import Final

from core.credential.picture import Picture, grey

_LINK: Final = re.compile(r"qr\.ine\.mx/\d{15}(\d{9})(?:/|$)")


def cic_of_qr(flat: Picture) -> str:
    """Return the nine digits that the service QR's link ends with, empty where none is read.

    The link is never followed. Source: norma/credencial.md, 8.
    """
    import zxingcpp

    found = zxingcpp.read_barcodes(
        grey(flat),
        formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode),
        try_rotate=False,
        try_downscale=False,
    )
    for code in found:
        match = _LINK.search(code.text)
        if match:
            return match.group(1)
    return ""
