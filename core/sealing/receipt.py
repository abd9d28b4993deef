"""The server's receipt (numerals 25 and 28): the only thing that lets a tablet erase a record."""

from dataclasses import dataclass
from typing import cast

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from core.domain.apoyos.apoyo import RecordId
from core.domain.apoyos.envio import Receipt, folio_is_whole
from core.domain.device.tablet import RecordInfo
from core.domain.values.signed import RECIBO, Signed
from core.errors import EnvelopeRejected, ReceiptRejected
from core.sealing import b64
from core.sealing.signed import open_signed
from core.wire import read_json


def check_receipt(
    signed: Signed, *, record_id: RecordId, sha256: str, by: Ed25519PublicKey
) -> Receipt:
    """Return the verified receipt of this record and these bytes; otherwise raise ReceiptRejected.

    `sha256` is hex, of the whole envelope. Source: norma/lecturas.md, 12.
    """
    try:
        body = open_signed(signed, kind=RECIBO, by=by)
        receipt = cast("Receipt", read_json(Receipt, body))
    except (EnvelopeRejected, ValueError) as cause:
        raise ReceiptRejected from cause
    if receipt.record_id != record_id or receipt.sha256 != sha256:
        raise ReceiptRejected
    if not folio_is_whole(receipt.folio) or receipt.received_at.tzinfo is None:
        raise ReceiptRejected
    return receipt


@dataclass(frozen=True, slots=True)
class ServerReceipts:
    """The Receipts of the server whose Ed25519 key is `signing_key`."""

    signing_key: Ed25519PublicKey

    def record_of(self, signed: Signed) -> RecordId | None:
        try:
            body = b64.decode(signed.body)
            receipt = cast("Receipt", read_json(Receipt, body))
        except ValueError:
            return None
        return receipt.record_id

    def check(self, signed: Signed, record: RecordInfo) -> Receipt:
        return check_receipt(
            signed, record_id=record.record_id, sha256=record.sha256, by=self.signing_key
        )
