"""`apoyo central backup` and `restore`: database, envelopes and padrón in a folder, keys apart.

A copy is taken while the server works. The database comes first, whole and of one instant; the
envelopes that it names are there already, for each is durable before its row.
"""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Row

from core.central.database import open_database
from core.central.errors import BlobMissing
from core.central.unit_of_work import Units
from core.clock import SystemClock
from core.domain.apoyos.apoyo import RecordId
from core.domain.apoyos.apoyo_errors import OffsetDiffers
from core.durable import give_name, sync_folder, write_whole
from core.ports.central_blobs import Blobs
from core.ports.central_escaneos import KnownEscaneo
from core.server.errors import BackupOfOther, BackupThere, CopyInside, NoBackup
from core.server.files.cuts import Cuts
from core.server.files.escaneo_files import blob_id
from core.server.host import postgres_tools
from core.server.host.stores import blobs_in, objects_of
from core.settings.server import ServerSettings

DATABASE, DUMP, BLOBS, PADRON = "apoyo.db", "apoyo.pgdump", "blobs", "padron"
_PARTIAL = ".partial"
_JOURNALS = ("-wal", "-shm")
"""What SQLite keeps beside a database. One that is left of another would be played into a copy."""
_AT_ONCE = 500


def back_up(settings: ServerSettings, target: Path) -> int:
    """Copy all but the keys into `target`; return how many blobs were copied this time.

    Those that an earlier copy brought stay. The caller's umask says who reads the copy. Raises
    CopyInside where `target` lies in the data folder, another MachineTrouble or OSError.
    """
    target = target.expanduser().absolute()
    if target.resolve().is_relative_to(settings.data.resolve()):
        raise CopyInside
    (target / BLOBS).mkdir(parents=True, exist_ok=True)
    objects = objects_of(settings)
    blobs = blobs_in(objects, settings)("")
    engine = open_database(settings.database, settings.busy_seconds)
    try:
        _copy_padron(engine, Cuts(settings.padron, objects), target / PADRON)
        if engine.dialect.name != "sqlite":
            _dump_database(engine, target / DUMP)
            return _copy_blobs(engine, blobs, target / BLOBS)
        _copy_database(engine, target / DATABASE)
    finally:
        engine.dispose()
    copied = open_database(f"sqlite:///{target / DATABASE}")
    try:
        return _copy_blobs(copied, blobs, target / BLOBS)
    finally:
        copied.dispose()


def restore(source: Path, settings: ServerSettings) -> None:
    """Put a copy where the settings say that a server is to be; a person puts its keys beside it.

    The database comes last: what was cut short is begun again. The caller's umask says who reads
    it. Raises NoBackup, BackupOfOther, BackupThere where a database is already, CopyFailed,
    MachineTrouble or OSError.
    """
    source = source.expanduser().absolute()
    if not (source / BLOBS).is_dir():
        raise NoBackup({"folder": str(source)})
    if any((settings.data / f"{DATABASE}{each}").exists() for each in ("", *_JOURNALS)):
        raise BackupThere({"folder": str(settings.data)})
    on_server = not settings.database.startswith("sqlite")
    engine = open_database(settings.database) if on_server else None
    try:
        _check(source, engine)
        objects = objects_of(settings)
        settings.blobs.mkdir(parents=True, exist_ok=True)
        _restore_blobs(source / BLOBS, blobs_in(objects, settings)(""))
        _restore_padron(source / PADRON, Cuts(settings.padron, objects))
        for folder in [settings.data, *filter(Path.is_dir, settings.data.rglob("*"))]:
            sync_folder(folder)
        if engine is not None:
            postgres_tools.load(source / DUMP, engine)
            return
        _copy(source / DATABASE, settings.data / DATABASE)
        sync_folder(settings.data)
    finally:
        if engine is not None:
            engine.dispose()


def _check(source: Path, engine: Engine | None) -> None:
    """Raise BackupOfOther or BackupThere unless this copy can be put into that database."""
    wanted = DATABASE if engine is None else DUMP
    if not (source / wanted).exists():
        raise BackupOfOther({"folder": str(source), "file": wanted})
    if engine is not None and not postgres_tools.is_empty(engine):
        raise BackupThere({"folder": engine.url.database or ""})


def _dump_database(engine: Engine, target: Path) -> None:
    partial = target.with_name(target.name + _PARTIAL)
    partial.unlink(missing_ok=True)
    postgres_tools.dump(engine, partial)
    _sync(partial)
    give_name(partial, target)


def _restore_blobs(source: Path, blobs: Blobs) -> None:
    for path in _whole_files(source):
        record_id, _, sha256 = path.name.partition("-")
        growing = blobs.growing(RecordId(record_id), sha256)
        try:
            growing.finish(0, path.read_bytes())
        except OffsetDiffers:
            continue  # it was restored before this was begun again
        finally:
            growing.close()
    blobs.sync()


def _restore_padron(source: Path, cuts: Cuts) -> None:
    if not source.is_dir():
        return
    cuts.folder.mkdir(parents=True, exist_ok=True)
    for path in _whole_files(source):
        _copy(path, cuts.folder / path.name)
        cuts.share(path.name)


def _whole_files(folder: Path) -> list[Path]:
    """Return what was copied whole: no remains of a copy that was cut, no cut of a former kind."""
    found = (path for path in folder.iterdir() if path.is_file() and path.suffix != _PARTIAL)
    return sorted(found)


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


def _copy_blobs(engine: Engine, blobs: Blobs, target: Path) -> int:
    """Copy the sealed blobs, of records and of scans, that the database names and `target` lacks.

    Those that are missing are told by who verifies the copy.
    """
    copied = 0
    for record_id, sha256, size in _named_blobs(Units(engine, SystemClock())):
        path = target / f"{record_id}-{sha256}"
        if _is_there(path, size):
            continue
        with suppress(BlobMissing):
            write_whole(path, blobs.content(record_id, sha256))
            copied += 1
    sync_folder(target)
    return copied


def _named_blobs(units: Units) -> Iterator[tuple[RecordId, str, int]]:
    """Yield id, SHA-256 and size of each sealed blob that the database names."""
    after = 0
    while rows := _records(units, after):
        after = rows[-1].position
        yield from ((RecordId(row.record_id), row.sha256, row.size) for row in rows)
    last = ""
    while found := _escaneos(units, last):
        last = found[-1].new.id
        yield from ((blob_id(each.new.id), each.blob, each.blob_size) for each in found)


def _records(units: Units, after: int) -> Sequence[Row[Any]]:
    with units.reading() as work:
        return work.integrity.records(after=after, limit=_AT_ONCE)


def _escaneos(units: Units, after: str) -> Sequence[KnownEscaneo]:
    with units.reading() as work:
        return work.escaneos.whole(after=after, limit=_AT_ONCE)


def _copy_padron(engine: Engine, cuts: Cuts, target: Path) -> None:
    """Copy the file of the cut in force: it never changes once it is there."""
    with Units(engine, SystemClock()).reading() as work:
        cut, sha256 = work.cuts.last(), work.cuts.index_sha256()
    if cut is None or (target / cut.id).exists():
        return
    cuts.fetch(cut.id, sha256)
    target.mkdir(parents=True, exist_ok=True)
    _copy(cuts.folder / cut.id, target / cut.id)
    sync_folder(target)


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
    """Yield what a copy in `source` does not hold, or was not checked, for a person."""
    if not (source / DATABASE).exists():
        yield "La base de PostgreSQL se comprueba al restaurarla: ensaye la restauración."
    yield "Las llaves no van aquí: guárdelas aparte."
