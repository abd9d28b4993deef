"""What many tests write to a fresh server, written once a process and then copied (SQLite)."""

import sqlite3
from collections.abc import Callable
from contextlib import closing

from tests.central_server import Central

_KEPT: dict[str, sqlite3.Connection] = {}


def write_once(central: Central, name: str, write: Callable[[], object]) -> None:
    """Leave the database of a fresh server as `write` does; `name` stands for what it writes.

    Nothing may have been written that the test needs besides. On PostgreSQL it is written anew.
    """
    engine = central.deps.units.engine
    if engine.dialect.name != "sqlite":
        write()
        return
    with closing(sqlite3.connect(engine.url.database or "")) as own:
        if name in _KEPT:
            _KEPT[name].backup(own)
            return
        write()
        _KEPT[name] = sqlite3.connect(":memory:")
        own.backup(_KEPT[name])
