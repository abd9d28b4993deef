"""QR codes at error level M: drawn in documents, or as a picture in a mail."""

from io import BytesIO

import segno

QUIET_MODULES = 4


def modules(text: str) -> list[list[bool]]:
    """Return the code of `text` as rows of dark modules, without its quiet zone."""
    code = segno.make_qr(text, error="m", boost_error=False)
    return [[bool(cell) for cell in row] for row in code.matrix]


def qr_png(text: str, *, pixels_a_module: int = 6) -> bytes:
    """Return the code of `text` as a PNG with its quiet zone, for a mail or a screen."""
    out = BytesIO()
    code = segno.make_qr(text, error="m", boost_error=False)
    code.save(out, kind="png", scale=pixels_a_module, border=QUIET_MODULES)
    return out.getvalue()
