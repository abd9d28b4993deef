"""The codes printed on documents read back."""

from io import BytesIO

import zxingcpp
from PIL import Image

from core.documents.qr import qr_png


def test_a_code_as_a_picture_reads_back() -> None:
    text = (
        "apoyo:1?s=https://muestra.example:8443&a=" + "A" * 43 + "&k=" + "B" * 43 + "&c=" + "C" * 16
    )
    picture = Image.open(BytesIO(qr_png(text)))
    (found,) = zxingcpp.read_barcodes(picture)
    assert found.text == text
