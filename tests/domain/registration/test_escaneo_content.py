"""What the bytes of a scanned document are: told by themselves, in one pass, never unpacked."""

import time
import zlib
from collections.abc import Callable

import pytest

from core.domain.registration.escaneo import EscaneoType
from core.domain.registration.escaneo_content import MOST_PIXELS, see_content
from core.domain.registration.escaneo_errors import (
    EscaneoCut,
    EscaneoEncrypted,
    EscaneoTooWide,
    EscaneoTypeUnknown,
    EscaneoWithRest,
)
from core.errors import RuleBroken
from tests.escaneos import a_jpeg, a_pdf, a_png, chunk

ZIP = b"PK\x03\x04" + b"MUESTRA" * 9
_CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
_SECRET = a_pdf().replace(b"/Root 1 0 R", b"/Root 1 0 R/Encrypt 9 0 R")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (a_pdf(), EscaneoType.PDF),
        (a_pdf() + b"\r\n\0", EscaneoType.PDF),
        (a_png(), EscaneoType.PNG),
        (a_jpeg(), EscaneoType.JPEG),
        (a_jpeg() + b"\0\0", EscaneoType.JPEG),
        (a_jpeg().replace(b"\xff\xd9", b"\xff\xff\xff\xd9"), EscaneoType.JPEG),
    ],
)
def test_each_format_is_told_by_its_bytes(content: bytes, kind: EscaneoType) -> None:
    assert see_content(content).type is kind
    assert not see_content(content).active


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        (b"", EscaneoTypeUnknown),
        (ZIP, EscaneoTypeUnknown),
        (b"\n" + a_pdf(), EscaneoTypeUnknown),
        (b"II*\0" + b"\0" * 40, EscaneoTypeUnknown),
        (b"<svg onload='x()'/>", EscaneoTypeUnknown),
        (a_pdf() + ZIP, EscaneoWithRest),
        (a_png() + ZIP, EscaneoWithRest),
        (a_jpeg() + ZIP, EscaneoWithRest),
        (a_jpeg() + a_jpeg(), EscaneoWithRest),
        (_SECRET, EscaneoEncrypted),
        (_SECRET.replace(b"/Encrypt", b"/#45ncrypt"), EscaneoEncrypted),
        (a_png(50_000, 50_000), EscaneoTooWide),
        (a_jpeg(65_535, 65_535), EscaneoTooWide),
        (a_png(0, 7), EscaneoCut),
        (a_png().replace(b"IDAT", b"IDAU"), EscaneoCut),
        (a_png()[:8] + chunk(b"IEND", b""), EscaneoCut),
        (b"\xff\xd8\xff\xd9", EscaneoCut),
        (b"\xff\xd8" + b"\xff" * 1_000_000, EscaneoCut),
    ],
)
def test_what_is_no_scan_is_refused_by_its_reason(content: bytes, wrong: type[RuleBroken]) -> None:
    with pytest.raises(wrong):
        see_content(content)


@pytest.mark.parametrize("made", [a_pdf, a_png, a_jpeg])
def test_one_that_was_cut_anywhere_is_never_taken(made: Callable[[], bytes]) -> None:
    whole = made().rstrip()
    for end in range(1, len(whole)):
        with pytest.raises(RuleBroken):
            see_content(whole[:end])


@pytest.mark.parametrize(
    "inside",
    [
        b"<</S/JavaScript/JS(app.alert(1))>>",
        b"<</S /Java#53cript>>",
        b"<</S/Launch/F(cmd.exe)>>",
        b"<</Type/EmbeddedFile/Length 0>>",
    ],
)
def test_what_would_run_or_hides_files_is_marked_and_kept(inside: bytes) -> None:
    assert see_content(a_pdf("MUESTRA", inside)).active


def test_a_word_on_a_sheet_is_no_name() -> None:
    assert not see_content(a_pdf("Encrypt JavaScript")).active
    assert not see_content(a_pdf("MUESTRA", b"<</EncryptMetadata true>>")).active


def test_a_bomb_does_not_go_off_here() -> None:
    """A text chunk that would unpack to 500 MB, ten million names, pixels by the million."""
    bomb = zlib.compress(b"\0" * (64 << 20), 9) * 8
    packed = a_png()[:33] + chunk(b"zTXt", b"MUESTRA\0\0" + bomb) + a_png()[33:]
    names = a_pdf("MUESTRA", b"/Abcdefg " * (2 << 20))
    pixels = a_jpeg().replace(b"\x12\xff\x00", b"\xff\x00\xff\xd1" * (4 << 20))
    began = time.process_time()
    for each in (packed, names, pixels):
        assert not see_content(each).active
    assert time.process_time() - began < 20
    assert MOST_PIXELS < 65_535 * 65_535
