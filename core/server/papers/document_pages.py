"""The page of each document: an address that its paper carries, and that nobody can guess.

The address names the document and ends in a seal, a keyed hash of that name: whoever holds the
paper holds the address, and nothing of it has to be kept.
"""

import hmac
from base64 import b32encode
from enum import Enum
from hashlib import sha256
from typing import Final

from core.server.composition.dependencies import Dependencies

_SEAL_BYTES: Final = 10
"""80 bits: sixteen letters and digits, as they are typed where there is no camera."""


class DocumentKind(Enum):
    """What has a page; the value stands in its address."""

    CONSTANCIA = "constancia"
    ACUSE = "acuse"
    ACTA = "acta"


def page_of(deps: Dependencies, kind: DocumentKind, ref: str) -> str:
    """Return the address of a document; `ref` names it among those of its kind."""
    return f"{deps.settings.pages}/documento/{kind.value}/{ref}/{_seal(deps, kind, ref)}"


def is_of(deps: Dependencies, kind: DocumentKind, ref: str, seal: str) -> bool:
    """Tell whether the seal of an address is that of this document, however it was typed."""
    return hmac.compare_digest(_seal(deps, kind, ref).encode(), seal.upper().encode())


def _seal(deps: Dependencies, kind: DocumentKind, ref: str) -> str:
    told = hmac.new(deps.document_key, f"{kind.value}/{ref}".encode(), sha256).digest()
    return b32encode(told[:_SEAL_BYTES]).decode("ascii")
