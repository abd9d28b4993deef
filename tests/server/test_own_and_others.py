"""What belongs to one aspirante or tablet is not there for another; and how often one may guess."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from core.central.mail.delivery import MaildirPost
from core.server.composition.acts import blobs
from core.server.jobs.acuses import AcuseJobs
from core.server.jobs.clean import CleanJob
from core.server.jobs.mail import MailJob
from tests.apoyo_data import an_alta
from tests.apoyo_world import FIRST, SECOND, Tablet, World
from tests.central.test_mail import IDS
from tests.server.conftest import only_sqlite


@only_sqlite
def test_another_aspirante_finds_nothing_of_the_first(world: World) -> None:
    vinculo = world.enlist(FIRST).vinculo
    tablet = Tablet(world)
    tablet.activate(world.code())
    tablet.send(tablet.record())
    AcuseJobs(world.central.deps)()
    other = world.console(SECOND)
    assert other.get("/v1/auxiliares").json()["total"] == 0
    assert other.get("/v1/acuses").json()["total"] == 0
    for path in ("/v1/acuses/1", "/v1/acuses/1/pdf"):
        assert world.console(FIRST).get(path).status_code == 200
        assert (path, other.get(path).status_code) == (path, 404)
    for act, reason in (("baja", "MUESTRA"), ("codigo", ""), ("dispositivo", "robada")):
        refused = other.post(f"/v1/vinculos/{vinculo}/{act}", {"reason": reason} if reason else {})
        assert (act, refused.status_code) == (act, 404)
    assert tablet.session().status_code == 200
    asked_for = other.get(f"/v1/avance?aspirante={FIRST}").json()["items"]
    assert [each["id_solicitante"] for each in asked_for] == [SECOND]


@only_sqlite
def test_another_tablet_gets_the_receipt_only_of_what_it_brings(world: World) -> None:
    own, other = world.tablet(), world.tablet(SECOND)
    record = own.record()
    own.send(record)
    path = f"/v1/apoyos/{record.header.record_id}/recibo"
    assert own.client.get(path).status_code == 200
    assert other.client.get(path).status_code == 404
    assert other.put(record).content == own.client.get(path).content


@only_sqlite
def test_a_key_used_for_somebody_else_is_no_second_alta(world: World) -> None:
    first = world.enlist(FIRST, key="MUESTRA-1")
    again = world.console().post("/v1/auxiliares", an_alta(), {"Idempotency-Key": "MUESTRA-1"})
    assert again.json()["vinculo"] == first.vinculo
    elsewhere = world.enlist(SECOND, key="MUESTRA-1", correo="otra@muestra.invalid")
    assert elsewhere.vinculo != first.vinculo


@only_sqlite
def test_who_guesses_codes_waits_and_then_may_try_again(world: World) -> None:
    world.enlist()
    tablet, right = Tablet(world), world.code()
    wrong = [tablet.activate("MUESTRA") for _ in range(20)]
    assert {each.json()["code"] for each in wrong} == {"codigo_no_valido"}
    blocked = tablet.activate(right)
    assert (blocked.status_code, blocked.json()["code"]) == (429, "demasiados_codigos")
    world.central.clock.forward(timedelta(seconds=int(blocked.headers["Retry-After"])))
    assert tablet.activate(right).status_code == 201
    for _ in range(3):  # the same tablet again, with a code that exists: no guess
        assert tablet.activate(right).status_code == 201
    assert Tablet(world).activate(right).json()["code"] == "codigo_usado"
    assert tablet.activate("MUESTRA").json()["code"] == "codigo_no_valido"
    assert tablet.activate("MUESTRA").json()["code"] == "demasiados_codigos"


@only_sqlite
def test_codes_guessed_at_once_are_no_more_than_in_a_row(world: World) -> None:
    with ThreadPoolExecutor(26) as pool:
        answers = pool.map(lambda _: Tablet(world).activate("MUESTRA"), range(26))
        codes = Counter(each.json()["code"] for each in answers)
    assert codes == {"codigo_no_valido": 20, "demasiados_codigos": 6}


@only_sqlite
def test_an_abandoned_upload_goes_after_a_week_and_can_begin_anew(world: World) -> None:
    tablet = world.tablet()
    record = tablet.record()
    tablet.announce(record)
    assert tablet.put(record, until=1000).json() == {"held": 1000}
    deps, clock = world.central.deps, world.central.clock
    store = blobs(deps, record.header.device)
    named = (record.header.record_id, record.sha256)
    CleanJob(deps)()
    assert store.held([named]) == {named[0]: 1000}
    clock.forward(timedelta(days=7, minutes=1))
    assert CleanJob(deps)() >= 1
    assert store.held([named]) == {named[0]: 0}
    assert tablet.put(record).status_code == 201
    clock.forward(timedelta(days=30))
    CleanJob(deps)()
    assert blobs(deps).content(record.header.record_id, record.sha256) == record.envelope


@pytest.mark.logs("apoyo.worker")
@only_sqlite
def test_a_mail_that_cannot_be_written_stops_no_other(world: World) -> None:
    deps = world.central.deps
    for each in ("uno@muestra.invalid", "dos@muestra.invalid"):
        world.enlist(correo=each)
    with deps.units.writing("prueba") as work:
        broken = work.outbox.due(limit=1)[0]
        work.outbox._row(broken).subject = "dos\nrenglones"
    post = MaildirPost(world.central.data / "maildir", "apoyo@muestra.invalid", IDS)
    MailJob(deps, post)()
    with deps.units.reading() as work:
        states = {
            row.id: row.state.name for row in work.outbox.page(after=0, limit=9, search="").items
        }
    assert states.pop(broken) == "FAILED"
    assert set(states.values()) == {"SENT"}
