"""`apoyo central backup` and `restore`: database, envelopes and padrón in a folder, keys apart.

A copy is taken while the server works. The database comes first, whole and of one instant; the
envelopes that it names are there already, for each is durable before its row.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Engine

from core.central.database import open_database
from core.central.unit_of_work import Units
from core.clock import SystemClock
from core.domain.apoyo import RecordId
from core.durable import give_name, sync_folder
from core.server.errors import BackupThere, CopyInside, NoBackup
from core.settings import ServerSettings

DATABASE, BLOBS, PADRON = "apoyo.db", "blobs", "padron"
_PARTIAL = ".partial"
_JOURNALS = ("-wal", "-shm")
"""What SQLite keeps beside a database. One that is left of another would be played into a copy."""
_AT_ONCE = 500


def back_up(settings: ServerSettings, target: Path) -> int:
    """Copy all but the keys into `target`; return how many envelopes were copied this time.

    Envelopes that an earlier copy brought stay. A database of PostgreSQL is left to pg_dump, before
    this. The caller's umask says who reads the copy. Raises CopyInside where `target` lies in the
    data folder, or OSError.
    """
    target = target.expanduser().absolute()
    if target.resolve().is_relative_to(settings.data.resolve()):
        raise CopyInside
    (target / BLOBS).mkdir(parents=True, exist_ok=True)
    engine = open_database(settings.database, settings.busy_seconds)
    try:
        _copy_padron(engine, settings.data / PADRON, target / PADRON)
        if engine.dialect.name != "sqlite":
            return _copy_blobs(engine, settings.data / BLOBS, target / BLOBS)
        _copy_database(engine, target / DATABASE)
    finally:
        engine.dispose()
    copied = open_database(f"sqlite:///{target / DATABASE}")
    try:
        return _copy_blobs(copied, settings.data / BLOBS, target / BLOBS)
    finally:
        copied.dispose()


def restore(source: Path, settings: ServerSettings) -> None:
    """Put a copy where a server is to be; its keys are put beside it by a person.

    The database comes last: what was cut short is begun again. The caller's umask says who reads
    it. Raises NoBackup, BackupThere where a database or a journal of one is already, or OSError.
    """
    source = source.expanduser().absolute()
    if not (source / BLOBS).is_dir():
        raise NoBackup({"folder": str(source)})
    if any((settings.data / f"{DATABASE}{each}").exists() for each in ("", *_JOURNALS)):
        raise BackupThere({"folder": str(settings.data)})
    (settings.data / BLOBS / "partes").mkdir(parents=True, exist_ok=True)
    for name in (BLOBS, PADRON):
        for path in sorted((source / name).rglob("*")):
            place = settings.data / path.relative_to(source)
            if path.is_dir():
                place.mkdir(parents=True, exist_ok=True)
            else:
                place.parent.mkdir(parents=True, exist_ok=True)
                _copy(path, place)
    for folder in [settings.data, *filter(Path.is_dir, settings.data.rglob("*"))]:
        sync_folder(folder)
    if (source / DATABASE).exists():
        _copy(source / DATABASE, settings.data / DATABASE)
        sync_folder(settings.data)


def _copy_database(engine: Engine, target: Path) -> None:
    """Write the database as it is at one instant; nobody waits for it meanwhile."""
    partial = target.with_name(target.name + _PARTIAL)
    partial.unlink(missing_ok=True)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        own = connection.connection.dbapi_connection
        assert own is not None  # noqa: S101  it is open
        own.execute("VACUUM INTO ?", (str(partial),))
    _sync(partial)
    for journal in _JOURNALS:
        target.with_name(target.name + journal).unlink(missing_ok=True)
    give_name(partial, target)


def _copy_blobs(engine: Engine, source: Path, target: Path) -> int:
    """Copy the envelopes that the database names and `target` lacks."""
    copied = after = 0
    units = Units(engine, SystemClock())
    while True:
        with units.reading() as work:
            rows = work.integrity.records(after=after, limit=_AT_ONCE)
        if not rows:
            sync_folder(target)
            return copied
        after = rows[-1].position
        for row in rows:
            name = f"{RecordId(row.record_id)}-{row.sha256}"
            if not _is_there(target / name, row.size) and (source / name).exists():
                _copy(source / name, target / name)
                copied += 1


def _copy_padron(engine: Engine, source: Path, target: Path) -> None:
    """Copy the index of the cut in force: it never changes once it is there."""
    with Units(engine, SystemClock()).reading() as work:
        cut = work.cuts.last()
    if cut is None or (target / cut.id).exists():
        return
    partial = target / f"{cut.id}{_PARTIAL}"
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    for path in sorted((source / cut.id).iterdir()):
        _copy(path, partial / path.name)
    sync_folder(partial)
    give_name(partial, target / cut.id)


def _is_there(path: Path, size: int) -> bool:
    try:
        return path.stat().st_size == size
    except FileNotFoundError:
        return False


def _copy(source: Path, target: Path) -> None:
    """Copy one file: whole under its name, or not at all. Its name is durable after a sync."""
    partial = target.with_name(target.name + _PARTIAL)
    shutil.copyfile(source, partial)
    _sync(partial)
    partial.replace(target)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def left_of(source: Path) -> Iterator[str]:
    """Yield what a copy in `source` does not hold, for a person."""
    if not (source / DATABASE).exists():
        yield "La base es de PostgreSQL: cópiela con pg_dump antes de los sobres, no después."
    yield "Las llaves no van aquí: guárdelas aparte."
