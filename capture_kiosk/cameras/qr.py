"""The QR of an invitation (numeral 7) in a frame."""

import zxingcpp

from capture_kiosk.cameras.frames import Frame
from core.credential.imaging.picture import grey

_OURS = "apoyo:"
"""What an invitation begins with (sealing/FORMAT.md 6)."""


def qr_text(frame: Frame) -> str:
    """Return the text of an invitation's QR in view, else of any other QR, else ""."""
    formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    texts = [found.text for found in zxingcpp.read_barcodes(grey(frame), formats=formats)]
    return next((text for text in texts if text.startswith(_OURS)), texts[0] if texts else "")
