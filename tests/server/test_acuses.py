"""Numeral 27: what opens and closes an envío, and the acuse that each one gets."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from sqlmodel import delete

from core.central.tables.shared import StoredAttachment
from core.documents.acuse import acuse_pdf
from core.domain.access.roles import Role
from core.domain.apoyos.acuse import Acuse, AcuseRow
from core.domain.proceso.proceso import Proceso, ProcesoSettings
from core.domain.values.signed import ACUSE, Signed
from core.domain.verification.resultado import Avance
from core.sealing.signed import open_signed
from core.server.jobs import acuses as acuse_jobs
from core.server.jobs.acuses import AcuseJobs
from core.wire import Page, adapter
from tests.apoyo_data import FIRST, SECOND, a_proceso
from tests.apoyo_world import World

only_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def issued(world: World, number: int) -> Acuse:
    answer = world.console().get(f"/v1/acuses/{number}")
    assert answer.status_code == 200, answer.text
    signed = adapter(Signed).validate_json(answer.content)
    public = world.central.deps.signing_key.public_key()
    acuse: Acuse = adapter(Acuse).validate_json(open_signed(signed, kind=ACUSE, by=public))
    return acuse


def test_a_cut_run_gives_two_acuses_the_first_with_what_was_pending(world: World) -> None:
    tablet = world.tablet()
    records = [tablet.record(), tablet.record()]
    tablet.announce(*records)
    [first] = [tablet.receipt(tablet.put(records[0]))]
    [second] = tablet.send(records[1])
    assert AcuseJobs(world.central.deps)() == 3
    one, two = issued(world, 1), issued(world, 2)
    assert (one.envio, one.received, one.pending, one.folios) == (1, 1, 1, (first.folio,))
    assert (two.envio, two.received, two.pending, two.folios) == (2, 2, 0, (second.folio,))
    assert AcuseJobs(world.central.deps)() == 0


@only_sqlite
def test_the_auxiliar_is_mailed_at_once_and_the_aspirante_what_was_gathered(world: World) -> None:
    world.republish(a_proceso(readings=ProcesoSettings(aspirante_mail_minutes=60)))
    tablet = world.tablet()
    for _ in range(2):
        tablet.send(tablet.record())
        AcuseJobs(world.central.deps)()
    assert [to for to, _ in world.mails("acuse")] == [world.mails("activacion")[-1][0]] * 2
    assert not world.mails("acuses")
    world.central.clock.forward(timedelta(minutes=60))
    assert AcuseJobs(world.central.deps)() == 1
    [(to, text)] = world.mails("acuses")
    assert to == "aspira1@muestra.invalid"
    assert "2 acuses de recibo" in text
    assert AcuseJobs(world.central.deps)() == 0


@only_sqlite
def test_document_and_signed_text_go_with_the_mail_and_name_nobody(world: World) -> None:
    tablet = world.tablet()
    [receipt] = tablet.send(tablet.record())
    AcuseJobs(world.central.deps)()
    with world.central.deps.units.reading() as work:
        page = work.outbox.page(after=0, limit=50, search="").items
        mail = work.outbox.read(next(row.id for row in page if row.kind == "acuse"))
    pdf, signed = mail.attachments
    assert pdf.content.startswith(b"%PDF")
    assert json.loads(signed.content)["kind"] == "acuse"
    assert world.console().get("/v1/acuses/1/pdf").content.startswith(b"%PDF")
    text = mail.letter.text
    assert receipt.folio in text
    assert not any(name in text for name in ("AUXILIA", "ASPIRA", "FICTICIA", "MUESTR4"))


@only_sqlite
def test_an_envio_without_progress_closes_by_itself(world: World) -> None:
    tablet = world.tablet()
    records = [tablet.record(), tablet.record()]
    tablet.announce(*records)
    tablet.put(records[0])
    world.central.clock.forward(timedelta(minutes=9))
    tablet.put(records[1], 0, 1000)
    world.central.clock.forward(timedelta(minutes=9))
    assert AcuseJobs(world.central.deps)() == 0
    world.central.clock.forward(timedelta(minutes=2))
    AcuseJobs(world.central.deps)()
    assert issued(world, 1).pending == 1
    tablet.put(records[1], 1000)
    AcuseJobs(world.central.deps)()
    assert (issued(world, 2).envio, issued(world, 2).pending) == (2, 0)


@only_sqlite
def test_a_repeated_announcement_without_progress_is_the_same_envio(world: World) -> None:
    tablet = world.tablet()
    records = [tablet.record(), tablet.record()]
    first = tablet.announce(*records)
    assert tablet.announce(*records) == first
    assert tablet.announce(records[0]).number == 2


@only_sqlite
def test_nothing_waiting_opens_no_envio(world: World) -> None:
    tablet = world.tablet()
    assert (tablet.announce().envio, tablet.announce().number) == ("", 0)
    tablet.announce(tablet.record())
    assert tablet.announce().number == 1
    AcuseJobs(world.central.deps)()
    assert issued(world, 1).pending == 1


@only_sqlite
def test_an_unknown_aspirante_cannot_be_announced(world: World) -> None:
    tablet = world.tablet()
    body = {"aspirante": "000999", "waiting": [], "said_at": "2026-11-24T16:00:00Z"}
    assert tablet.client.post("/v1/envios", body).status_code == 404


@only_sqlite
def test_both_sides_list_their_acuses_and_see_what_still_waits(world: World) -> None:
    tablet = world.tablet()
    records = [tablet.record() for _ in range(3)]
    tablet.send(records[0])
    tablet.announce(*records[1:])
    AcuseJobs(world.central.deps)()
    mine = adapter(Page[AcuseRow]).validate_json(world.console().get("/v1/acuses").content)
    visitor = world.central.stranger()
    visitor.token = tablet.session().json()["token"]
    theirs = adapter(Page[AcuseRow]).validate_json(visitor.get("/v1/tableta/acuses").content)
    assert mine == theirs
    assert mine.total == 1
    answer = world.console().get("/v1/avance")
    [avance] = adapter(Page[Avance]).validate_json(answer.content).items
    assert (avance.id_solicitante, avance.received, avance.pending_on_tablets) == (FIRST, 1, 2)
    assert avance.pending_verification == 1
    assert avance.umbral == 100
    listed = world.console().get("/v1/auxiliares").json()["items"][0]
    assert (listed["received"], listed["pending"]) == (1, 2)


def _spread(moments: list[datetime]) -> timedelta:
    return max(moments) - min(moments)


@only_sqlite
def test_what_waits_is_told_everywhere_with_the_hour_of_the_devices_word(world: World) -> None:
    tablet = world.tablet()
    slow = timedelta(minutes=7)
    tablet.announce(tablet.record(), slow=slow)
    said = world.central.clock.now() - slow
    world.central.clock.forward(timedelta(minutes=30))
    AcuseJobs(world.central.deps)()
    staff = world.central.someone(Role.AUDITOR)
    answer = staff.get(f"/v1/avance?aspirante={FIRST}")
    [avance] = adapter(Page[Avance]).validate_json(answer.content).items
    listed = world.console().get("/v1/auxiliares").json()["items"][0]["pending_as_of"]
    assert avance.pending_as_of
    told = [issued(world, 1).pending_as_of, avance.pending_as_of, datetime.fromisoformat(listed)]
    assert _spread([said, *told]) < timedelta(minutes=1)
    assert len(set(told)) == 1


@only_sqlite
def test_the_desk_sees_everybodys_progress_and_finds_one(world: World) -> None:
    staff = world.central.someone(Role.AUDITOR)
    every = adapter(Page[Avance]).validate_json(staff.get("/v1/avance?limit=1").content)
    assert (every.total, every.next, every.items[0].id_solicitante) == (2, FIRST, FIRST)
    rest = adapter(Page[Avance]).validate_json(staff.get("/v1/avance?cursor=1").content)
    assert [each.id_solicitante for each in rest.items] == [SECOND]
    found = adapter(Page[Avance]).validate_json(staff.get("/v1/avance?search=aspira2").content)
    assert found.items == rest.items
    one = adapter(Page[Avance]).validate_json(staff.get(f"/v1/avance?aspirante={SECOND}").content)
    assert one.items == rest.items


@only_sqlite
def test_an_aspirante_asks_in_vain_for_anothers_progress(world: World) -> None:
    answer = world.console().get(f"/v1/avance?aspirante={SECOND}")
    page = adapter(Page[Avance]).validate_json(answer.content)
    assert [each.id_solicitante for each in page.items] == [FIRST]
    assert world.console().get("/v1/acuses/1").status_code == 404


def test_nobody_waits_to_write_while_a_document_is_drawn(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    tablet = world.tablet()
    tablet.send(tablet.record())
    units, drawn = world.central.deps.units, list[str]()

    def write() -> None:
        with units.writing("prueba") as work:
            work.bitacora.append("prueba", "otro")

    def paper(signed: Signed, proceso: Proceso, page: str) -> bytes:
        others.submit(write).result(timeout=120)
        drawn.append(signed.kind)
        return acuse_pdf(signed, proceso, page)

    monkeypatch.setattr(acuse_jobs, "acuse_pdf", paper)
    with ThreadPoolExecutor(1) as others:
        AcuseJobs(world.central.deps)()
        world.central.clock.forward(timedelta(days=1))
        AcuseJobs(world.central.deps)()
    assert drawn == [ACUSE]


@pytest.mark.parametrize("minutes", [0, 60], ids=["kept", "wiped"])
def test_one_document_is_drawn_for_both_mails_while_it_is_kept(
    world: World, monkeypatch: pytest.MonkeyPatch, minutes: int
) -> None:
    world.republish(a_proceso(readings=ProcesoSettings(aspirante_mail_minutes=minutes)))
    tablet = world.tablet()
    for _ in range(2):
        tablet.send(tablet.record())
    drawn = list[bytes]()

    def paper(signed: Signed, proceso: Proceso, page: str) -> bytes:
        drawn.append(acuse_pdf(signed, proceso, page))
        return drawn[-1]

    monkeypatch.setattr(acuse_jobs, "acuse_pdf", paper)
    AcuseJobs(world.central.deps)()
    if minutes:
        with world.central.deps.units.writing("prueba") as work:
            work.session.connection().execute(delete(StoredAttachment))
        world.central.clock.forward(timedelta(hours=1))
        AcuseJobs(world.central.deps)()
    assert len(drawn) == (4 if minutes else 2)
    assert _papers(world, "acuses") == drawn[-2:]


def _papers(world: World, kind: str) -> list[bytes]:
    """Return the documents of the newest mail of a kind."""
    with world.central.deps.units.reading() as work:
        [newest, *_] = [
            row for row in work.outbox.page(after=0, limit=50, search="").items if row.kind == kind
        ]
        files = work.outbox.read(newest.id).attachments
    return [each.content for each in files if each.name.endswith(".pdf")]
