"""One PostgreSQL cluster for the whole run: the machine's own, else the packaged one."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PASTE = "sudo apt-get install -y postgresql  # o bien: .venv/bin/pip install pgserver"


@contextmanager
def cluster() -> Iterator[str]:
    """Give the SQLAlchemy URL of a server without its database: append `/NAME`, or `%s`."""
    binaries = _binaries()
    if binaries:
        with _machine(binaries) as url:
            yield url
    else:
        with _packaged() as url:
            yield url


def _binaries() -> Path | None:
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((each for each in folders if (each / "pg_ctl").exists()), None)


@contextmanager
def _machine(binaries: Path) -> Iterator[str]:
    folder = Path(tempfile.mkdtemp(prefix="apoyo-pg-"))
    data = folder / "data"
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        _run(f"{binaries}/initdb -D {data} -U apoyo -A trust --no-sync -E UTF8 --locale=C")
        options = f"-F -c listen_addresses= -c unix_socket_directories={folder}"
        _run(f'{binaries}/pg_ctl -D {data} -w -l {folder}/log -o "{options}" start')
        yield f"postgresql+psycopg://apoyo@/%s?host={folder}"
    finally:
        _run(f"{binaries}/pg_ctl -D {data} -m immediate stop", check=False)
        shutil.rmtree(folder, ignore_errors=True)


def _run(line: str, *, check: bool = True) -> None:
    """Run a line as a person that PostgreSQL accepts: it refuses root."""
    words = ["su", "postgres", "-c", line] if os.geteuid() == 0 else ["sh", "-c", line]
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd="/")
    if check and done.returncode:
        raise AssertionError(f"PostgreSQL no arranca. Pegue: {PASTE}\n{done.stderr}")


@contextmanager
def _packaged() -> Iterator[str]:
    try:
        import pgserver
    except ImportError as cause:
        raise AssertionError(f"Falta PostgreSQL. Pegue: {PASTE}") from cause
    folder = Path(tempfile.mkdtemp(prefix="apoyo-pg-"))
    server = pgserver.get_server(folder, cleanup_mode="stop")
    try:
        uri = str(server.get_uri("%s")).replace("postgresql://", "postgresql+psycopg://", 1)
        yield uri
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
