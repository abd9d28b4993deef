"""Signed statements: the body comes out only under the right kind and the right key."""

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from core.sealing import b64
from core.sealing.errors import SignatureRejected
from core.sealing.signed import from_text, open_signed, sign, to_text

SERVER = Ed25519PrivateKey.generate()


@given(st.binary(max_size=300))
def test_a_body_comes_back_as_it_was_signed(body: bytes) -> None:
    signed = sign("proceso", body, by=SERVER)
    assert open_signed(signed, kind="proceso", by=SERVER.public_key()) == body
    assert open_signed(from_text(to_text(signed)), kind="proceso", by=SERVER.public_key()) == body


def test_another_kind_is_refused() -> None:
    signed = sign("proceso", b"{}", by=SERVER)
    for kind, given_kind in (("acuse", "proceso"), ("acuse", "acuse")):
        with pytest.raises(SignatureRejected):
            open_signed(replace(signed, kind=given_kind), kind=kind, by=SERVER.public_key())


def test_a_stranger_does_not_vouch_for_itself() -> None:
    stranger = Ed25519PrivateKey.generate()
    with pytest.raises(SignatureRejected):
        open_signed(sign("acuse", b"{}", by=stranger), kind="acuse", by=SERVER.public_key())


@pytest.mark.parametrize("part", ["body", "key", "signature"])
def test_one_changed_character_is_refused(part: str) -> None:
    signed = sign("acuse", b'{"number": 1}', by=SERVER)
    text: str = getattr(signed, part)
    for at, character in enumerate(text):
        other = "A" if character != "A" else "B"
        doctored = replace(signed, **{part: text[:at] + other + text[at + 1 :]})
        with pytest.raises(SignatureRejected):
            open_signed(doctored, kind="acuse", by=SERVER.public_key())


@pytest.mark.parametrize(
    "text",
    ["", "hola", "apoyo-firmado:2?t=acuse&b=&k=A&f=A", "apoyo-firmado:1?t=acuse&b=*&k=A&f=A"],
)
def test_any_other_line_is_refused(text: str) -> None:
    with pytest.raises(SignatureRejected):
        from_text(text)


def test_a_kind_is_a_short_word() -> None:
    with pytest.raises(ValueError, match="DOS PARTES"):
        sign("DOS PARTES", b"", by=SERVER)


@given(st.binary(max_size=100))
def test_base64url_stands_for_one_text_only(raw: bytes) -> None:
    assert b64.decode(b64.encode(raw)) == raw


@pytest.mark.parametrize("text", ["A", "AA==", "AB", "A A", "+/", "ñ"])
def test_a_text_that_encode_never_gives_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  the class is the promise
        b64.decode(text)
