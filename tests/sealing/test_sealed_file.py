"""A file under the worker's key: whole or refused, whatever happened to its bytes."""

import io
import os

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from core.errors import EnvelopeRejected
from core.sealing import sealed_file
from core.sealing.sealed_file import open_file, seal_file

OWN = X25519PrivateKey.generate()


def sealed(*chunks: bytes, about: bytes = b"x") -> bytes:
    return b"".join(seal_file(chunks, to=OWN.public_key(), about=about))


def opened(content: bytes, own: X25519PrivateKey = OWN, about: bytes = b"x") -> bytes:
    return b"".join(open_file(io.BytesIO(content), own=own, about=about))


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed_file, "PART_BYTES", 7)


@pytest.mark.parametrize("size", [0, 1, 6, 7, 8, 14, 15, 100])
def test_what_was_sealed_comes_back_however_it_was_cut(size: int) -> None:
    content = os.urandom(size)
    chunks = [content[at : at + 5] for at in range(0, size, 5)]
    assert opened(sealed(*chunks)) == content
    assert content[:6] not in sealed(content) or size < 6


@given(st.data())
def test_every_cut_and_every_flipped_bit_is_refused(data: st.DataObject) -> None:
    content = sealed(b"abcdefghijklmnopqrstuvwxyz")
    at = data.draw(st.integers(0, len(content) - 1))
    flipped = bytearray(content)
    flipped[at] ^= 1 << data.draw(st.integers(0, 7))
    for wrong in (content[:at], bytes(flipped)):
        with pytest.raises(EnvelopeRejected):
            opened(wrong)


def test_parts_cannot_change_places_or_be_left_out() -> None:
    content = sealed(b"a" * 21)
    start, size = len(content) - 3 * (5 + 7 + 16), 5 + 7 + 16
    parts = [content[start + size * each : start + size * (each + 1)] for each in range(3)]
    assert opened(content[:start] + b"".join(parts)) == b"a" * 21
    for order in ((1, 0, 2), (0, 2), (1, 2), (0, 0, 2)):
        with pytest.raises(EnvelopeRejected):
            opened(content[:start] + b"".join(parts[each] for each in order))


def test_another_key_and_another_purpose_open_nothing() -> None:
    with pytest.raises(EnvelopeRejected):
        opened(sealed(b"x"), own=X25519PrivateKey.generate())
    with pytest.raises(EnvelopeRejected):
        opened(sealed(b"x"), about=b"y")
