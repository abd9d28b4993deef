"""One item never stops the others: a poisoned one is set aside with its code, the rest goes on."""

import errno
import json
import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone

import cbor2
import psycopg
import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import select

from core.central.apartados import FIRST_WAIT, TRIES_ALONE
from core.central.errors import BlobMissing, MailServerUnreachable, NoRoom, PadronDamaged
from core.central.tables.apoyos import StoredEnvio
from core.central.trouble import concerns_everybody
from core.domain.access.roles import Role
from core.domain.desk.apartado import Apartado
from core.domain.verification.resultado import Resultado
from core.ports.central import NewMail
from core.ports.central_padron import KeyedHashes, Opener, SealedRecord
from core.sealing import cbor
from core.sealing.payload import BLOCK_BYTES, encode
from core.server.composition.acts import blobs
from core.server.jobs.acuses import AcuseJobs
from core.server.jobs.mail import MailJob
from core.server.jobs.one_by_one import UNFORESEEN, one_by_one
from core.server.jobs.verify import OWN_CLOCK
from core.wire import Page, adapter, to_json
from tests.apoyo_data import FIRST, SECOND, citizen, padron_csv
from tests.apoyo_world import World
from tests.fakes.apoyos import an_apoyo
from tests.server.conftest import only_sqlite
from tests.server.test_verification import ONE, ROWS, TWO, avance, job, load

pytestmark = pytest.mark.logs("apoyo.worker")


@dataclass(frozen=True)
class Stumbling:
    """An opener that fails at some folios, as a bug of ours or of a library would."""

    opener: Opener
    fails: dict[str, BaseException]

    def __call__(self, record: SealedRecord) -> KeyedHashes:
        if record.folio in self.fails:
            raise self.fails[record.folio]
        return self.opener(record)


def aside(world: World) -> dict[tuple[str, str], Apartado]:
    """Return what is set aside, by job and item."""
    with world.central.deps.units.reading() as work:
        page = work.apartados.page(after=0, limit=500, search="")
    return {(each.job, each.item): each for each in page.items}


def test_a_record_that_breaks_the_opener_stops_no_other(world: World) -> None:
    evil, good = world.tablet(FIRST), world.tablet(SECOND)
    [bad] = evil.send(evil.record())
    good.send(good.record(SECOND, citizen(TWO, "222222222")), aspirante=SECOND)
    load(world, padron_csv(ROWS))
    verify = job(world)
    stumbling = replace(verify, opener=Stumbling(verify.opener, {bad.folio: OverflowError()}))
    assert stumbling() == 1
    assert avance(world, SECOND).by_result == {Resultado.OUTSIDE.value: 1}
    assert (avance(world).by_result, avance(world).pending_verification) == ({}, 1)
    kept = aside(world)[("verificacion", bad.folio)]
    assert (kept.code, kept.tries) == (UNFORESEEN, 1)
    world.central.clock.forward(FIRST_WAIT)
    assert verify() == 1
    assert aside(world) == {}
    assert avance(world).pending_verification == 0


@pytest.mark.sampled(3)
@pytest.mark.parametrize("poison", [1e308, -1e308, math.inf, math.nan, 2**70, "x", None])
@only_sqlite
def test_ink_of_no_pad_is_receipted_and_told_to_be_inconsistent(
    world: World, poison: object
) -> None:
    evil, good = world.tablet(FIRST), world.tablet(SECOND)
    payload = encode(an_apoyo())
    plain = cbor.loads(payload[4 : 4 + int.from_bytes(payload[:4], "big")])
    assert isinstance(plain, dict)
    plain["signature"]["strokes"][0][3]["x"] = poison
    content = cbor2.dumps(plain)
    framed = len(content).to_bytes(4, "big") + content
    evil.send(evil.record(payload=framed + bytes(-len(framed) % BLOCK_BYTES)))
    good.send(good.record(SECOND, citizen(TWO, "222222222")), aspirante=SECOND)
    load(world, padron_csv(ROWS))
    assert (job(world)(), aside(world)) == (2, {})
    assert avance(world).by_result == {Resultado.INCONSISTENT.value: 1}
    assert avance(world, SECOND).by_result == {Resultado.OUTSIDE.value: 1}


@pytest.mark.sampled(2)
@pytest.mark.parametrize("year", [1, 1970, 9999])
def test_a_record_of_any_year_is_receipted_and_out_of_the_periodo(world: World, year: int) -> None:
    tablet = world.tablet()
    at = datetime(year, 1, 1, tzinfo=timezone(timedelta(hours=14)))
    record = tablet.record(started_at=at, saved_at=at, device_counter=2**62)
    assert tablet.put(record).status_code == 201
    load(world, padron_csv(ROWS))
    assert job(world)() == 1
    assert avance(world).by_result == {Resultado.LATE.value: 1}


def test_an_announcement_of_another_century_is_refused_and_of_another_year_is_now(
    world: World,
) -> None:
    tablet = world.tablet()
    waiting = json.loads(to_json(tablet.record().waiting))
    told = {"aspirante": FIRST, "waiting": [waiting]}
    for said in ("0001-01-01T00:00:00Z", "9999-12-31T00:00:00Z"):
        assert tablet.client.post("/v1/envios", told | {"said_at": said}).status_code == 422
    assert tablet.client.post("/v1/envios", told | {"said_at": "1970-01-01T00:00:00Z"}).ok
    with world.central.deps.units.reading() as work:
        row = work.session.exec(select(StoredEnvio)).one()
    assert world.central.clock.now() - row.said_at < timedelta(hours=1)


@only_sqlite
def test_what_rests_is_left_alone_until_a_person_asks(world: World) -> None:
    tablet = world.tablet()
    [bad] = tablet.send(tablet.record())
    load(world, padron_csv(ROWS))
    verify = job(world)
    stumbling = replace(verify, opener=Stumbling(verify.opener, {bad.folio: KeyError()}))
    for tries in range(1, TRIES_ALONE + 1):
        stumbling()
        kept = aside(world)[("verificacion", bad.folio)]
        assert kept.tries == tries
        assert stumbling() == 0
        world.central.clock.forward(timedelta(hours=2))
    assert kept.next_try_at is None
    assert (stumbling(), aside(world)[("verificacion", bad.folio)].tries) == (0, TRIES_ALONE)
    with world.central.deps.units.writing("prueba") as work:
        work.apartados.again(kept.id)
    world.central.clock.forward(OWN_CLOCK)
    assert (verify(), aside(world)) == (1, {})


@only_sqlite
def test_a_lost_blob_is_set_aside_and_a_lost_disk_sets_nothing_aside(world: World) -> None:
    tablet = world.tablet()
    lost, kept = tablet.record(), tablet.record(apoyo=citizen(ONE, "111111111"))
    receipt, _ = tablet.send(lost, kept)
    load(world, padron_csv(ROWS))
    folder = blobs(world.central.deps).folder
    elsewhere = folder.rename(folder.with_name("aparte"))
    with pytest.raises(Exception, match="sobres_ausentes"):
        job(world)()
    assert aside(world) == {}
    elsewhere.rename(folder)
    (folder / f"{lost.header.record_id}-{lost.sha256}").unlink()
    assert job(world)() == 1
    assert aside(world)[("verificacion", receipt.folio)].code == BlobMissing.code
    assert avance(world).by_result == {Resultado.FOUND.value: 1}


def test_an_envio_that_cannot_be_told_keeps_no_acuse_of_others_back(world: World) -> None:
    evil, good = world.tablet(FIRST), world.tablet(SECOND)
    evil.send(evil.record())
    good.send(good.record(SECOND), aspirante=SECOND)
    with world.central.deps.units.writing("prueba") as work:
        envio = next(each for each in work.envios.without_acuse() if each.aspirante == FIRST)
        row = work.session.get(StoredEnvio, envio.id)
        assert row is not None
        row.said_at = datetime(1, 1, 1, tzinfo=UTC)
    for _ in range(3):
        AcuseJobs(world.central.deps)()
    assert world.console(SECOND).get("/v1/acuses").json()["total"] == 1
    assert world.console(FIRST).get("/v1/acuses").json()["total"] == 0
    assert [(each.job, each.item) for each in aside(world).values()] == [("acuses", envio.id)]


@only_sqlite
def test_a_mail_that_breaks_its_carrier_stops_no_other(world: World) -> None:
    for each in ("uno", "dos", "tres"):
        world.enlist(correo=f"{each}@muestra.invalid")
    handed: list[str] = []

    def post(mail: NewMail, mail_id: int, at: datetime) -> None:
        del mail_id, at
        if mail.to.startswith("uno"):
            raise LookupError
        handed.append(mail.to)

    assert MailJob(world.central.deps, post)() == 2
    with world.central.deps.units.reading() as work:
        rows = work.outbox.page(after=0, limit=9, search="uno").items
    assert [(each.attempts, each.last_error) for each in rows] == [(1, UNFORESEEN)]
    assert handed == ["dos@muestra.invalid", "tres@muestra.invalid"]


@only_sqlite
def test_no_mail_fails_while_nobody_takes_mail(world: World) -> None:
    world.enlist()

    def post(mail: NewMail, mail_id: int, at: datetime) -> None:
        raise MailServerUnreachable({"detail": f"{type(mail)}, {mail_id}, {at}"})

    for _ in range(20):
        with pytest.raises(MailServerUnreachable):
            MailJob(world.central.deps, post)()
    with world.central.deps.units.reading() as work:
        [row] = work.outbox.page(after=0, limit=9, search="").items
    assert (row.state.name, row.attempts, row.last_error) == (
        "WAITING",
        0,
        MailServerUnreachable.code,
    )


@only_sqlite
def test_many_are_kept_together_and_only_the_one_at_fault_is_not(world: World) -> None:
    units, kept, calls = world.central.deps.units, [], []

    def keep(some: object) -> None:
        batch = list(some)  # type: ignore[call-overload]
        calls.append(len(batch))
        if 37 in batch:
            raise ValueError
        kept.extend(batch)

    with one_by_one(units, "prueba") as each:
        assert each.together(range(100), str, keep) == [n for n in range(100) if n != 37]
    assert sorted(kept) == [n for n in range(100) if n != 37]
    assert len(calls) < 20
    assert list(aside(world)) == [("prueba", "37")]


@only_sqlite
def test_a_name_that_could_hold_anything_is_kept_as_a_hash(world: World) -> None:
    def fail(item: str) -> None:
        raise ValueError(item)

    for name in ("ñ de una persona\x00", "\udcff", "a" * 200, ""):
        for _ in range(2):
            with one_by_one(world.central.deps.units, "prueba") as each:
                assert list(each([name], str, fail)) == []
    assert all(len(item) == 64 and row.tries == 1 for (_, item), row in aside(world).items())
    assert len(aside(world)) == 4


def test_a_person_sees_what_is_set_aside_and_has_it_tried_again(world: World) -> None:
    tablet = world.tablet()
    [bad] = tablet.send(tablet.record(apoyo=citizen(ONE, "111111111")))
    load(world, padron_csv(ROWS))
    verify = job(world)
    replace(verify, opener=Stumbling(verify.opener, {bad.folio: KeyError()}))()
    reader, ine = world.central.someone(Role.REGISTRAR), world.central.someone(Role.INE)
    page = adapter(Page[Apartado]).validate_json(reader.get("/v1/apartados").content)
    assert [(each.item, each.code, each.tries) for each in page.items] == [
        (bad.folio, UNFORESEEN, 1)
    ]
    path = f"/v1/apartados/{page.items[0].id}/reintento"
    assert reader.post(path).status_code == 403
    assert ine.post(path).status_code == 200
    world.central.clock.forward(OWN_CLOCK)
    assert verify() == 1
    assert ine.get("/v1/apartados").json()["total"] == 0
    assert ine.post(path).status_code == 404
    log = world.central.someone(Role.AUDITOR).get("/v1/bitacora").json()["items"]
    assert {"apartado", "apartado_reintentado"} <= {each["act"] for each in log}


def _database(sqlstate: str) -> OperationalError:
    fault = psycopg.errors.lookup(sqlstate)()
    return OperationalError("SELECT 1", {}, fault)


_OF_ALL: dict[str, Callable[[], BaseException]] = {
    "disk full": lambda: OSError(errno.ENOSPC, ""),
    "no handles": lambda: OSError(errno.EMFILE, ""),
    "connection": ConnectionResetError,
    "typed": NoRoom,
    "index gone": PadronDamaged,
    "database full": lambda: _database("53100"),
    "database ends": lambda: _database("57P01"),
    "deadlock": lambda: _database("40P01"),
    "the end": KeyboardInterrupt,
}
_OF_ONE: dict[str, Callable[[], BaseException]] = {
    "bug": KeyError,
    "memory": MemoryError,
    "depth": RecursionError,
    "file": lambda: PermissionError(errno.EACCES, ""),
    "too long for an index": lambda: _database("54000"),
    "no text": lambda: _database("22021"),
    "panic": type("PanicException", (BaseException,), {"__module__": "pyo3_runtime"}),
}


@pytest.mark.parametrize("kind", sorted(_OF_ALL))
def test_what_concerns_everybody_is_no_items_fault(kind: str) -> None:
    assert concerns_everybody(_OF_ALL[kind]())


@pytest.mark.parametrize("kind", sorted(_OF_ONE))
def test_the_fault_of_one_item_concerns_no_other(kind: str) -> None:
    assert not concerns_everybody(_OF_ONE[kind]())
