"""Web and worker as services of their own, each under its own user (`apoyo central web`, `worker`).

Each reads its own key files only; one that can read the other's does not start. Files they share
are of one group: these commands let the group read and write what they make.
"""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from core.central.database import open_database
from core.central.migrations import is_current, upgrade
from core.server import web, worker
from core.server.errors import DatabaseOld, KeyTooMany, PassphraseWrong
from core.server.host.child_process import WRONG_PASSPHRASE
from core.server.host.keys import WEB, WORKER, KeyFiles
from core.server.host.machine import listening_socket, machine_trouble
from core.server.host.stores import check_store
from core.settings.server import ServerSettings

_GROUP_TOO = 0o007
_SHARED = 0o660
"""SQLite makes its file 0644, and its journal as its file."""


def migrate(settings: ServerSettings) -> None:
    """Bring the database to its newest form. Raises MachineTrouble."""
    os.umask(_GROUP_TOO)
    with machine_trouble(settings.data):
        engine = open_database(settings.database, settings.busy_seconds)
        upgrade(engine)
        engine.dispose()
        if engine.dialect.name == "sqlite" and engine.url.database:
            with suppress(PermissionError):  # another's file: whoever made it says who writes
                Path(engine.url.database).chmod(_SHARED)


def run_web(settings: ServerSettings, ready: Callable[[], None]) -> None:
    """Serve until told to end. Raises MachineTrouble; then nothing runs."""
    _begin(settings, "web", WEB)
    with machine_trouble(settings.data), listening_socket(settings.listen) as listening:
        web.serve(settings, listening, ready)


def run_worker(settings: ServerSettings, secret: int, ready: Callable[[], None]) -> None:
    """Work until told to end. Raises MachineTrouble or PassphraseWrong."""
    _begin(settings, "worker", WORKER)
    if worker.serve(settings, secret, ready) == WRONG_PASSPHRASE:
        raise PassphraseWrong


def _begin(settings: ServerSettings, process: str, own: Sequence[str]) -> None:
    os.umask(_GROUP_TOO)
    keys = KeyFiles.of(settings)
    with machine_trouble(settings.data):
        keys.check(own)
        if more := keys.too_many(own):
            raise KeyTooMany({"process": process, "files": ", ".join(more)})
        check_store(settings)
        engine = open_database(settings.database, settings.busy_seconds)
        current = is_current(engine)
        engine.dispose()
    if not current:
        raise DatabaseOld
