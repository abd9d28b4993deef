"""QR codes: the one of an invitation (numeral 7) in a frame, and those that the tablet shows."""

import numpy as np
import zxingcpp
from PySide6.QtGui import QImage

from capture_kiosk.cameras.frames import Frame
from core.credential.imaging.picture import grey

_OURS = "apoyo:"
"""What an invitation begins with (sealing/FORMAT.md 6)."""


def qr_text(frame: Frame) -> str:
    """Return the text of an invitation's QR in view, else of any other QR, else ""."""
    formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    texts = [found.text for found in zxingcpp.read_barcodes(grey(frame), formats=formats)]
    return next((text for text in texts if text.startswith(_OURS)), texts[0] if texts else "")


def qr_image(text: str) -> QImage:
    """Return a QR of a text, black on white, six pixels a module, with its quiet zone."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)
    drawn = np.array(zxingcpp.write_barcode_to_image(code, scale=6))
    height, width = drawn.shape
    return QImage(drawn.tobytes(), width, height, width, QImage.Format.Format_Grayscale8).copy()
