"""The small independent verifier: it imports nothing else of ours (core/sealing/FORMAT.md)."""

from core.verify.signed import NotVerified, read_signed, verify_signed
from core.verify.statements import check_acuse_qr, check_receipt_of, check_statement

__all__ = [
    "NotVerified",
    "check_acuse_qr",
    "check_receipt_of",
    "check_statement",
    "read_signed",
    "verify_signed",
]
