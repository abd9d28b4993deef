"""Receipts, wrapped keys and activation codes: each says yes to its own and no to the rest."""

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from core.domain.apoyos.apoyo import RecordId
from core.domain.apoyos.envio import Receipt, folio
from core.errors import ReceiptRejected
from core.sealing.activation_code import Invitation, make_code
from core.sealing.errors import (
    CodeOfAnotherServer,
    InvitationMalformed,
    PasswordRejected,
)
from core.sealing.keys import election_public, key_id, signing_public
from core.sealing.receipt import check_receipt
from core.sealing.signed import sign
from core.sealing.wrapped import unwrap, wrap
from tests.fakes.apoyos import SAVED_AT
from tests.fakes.receipts import make_receipt

SERVER = Ed25519PrivateKey.generate()
RECORD = RecordId("a1" * 16)
RECEIPT = Receipt(RECORD, "ab" * 32, folio("000123", 7), SAVED_AT, 41)
FINGERPRINT = bytes(range(32))


def test_a_receipt_of_this_record_is_taken() -> None:
    signed = make_receipt(RECEIPT, by=SERVER)
    taken = check_receipt(signed, record_id=RECORD, sha256="ab" * 32, by=SERVER.public_key())
    assert taken == RECEIPT


@pytest.mark.parametrize(("record_id", "sha256"), [("b2" * 16, "ab" * 32), ("a1" * 16, "cd" * 32)])
def test_a_receipt_of_another_record_is_refused(record_id: str, sha256: str) -> None:
    signed = make_receipt(RECEIPT, by=SERVER)
    with pytest.raises(ReceiptRejected):
        check_receipt(signed, record_id=RecordId(record_id), sha256=sha256, by=SERVER.public_key())


def test_a_receipt_of_another_server_or_kind_or_folio_is_refused() -> None:
    wrong = [
        make_receipt(RECEIPT, by=Ed25519PrivateKey.generate()),
        make_receipt(replace(RECEIPT, folio="000123-00007-X"), by=SERVER),
        make_receipt(replace(RECEIPT, received_at=SAVED_AT.replace(tzinfo=None)), by=SERVER),
        sign("recibo", b"{}", by=SERVER),
        replace(make_receipt(RECEIPT, by=SERVER), kind="acuse"),
    ]
    for signed in wrong:
        with pytest.raises(ReceiptRejected):
            check_receipt(signed, record_id=RECORD, sha256="ab" * 32, by=SERVER.public_key())


def test_a_wrapped_key_opens_under_its_password_alone() -> None:
    secret = bytes(range(32))
    wrapped = wrap(secret, "una frase larga")
    assert secret not in wrapped
    assert unwrap(wrapped, "una frase larga") == secret
    for doctored, password in (
        (wrapped, "una frase larga "),
        (wrapped[:-1] + bytes([wrapped[-1] ^ 1]), "una frase larga"),
        (wrapped[:30], "una frase larga"),
        (b"", "una frase larga"),
    ):
        with pytest.raises(PasswordRejected):
            unwrap(doctored, password)


def test_a_key_is_named_by_its_public_half() -> None:
    key = X25519PrivateKey.generate().public_key()
    assert key_id(key) == key_id(key.public_bytes_raw())
    assert len(key_id(key)) == 16
    assert election_public(key.public_bytes_raw()).public_bytes_raw() == key.public_bytes_raw()
    raw = SERVER.public_key().public_bytes_raw()
    assert signing_public(raw).public_bytes_raw() == raw


def test_an_invitation_survives_its_qr() -> None:
    invitation = Invitation(
        "https://central.example:8443", FINGERPRINT, bytes(32), make_code(FINGERPRINT, bytes(32))
    )
    text = invitation.to_text()
    assert text.startswith("apoyo:1?s=https://central.example:8443&a=")
    assert Invitation.from_text(text) == invitation
    other = replace(invitation, code=make_code(bytes(32), bytes(32)))
    with pytest.raises(CodeOfAnotherServer):
        Invitation.from_text(other.to_text())
    for wrong in ("", "https://example", text[:-1], text.replace("https", "http"), text + "x"):
        with pytest.raises(InvitationMalformed):
            Invitation.from_text(wrong)
