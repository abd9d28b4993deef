"""This server as the client of a provider: code with PKCE, discovery and id_token (OIDC Core 1.0).

Discovery and keys are fetched for each entry: some hundreds of people enter so, and a key that the
provider changed is never a reason to refuse one.
"""

import base64
import hmac
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from threading import BoundedSemaphore
from typing import Any, Final

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, KeySetSerialization

from core.domain.access.entrada_errors import ProveedorRefused, ProveedorSilent
from core.ports.entradas import Proven
from core.ports.shared import Clock
from core.settings.server import ProviderSettings

_log = logging.getLogger(__name__)

_ALGORITHMS: Final = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA"]
"""Public keys alone: neither `none` nor what a shared secret signs."""
_SECONDS, _LEEWAY, _AT_ONCE = 5.0, 60, 8
_SCOPE = "openid email"
_busy = BoundedSemaphore(_AT_ONCE)
"""Calls to providers at once."""
_places = BoundedSemaphore(2 * _AT_ONCE)
"""Those that wait for their turn too: one that hangs must not take every thread of the web."""


@dataclass(frozen=True, slots=True)
class EntradaKeys:
    """What nonce and verifier are made of, so that neither is kept anywhere."""

    key: bytes = field(repr=False)

    def nonce(self, state: str) -> str:
        """Return the nonce of the entry with this state."""
        return self._of("nonce", state)

    def verifier(self, state: str) -> str:
        """Return its code_verifier, 43 characters (RFC 7636, 4.1)."""
        return self._of("verifier", state)

    def _of(self, use: str, state: str) -> str:
        made = hmac.new(self.key, f"{use}|{state}".encode(), sha256).digest()
        return base64.urlsafe_b64encode(made).rstrip(b"=").decode()


@dataclass(frozen=True, slots=True)
class OidcProvider:
    """One provider. `redirect` is the exact address to which it sends browsers back."""

    settings: ProviderSettings
    redirect: str
    keys: EntradaKeys
    clock: Clock

    def address(self, state: str) -> str:
        """Return where a browser goes to prove who it is. Raises ProveedorSilent."""
        with self._asking() as client:
            found = self._discovered(client)
            url, _state = client.create_authorization_url(
                _text(found, "authorization_endpoint"),
                state=state,
                nonce=self.keys.nonce(state),
                code_verifier=self.keys.verifier(state),
            )
        return str(url)

    def proven(self, state: str, code: str, issuer: str) -> Proven:
        """Return whom `code` proves. `issuer` is what the answer says of itself (RFC 9207), or "".

        Raises ProveedorRefused for anything that does not hold, ProveedorSilent for silence.
        """
        if issuer not in {"", self.settings.issuer}:
            _log.warning("%s: an answer of another issuer", self.settings.id)
            raise ProveedorRefused
        with self._asking() as client:
            found = self._discovered(client)
            given = client.fetch_token(
                self.settings.token_endpoint or _text(found, "token_endpoint"),
                grant_type="authorization_code",
                code=code,
                code_verifier=self.keys.verifier(state),
                **self._way,
            )
            known = KeySet.import_key_set(self._keys(client, _text(found, "jwks_uri")))
        return self._checked(given.get("id_token"), known, self.keys.nonce(state))

    def _checked(self, token: object, known: KeySet, nonce: str) -> Proven:
        """Return what an id_token says, once all of it holds (OIDC Core 1.0, 3.1.3.7)."""
        wanted = jwt.JWTClaimsRegistry(
            now=int(self.clock.now().timestamp()),
            leeway=_LEEWAY,
            iss={"essential": True, "value": self.settings.issuer},
            nonce={"essential": True, "value": nonce},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
        )
        try:
            claims = jwt.decode(str(token or ""), known, algorithms=_ALGORITHMS).claims
            wanted.validate(claims)
        except (JoseError, ValueError) as fault:
            _log.warning("%s: id_token refused: %s", self.settings.id, type(fault).__name__)
            raise ProveedorRefused from None
        if claims.get("aud") not in (self.settings.client_id, [self.settings.client_id]):
            _log.warning("%s: id_token for somebody else", self.settings.id)
            raise ProveedorRefused
        return self._said(claims)

    def _said(self, claims: Mapping[str, Any]) -> Proven:
        """Return the person; an address counts where the provider alone gives it, and verified."""
        correo = claims.get("email")
        correo = correo.strip() if isinstance(correo, str) else ""
        mine = correo.casefold().rpartition("@")[2] in self.settings.domains
        vouched = mine and claims.get("email_verified") is True
        return Proven(self.settings.issuer, str(claims["sub"]), correo, vouched)

    def _discovered(self, client: OAuth2Session) -> Mapping[str, Any]:
        """Return what the provider says of itself. Raises ProveedorSilent."""
        issuer = self.settings.issuer
        found = self._fetched(client, f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        if found.get("issuer") != issuer:
            _log.warning("%s: discovery of another issuer", self.settings.id)
            raise ProveedorSilent
        return found

    def _keys(self, client: OAuth2Session, url: str) -> KeySetSerialization:
        """Return the provider's keys as they are published (RFC 7517). Raises ProveedorSilent."""
        keys = self._fetched(client, url).get("keys")
        if not isinstance(keys, list):
            raise ProveedorSilent
        return {"keys": keys}

    def _fetched(self, client: OAuth2Session, url: str) -> Mapping[str, Any]:
        answer = client.get(url, withhold_token=True, **self._way)
        answer.raise_for_status()
        said = answer.json()
        if not isinstance(said, dict):
            raise ProveedorSilent
        return said

    @contextmanager
    def _asking(self) -> Iterator[OAuth2Session]:
        """Give a client; what goes wrong is told without what was sent.

        Raises ProveedorRefused for a code that is not good, ProveedorSilent for the rest.
        """
        if not _places.acquire(blocking=False):
            raise ProveedorSilent
        try:
            with _turn(), self._client() as client:
                yield client
        except AuthlibBaseError as fault:
            _log.warning("%s: %s", self.settings.id, fault.error)
            raise (
                ProveedorRefused if fault.error == "invalid_grant" else ProveedorSilent
            ) from None
        except (requests.RequestException, OSError, ValueError, JoseError) as fault:
            _log.warning("%s: %s", self.settings.id, type(fault).__name__)
            raise ProveedorSilent from None
        finally:
            _places.release()

    def _client(self) -> OAuth2Session:
        file = self.settings.client_secret_file
        return OAuth2Session(
            client_id=self.settings.client_id,
            client_secret=file.read_text("utf-8").strip() if file else None,
            token_endpoint_auth_method="client_secret_post" if file else "none",
            scope=_SCOPE,
            redirect_uri=self.redirect,
            code_challenge_method="S256",
        )

    @property
    def _way(self) -> dict[str, Any]:
        """Return how each call goes. An authority of a session would yield to the environment's."""
        ca = self.settings.authority
        return {"timeout": _SECONDS, "allow_redirects": False, "verify": str(ca) if ca else True}


@contextmanager
def _turn() -> Iterator[None]:
    """Give one of the calls at once. Raises ProveedorSilent where none ends in time."""
    if not _busy.acquire(timeout=_SECONDS):
        raise ProveedorSilent
    try:
        yield
    finally:
        _busy.release()


def _text(found: Mapping[str, Any], name: str) -> str:
    """Return an address that discovery names; only TLS. Raises ProveedorSilent."""
    url = found.get(name)
    if not isinstance(url, str) or not url.startswith("https://"):
        raise ProveedorSilent
    return url
