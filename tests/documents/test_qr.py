"""The codes printed on documents read back."""

from io import BytesIO

import zxingcpp
from PIL import Image

from core.documents.proof import PaperProof
from core.documents.qr import QUIET_MODULES, modules, qr_png

_FINDER = [[1, 1, 1, 1, 1, 1, 1], [1, 0, 0, 0, 0, 0, 1], *[[1, 0, 1, 1, 1, 0, 1]] * 3]


def test_a_code_as_a_picture_reads_back() -> None:
    text = (
        "apoyo:1?s=https://muestra.example:8443&a=" + "A" * 43 + "&k=" + "B" * 43 + "&c=" + "C" * 16
    )
    picture = Image.open(BytesIO(qr_png(text)))
    (found,) = zxingcpp.read_barcodes(picture)
    assert found.text == text


def test_a_code_has_its_finders_and_its_quiet_zone() -> None:
    rows = modules("MUESTRA")
    assert [row[:7] for row in rows[:5]] == _FINDER
    picture = Image.open(BytesIO(qr_png("MUESTRA", pixels_a_module=3)))
    assert picture.size == (3 * (len(rows) + 2 * QUIET_MODULES),) * 2
    corner = picture.crop((0, 0, 3 * QUIET_MODULES, picture.height))
    assert corner.getextrema() == (255, 255)


def test_letters_beyond_ascii_read_back() -> None:
    text = "Íñigo Muñoz ʼ — MUESTRA"
    (found,) = zxingcpp.read_barcodes(Image.open(BytesIO(qr_png(text))))
    assert found.text == text


def test_a_code_that_a_telephone_could_not_read_says_the_address_alone() -> None:
    page = "https://apoyo.example/documento/constancia/1/ABCD"
    assert PaperProof(page, "").text == page
    assert PaperProof(page, "MUESTRA").text == f"{page}#MUESTRA"
    room = 1_100 - len(page) - 1
    assert PaperProof(page, "x" * room).text == f"{page}#{'x' * room}"
    assert PaperProof(page, "x" * (room + 1)).text == page
