"""A property of every job: whatever one item does, honest ones get through, and it is listed."""

import os
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import delete

from core.central.mail.delivery import MaildirPost
from core.central.tables.apartados import StoredApartado
from core.central.tables.apoyos import StoredEnvio
from core.central.tables.shared import StoredMail
from core.domain.access.roles import Role
from core.domain.apoyos.apoyo import RecordId
from core.domain.desk.correo import MailState
from core.domain.verification.resultado import Resultado
from core.errors import ApoyoError, EnvelopeRejected, NotThere
from core.messages import catalogue
from core.ports.central import Letter, NewMail
from core.ports.central_padron import KeyedHashes, Opener, SealedRecord
from core.server.composition.acts import blobs
from core.server.files.escaneo_files import blob_name_of, ended, files_of, unclaimed
from core.server.jobs.acuses import AcuseJobs
from core.server.jobs.clean import ABANDONED, CleanJob
from core.server.jobs.mail import MailJob
from tests.apoyo_data import FIRST, SECOND, citizen, padron_csv
from tests.apoyo_world import World
from tests.central.test_mail import IDS
from tests.escaneos import a_jpeg, a_pdf, a_png, a_scan, put
from tests.server.conftest import only_sqlite
from tests.server.forgetting import forget_verdicts
from tests.server.test_acta import close_period
from tests.server.test_one_item import aside
from tests.server.test_verification import ONE, ROWS, avance, job, load

pytestmark = pytest.mark.logs("apoyo.worker")

_PANIC = type("PanicException", (BaseException,), {"__module__": "pyo3_runtime"})
_FAULTS = st.sampled_from(
    [
        *(OverflowError, KeyError, ValueError, RecursionError, MemoryError, TypeError),
        *(ArithmeticError, AssertionError, StopIteration, ApoyoError, NotThere),
        *(EnvelopeRejected, _PANIC),
    ]
)
_HASH = st.just("") | st.binary(min_size=16, max_size=16).map(bytes.hex)
_HASHES = st.builds(KeyedHashes, clave=_HASH, cic=_HASH)

_quiet = settings(
    max_examples=max(5, settings().max_examples // 10),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@dataclass(frozen=True)
class Poisoned:
    """An opener that, at one folio, raises or returns whatever it was told."""

    opener: Opener
    folio: str
    gives: object

    def __call__(self, record: SealedRecord) -> KeyedHashes:
        if record.folio != self.folio:
            return self.opener(record)
        if isinstance(self.gives, KeyedHashes):
            return self.gives
        assert isinstance(self.gives, type)
        raise self.gives


@pytest.mark.sampled(1)
def test_verification_goes_on(world: World) -> None:
    evil, good = world.tablet(FIRST), world.tablet(FIRST)
    [before] = good.send(good.record(apoyo=citizen("MSFCXX80010109M400", "444444444")))
    [bad] = evil.send(evil.record())
    good.send(good.record(apoyo=citizen(ONE, "111111111")))
    load(world, padron_csv(ROWS))
    verify = job(world)

    @_quiet
    @given(_FAULTS | _HASHES)
    def go_on(gives: object) -> None:
        with world.central.deps.units.writing("prueba") as work:
            forget_verdicts(work, openings=True)
            work.session.exec(delete(StoredApartado))
        totals = []
        for _ in range(2):
            world.central.clock.forward(timedelta(seconds=1))
            with world.central.deps.units.writing("prueba") as work:
                work.runs.ask("prueba")
            replace(verify, opener=Poisoned(verify.opener, bad.folio, gives))()
            totals.append(avance(world).by_result)
        assert totals[0] == totals[1]
        assert totals[0][Resultado.FOUND.value] == 1
        assert totals[0][Resultado.NOT_FOUND.value] >= 1
        listed = aside(world)
        assert set(listed) <= {("verificacion", bad.folio)}
        assert all(each.code in {*catalogue(), "error"} for each in listed.values())
        assert len(listed) == 3 - sum(totals[0].values())

    go_on()
    assert before.folio != bad.folio


@only_sqlite
def test_acuses_go_on(world: World) -> None:
    evil, good = world.tablet(FIRST), world.tablet(SECOND)
    moments = (datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, tzinfo=UTC))
    for number, moment in enumerate(moments, 1):
        evil.send(evil.record())
        good.send(good.record(SECOND), aspirante=SECOND)
        with world.central.deps.units.writing("prueba") as work:
            found = work.envios.without_acuse()
            envio = next(each for each in found if each.aspirante == FIRST)
            row = work.session.get(StoredEnvio, envio.id)
            assert row is not None
            row.said_at = moment
        AcuseJobs(world.central.deps)()
        assert world.console(SECOND).get("/v1/acuses").json()["total"] == number


@only_sqlite
def test_mail_goes_on(world: World) -> None:
    deps = world.central.deps
    post = MaildirPost(deps.settings.data / "maildir", "apoyo@muestra.invalid", IDS)
    words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
    odd = st.text('()<>[]:;,\\"=?.aé% \t\n\r\x00\x01\x7f@', max_size=8)

    @_quiet
    @given(odd, words | odd, words | odd)
    def go_on(to: str, subject: str, text: str) -> None:
        with deps.units.writing("prueba") as work:
            work.session.exec(delete(StoredMail))
            odd_one = work.outbox.put(NewMail("x", "a@b.invalid", "1", Letter("s", "t", "")))
            row = work.session.get(StoredMail, odd_one)
            assert row is not None
            row.to, row.subject, row.text = f"{to}@a.b", subject, text
            honest = work.outbox.put(NewMail("x", "a@b.invalid", "2", Letter("s", "t", "")))
        MailJob(deps, post)()
        with deps.units.reading() as work:
            assert work.outbox.shown(honest).state is MailState.SENT
            told = work.outbox.shown(odd_one)
        assert told.state is MailState.SENT or told.last_error in catalogue()

    go_on()


@only_sqlite
@pytest.mark.parametrize("name", ["x", "a-b", "ñ\udcff", "-", f"{'0' * 32}-x", "carpeta"])
def test_cleaning_goes_on(world: World, name: str) -> None:
    tablet = world.tablet()
    record = tablet.record()
    tablet.put(record, until=1000)
    folder = blobs(world.central.deps).folder / "partes"
    odd = os.fsencode(folder) + b"/" + name.encode("utf-8", "surrogateescape")
    if name == "carpeta":
        (folder / f"{'0' * 32}-{'0' * 64}").mkdir()
    else:
        with open(odd, "wb"):  # noqa: PTH123  a name that is no text
            pass

    def held() -> int:
        asked = [(record.header.record_id, record.sha256)]
        parts = blobs(world.central.deps, record.header.device)
        return parts.held(asked)[record.header.record_id]

    world.central.clock.forward(ABANDONED - timedelta(minutes=1))
    CleanJob(world.central.deps)()
    assert held() == 1000, "its tablet may go on with it"
    world.central.clock.forward(timedelta(minutes=2))
    assert CleanJob(world.central.deps)() >= 1
    assert held() == 0
    left = sorted(each.name for each in folder.iterdir())
    assert list(aside(world)) == [("limpieza", each) for each in left]
    assert len(left) == (name == "carpeta")


@only_sqlite
@pytest.mark.parametrize("over", ["unclaimed", "ended"])
def test_a_scanned_document_that_cannot_be_erased_stops_no_other(world: World, over: str) -> None:
    deps, desk = world.central.deps, world.central.someone(Role.REGISTRAR)
    files, scans = files_of(deps), [a_pdf(), a_png(), a_jpeg()]
    ids = sorted(a_scan(each).id for each in scans)
    for content in scans:
        told = a_scan(content)
        assert desk.post(f"/v1/aspirantes/{FIRST}/escaneos", told).status_code == 201
        if over == "ended":
            assert put(desk, told.id, content).status_code == 201
            continue
        with deps.units.writing("prueba") as work:  # a web that died before it noted it
            known = work.escaneos.find(told.id)
            assert known is not None
            sealed = files.sealed(known, content)
            work.escaneos.stage(told.id, blob_name_of(sealed), len(sealed))
        files.store(known, sealed)
    if over == "ended":
        object.__setattr__(deps, "settings", deps.settings.model_copy(update={"scan_days": 30}))
        close_period(world.central)
        supervisor = world.central.someone(Role.SUPERVISOR)
        assert supervisor.post(f"/v1/aspirantes/{FIRST}/acta").status_code == 201
    with deps.units.reading() as work:
        listed = [work.escaneos.find(each) for each in ids]
    named = [(RecordId(each.new.id), each.blob) for each in listed if each]
    evil = named[0]
    [place] = blobs(deps).folder.rglob(f"{evil[0]}*")
    place.unlink()
    (place / "carpeta").mkdir(parents=True)

    world.central.clock.forward(timedelta(days=31))
    CleanJob(deps)()
    assert list(aside(world)) == [("limpieza", evil[0])]
    assert not blobs(deps).sizes(named[1:])
    waiting = (*unclaimed(deps), *ended(deps))
    assert [RecordId(each.new.id) for each in waiting] == [evil[0]]
