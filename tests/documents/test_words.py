from datetime import UTC, date, datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
import zxingcpp
from PIL import Image

from core.documents import words
from core.documents.qr import qr_png


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (date(2026, 10, 30), "treinta de octubre de dos mil veintiséis"),
        (date(2027, 1, 1), "primero de enero de dos mil veintisiete"),
        (date(2000, 8, 31), "treinta y uno de agosto de dos mil"),
        (date(2041, 2, 22), "veintidós de febrero de dos mil cuarenta y uno"),
        (date(1999, 12, 9), "nueve de diciembre de 1999"),
    ],
)
def test_a_day_in_words(when: date, said: str) -> None:
    assert words.day_in_words(when) == said


def test_a_moment_is_told_in_the_states_own_time() -> None:
    when = datetime(2026, 11, 25, 4, 5, tzinfo=UTC)
    assert words.moment(when, ZoneInfo("America/Tijuana")) == "24 nov 2026, 20:05"


def test_a_code_as_a_picture_reads_back() -> None:
    text = (
        "apoyo:1?s=https://muestra.example:8443&a=" + "A" * 43 + "&k=" + "B" * 43 + "&c=" + "C" * 16
    )
    picture = Image.open(BytesIO(qr_png(text)))
    (found,) = zxingcpp.read_barcodes(picture)
    assert found.text == text
