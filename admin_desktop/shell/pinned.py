"""The server that this desk trusts: its address, and the authority whose hash a person compared."""

from dataclasses import dataclass
from pathlib import Path

from core.certificate import is_one_certificate
from core.domain.values.server_address import server_address
from core.durable import write_whole
from core.errors import MachineTrouble

_ADDRESS, _AUTHORITY = "server.txt", "authority.pem"


@dataclass(frozen=True, slots=True)
class Pinned:
    """A trusted server. `authority` is a PEM file in the desk's own folder."""

    url: str
    authority: Path


def load_pinned(folder: Path) -> Pinned | None:
    """Return the server pinned in `folder`, None on a first start or for an invalid pin.

    A file that does not hold exactly one certificate pins nothing.
    """
    address, authority = folder / _ADDRESS, folder / _AUTHORITY
    if not (address.is_file() and authority.is_file()):
        return None
    if not is_one_certificate(authority.read_bytes()):
        return None
    try:
        return Pinned(server_address(address.read_text("utf-8")), authority)
    except ValueError:
        return None


def pin(folder: Path, url: str, pem: str) -> Pinned:
    """Keep a server as the trusted one. Raises MachineTrouble where the folder is not writable."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / _AUTHORITY, pem.encode())
        write_whole(folder / _ADDRESS, f"{url}\n".encode())
    except OSError as cause:
        raise MachineTrouble({"detail": f"no se puede escribir en {folder}"}) from cause
    return Pinned(url, folder / _AUTHORITY)
