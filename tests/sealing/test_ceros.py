"""The certificate of an emptied tablet: only its own key makes it, and nothing in it can change."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from core.sealing import b64
from core.sealing.ceros import Ceros, certificate, read_certificate
from core.sealing.errors import SignatureRejected

OWN = Ed25519PrivateKey.from_private_bytes(b"c" * 32)
SAID = Ceros("tableta-muestra", 12, datetime(2026, 11, 29, 20, 15, 3, tzinfo=UTC))


def key_of(device: str) -> Ed25519PublicKey | None:
    return OWN.public_key() if device == SAID.device else None


def test_what_was_signed_is_read_back() -> None:
    text = certificate(SAID, by=OWN)
    assert text.startswith("apoyo-ceros:1:tableta-muestra:12:20261129T201503Z:")
    assert read_certificate(f" {text}\n", key_of) == SAID


@pytest.mark.parametrize(
    ("old", "new"),
    [(":12:", ":13:"), ("20261129", "20261130"), ("tableta-muestra", "otra"), (":1:", ":2:")],
)
def test_a_changed_one_is_refused(old: str, new: str) -> None:
    text = certificate(SAID, by=OWN).replace(old, new, 1)
    with pytest.raises(SignatureRejected):
        read_certificate(text, key_of)


@pytest.mark.parametrize("text", ["", "apoyo-ceros", "a:b:c:d:e:f", "apoyo-ceros:1:x:y:z:w"])
def test_what_is_none_is_refused(text: str) -> None:
    with pytest.raises(SignatureRejected):
        read_certificate(text, key_of)


@pytest.mark.parametrize("begins", ["apoyo-ceros:2", "apoyo-cero:1", "apoyo-ceros:01"])
def test_its_own_key_makes_none_of_another_form(begins: str) -> None:
    said = certificate(SAID, by=OWN).rpartition(":")[0].replace("apoyo-ceros:1", begins)
    signature = b64.encode(OWN.sign(b"apoyo-ceros\x00" + said.encode()))
    with pytest.raises(SignatureRejected):
        read_certificate(f"{said}:{signature}", key_of)


def test_the_hour_is_of_greenwich_whatever_the_clock_of_the_tablet_says() -> None:
    there = replace(SAID, emptied_at=SAID.emptied_at.astimezone(ZoneInfo("America/Mexico_City")))
    assert certificate(there, by=OWN) == certificate(SAID, by=OWN)


def test_another_key_makes_none() -> None:
    text = certificate(SAID, by=Ed25519PrivateKey.generate())
    with pytest.raises(SignatureRejected):
        read_certificate(text, key_of)
