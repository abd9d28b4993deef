"""The API as a stranger would call it: plain requests, the raw exchanges kept as files."""

import hashlib
import json
import ssl
import uuid
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests
from urllib3.exceptions import InsecureRequestWarning

_TIMEOUT_SECONDS = 90.0
_SECRET = ("password", "token", "refresh", "upload_token")


@dataclass
class Stranger:
    """Calls one server over TLS, pinned to its own authority. `kept` is where exchanges go."""

    url: str
    authority: Path
    kept: Path
    session: requests.Session = field(default_factory=requests.Session)

    @classmethod
    def meet(cls, url: str, fingerprint: str, folder: Path, kept: Path) -> "Stranger":
        """Fetch the authority, compare its SHA-256 with the printed one, and pin it."""
        with warnings.catch_warnings(), requests.Session() as unpinned:
            warnings.simplefilter("ignore", InsecureRequestWarning)
            unpinned.trust_env = False
            unpinned.verify = False
            pem = unpinned.get(f"{url}/v1/autoridad", timeout=_TIMEOUT_SECONDS).text
        der = ssl.PEM_cert_to_DER_cert(pem)
        if hashlib.sha256(der).hexdigest() != fingerprint:
            message = "la autoridad del servidor no es la impresa"
            raise ValueError(message)
        path = folder / "autoridad.pem"
        path.write_text(pem, "utf-8")
        return cls(url, path, kept)

    def call(
        self,
        method: str,
        path: str,
        *,
        keep: str = "",
        body: object = None,
        raw: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        token: str = "",
    ) -> dict[str, Any]:
        """Return {status, body, headers, tls, …}; `keep` names the file that holds it."""
        sent = dict(headers or {})
        if token:
            sent["Authorization"] = f"Bearer {token}"
        self.session.trust_env = False
        answer = self.session.request(
            method,
            path if path.startswith("https://") else self.url + path,
            json=body,
            data=raw,
            headers=sent,
            verify=str(self.authority),
            timeout=_TIMEOUT_SECONDS,
        )
        exchange = {
            "method": method,
            "path": path,
            "sent": _without_secrets(body),
            "status": answer.status_code,
            "headers": dict(answer.headers),
            "body": _body(answer),
            "tls": answer.url.startswith("https://"),
        }
        if keep:
            shown = exchange | {"body": _without_secrets(exchange["body"])}
            text = json.dumps(shown, ensure_ascii=False, indent=1, default=str)
            (self.kept / f"{keep}.json").write_text(text, "utf-8")
        return exchange

    def sign_in(self, user: str, password: str, *, keep: str = "") -> dict[str, Any]:
        """Try to log in; return the exchange."""
        return self.call(
            "POST", "/v1/sesiones", body={"user": user, "password": password}, keep=keep
        )

    def token(self, user: str, password: str) -> str:
        """Return the token of a session. Raises KeyError where the login is refused."""
        return str(self.sign_in(user, password)["body"]["token"])


def idempotent() -> dict[str, str]:
    """Return the header of a form just opened."""
    return {"Idempotency-Key": str(uuid.uuid4())}


def _body(answer: requests.Response) -> Any:  # noqa: ANN401  JSON, text, or the size of bytes
    kind = answer.headers.get("Content-Type", "")
    if not answer.content:
        return {}
    if "json" in kind:
        return answer.json()
    return answer.text if kind.startswith("text/") else {"bytes": len(answer.content)}


def _without_secrets(body: object) -> object:
    """Return a body for the files: what would let somebody in is not kept."""
    if not isinstance(body, dict):
        return body
    return {key: "…" if key in _SECRET else value for key, value in body.items()}
