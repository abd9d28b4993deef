"""kiosk.drain: what waits on a tablet, sent, receipted and erased, beside curl sending as much."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from capture_kiosk.device.tablet import Tablet
from core.central.database import open_database
from core.central.migrations import upgrade
from core.central.unit_of_work import Units
from core.clock import SystemClock
from core.domain.apoyos.apoyo import FrameSourceKind, RecordMode, Side
from core.domain.apoyos.envio import Announcement, WaitingRecord
from core.domain.device.tablet import CaptureFacts
from core.sealing import activation_code
from core.server.host.keys import KeyFiles
from core.settings.server import ServerSettings
from core.wire import to_json
from tests import central_server
from tests.apoyo_data import FIRST
from tests.apoyo_world import World
from tests.bench.figure import Figure, interleaved
from tests.bench.ingest_central import serving
from tests.fakes.apoyos import an_apoyo

RECORDS: Final = int(os.environ.get("RECORDS", "1000"))
_ROUNDS: Final = 5
_PICTURE_BYTES: Final = 140_000
_PASSWORD: Final = "frase corta ficticia"
_PLACE: Final = Path(__file__).resolve().parents[2] / "out"
_CLOCK: Final = SystemClock()


def measure() -> list[Figure]:
    """Return the seconds to drain all records, and those of curl for as many of the same size."""
    _PLACE.mkdir(exist_ok=True)
    each = RECORDS // _ROUNDS
    with tempfile.TemporaryDirectory(dir=_PLACE) as place, _served(Path(place)) as (own, other):
        trust = KeyFiles(Path(place) / "central" / "keys").authority
        script = Path(place) / "curl.conf"

        def fill() -> None:
            for tablet in (own, other):
                _save(tablet, each)
            script.write_text(_script(other, trust), "utf-8")

        def drain() -> None:
            if own.contact().sent and own.kept().waiting:
                raise RuntimeError(own.kept().waiting)

        ours, theirs = interleaved(drain, lambda: _curl(script), _ROUNDS, before=fill)
        size = other.kept().waiting[0].size
    said = (
        f"{RECORDS} registros de {size / 1000:.0f} KB en {_ROUNDS} partes alternadas, por TLS en "
        "loopback; con anuncio, recibos comprobados y borrados; curl: una conexión, los mismos PUT"
    )
    return [Figure("kiosk.drain", ours * _ROUNDS, "s", theirs * _ROUNDS, said)]


@contextmanager
def _served(folder: Path) -> Iterator[tuple[Tablet, Tablet]]:
    """Give two tablets that the real command admitted."""
    data = folder / "central"
    data.mkdir(parents=True, mode=0o700)
    central_server.make_keys(data / "keys")
    settings = ServerSettings(data=data)
    engine = open_database(settings.database)
    upgrade(engine)
    central_server.open_first_account(Units(engine, _CLOCK))
    engine.dispose()
    with central_server.running(settings) as central:
        place = World.made(central)
        codes = []
        for correo in ("uno@muestra.invalid", "dos@muestra.invalid"):
            place.enlist(correo=correo)
            codes.append(place.code())
    with serving(folder) as port:
        yield (
            _tablet(folder / "uno", f"https://127.0.0.1:{port}", codes[0]),
            _tablet(folder / "dos", f"https://127.0.0.1:{port}", codes[1]),
        )


def _tablet(data: Path, url: str, code: str) -> Tablet:
    tablet = Tablet(data, _CLOCK, lambda: "0" * 64, FrameSourceKind.FILE)
    tablet.activate(activation_code.TypedInvitation.typed(url, code), _PASSWORD)
    return tablet


def _save(tablet: Tablet, records: int) -> None:
    for _ in range(records):
        pictures = [os.urandom(_PICTURE_BYTES) for _ in range(4)]
        apoyo = an_apoyo(front=Side(*pictures[:2]), back=Side(*pictures[2:]))
        facts = CaptureFacts(RecordMode.APOYO, FIRST, FrameSourceKind.FILE, _CLOCK.now())
        tablet.save(facts, apoyo)


def _script(tablet: Tablet, trust: Path) -> str:
    """Return what curl does: the announcement, then one PUT a record, on one connection."""
    url, token = tablet.identity.server().url, tablet.identity.upload_token()
    waiting = tablet.waiting_anew()[-(RECORDS // _ROUNDS) :]
    told = Announcement(
        FIRST,
        tuple(WaitingRecord(r.record_id, r.counter, r.sha256, r.size) for r in waiting),
        _CLOCK.now(),
    )
    body = tablet.packets().folder / "anuncio.json"
    body.write_bytes(to_json(told))
    usual = [
        f'cacert = "{trust}"',
        f'header = "Authorization: Bearer {token}"',
        "silent",
        "show-error",
        "fail",
        'output = "/dev/null"',
    ]
    parts = [
        [
            *usual,
            f'url = "{url}/v1/envios"',
            f'data-binary = "@{body}"',
            'header = "Content-Type: application/json"',
        ]
    ]
    for record in waiting:
        [path] = (tablet.packets().folder / "queue").glob(f"*-{record.record_id}-*.sobre")
        parts.append(
            [
                *usual,
                f'url = "{url}/v1/apoyos/{record.record_id}"',
                f'upload-file = "{path}"',
                'header = "Content-Type: application/octet-stream"',
                'header = "Upload-Offset: 0"',
                f'header = "Upload-Length: {record.size}"',
                f'header = "Upload-Sha256: {record.sha256}"',
            ]
        )
    return "\nnext\n".join("\n".join(part) for part in parts)


def _curl(script: Path) -> None:
    subprocess.run(["curl", "--config", str(script)], check=True)
