"""One S3 store for the whole run: a real one (SeaweedFS), started where a test asks for it."""

import json
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests

from core.server.host.stores import KEY_FILE
from core.settings.server import ServerSettings

KEY_ID, SECRET = "muestra", "secreto-ficticio-de-muestra"
_BUCKET = "apoyo"
_PATIENCE_SECONDS = 120.0
_SECONDS = 60
_LOOK_SECONDS = 0.02
_PARTS = ("master", "volume", "filer", "s3")
_ACTIONS = ["Admin", "Read", "Write", "List", "Tagging"]


@dataclass
class Store:
    """A store that runs on this machine. `options` are more words of its command."""

    folder: Path
    ports: dict[str, int]
    options: tuple[str, ...] = ()
    _process: subprocess.Popen[bytes] | None = None

    @property
    def endpoint(self) -> str:
        """Return its address as the settings name it."""
        return f"http://127.0.0.1:{self.ports['s3']}"

    @property
    def files(self) -> str:
        """Return the address of its own file server, another door to the same objects."""
        return f"http://127.0.0.1:{self.ports['filer']}/buckets"

    def start(self) -> None:
        """Return once it takes and gives an object."""
        words = [
            *(_weed(), f"-logdir={self.folder / 'log'}", "server", f"-dir={self.folder / 'data'}"),
            *("-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-master.telemetry=false"),
            *("-volume.max=50", "-master.volumeSizeLimitMB=128", "-filer", "-s3"),
            *("-s3.port.iceberg=0", "-s3.port.lance=0", f"-s3.config={self.folder / 's3.json'}"),
            *(f"-{part}.port={self.ports[part]}" for part in _PARTS),
            *(f"-{part}.port.grpc={self.ports[part + '.grpc']}" for part in _PARTS),
            *self.options,
        ]
        with (self.folder / "out").open("ab") as out:
            self._process = subprocess.Popen(
                words, stdout=out, stderr=subprocess.STDOUT, start_new_session=True
            )
        self._wait()

    def kill(self) -> None:
        """End it at once: nothing is flushed."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def bucket(self) -> str:
        """Return the URL of a fresh place, as the settings name it."""
        return f"s3://{_BUCKET}/{secrets.token_hex(6)}"

    def settings(self, data: Path, database_url: str) -> ServerSettings:
        """Return settings with a fresh place here; the keys are written into the data's folder."""
        settings = ServerSettings(
            data=data,
            database_url=database_url,
            blob_url=self.bucket(),
            blob_endpoint=self.endpoint,
        )
        write_keys(settings.keys)
        return settings

    def listed(self, url: str, folder: str) -> dict[str, bytes]:
        """Return what lies under a folder of a place, by name, read by the file server."""
        return listed(f"{self.files}/{url.removeprefix('s3://')}/{folder}")

    def _wait(self) -> None:
        deadline = time.monotonic() + _PATIENCE_SECONDS
        place = f"{self.files}/{_BUCKET}/lista"
        while time.monotonic() < deadline:
            try:
                with socket.create_connection(("127.0.0.1", self.ports["s3"]), 1):
                    requests.put(place, data=b"lista", timeout=5).raise_for_status()
                    return
            except (OSError, requests.RequestException):
                assert self._process
                assert self._process.poll() is None, (self.folder / "out").read_text("utf-8")
                time.sleep(_LOOK_SECONDS)  # noqa: TID251  for a process of another
        raise AssertionError("the S3 store does not get ready")


def listed(address: str) -> dict[str, bytes]:
    """Return the files of a folder of the file server, by name."""
    answer = requests.get(
        f"{address}/",
        params={"limit": 100_000},
        headers={"Accept": "application/json"},
        timeout=_SECONDS,
    )
    if answer.status_code == requests.codes.not_found:
        return {}
    names = [each["FullPath"].rpartition("/")[2] for each in answer.json()["Entries"] or ()]
    return {name: requests.get(f"{address}/{name}", timeout=_SECONDS).content for name in names}


def write_keys(folder: Path) -> None:
    """Write the file of the store's keys beside a server's own."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / KEY_FILE).write_text(f"{KEY_ID}\n{SECRET}\n", "ascii")


@contextmanager
def store(*options: str) -> Iterator[Store]:
    """Give a store that runs until the block ends."""
    folder = Path(tempfile.mkdtemp(prefix="apoyo-s3-", dir="/tmp"))
    for each in ("data", "log"):
        (folder / each).mkdir()
    known = {
        "name": KEY_ID,
        "credentials": [{"accessKey": KEY_ID, "secretKey": SECRET}],
        "actions": _ACTIONS,
    }
    (folder / "s3.json").write_text(json.dumps({"identities": [known]}), "utf-8")
    running = Store(folder, _free_ports(), options)
    try:
        running.start()
        yield running
    finally:
        running.kill()
        shutil.rmtree(folder, ignore_errors=True)


def _weed() -> str:
    beside = Path(sys.executable).with_name("weed")
    found = str(beside) if beside.exists() else shutil.which("weed")
    assert found, "Falta SeaweedFS: repita «make setup»"
    return found


def _free_ports() -> dict[str, int]:
    """Return a free port for each part of it; all are held until all are found."""
    names = [name for part in _PARTS for name in (part, f"{part}.grpc")]
    held = [socket.create_server(("127.0.0.1", 0)) for _ in names]
    ports = {name: each.getsockname()[1] for name, each in zip(names, held, strict=True)}
    for each in held:
        each.close()
    return ports
