"""`apoyo central rotate-key`: which keys change while a server works, and why others do not."""

import os
from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import Final

from core.clock import SystemClock
from core.durable import write_whole
from core.ports.shared import Clock
from core.server.errors import AuthorityKeyWrong, KeyStays
from core.server.host.keys import KeyFiles
from core.server.host.machine import machine_trouble
from core.server.host.tls import hosts_of, renewed
from core.settings.server import ServerSettings


class KeyName(Enum):
    """The keys of a server, as an operator names them."""

    TLS = "tls"
    AUTHORITY = "authority"
    SIGNING = "signing"
    ELECTION = "election"
    PADRON = "padron"


_WHY: Final[Mapping[KeyName, str]] = {
    KeyName.AUTHORITY: (
        "el escritorio y cada tableta comparan su huella; con otra habría que activarlas de nuevo"
    ),
    KeyName.SIGNING: (
        "con ella comprueban las tabletas cada recibo y cada paquete, y de ella salen los códigos "
        "del segundo paso; con otra habría que activarlas de nuevo"
    ),
    KeyName.ELECTION: (
        "los sobres ya sellados solo se abren con ella, y las tabletas sellan sin red hasta que "
        "termina el proceso"
    ),
    KeyName.PADRON: (
        "la lista nominal y cada apoyo leído se guardan como huellas hechas con ella; con otra "
        "ninguno coincidiría"
    ),
}
"""Why a key stays until the end of its proceso."""


def rotate(
    settings: ServerSettings, name: KeyName, authority_key: Path, clock: Clock | None = None
) -> Path:
    """Write a new certificate and key of the server, and return the file of the certificate.

    The web opens each new connection with what stands there: nothing is started anew. Raises
    KeyStays for any other key, AuthorityKeyWrong, or MachineTrouble.
    """
    if name is not KeyName.TLS:
        raise KeyStays({"key": name.value, "why": _WHY[name]})
    keys, now = KeyFiles.of(settings), (clock or SystemClock()).now()
    chain, key = keys.server
    with machine_trouble(settings.keys):
        secret, hosts = authority_key.read_bytes(), hosts_of(chain.read_bytes())
        try:
            new_chain, new_key = renewed(keys.authority_pem(), secret, hosts, now)
        except (ValueError, TypeError) as cause:
            raise AuthorityKeyWrong({"file": str(authority_key)}) from cause
        _replace(key, new_key)
        _replace(chain, new_chain)
    return chain


def _replace(path: Path, content: bytes) -> None:
    """Write a file that its former owner reads: who orders it is root where the web is not."""
    former = path.stat()
    write_whole(path, content)
    os.chown(path, former.st_uid, former.st_gid)
