"""Signed := {kind, body, key, signature}: Ed25519 over kind ‖ 0x00 ‖ body, as it was sent.

Source: norma/sistema.md, 1.
"""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Signed:
    """A statement of the server. All four are text; the last three base64url without padding.

    `body` decodes to the very bytes that were signed; `key` is the 32-byte public key.
    Holding one proves nothing: core.sealing.signed.open_signed verifies and returns the body.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    kind: str
    body: str
    key: str
    signature: str


PROCESO = "proceso"
PAQUETE = "paquete"
RECIBO = "recibo"
ACUSE = "acuse"
CONSTANCIA = "constancia"
