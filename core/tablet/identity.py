"""The tablet's identity (numeral 10): pinned server, device key under a password, upload token."""

import hashlib
import hmac
import secrets
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar, cast

from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from core.domain.device.tablet import ServerPin
from core.errors import MachineTrouble, NotAllowed
from core.ports.shared import Clock
from core.tablet import durable
from core.tablet.attempts import Attempts
from core.tablet.errors import IdentityDamaged, IdentityLocked, NotActivated
from core.tablet.secrets import SecretStore, best_store, kind_of, store_of
from core.wire import read_json, to_json

_NONCE_CONTEXT = b"apoyo-nonce\x00"
_REPEAT_CONTEXT = b"apoyo-repetidos\x00"
_FORMER_REPEAT_KEY = "repeat.key"
"""Former file of the key of repeats, deleted on start: the hashes it keyed reveal nothing."""


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How a key is encrypted under a password.

    `unwrap` raises a NotAllowed for a wrong password.
    """

    wrap: Callable[[bytes, str], bytes]
    unwrap: Callable[[bytes, str], bytes]


@dataclass(frozen=True, slots=True)
class _Card:
    """What identity.json says; the secrets themselves stand under the names given here."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    url: str
    authority: str
    signing_key: str
    store: str
    key: str
    token: str = ""
    device: str = ""


class TabletIdentity:
    """A DeviceIdentity in `folder`. After `unlock` the key stays in memory until the app closes.

    Key, token and device are written as one file, so they always belong together.
    """

    def __init__(self, folder: Path, wrapping: Wrapping, clock: Clock) -> None:
        self._folder = durable.folder(folder)
        self._wrapping = wrapping
        self._attempts = Attempts(folder / "attempts.json", clock)
        self._key: Ed25519PrivateKey | None = None
        self._prepared: Ed25519PrivateKey | None = None
        if (self._folder / _FORMER_REPEAT_KEY).exists():
            durable.erase(self._folder / _FORMER_REPEAT_KEY)

    def is_activated(self) -> bool:
        """Tell whether an activation was concluded here."""
        return self._card_file.exists()

    def server(self) -> ServerPin:
        """Return the pinned server. Raises NotActivated or IdentityDamaged."""
        card = self._card()
        with _damage_named():
            return ServerPin(card.url, card.authority, _key_of(card.signing_key))

    def device(self) -> str:
        return self._card().device

    @property
    def authority_file(self) -> Path:
        """Return the PEM file that pins the server, for the TLS library.

        Raises NotActivated or IdentityDamaged.
        """
        path = self._folder / "authority.pem"
        with _damage_named():
            pem = self._card().authority.encode("ascii")
        if not path.exists() or path.read_bytes() != pem:
            durable.write(path, pem)
        return path

    def upload_token(self) -> str:
        """Return the bearer token for announcing, uploading and reading receipts.

        It needs no password. Raises NotActivated or IdentityDamaged.
        """
        card = self._card()
        with _damage_named():
            return _token_of(self._secrets(card).load(card.token))

    def repeat_key(self) -> bytes:
        """Return the key (32 bytes) of the hashes that warn of repeats. Raises IdentityLocked.

        Derived from the device key, so it is never on disk. Source: norma/lecturas.md, 8.
        """
        own = self.key().private_bytes_raw()
        return hmac.new(own, _REPEAT_CONTEXT, hashlib.sha256).digest()

    def unlock(self, password: str) -> None:
        """Decrypt the device key.

        Raises the wrapping's NotAllowed, TooManyTries, NotActivated or IdentityDamaged.
        """
        card = self._card()
        with _damage_named():
            wrapped = self._secrets(card).load(card.key)
        self._attempts.take()
        try:
            raw = self._wrapping.unwrap(wrapped, password)
        except MachineTrouble:  # nothing was compared
            self._attempts.give_back()
            raise
        self._attempts.succeeded()
        self._key = Ed25519PrivateKey.from_private_bytes(raw)

    def key(self) -> Ed25519PrivateKey:
        """Return the device key. Raises IdentityLocked before `unlock`."""
        if self._key is None:
            raise IdentityLocked
        return self._key

    def sign_nonce(self, nonce: bytes) -> bytes:
        return self.key().sign(_NONCE_CONTEXT + nonce)

    def prepare(self, server: ServerPin, password: str) -> bytes:
        store = best_store(self._folder)
        key, name = self._prepared_key(password), f"device-{secrets.token_hex(4)}.key"
        store.save(name, self._wrapping.wrap(key.private_bytes_raw(), password))
        earlier = self._prepared_card()
        card = _Card(
            url=server.url,
            authority=server.authority,
            signing_key=server.signing_key.hex(),
            store=kind_of(store),
            key=name,
        )
        durable.write(self._prepared_file, to_json(card))
        if earlier is not None:
            self._secrets(earlier).delete(earlier.key)
        self._prepared = key
        return key.public_key().public_bytes_raw()

    def admit(self, device: str, upload_token: str) -> None:
        prepared = self._prepared_card()
        if prepared is None:
            raise NotActivated
        store, token = self._secrets(prepared), f"upload-{secrets.token_hex(4)}.token"
        store.save(token, upload_token.encode("ascii"))
        earlier = self._former_card()
        durable.write(self._card_file, to_json(replace(prepared, device=device, token=token)))
        self._key = self._prepared
        durable.erase(self._prepared_file)
        self._attempts.succeeded()
        if earlier is not None:
            self._secrets(earlier).delete(earlier.key)
            self._secrets(earlier).delete(earlier.token)

    def forget(self) -> None:
        """Delete every secret of this tablet, and the key in memory. Raises MachineTrouble."""
        for card in (self._former_card(), self._prepared_card()):
            for name in (card.key, card.token) if card else ():
                if card and name:
                    self._secrets(card).delete(name)
        self._key = self._prepared = None

    def _prepared_key(self, password: str) -> Ed25519PrivateKey:
        """Return the key of an activation whose answer was lost, if this password opens it."""
        earlier = self._prepared_card()
        if earlier is None:
            return Ed25519PrivateKey.generate()
        try:
            wrapped = self._secrets(earlier).load(earlier.key)
            raw = self._wrapping.unwrap(wrapped, password)
            return Ed25519PrivateKey.from_private_bytes(raw)
        except (NotAllowed, NotActivated, ValueError):
            return Ed25519PrivateKey.generate()

    def _card(self) -> _Card:
        card = self._read(self._card_file)
        if card is None:
            raise NotActivated
        return card

    def _former_card(self) -> _Card | None:
        """Return what a new activation replaces; one that is damaged names nothing to delete."""
        with suppress(IdentityDamaged):
            return self._read(self._card_file)
        return None

    def _prepared_card(self) -> _Card | None:
        """Return what an activation under way left; a damaged one is begun anew."""
        with suppress(IdentityDamaged):
            return self._read(self._prepared_file)
        return None

    @staticmethod
    def _read(path: Path) -> _Card | None:
        if not path.exists():
            return None
        with durable.trouble_named():
            content = path.read_bytes()
        with _damage_named():
            return cast("_Card", read_json(_Card, content))

    def _secrets(self, card: _Card) -> SecretStore:
        return store_of(card.store, self._folder)

    @property
    def _card_file(self) -> Path:
        return self._folder / "identity.json"

    @property
    def _prepared_file(self) -> Path:
        return self._folder / "prepared.json"


@contextmanager
def _damage_named() -> Generator[None]:
    """Convert what does not read or is gone, inside the block, into IdentityDamaged."""
    try:
        yield
    except (ValueError, NotActivated) as cause:
        raise IdentityDamaged from cause


def _key_of(text: str) -> bytes:
    key = bytes.fromhex(text)
    Ed25519PublicKey.from_public_bytes(key)
    return key


def _token_of(secret: bytes) -> str:
    token = secret.decode("ascii")
    if not token.isprintable():
        raise ValueError
    return token
