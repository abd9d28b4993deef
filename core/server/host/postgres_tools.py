"""PostgreSQL's own programs that write and read a copy of a database, as one moment of it."""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from psycopg.conninfo import make_conninfo
from sqlalchemy import URL, Engine, inspect

from core.server.errors import CopyFailed, PostgresToolMissing

_OF_DEBIAN: Final = Path("/usr/lib/postgresql")
_PASSWORD: Final = "PGPASSWORD"  # noqa: S105  the name of a variable


def dump(engine: Engine, target: Path) -> None:
    """Write the database as it is at one instant; nobody waits for it meanwhile.

    Raises PostgresToolMissing or CopyFailed.
    """
    words = ("--format=custom", "--no-owner", "--no-privileges", f"--file={target}")
    _run("pg_dump", engine.url, words)


def load(source: Path, engine: Engine) -> None:
    """Put a dump into an empty database, all of it or nothing.

    Raises PostgresToolMissing or CopyFailed.
    """
    words = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges")
    _run("pg_restore", engine.url, (*words, str(source)))


def is_empty(engine: Engine) -> bool:
    """Tell whether a database has no table at all."""
    return not inspect(engine).get_table_names()


def _run(name: str, url: URL, words: Sequence[str]) -> None:
    """Run a program on a database. The password goes by the environment: others cannot see it."""
    place, secret = _place(url)
    command = [_found(name), f"--dbname={place}", *words]
    done = subprocess.run(  # noqa: S603  PostgreSQL's own program, found by its name
        command, env=os.environ | secret, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = done.stderr.strip().splitlines()
        raise CopyFailed({"program": name, "detail": said[-1] if said else str(done.returncode)})


def _place(url: URL) -> tuple[str, Mapping[str, str]]:
    """Return how PostgreSQL's programs name a database, and its password apart."""
    said = url.translate_connect_args(username="user", database="dbname")
    secret = said.pop("password", "")
    place = make_conninfo(**{name: str(each) for name, each in {**url.query, **said}.items()})
    return place, {_PASSWORD: str(secret)} if secret else {}


def _found(name: str) -> str:
    """Return the path of a program, the newest of the machine's."""
    found = shutil.which(name)
    if found is None:
        installed = _OF_DEBIAN.glob(f"*/bin/{name}")
        newest = max(installed, key=lambda path: int(path.parts[-3]), default=None)
        found = str(newest) if newest else None
    if found is None:
        raise PostgresToolMissing({"program": name})
    return found
