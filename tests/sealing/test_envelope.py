"""The envelope of norma/sistema.md, 2: what goes in comes out, and nothing altered ever does."""

import hashlib
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import EnvelopeRejected
from core.sealing.envelope import MAGIC, open_sealed, read_header, seal, verify_device
from core.sealing.errors import (
    EnvelopeCorrupt,
    EnvelopeUnopenable,
    SignatureRejected,
    UnknownSuite,
    UnknownVersion,
)
from tests.fakes.apoyos import a_header

ELECTION = X25519PrivateKey.generate()
DEVICE = Ed25519PrivateKey.generate()
PAYLOAD = b"MUESTRA" * 50
ENVELOPE = seal(a_header(), PAYLOAD, to=ELECTION.public_key(), by=DEVICE)


def opened(envelope: bytes) -> bytes:
    return open_sealed(envelope, own=ELECTION, device=DEVICE.public_key())


def signed_again(body: bytes) -> bytes:
    """Sign a doctored body anew, as a device gone bad could."""
    return body + DEVICE.sign(b"apoyo-sobre\x00" + hashlib.sha256(body).digest())


def test_the_payload_comes_out_as_it_went_in() -> None:
    assert opened(ENVELOPE) == PAYLOAD


def test_the_header_reads_without_any_key() -> None:
    assert read_header(ENVELOPE) == a_header()
    assert verify_device(ENVELOPE, DEVICE.public_key()) == a_header()


def test_the_front_alone_is_enough_for_the_header() -> None:
    assert read_header(ENVELOPE[:1024]) == a_header()


def test_sealing_twice_never_gives_the_same_bytes() -> None:
    again = seal(a_header(), PAYLOAD, to=ELECTION.public_key(), by=DEVICE)
    assert again != ENVELOPE


def test_every_truncation_is_rejected() -> None:
    for end in range(len(ENVELOPE)):
        with pytest.raises(EnvelopeRejected):
            opened(ENVELOPE[:end])


def test_every_flipped_bit_is_rejected() -> None:
    for bit in range(len(ENVELOPE) * 8):
        altered = bytearray(ENVELOPE)
        altered[bit // 8] ^= 1 << bit % 8
        with pytest.raises(EnvelopeRejected):
            opened(bytes(altered))


def test_every_flipped_bit_is_rejected_even_signed_by_the_device() -> None:
    body = ENVELOPE[:-64]
    for bit in range(len(body) * 8):
        altered = bytearray(body)
        altered[bit // 8] ^= 1 << bit % 8
        with pytest.raises(EnvelopeRejected):
            opened(signed_again(bytes(altered)))


@settings(max_examples=max(300, settings().max_examples))
@given(st.binary(max_size=400))
def test_any_other_bytes_are_rejected(junk: bytes) -> None:
    for candidate in (junk, MAGIC + junk, MAGIC + b"\x01\x01" + junk):
        with pytest.raises(EnvelopeRejected):
            opened(candidate)
        with pytest.raises(EnvelopeRejected):
            read_header(candidate)


@settings(max_examples=max(200, settings().max_examples))
@given(st.binary(max_size=200))
def test_any_other_header_is_rejected_even_signed_by_the_device(header: bytes) -> None:
    front = MAGIC + b"\x01\x01" + len(header).to_bytes(2, "big") + header
    with pytest.raises(EnvelopeRejected):
        read_header(front)
    with pytest.raises(EnvelopeRejected):
        opened(signed_again(front + bytes(80)))


@pytest.mark.parametrize(
    ("doctor", "error"),
    [
        (lambda whole: b"X" + whole[1:], EnvelopeCorrupt),
        (lambda whole: whole[:8] + b"\x02" + whole[9:], UnknownVersion),
        (lambda whole: whole[:9] + b"\x02" + whole[10:], UnknownSuite),
        (lambda whole: whole[:10] + b"\xff\xff" + whole[12:], EnvelopeCorrupt),
        (lambda whole: whole[:-1] + bytes([whole[-1] ^ 1]), SignatureRejected),
        (lambda whole: whole + b"\x00", SignatureRejected),
        (lambda whole: signed_again(whole[:-65] + bytes([whole[-65] ^ 1])), EnvelopeUnopenable),
    ],
)
def test_each_fault_has_its_own_error(
    doctor: Callable[[bytes], bytes], error: type[EnvelopeRejected]
) -> None:
    with pytest.raises(error):
        opened(doctor(ENVELOPE))


def test_another_election_key_does_not_open_it() -> None:
    with pytest.raises(EnvelopeUnopenable):
        open_sealed(ENVELOPE, own=X25519PrivateKey.generate(), device=DEVICE.public_key())


def test_another_device_did_not_sign_it() -> None:
    with pytest.raises(SignatureRejected):
        verify_device(ENVELOPE, Ed25519PrivateKey.generate().public_key())


def test_a_header_taken_from_another_envelope_is_rejected() -> None:
    other = seal(a_header("b2" * 16), PAYLOAD, to=ELECTION.public_key(), by=DEVICE)
    head = len(ENVELOPE) - len(PAYLOAD) - 48 - 64
    swapped = other[:head] + ENVELOPE[head:-64]
    with pytest.raises(EnvelopeUnopenable):
        opened(signed_again(swapped))


def test_the_payload_is_bound_to_every_byte_before_it() -> None:
    naive = a_header(aspirante="000999")
    other = seal(naive, PAYLOAD, to=ELECTION.public_key(), by=DEVICE)
    assert read_header(other).aspirante == "000999"
    assert opened(other) == PAYLOAD
