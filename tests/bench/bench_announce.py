"""ingest.announce: a tablet announces as many records as one announcement may hold."""

import http.client
import secrets
import ssl
import statistics
import tempfile
import time
from pathlib import Path

from core.clock import SystemClock
from core.domain.apoyos.apoyo import RecordId
from core.domain.apoyos.envio import MOST_WAITING, Announcement, WaitingRecord
from core.server.host.keys import KeyFiles
from core.wire import to_json
from tests.apoyo_data import FIRST
from tests.bench.figure import Figure
from tests.bench.ingest_central import prepare, serving
from tests.bench.ingest_sender import PATIENCE_SECONDS, Load

_TABLETS = 5
_TIMES = 2
"""Of each tablet: the second announcement closes the envío of the first."""


def measure() -> list[Figure]:
    """Return the seconds from a connection's first byte to the whole answer."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        prepare(folder, _TABLETS, rounds=1, each=1)
        authority = KeyFiles(folder / "central" / "keys").authority
        trust = ssl.create_default_context(cafile=str(authority))
        loads = [Load.of(each) for each in sorted((folder / "envios" / "0").iterdir())]
        with serving(folder) as port:
            spent = [_announce(trust, port, load) for load in loads for _ in range(_TIMES)]
    conditions = (
        f"un anuncio de {MOST_WAITING:,} registros nuevos, sobre TLS, SQLite; mediana de "
        f"{len(spent)}, {_TIMES} por tableta; el mayor: {max(spent):.2f} s"
    )
    return [Figure("ingest.announce", statistics.median(spent), "s", None, conditions)]


def _announce(trust: ssl.SSLContext, port: int, load: Load) -> float:
    waiting = tuple(
        WaitingRecord(RecordId(secrets.token_hex(16)), number, secrets.token_hex(32), 600_000)
        for number in range(1, MOST_WAITING + 1)
    )
    body = to_json(Announcement(FIRST, waiting, SystemClock().now()))
    wire = http.client.HTTPSConnection("127.0.0.1", port, context=trust, timeout=PATIENCE_SECONDS)
    wire.connect()
    bearer = {"Authorization": f"Bearer {load.token}", "Content-Type": "application/json"}
    began = time.perf_counter()
    wire.request("POST", "/v1/envios", body, bearer)
    answer = wire.getresponse()
    said = answer.read()
    spent = time.perf_counter() - began
    wire.close()
    if answer.status != http.client.OK:
        raise RuntimeError(said)
    return spent
