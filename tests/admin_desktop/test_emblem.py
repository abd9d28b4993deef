"""Any picture becomes an emblem that documents take, whatever else its file says."""

from base64 import b64decode
from pathlib import Path

import pytest
from PySide6.QtGui import QColorSpace, QImage

from admin_desktop.screens.proceso.emblem import read_emblem
from core.domain.proceso.membrete import EmblemWrong, Membrete

KINDS = {
    "deep.png": QImage.Format.Format_RGBA64,
    "photo.jpg": QImage.Format.Format_RGB32,
    "grey.png": QImage.Format.Format_Grayscale8,
    "two.png": QImage.Format.Format_Mono,
    "few.png": QImage.Format.Format_Indexed8,
    "web.webp": QImage.Format.Format_ARGB32,
}


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", KINDS)
def test_what_its_file_says_besides_stays_behind(name: str, tmp_path: Path) -> None:
    picture = QImage(500, 300, KINDS[name])
    picture.fill(1)
    picture.setText("Author", "Persona Ficticia")
    picture.setColorSpace(QColorSpace(QColorSpace.NamedColorSpace.AdobeRgb))
    assert picture.save(str(tmp_path / name))
    made = Membrete(emblem=read_emblem(str(tmp_path / name)))
    made.check()
    assert b"Ficticia" not in made.emblem_png


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("wide", "high"), [(1, 5_000), (5_000, 1), (1, 1)])
def test_the_thinnest_picture_is_one(wide: int, high: int, tmp_path: Path) -> None:
    picture = QImage(wide, high, QImage.Format.Format_RGB32)
    picture.fill(1)
    assert picture.save(str(tmp_path / "thin.png"))
    Membrete(emblem=read_emblem(str(tmp_path / "thin.png"))).check()


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.4",
        b'<svg xmlns="http://www.w3.org/2000/svg" width="100000" height="100000"></svg>',
    ],
    ids=["empty", "pdf", "huge"],
)
def test_what_is_no_picture_is_no_emblem(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "one.svg").write_bytes(content)
    with pytest.raises(EmblemWrong):
        b64decode(read_emblem(str(tmp_path / "one.svg")))
