"""What every SecretStore must do; run as a program, it judges a real Secret Service.

The program unlocks the service first, and locks it last.
"""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

from core.tablet import secrets
from core.tablet.errors import KeyringLocked, NotActivated
from core.tablet.secrets import SecretStore


def check(store: SecretStore, again: SecretStore) -> None:
    """Raise AssertionError unless both, the same store opened twice, keep the promises."""
    binary = bytes(range(256))
    store.save("a", binary)
    store.save("b", b"otro")
    assert again.load("a") == binary
    store.save("a", b"nuevo")
    assert again.load("a") == b"nuevo"
    store.delete("a")
    store.delete("a")
    assert again.load("b") == b"otro"
    try:
        again.load("a")
    except NotActivated:
        return
    raise AssertionError


def main() -> None:
    """Judge the Secret Service of this session, whose collection opens with «prueba»."""
    unlock = ["gnome-keyring-daemon", "--unlock", "--components=secrets"]
    subprocess.run(unlock, input=b"prueba", check=True, stdout=subprocess.DEVNULL, timeout=180)
    assert secrets.service_is_open()
    folder = Path.cwd() / "tableta"
    store = secrets.best_store(folder)
    assert secrets.kind_of(store) == "servicio"
    check(store, secrets.store_of("servicio", folder))
    other = secrets.store_of("servicio", Path.cwd() / "otra")
    store.save("a", b"uno")
    try:
        other.load("a")
    except NotActivated:
        pass
    else:
        raise AssertionError
    assert not folder.exists()
    _lock()
    assert not secrets.service_is_open()
    try:
        store.load("a")
    except KeyringLocked:
        return
    raise AssertionError


def _lock() -> None:
    import secretstorage

    with closing(secretstorage.dbus_init()) as bus:
        secretstorage.get_default_collection(bus).lock()


if __name__ == "__main__":
    main()
    sys.stdout.write("contrato cumplido\n")
