"""Receipts as the server signs them."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from core.domain.apoyos.envio import Receipt
from core.domain.values.signed import RECIBO, Signed
from core.sealing.signed import sign
from core.wire import to_json


def make_receipt(receipt: Receipt, *, by: Ed25519PrivateKey) -> Signed:
    """Return the receipt as the server that has the key `by` signs it."""
    return sign(RECIBO, to_json(receipt), by=by)
