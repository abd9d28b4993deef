"""Every vector gives what it names: by our code, and by a reader written from FORMAT.md alone."""

import hashlib
import json
from pathlib import Path
from typing import Any

import cbor2
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from core.errors import ApoyoError
from core.sealing import b64, payload
from core.sealing.activation_code import ALPHABET, Invitation, fits, make_code, with_checks
from core.sealing.envelope import open_sealed, read_header, verify_device
from core.sealing.keys import signing_public
from core.sealing.signed import from_text, open_signed
from core.sealing.wrapped import unwrap
from core.verify import NotVerified, check_receipt_of, verify_signed
from core.wire import adapter
from tests.fakes.apoyos import an_apoyo

FOLDER = Path(__file__).parent


def load(name: str) -> Any:  # noqa: ANN401  what JSON holds
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))


def vectors(name: str) -> list[Any]:
    return [pytest.param(each, id=each["name"]) for each in load(name)["vectors"]]


ENVELOPE, SIGNED = load("envelope"), load("signed")
ELECTION = X25519PrivateKey.from_private_bytes(bytes.fromhex(ENVELOPE["election_private"]))
DEVICE = signing_public(bytes.fromhex(ENVELOPE["device_public"]))
SIGNING = bytes.fromhex(SIGNED["signing_public"])


def outcome(work: Any, *args: Any, **named: Any) -> tuple[str, Any]:  # noqa: ANN401  any call
    try:
        return "ok", work(*args, **named)
    except ApoyoError as error:
        return error.code, None


@pytest.mark.parametrize("vector", vectors("envelope"))
def test_an_envelope_gives_what_its_vector_names(vector: dict[str, Any]) -> None:
    envelope = bytes.fromhex(vector["envelope"])
    code, opened = outcome(open_sealed, envelope, own=ELECTION, device=DEVICE)
    checked, header = outcome(verify_device, envelope, DEVICE)
    if vector["expect"] == "ok":
        assert (code, opened.hex()) == ("ok", vector["payload"])
        assert adapter(type(header)).dump_python(header, mode="json") == vector["header"]
        assert read_header(envelope) == header
    else:
        assert code == vector["expect"]
        assert checked == ("ok" if code == "sobre_no_abre" else code)


def opened_by_the_format(e: bytes, device: Ed25519PublicKey, own: X25519PrivateKey) -> bytes:
    """Return the payload by the five lines of FORMAT.md 2."""
    n = int.from_bytes(e[10:12], "big")
    front = e[: 12 + n]
    cbor2.loads(e[12 : 12 + n])
    device.verify(e[-64:], b"apoyo-sobre\x00" + hashlib.sha256(e[:-64]).digest())
    return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM).decrypt(
        e[12 + n : -64], own, info=front
    )


def test_the_lines_of_the_format_open_what_is_whole() -> None:
    whole = [each for each in ENVELOPE["vectors"] if each["expect"] == "ok"]
    assert whole
    for vector in whole:
        opened = opened_by_the_format(bytes.fromhex(vector["envelope"]), DEVICE, ELECTION)
        assert opened.hex() == vector["payload"]


@pytest.mark.parametrize("vector", vectors("payload"))
def test_a_payload_gives_what_its_vector_names(vector: dict[str, Any]) -> None:
    content = bytes.fromhex(vector["cbor"])
    framed = vector["length"].to_bytes(4, "big") + content
    whole = bytearray(framed + bytes(vector["total"] - len(framed)))
    if vector["padding_byte_at_end"]:
        whole[-1] = vector["padding_byte_at_end"]
    code, apoyo = outcome(payload.decode, bytes(whole))
    assert code == vector["expect"]
    if code == "ok":
        assert apoyo == an_apoyo()
        assert payload.encode(apoyo) == bytes(whole)


def opened_statement(vector: dict[str, Any]) -> bytes:
    said: str = vector["said"]
    if said.startswith("{"):
        from core.domain.values.signed import Signed

        signed = adapter(Signed).validate_json(said)
    else:
        signed = from_text(said)
    return open_signed(signed, kind=vector["kind"], by=signing_public(SIGNING))


@pytest.mark.parametrize("vector", vectors("signed"))
def test_a_statement_gives_what_its_vector_names(vector: dict[str, Any]) -> None:
    code, body = outcome(opened_statement, vector)
    assert code == vector["expect"]
    if code == "ok":
        assert body.decode() == vector["body"]
        assert verify_signed(vector["said"], SIGNING) == body
    else:
        with pytest.raises(NotVerified):
            verify_signed(vector["said"], SIGNING)


def test_the_receipt_of_the_vectors_is_of_their_whole_envelope() -> None:
    body = next(each for each in SIGNED["vectors"] if each["kind"] == "recibo")["body"].encode()
    first, other = (bytes.fromhex(each["envelope"]) for each in ENVELOPE["vectors"][:2])
    check_receipt_of(first, body)
    with pytest.raises(NotVerified):
        check_receipt_of(other, body)


@pytest.mark.parametrize("vector", vectors("activation"))
def test_an_invitation_gives_what_its_vector_names(vector: dict[str, Any]) -> None:
    code, invitation = outcome(Invitation.from_text, vector["text"])
    assert code == vector["expect"]
    if code == "ok":
        assert (invitation.url, invitation.code) == (vector["url"], vector["code"])
        assert b64.encode(invitation.authority) in vector["text"]


def test_a_code_is_that_of_a_reader_of_the_format() -> None:
    for vector in load("activation")["codes"]:
        authority, key = (bytes.fromhex(vector[name]) for name in ("authority", "signing_key"))
        digest = hashlib.sha256(b"apoyo-activacion\x00" + authority + key).digest()
        bits = f"{int.from_bytes(digest[:10], 'big'):080b}"
        pinned = "".join(ALPHABET[int(bits[at : at + 5], 2)] for at in range(0, 80, 5))
        assert pinned == vector["digest_characters"]
        assert with_checks(vector["chance"] + pinned) == vector["code"]
        assert fits(vector["code"], authority, key)
        assert fits(make_code(authority, key), authority, key)


@pytest.mark.parametrize("vector", vectors("wrapped_key"))
def test_a_wrapped_key_gives_what_its_vector_names(vector: dict[str, Any]) -> None:
    wrapped = bytes.fromhex(vector["wrapped"])
    code, secret = outcome(unwrap, wrapped, vector["password"])
    assert code == vector["expect"]
    if code == "ok":
        assert secret.hex() == vector["secret"]


def test_the_library_opens_the_vector_of_the_rfc() -> None:
    from cryptography.hazmat.bindings._rust import openssl

    vector = {name: text for name, text in load("rfc9180_x25519").items() if name != "about"}
    raw = {name: bytes.fromhex(text) for name, text in vector.items()}
    opened = openssl.hpke._decrypt_with_aad(
        Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_128_GCM),
        raw["enc"] + raw["ciphertext"],
        X25519PrivateKey.from_private_bytes(raw["private"]),
        raw["info"],
        raw["aad"],
    )
    assert opened == raw["plaintext"]
