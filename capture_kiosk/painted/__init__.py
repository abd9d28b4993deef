"""What QML cannot draw by itself: frames, signatures and icons. No rule of the procedure."""

from capture_kiosk.painted.picture_item import PictureItem
from capture_kiosk.painted.signature_pad import SignaturePad

__all__ = ["PictureItem", "SignaturePad"]  # importing the package makes both known to QML
