"""A tablet that is none of ours: its own key, envelopes sealed by FORMAT.md, their requests."""

import hashlib
import io
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from tests.walkthrough.probe import Stranger

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_BLOCK = 65_536


@dataclass
class StrangeTablet:
    """An activated device of our own making."""

    key: Ed25519PrivateKey
    device: str = ""
    upload_token: str = ""
    counter: int = 0

    def activate(self, server: Stranger, code: str, app_hash: str, *, keep: str = "") -> int:
        """Try to be admitted; return the status."""
        answer = server.call(
            "POST",
            "/v1/activaciones",
            body={
                "code": code,
                "device_key": b64(self.key.public_key().public_bytes_raw()),
                "app_hash": app_hash,
                "frames": "file",
            },
            keep=keep,
        )
        if answer["status"] in (200, 201):
            self.device = answer["body"]["device"]
            self.upload_token = answer["body"]["upload_token"]
        return int(answer["status"])

    def session(self, server: Stranger, app_hash: str, *, keep: str = "") -> dict[str, Any]:
        """Prove the key for a session; return the exchange."""
        asked = server.call("POST", "/v1/tableta/nonces", body={"device": self.device})
        nonce = asked["body"].get("nonce", "")
        raw = unb64(nonce)
        proof = {
            "device": self.device,
            "nonce": nonce,
            "signature": b64(self.key.sign(b"apoyo-nonce\x00" + raw)),
            "app_hash": app_hash,
        }
        return server.call("POST", "/v1/tableta/sesiones", body=proof, keep=keep)

    def envelope(
        self,
        names: dict[str, str],
        apoyo: dict[str, Any],
        election_key: bytes,
        **header: Any,  # noqa: ANN401  CBOR
    ) -> tuple[str, bytes]:
        """Return record id and envelope of an apoyo; `header` overrides its fields."""
        self.counter += 1
        now = datetime.now(UTC).isoformat()
        record_id = secrets.token_hex(16)
        head = {
            "mode": "apoyo",
            "record_id": record_id,
            **names,
            "device": self.device,
            "device_counter": self.counter,
            "frames": "file",
            "started_at": now,
            "saved_at": now,
            "clock": "trusted",
            "key_id": hashlib.sha256(election_key).hexdigest()[:16],
            **header,
        }
        encoded = _cbor(head)
        front = b"APOYOSOB\x01\x01" + len(encoded).to_bytes(2, "big") + encoded
        content = _cbor(apoyo)
        framed = len(content).to_bytes(4, "big") + content
        framed += bytes(-len(framed) % _BLOCK)
        body = front + _SUITE.encrypt(
            framed, X25519PublicKey.from_public_bytes(election_key), info=front
        )
        signed = b"apoyo-sobre\x00" + hashlib.sha256(body).digest()
        return record_id, body + self.key.sign(signed)

    def send(
        self, server: Stranger, aspirante: str, record_id: str, envelope: bytes, *, keep: str
    ) -> dict[str, Any]:
        """Announce one record and upload it whole; return the exchange of the upload."""
        digest = hashlib.sha256(envelope).hexdigest()
        waiting = [
            {
                "record_id": record_id,
                "counter": self.counter,
                "sha256": digest,
                "size": len(envelope),
            }
        ]
        announcement = {
            "aspirante": aspirante,
            "waiting": waiting,
            "said_at": datetime.now(UTC).isoformat(),
        }
        server.call("POST", "/v1/envios", body=announcement, token=self.upload_token)
        headers = {
            "Content-Type": "application/octet-stream",
            "Upload-Offset": "0",
            "Upload-Length": str(len(envelope)),
            "Upload-Sha256": digest,
        }
        return server.call(
            "PUT",
            f"/v1/apoyos/{record_id}",
            raw=envelope,
            headers=headers,
            token=self.upload_token,
            keep=keep,
        )


def b64(raw: bytes) -> str:
    """Return base64url without padding."""
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def unb64(text: str) -> bytes:
    """Return the bytes of base64url without padding."""
    from base64 import urlsafe_b64decode

    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _cbor(value: dict[str, Any]) -> bytes:
    """Return a CBOR map of definite length."""
    out = io.BytesIO()
    cbor2.dump(value, out)
    return out.getvalue()
