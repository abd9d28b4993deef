"""Signed := {kind, body, key, signature}: Ed25519 over kind ‖ 0x00 ‖ body, as it was sent.

Source: norma/sistema.md, 1.
"""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Signed:
    """A statement of the server: four texts, the last three base64url without padding.

    `body` decodes to the signed bytes, `key` to the 32-byte public key. It is not verified:
    core.sealing.signed.open_signed verifies it and returns the body.
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
