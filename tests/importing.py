"""Imports as the worker does them, for tests: at once, or beside a window."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date

from core.central.unit_of_work import UnitOfWork
from core.domain.proceso.geografia import SeccionPlace
from core.domain.verification.importacion import Importacion, ImportState
from core.server.host.keys import KeyFiles
from core.server.jobs.imports import ImportJob
from core.wire import adapter
from tests.central_server import Central, Client

CSV = {"Content-Type": "text/csv"}


def put_geografia(work: UnitOfWork, places: Iterable[SeccionPlace]) -> None:
    """Put a geography in force at once."""
    version = work.geografia.new_version()
    work.geografia.add(version, tuple(places))
    work.geografia.apply(version, date(2000, 1, 1))


def import_job(central: Central) -> ImportJob:
    """Return the worker's job, with the keys of this server."""
    keys = KeyFiles(central.deps.settings.keys)
    return ImportJob(central.deps, central.election_key, keys.padron_key())


def shown(content: bytes) -> Importacion:
    """Return the import of an answer."""
    got: Importacion = adapter(Importacion).validate_json(content)
    return got


def checked(who: Client, path: str, csv: bytes, job: ImportJob) -> Importacion:
    """Send a file and have it checked; `path` is that of the POST."""
    received = who.call("POST", path, data=csv, headers=CSV)
    assert received.status_code == 202, received.text
    assert job() == 1
    return again(who, shown(received.content))


def again(who: Client, one: Importacion) -> Importacion:
    """Return an import as it is now."""
    return shown(who.get(f"/v1/{one.kind.value}/importaciones/{one.id}").content)


def applied(
    who: Client, path: str, csv: bytes, job: ImportJob, reason: str = "MUESTRA"
) -> Importacion:
    """Import a file: received, checked, applied."""
    one = checked(who, path, csv, job)
    assert one.state is ImportState.CHECKED, one
    order = {"reason": reason if one.bad else ""}
    asked = who.post(f"/v1/{one.kind.value}/importaciones/{one.id}/aplicacion", order)
    assert asked.status_code == 200, asked.text
    assert job() == 1
    return again(who, one)


@contextmanager
def worker_beside(central: Central) -> Iterator[None]:
    """Do imports as they come until the block ends."""
    job, stop = import_job(central), threading.Event()

    def run() -> None:
        while not stop.wait(0.02):
            job()

    thread = threading.Thread(target=run)  # noqa: TID251  the worker's stand-in
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
