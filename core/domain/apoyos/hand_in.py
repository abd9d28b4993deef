"""The folder by which sealed records are handed in without a network (norma/sistema.md, 3)."""

import re
from typing import Final

from core.domain.apoyos.apoyo import RecordId

ENVELOPES: Final = "sobres"
"""Sealed records, named as in the queue of a tablet: number, record and SHA-256."""
RECEIPTS: Final = "recibos"
"""Signed receipts, each named by its record."""
_NAME: Final = re.compile(r"[0-9]{8}-([0-9a-f]{32})-[0-9a-f]{64}\.sobre")


def record_named(name: str) -> RecordId:
    """Return the record that a file of `sobres` names, "" where it names none."""
    found = _NAME.fullmatch(name)
    return RecordId(found[1] if found else "")
