"""QR codes (ISO/IEC 18004) at error correction level M, for documents and mails."""

from io import BytesIO

import segno

QUIET_MODULES = 4


def modules(text: str) -> list[list[bool]]:
    """Return the code of `text` as rows of modules, True is dark, without the quiet zone."""
    code = segno.make_qr(text, error="m", boost_error=False)
    return [[bool(cell) for cell in row] for row in code.matrix]


def qr_png(text: str, *, pixels_a_module: int = 6) -> bytes:
    """Return the code of `text` as PNG bytes with its quiet zone."""
    out = BytesIO()
    code = segno.make_qr(text, error="m", boost_error=False)
    code.save(out, kind="png", scale=pixels_a_module, border=QUIET_MODULES)
    return out.getvalue()


def qr_svg(text: str) -> str:
    """Return the code of `text` as SVG for a page, with its quiet zone."""
    code = segno.make_qr(text, error="m", boost_error=False)
    return str(code.svg_inline(scale=4, border=QUIET_MODULES, omitsize=True))
