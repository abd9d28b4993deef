"""An envelope read piece by piece is judged as one that is read at once."""

import hashlib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import EnvelopeRejected
from core.sealing.envelope import check_signature, read_header, verify_device
from core.sealing.running import RunningDigest
from tests.sealing.test_envelope import DEVICE, ENVELOPE

CUTS = st.lists(st.integers(0, len(ENVELOPE)), max_size=8).map(sorted)


def _read(envelope: bytes, cuts: list[int]) -> RunningDigest:
    running = RunningDigest(len(envelope))
    for begin, end in pairwise([0, *cuts, len(envelope)]):
        running.update(bytearray(envelope[begin:end]))
    return running


def _verdict(envelope: bytes, cuts: list[int]) -> object:
    arrived = _read(envelope, cuts).end()
    check_signature(
        arrived.front,
        arrived.size,
        arrived.signed_sha256,
        arrived.signature,
        device=DEVICE.public_key(),
    )
    return read_header(arrived.front)


@given(CUTS)
def test_however_it_is_cut_its_hash_and_its_signature_are_the_same(cuts: list[int]) -> None:
    arrived = _read(ENVELOPE, cuts).end()
    assert arrived.sha256 == hashlib.sha256(ENVELOPE).hexdigest()
    assert _verdict(ENVELOPE, cuts) == verify_device(ENVELOPE, DEVICE.public_key())


@given(CUTS, st.integers(0, len(ENVELOPE) - 1), st.integers(1, 255))
def test_a_changed_byte_anywhere_is_refused(cuts: list[int], at: int, by: int) -> None:
    changed = bytearray(ENVELOPE)
    changed[at] ^= by
    with pytest.raises(EnvelopeRejected):
        _verdict(bytes(changed), cuts)


@pytest.mark.parametrize("end", [0, 1, 11, 12, 63, 64, 65, 300, len(ENVELOPE) - 1])
def test_a_truncated_one_is_refused_as_at_once(end: int) -> None:
    with pytest.raises(EnvelopeRejected) as at_once:
        verify_device(ENVELOPE[:end], DEVICE.public_key())
    with pytest.raises(EnvelopeRejected) as piecewise:
        _verdict(ENVELOPE[:end], [])
    assert type(piecewise.value) is type(at_once.value)


def test_more_than_was_told_is_refused_and_less_is_not_whole() -> None:
    running = _read(ENVELOPE, [])
    with pytest.raises(ValueError, match="1"):
        running.update(b"x")
    with pytest.raises(ValueError, match="0"):
        RunningDigest(1).end()
