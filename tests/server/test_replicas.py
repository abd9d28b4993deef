"""Two web servers on one PostgreSQL and one real S3 store (numerals 25 to 28)."""

import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
import requests

from core.central.errors import PadronDamaged, StoreRefused
from core.domain.access.roles import Role
from core.domain.apoyos.envio import folio
from core.server.host.stores import KEY_FILE, check_store
from core.server.jobs.clean import ABANDONED, CleanJob
from core.settings.server import ServerSettings
from tests import s3
from tests.apoyo_data import FIRST, citizen, padron_csv
from tests.apoyo_world import Tablet, World
from tests.central_server import Central, running
from tests.importing import checked, import_job
from tests.server.test_verification import ONE, PADRON, ROWS, load
from tests.server.test_verification import job as job_of

pytestmark = [pytest.mark.postgres, pytest.mark.s3]

_LARGE = 2_700_000


@dataclass
class Site:
    """What the replicas share, and what makes one more of them."""

    store: s3.Store
    settings: ServerSettings
    keys: Path
    folder: Path

    @contextmanager
    def replica(self, **changes: object) -> Iterator[Central]:
        """Give one more web server, with a data folder of its own."""
        data = self.folder / f"replica{len(list(self.folder.iterdir()))}"
        shutil.copytree(self.keys, data / "keys")
        s3.write_keys(data / "keys")
        for name, text in changes.pop("files", {}).items():  # type: ignore[attr-defined]
            (data / "keys" / name).write_text(text)
        with running(self.settings.model_copy(update={"data": data, **changes})) as central:
            yield central

    def kept(self, folder: str = "sobres") -> dict[str, bytes]:
        """Return what the store holds, as its own file server tells it."""
        return self.store.listed(self.settings.blob_url, folder)


@pytest.fixture
def site(fresh_postgres: str, s3_store: s3.Store, prepared_keys: Path, tmp_path: Path) -> Site:
    settings = s3_store.settings(tmp_path / "comun", fresh_postgres)
    folder = tmp_path / "replicas"
    folder.mkdir()
    return Site(s3_store, settings, prepared_keys, folder)


@pytest.fixture
def pair(site: Site) -> Iterator[tuple[Central, Central]]:
    with site.replica() as one, site.replica() as other:
        World.made(one)
        yield one, other


def at(central: Central, tablet: Tablet) -> Tablet:
    """Return the tablet as it is led to another replica."""
    return replace(tablet, world=World(central))


@pytest.mark.parametrize("cut", [1, 65_536, _LARGE - 1])
def test_a_record_cut_at_one_replica_goes_on_at_another_from_its_last_byte(
    site: Site, pair: tuple[Central, Central], cut: int
) -> None:
    here = World(pair[0]).tablet()
    there = at(pair[1], here)
    record = here.record(payload=bytes(_LARGE))
    assert here.announce(record).have == {record.header.record_id: 0}
    part = here.put(record, 0, cut)
    assert (part.status_code, part.json()) == (202, {"held": cut})
    assert there.announce(record).have == {record.header.record_id: cut}
    receipt = there.receipt(there.put(record, cut))
    assert (receipt.sha256, receipt.folio) == (record.sha256, folio(FIRST, 1))
    assert here.receipt(here.put(record)) == receipt
    name = f"{record.header.record_id}-{record.sha256}"
    assert site.kept() == {name: record.envelope}
    assert not site.kept(f"partes/{record.header.device}/{name}")


def test_both_replicas_give_folios_without_a_gap_and_one_receipt_a_record(
    site: Site, pair: tuple[Central, Central]
) -> None:
    here = World(pair[0]).tablet()
    tablets = [here, at(pair[1], here)] * 3
    records = [here.record() for _ in tablets]
    here.announce(*records)
    receipts = [
        each.receipt(each.put(record)) for each, record in zip(tablets, records, strict=True)
    ]
    assert [each.folio for each in receipts] == [folio(FIRST, n) for n in range(1, 7)]
    again = [
        each.receipt(each.put(record)) for each, record in zip(tablets[1:], records, strict=False)
    ]
    assert again == receipts[:5]
    assert len(site.kept()) == len(records)


def test_what_one_replica_ended_is_over_at_the_other(pair: tuple[Central, Central]) -> None:
    here = World(pair[0]).tablet()
    there = at(pair[1], here)
    there.send(there.record())
    assert here.activated
    with pair[0].deps.units.writing("prueba") as work:
        work.devices.suspend(here.activated.device)
    record = there.record()
    refused = there.put(record)
    assert (refused.status_code, refused.json()["code"]) == (403, "dispositivo_suspendido")


def test_parts_that_nobody_goes_on_with_are_cleaned_by_any_worker(
    site: Site, pair: tuple[Central, Central]
) -> None:
    here = World(pair[0]).tablet()
    record = here.record()
    here.announce(record)
    here.put(record, 0, 100)
    folder = f"partes/{record.header.device}/{record.header.record_id}-{record.sha256}"
    assert list(site.kept(folder).values()) == [record.envelope[:100]]
    worker = pair[1]
    CleanJob(worker.deps)()
    assert site.kept(folder)
    worker.clock.forward(ABANDONED * 1.1)
    CleanJob(worker.deps)()
    assert not site.kept(folder)


def test_a_padron_is_received_by_one_built_by_another_and_read_by_all(
    site: Site, pair: tuple[Central, Central]
) -> None:
    web, builder = pair
    world = World(web)
    tablet = world.tablet()
    tablet.send(tablet.record(apoyo=citizen(ONE, "111111111")))
    ine = web.someone(Role.INE)
    with site.replica() as applier:
        one = checked(ine, PADRON, padron_csv(ROWS), import_job(builder))
        assert not list((web.data / "imports").glob("*"))
        assert len(site.kept("padron")) == 1
        assert not site.kept("importaciones")
        order = f"/v1/padron/importaciones/{one.id}/aplicacion"
        assert ine.post(order, {"reason": ""}).status_code == 200
        assert import_job(applier)() == 1
        [cut] = site.kept("padron").items()
        for worker in (applier, builder):
            with worker.deps.units.writing("prueba") as work:
                work.runs.ask("prueba", whole=True)
            assert job_of(World(worker))() == 1
            assert (worker.data / "padron" / cut[0]).read_bytes() == cut[1]


def test_a_cut_that_is_damaged_on_one_machine_is_fetched_anew(
    pair: tuple[Central, Central],
) -> None:
    web, builder = pair
    load(World(builder), padron_csv(ROWS))
    [cut] = (builder.data / "padron").iterdir()
    whole = cut.read_bytes()
    cut.write_bytes(whole[:-1] + b"x")
    tablet = World(web).tablet()
    tablet.send(tablet.record())
    assert job_of(World(builder))() == 1
    assert cut.read_bytes() == whole


def test_a_cut_that_was_changed_in_the_store_is_not_read(
    site: Site, pair: tuple[Central, Central]
) -> None:
    web, builder = pair
    load(World(builder), padron_csv(ROWS))
    [name] = site.kept("padron")
    address = f"{site.store.files}/{site.settings.blob_url.removeprefix('s3://')}/padron/{name}"
    requests.put(address, data=b"otro", timeout=60).raise_for_status()
    tablet = World(web).tablet()
    tablet.send(tablet.record())
    with pytest.raises(PadronDamaged):
        job_of(World(web))()
    assert not list((web.data / "padron").iterdir())


@contextmanager
def _gone() -> Iterator[dict[str, object]]:
    with socket.create_server(("127.0.0.1", 0)) as held:
        port = held.getsockname()[1]
    yield {"blob_endpoint": f"http://127.0.0.1:{port}"}


@contextmanager
def _silent() -> Iterator[dict[str, object]]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        yield {"blob_endpoint": f"http://127.0.0.1:{port}", "blob_seconds": 0.3}


@contextmanager
def _stranger() -> Iterator[dict[str, object]]:
    yield {"files": {KEY_FILE: f"{s3.KEY_ID}\notro-secreto\n"}}


class _Answering(BaseHTTPRequestHandler):
    """A store that answers the same to whatever is put there, and to every question."""

    put: tuple[int, str]
    got: tuple[int, str]

    def do_PUT(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self._say(*self.put)

    def do_GET(self) -> None:
        self._say(*self.got)

    def log_message(self, *_: object) -> None: ...

    def _say(self, status: int, text: str) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())


class _Full(_Answering):
    """What MinIO answers on a full disk; its listings still work."""

    put = (507, "<Error><Code>XMinioStorageFull</Code></Error>")
    got = (
        200,
        "<ListBucketResult><Name>a</Name><IsTruncated>false</IsTruncated></ListBucketResult>",
    )


class _AnotherHour(_Answering):
    """What a store answers to whoever signs with an hour that is not its own."""

    put = got = (403, "<Error><Code>RequestTimeTooSkewed</Code></Error>")


@contextmanager
def _answering(how: type[_Answering]) -> Iterator[dict[str, object]]:
    with HTTPServer(("127.0.0.1", 0), how) as server:
        thread = threading.Thread(target=server.serve_forever)  # noqa: TID251  a test's
        thread.start()
        yield {"blob_endpoint": f"http://127.0.0.1:{server.server_port}", "blob_seconds": 1.0}
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("trouble", "status", "code"),
    [
        (_gone, 503, "almacen_sin_respuesta"),
        (_silent, 503, "almacen_sin_respuesta"),
        (_stranger, 503, "almacen_sin_permiso"),
        (partial(_answering, _Full), 507, "servidor_sin_espacio"),
        (partial(_answering, _AnotherHour), 503, "almacen_otra_hora"),
    ],
)
def test_a_store_in_trouble_acknowledges_nothing_and_loses_nothing(
    site: Site, trouble: Callable[[], Iterator[dict[str, object]]], status: int, code: str
) -> None:
    with site.replica() as well:
        here = World.made(well).tablet()
        record = here.record()
        here.announce(record)
        here.put(record, 0, 100)
        with trouble() as changes, site.replica(**changes) as ill:  # type: ignore[attr-defined]
            for part in (here.record(), record):
                refused = at(ill, here).put(part)
                assert (refused.status_code, refused.json()["code"]) == (status, code)
                assert refused.json()["detail"]
            if code == StoreRefused.code:
                with pytest.raises(StoreRefused):
                    check_store(ill.deps.settings)
            else:
                check_store(ill.deps.settings)
        assert not site.kept()
        with well.deps.units.reading() as work:
            assert work.apoyos.find(record.header.record_id) is None
        held = here.announce(record).have[record.header.record_id]
        assert held == 100
        assert here.receipt(here.put(record, held)).folio == folio(FIRST, 1)
        assert list(site.kept().values()) == [record.envelope]
