"""Web and worker under two users: neither reads the other's keys, and an import goes through."""

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from core.central.database import open_database
from core.central.unit_of_work import Units
from core.clock import SystemClock
from core.domain.access.roles import Role
from core.domain.verification.importacion import Importacion, ImportState
from core.ports.central import SentPassword
from core.ports.central_access import NewAccount
from core.server.host import passphrase
from core.server.host.keys import WEB, WORKER
from tests.apoyo_data import padron_csv
from tests.central_server import PASSPHRASE, Client, make_keys
from tests.importing import again, shown
from tests.server.test_verification import ONE, ROWS

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root starts others' processes")

ROOT = Path(__file__).resolve().parents[2]
_WEB, _WORKER, _GROUP = 61_001, 61_002, 61_000
_PATIENCE = 120.0


@dataclass(frozen=True)
class Place:
    """The data of a server, its keys apart for each process, and the address it will have."""

    folder: Path
    listen: str

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def environment(self, process: str, **more: str) -> dict[str, str]:
        clean = {name: text for name, text in os.environ.items() if not name.startswith("APOYO_")}
        own = {
            "HOME": str(self.data),
            "APOYO_DATA": str(self.data),
            "APOYO_KEYS_FOLDER": str(self.folder / process),
            "PYTHONPATH": str(self.folder / "program"),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        return clean | own | more

    def start(self, process: str, user: int, *words: str, **more: str) -> subprocess.Popen[str]:
        """Start a command as another user."""
        return subprocess.Popen(
            [sys.executable, "-m", "core.server", "central", process, *words],
            env=self.environment(process, **more),
            cwd=self.data,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            user=user,
            group=_GROUP,
            extra_groups=[],
        )


def _reachable(user: int) -> bool:
    """Tell whether another user reaches the interpreter and its libraries."""
    try:
        asked = subprocess.run(
            [sys.executable, "-c", "import fastapi, numpy"],
            user=user,
            group=_GROUP,
            extra_groups=[],
            cwd="/",
            capture_output=True,
            check=False,
        )
    except PermissionError:
        return False
    return asked.returncode == 0


@pytest.fixture
def place() -> Iterator[Place]:
    """Return a folder laid out as README says, on a machine where two users reach the program."""
    if not _reachable(_WEB):
        pytest.skip("this interpreter is not readable by others")
    folder = Path(tempfile.mkdtemp(prefix="apoyo-dos-", dir="/tmp"))
    folder.chmod(0o755)
    for name in ("core", "resources"):
        shutil.copytree(ROOT / name, folder / "program" / name)  # and what was compiled of it
    make_keys(folder / "all")
    for process, names, user in (("web", WEB, _WEB), ("worker", WORKER, _WORKER)):
        (folder / process).mkdir()
        for name in names:
            shutil.copy(folder / "all" / name, folder / process / name)
            (folder / process / name).chmod(0o400)
            os.chown(folder / process / name, user, _GROUP)
    (folder / "data").mkdir()
    os.chown(folder / "data", 0, _GROUP)
    (folder / "data").chmod(0o2770)
    try:
        yield Place(folder, f"127.0.0.1:{random.randrange(20_000, 32_000)}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def running(started: subprocess.Popen[str], says: str) -> Iterator[None]:
    try:
        assert started.stdout is not None
        said = started.stdout.readline()
        assert says in said, said + started.stdout.read()
        yield
    finally:
        started.terminate()
        started.wait(_PATIENCE)
        if started.stdout is not None:
            started.stdout.close()


def open_ine(place: Place) -> str:
    """Return the token of someone of the INE."""
    units = Units(open_database(f"sqlite:///{place.data / 'apoyo.db'}"), SystemClock())
    password = SentPassword(kept="", until=None, one_use=False)
    with units.writing("prueba") as work:
        account = NewAccount(
            user="ine",
            name="INE (ficticio)",
            roles=frozenset({Role.INE}),
            password=password,
            must_change=False,
        )
        tokens = work.sessions.open(work.accounts.open(account))
    units.engine.dispose()
    return tokens.token


def test_an_import_goes_the_whole_way_and_no_process_reads_the_other_s_keys(place: Place) -> None:
    migrated = place.start("migrate", _WORKER)
    said, _ = migrated.communicate(timeout=_PATIENCE)
    assert migrated.returncode == 0, said
    token = open_ine(place)
    web = place.start("web", _WEB, "--listen", place.listen)
    worker = place.start("worker", _WORKER, **{passphrase.VARIABLE: PASSPHRASE})
    with running(web, "Web lista"), running(worker, "Trabajador listo"):
        ine = Client(f"https://{place.listen}", place.folder / "all" / "authority.pem", token)
        sent = ine.call("POST", "/v1/padron?cut_on=2026-11-01", data=padron_csv(ROWS))
        assert sent.status_code == 202, sent.text
        one = until(ine, shown(sent.content), ImportState.CHECKED)
        base = f"/v1/padron/importaciones/{one.id}"
        assert ine.post(f"{base}/aplicacion", {"reason": ""}).status_code == 200
        until(ine, one, ImportState.APPLIED)
        ine.wire.close()
    held = b"".join(each.read_bytes() for each in place.data.rglob("*") if each.is_file())
    assert ONE.encode() not in held


def until(who: Client, one: Importacion, state: ImportState) -> Importacion:
    """Wait until the import is in this state."""
    end = time.monotonic() + _PATIENCE
    while (now := again(who, one)).state is not state:
        assert not now.is_over, now
        assert time.monotonic() < end
    return now


@pytest.mark.parametrize(
    ("process", "user", "other"),
    [("web", _WEB, "padron.key"), ("web", _WEB, "election.key"), ("worker", _WORKER, "server.key")],
)
def test_a_process_that_can_read_the_other_s_key_does_not_start(
    place: Place, process: str, user: int, other: str
) -> None:
    shutil.copy(place.folder / "all" / other, place.folder / process / other)
    os.chown(place.folder / process / other, user, _GROUP)
    started = place.start(process, user, **{passphrase.VARIABLE: PASSPHRASE})
    said, _ = started.communicate(timeout=_PATIENCE)
    assert (started.returncode, other in said) == (2, True), said


def test_without_migrating_nothing_starts(place: Place) -> None:
    started = place.start("web", _WEB, "--listen", place.listen)
    said, _ = started.communicate(timeout=_PATIENCE)
    assert (started.returncode, "apoyo central migrate" in said) == (2, True), said
