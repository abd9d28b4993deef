"""What a back says to machines, read by a library."""

from datetime import date

import numpy as np
import pytest

from core.credential.imaging.barcodes import CicCodes, codes_of
from core.credential.imaging.picture import jpeg
from core.credential.reader import CredentialReader
from core.domain.credencial.lectura import Family
from tests.credential.cards import card, laid

_ON = date(2020, 1, 1)
_QR = (slice(0, 180), slice(820, 1012))
"""Where the service QR stands on a card laid flat."""


@pytest.mark.parametrize(
    ("model", "kinds"),
    [
        ("C", ("PDF417",)),
        ("D", ("Code128", "PDF417", "QRCode")),
        ("E", ("Code128", "PDF417", "QRCode")),
        ("G", ("QRCode",)),
    ],
)
@pytest.mark.sampled(4)
@pytest.mark.parametrize("level", ["easy", "medium"])
def test_the_codes_of_a_back_are_read(model: str, level: str, kinds: tuple[str, ...]) -> None:
    sample = card(33, level, model)
    found = codes_of(laid(sample.back))
    cic = sample.person.text("cic")
    assert found.kinds == kinds
    assert found.link == (cic if "QRCode" in kinds else "")
    assert found.bars == (cic if "Code128" in kinds else "")


def test_bars_confirm_a_cic_whose_qr_is_worn_away(reader: CredentialReader) -> None:
    sample = card(33, "easy", "E")
    flat = laid(sample.back).flat.copy()
    flat[_QR] = 230
    framed = np.full((flat.shape[0] + 240, flat.shape[1] + 240, 3), 90, np.uint8)
    framed[120:-120, 120:-120] = flat
    reading = reader.read(sample.front.jpeg, jpeg(framed), _ON)
    field = reading.fields["cic"]
    assert field.value == sample.person.text("cic")
    assert "code128" in field.source
    assert "qr" not in field.source


def test_bars_that_say_another_number_are_not_the_cic() -> None:
    codes = CicCodes(bars="123456789")
    assert codes.confirmed_bars("123456780") == "123456789"  # one digit misread
    assert not codes.confirmed_bars("987654321")
    assert not codes.confirmed_bars("")


def test_a_back_without_its_front_is_told_by_its_codes(reader: CredentialReader) -> None:
    sample = card(33, "easy", "C")
    alone = reader.read(jpeg(np.full((600, 900, 3), 120, np.uint8)), sample.back.jpeg, _ON)
    assert alone.model_family is Family.CD
    assert CicCodes(kinds=("QRCode", "QRCode", "QRCode")).of_gh
    assert not CicCodes(kinds=("PDF417", "QRCode")).of_cd
