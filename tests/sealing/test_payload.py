"""The payload: one Apoyo, padded; anything else is refused."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from core.domain.apoyos.apoyo import FaceConsent
from core.sealing import cbor
from core.sealing.errors import PayloadRejected
from core.sealing.payload import BLOCK_BYTES, decode, encode
from tests.fakes.apoyos import an_apoyo

AT = datetime(2026, 11, 24, 16, 1, tzinfo=UTC)


def test_an_apoyo_comes_back_as_it_was() -> None:
    face = FaceConsent(given=True, answered_at=AT, picture=b"\xff\xd8cara ficticia")
    for apoyo in (an_apoyo(), an_apoyo(face=face), an_apoyo(findings=(), fields={})):
        assert decode(encode(apoyo)) == apoyo


@pytest.mark.parametrize("size", [0, 1, 20_000, 65_000, 300_000])
def test_its_size_is_a_whole_number_of_blocks(size: int) -> None:
    payload = encode(an_apoyo(bytes(size)))
    assert len(payload) % BLOCK_BYTES == 0
    assert decode(payload).front.frame == bytes(size)


def test_two_supports_that_differ_little_have_one_size() -> None:
    assert len(encode(an_apoyo())) == len(encode(an_apoyo(findings=("otro",) * 20)))


def reframed(content: object) -> bytes:
    raw = cbor.dumps(content)
    framed = len(raw).to_bytes(4, "big") + raw
    return framed + bytes(-len(framed) % BLOCK_BYTES)


def test_an_unknown_field_is_refused() -> None:
    payload = encode(an_apoyo())
    content = cbor.loads(payload[4 : 4 + int.from_bytes(payload[:4], "big")])
    assert isinstance(content, dict)
    assert decode(reframed(content)) == an_apoyo()
    with pytest.raises(PayloadRejected):
        decode(reframed({**content, "nota": "x"}))
    del content["back"]
    with pytest.raises(PayloadRejected):
        decode(reframed(content))


def test_a_cut_or_longer_payload_is_refused() -> None:
    payload = encode(an_apoyo())
    block = bytes(BLOCK_BYTES)
    for wrong in (b"", payload[:-1], payload + b"\x00", payload + block, payload[:-1] + b"\x01"):
        with pytest.raises(PayloadRejected):
            decode(wrong)


def test_a_length_beyond_its_end_is_refused() -> None:
    with pytest.raises(PayloadRejected):
        decode(b"\xff\xff\xff\xff" + encode(an_apoyo())[4:])


def test_a_signature_below_the_least_ink_is_refused() -> None:
    payload = encode(an_apoyo())
    content = cbor.loads(payload[4 : 4 + int.from_bytes(payload[:4], "big")])
    assert isinstance(content, dict)
    content["signature"]["strokes"] = []
    with pytest.raises(PayloadRejected):
        decode(reframed(content))


def test_nothing_of_the_fields_order_matters() -> None:
    apoyo = an_apoyo()
    turned = replace(apoyo, fields=dict(reversed(apoyo.fields.items())))
    assert decode(encode(turned)) == apoyo
