"""upload.cut: what a tablet sends again of a record, for each time that its connection is cut."""

import http.client
import json
import random
import socket
import ssl
import statistics
import tempfile
import time
from pathlib import Path

from core.server.host.keys import KeyFiles
from tests.bench.figure import Figure
from tests.bench.ingest_central import prepare, serving
from tests.bench.ingest_sender import PATIENCE_SECONDS, Load, upload_headers
from tests.server.peers import wait_until_arrived

_RECORDS = 20
_CUTS = 3
_REST_SECONDS = 0.5
"""How long a tablet that was cut waits, at the least, before it asks what is held."""
_KIB = 1024


def measure() -> list[Figure]:
    """Return the mean of the KiB that had arrived and are asked for again."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        prepare(folder, clients=1, rounds=1, each=_RECORDS)
        authority = KeyFiles(folder / "central" / "keys").authority
        load = Load.of(folder / "envios" / "0" / "0")
        with serving(folder) as port:
            tablet = _CutTablet(port, ssl.create_default_context(cafile=str(authority)), load)
            again = [lost for name in load.records for lost in tablet.send(name)]
    conditions = (
        f"{_RECORDS} registros de 600 KB; la conexión de cada uno se cierra {_CUTS} veces, en un "
        f"punto al azar, ya llegado lo enviado; {_REST_SECONDS} s entre cierres; "
        f"el mayor: {max(again) / _KIB:.0f} KiB"
    )
    return [Figure("upload.cut", statistics.mean(again) / _KIB, "KiB", None, conditions)]


class _CutTablet:
    """A tablet whose connection is cut again and again while it sends."""

    def __init__(self, port: int, trust: ssl.SSLContext, load: Load) -> None:
        self._port, self._trust, self._load = port, trust, load
        self._dice = random.Random(18)

    def send(self, name: str) -> list[int]:
        """Send a record to its receipt; return the bytes that were lost at each cut."""
        envelope, lost, held = self._load.records[name], [], 0
        for _ in range(_CUTS):
            until = self._dice.randint(held, len(envelope) - 1)
            self._cut(name, held, until)
            time.sleep(_REST_SECONDS)
            held = self._held(name)
            lost.append(until - held)
        body = envelope[held:]
        self._ask("PUT", f"/v1/apoyos/{name}", body, self._headers(name, held))
        return lost

    def _headers(self, name: str, offset: int) -> dict[str, str]:
        said = upload_headers(self._load.records[name], self._load.hashes[name])
        bearer = {"Authorization": f"Bearer {self._load.token}"}
        return bearer | said | {"Upload-Offset": str(offset)}

    def _cut(self, name: str, offset: int, until: int) -> None:
        """Send the bytes from `offset` to `until`, and end the connection without a word.

        All of them arrived: what a network loses on the way is not the server's to keep.
        """
        envelope = self._load.records[name]
        lines = [f"PUT /v1/apoyos/{name} HTTP/1.1", "Host: 127.0.0.1"]
        lines += [f"{key}: {said}" for key, said in self._headers(name, offset).items()]
        lines += [f"Content-Length: {len(envelope) - offset}", "", ""]
        plain = socket.create_connection(("127.0.0.1", self._port), timeout=PATIENCE_SECONDS)
        with self._trust.wrap_socket(plain, server_hostname="127.0.0.1") as wire:
            wire.sendall("\r\n".join(lines).encode("ascii") + envelope[offset:until])
            wait_until_arrived(wire)

    def _held(self, name: str) -> int:
        """Return what the server asks to go on from."""
        bearer = {"Authorization": f"Bearer {self._load.token}", "Content-Type": "application/json"}
        opened = json.loads(self._ask("POST", "/v1/envios", self._load.announcement, bearer))
        held: int = opened["have"][name]
        return held

    def _ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> bytes:
        wire = http.client.HTTPSConnection(
            "127.0.0.1", self._port, context=self._trust, timeout=PATIENCE_SECONDS
        )
        wire.request(method, path, body, headers)
        answer = wire.getresponse()
        said = answer.read()
        wire.close()
        if answer.status not in (http.client.OK, http.client.CREATED):
            raise RuntimeError(said)
        return said
