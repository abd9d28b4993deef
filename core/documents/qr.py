"""QR codes (ISO/IEC 18004) at error correction level M, for documents and mails.

A mail's code is drawn while its alta holds the database: zxing-cpp takes 2 ms, segno 40 and more.
"""

from io import BytesIO
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from typing_extensions import Buffer

QUIET_MODULES = 4


def modules(text: str) -> list[list[bool]]:
    """Return the code of `text` as rows of modules, True is dark, without the quiet zone."""
    side, cells = _drawn(text)
    return [[not cell for cell in cells[at : at + side]] for at in range(0, len(cells), side)]


def qr_png(text: str, *, pixels_a_module: int = 6) -> bytes:
    """Return the code of `text` as PNG bytes with its quiet zone."""
    from PIL import Image, ImageOps

    side, cells = _drawn(text)
    framed = ImageOps.expand(Image.frombytes("L", (side, side), cells), QUIET_MODULES, "white")
    scaled, out = ImageOps.scale(framed, pixels_a_module, Image.Resampling.NEAREST), BytesIO()
    scaled.convert("1").save(out, "PNG")
    return out.getvalue()


def _drawn(text: str) -> tuple[int, bytes]:
    """Return how many modules a side has, and one byte a module, row by row: 0 is dark."""
    import zxingcpp

    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    drawn = zxingcpp.write_barcode_to_image(code, scale=1, add_quiet_zones=False)
    return drawn.shape[0], bytes(cast("Buffer", drawn))


def qr_svg(text: str) -> str:
    """Return the code of `text` as SVG for a page, with its quiet zone."""
    import segno

    code = segno.make_qr(text, error="m", boost_error=False)
    return str(code.svg_inline(scale=4, border=QUIET_MODULES, omitsize=True))
