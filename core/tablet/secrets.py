"""Where a tablet keeps its few secrets: the Secret Service where there is one, else 0600 files."""

import hashlib
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from core.tablet import durable
from core.tablet.errors import KeyringLocked, NotActivated

_SERVICE = "apoyo-ciudadano"


class SecretStore(Protocol):
    """A few named secrets. Each call is durable; none prompts the user."""

    def save(self, name: str, secret: bytes) -> None:
        """Store durably, replacing the former secret of that name. Raises MachineTrouble."""

    def load(self, name: str) -> bytes:
        """Return a secret. Raises NotActivated where there is none, KeyringLocked if closed."""

    def delete(self, name: str) -> None:
        """Delete a secret; an unknown name changes nothing. Raises MachineTrouble."""


@dataclass(frozen=True, slots=True)
class FileSecrets:
    """A SecretStore of files with mode 0600."""

    folder: Path

    def save(self, name: str, secret: bytes) -> None:
        durable.write(self.folder / name, secret)

    def load(self, name: str) -> bytes:
        path = self.folder / name
        if not path.exists():
            raise NotActivated
        with durable.trouble_named():
            return path.read_bytes()

    def delete(self, name: str) -> None:
        durable.erase(self.folder / name)


@dataclass(frozen=True, slots=True)
class ServiceSecrets:
    """A SecretStore in the Secret Service; `label` separates data folders."""

    label: str

    def save(self, name: str, secret: bytes) -> None:
        self._ready().set_password(_SERVICE, f"{self.label}:{name}", secret.hex())

    def load(self, name: str) -> bytes:
        found = self._ready().get_password(_SERVICE, f"{self.label}:{name}")
        if found is None:
            raise NotActivated
        return bytes.fromhex(found)

    def delete(self, name: str) -> None:
        from keyring.errors import PasswordDeleteError

        try:
            self._ready().delete_password(_SERVICE, f"{self.label}:{name}")
        except PasswordDeleteError:
            return

    def _ready(self) -> "Keyring":
        """Return the one backend this project uses. Raises KeyringLocked rather than prompt."""
        from keyring.backends import SecretService

        if not service_is_open():
            raise KeyringLocked
        return SecretService.Keyring()  # type: ignore[no-untyped-call]


class Keyring(Protocol):
    """The methods used of keyring's Secret Service backend."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Store a password under service and username."""

    def get_password(self, service: str, username: str) -> str | None:
        """Return the password of service and username, None where there is none."""

    def delete_password(self, service: str, username: str) -> None:
        """Delete the password of service and username."""


def service_is_open() -> bool:
    """Tell whether a Secret Service answers and its default collection is unlocked."""
    import secretstorage
    from secretstorage.exceptions import SecretStorageException

    try:
        with closing(secretstorage.dbus_init()) as bus:
            if not secretstorage.check_service_availability(bus):
                return False
            return not secretstorage.get_default_collection(bus).is_locked()
    except (SecretStorageException, OSError):
        return False


def best_store(folder: Path) -> SecretStore:
    """Return the Secret Service if it is open now, else files in `folder`."""
    return store_of("servicio" if service_is_open() else "archivo", folder)


def store_of(kind: str, folder: Path) -> SecretStore:
    """Return the store of a kind returned by `kind_of`."""
    if kind == "servicio":
        return ServiceSecrets(hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16])
    return FileSecrets(durable.folder(folder))


def kind_of(store: SecretStore) -> str:
    """Return the name of a store's kind, to find the same store again after a restart."""
    return "servicio" if isinstance(store, ServiceSecrets) else "archivo"
