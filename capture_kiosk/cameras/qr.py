"""The QR of an invitation (numeral 7) in a frame."""

import zxingcpp

from capture_kiosk.cameras.frames import Frame
from core.credential.imaging.picture import grey


def qr_text(frame: Frame) -> str:
    """Return the text of the first QR that is read, empty where none is."""
    formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    found = zxingcpp.read_barcodes(grey(frame), formats=formats)
    return found[0].text if found else ""
