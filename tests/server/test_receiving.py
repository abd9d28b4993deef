"""Numerals 25 to 28 over real TLS: announced, sent with cuts, receipted once, never lost."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from pydantic_core import to_jsonable_python

from core.domain.apoyos.apoyo import RecordId, RecordMode
from core.domain.apoyos.envio import (
    MOST_WAITING,
    Announcement,
    WaitingRecord,
    folio,
    folio_is_whole,
)
from tests.apoyo_data import FIRST, SECOND
from tests.apoyo_world import Sealed, Tablet, World

only_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def test_what_is_sent_is_durable_and_gets_its_folio_and_receipt(world: World) -> None:
    tablet = world.tablet()
    records = [tablet.record(), tablet.record()]
    receipts = tablet.send(*records)
    assert [each.folio for each in receipts] == [folio(FIRST, 1), folio(FIRST, 2)]
    for record, receipt in zip(records, receipts, strict=True):
        assert receipt.record_id == record.header.record_id
        assert receipt.sha256 == record.sha256
        kept = list((world.central.data / "blobs").glob(f"{receipt.record_id}-*"))
        assert [hashlib.sha256(each.read_bytes()).hexdigest() for each in kept] == [record.sha256]


@only_sqlite
def test_a_repeat_answers_the_very_same_bytes(world: World) -> None:
    tablet = world.tablet()
    record = tablet.record()
    tablet.announce(record)
    first, again = tablet.put(record), tablet.put(record)
    assert (first.status_code, again.status_code) == (201, 200)
    asked = tablet.client.get(f"/v1/apoyos/{record.header.record_id}/recibo")
    assert first.content == again.content == asked.content
    opened = tablet.announce(record)
    assert (opened.envio, opened.number) == ("", 1)
    assert len(opened.receipts) == 1


@only_sqlite
def test_another_auxiliar_cannot_read_the_receipt(world: World) -> None:
    tablet, stranger = world.tablet(), world.tablet()
    record = tablet.record()
    tablet.send(record)
    refused = stranger.client.get(f"/v1/apoyos/{record.header.record_id}/recibo")
    assert refused.status_code == 404


@only_sqlite
def test_other_bytes_under_the_same_id_are_refused_and_the_first_kept(world: World) -> None:
    tablet = world.tablet()
    record = tablet.record()
    [receipt] = tablet.send(record)
    other = tablet.record(record_id=record.header.record_id)
    refused = tablet.put(other)
    assert (refused.status_code, refused.json()["code"]) == (409, "otros_bytes")
    assert tablet.receipt(tablet.put(record)) == receipt
    kept = [path.name for path in (world.central.data / "blobs").rglob("*-*")]
    assert kept == [f"{record.header.record_id}-{record.sha256}"]


@only_sqlite
@pytest.mark.parametrize("cut", [1, 100, 65_535, 65_536, -1])
def test_a_record_cut_at_any_place_goes_on_from_there(world: World, cut: int) -> None:
    tablet = world.tablet()
    record = tablet.record()
    cut = cut % len(record.envelope)
    assert tablet.announce(record).have == {record.header.record_id: 0}
    part = tablet.put(record, 0, cut)
    assert (part.status_code, part.json()) == (202, {"held": cut})
    astray = tablet.put(record, 0)
    assert (astray.status_code, astray.json()["code"]) == (409, "desfase")
    assert astray.json()["facts"] == {"offset": str(cut)}
    assert tablet.announce(record).have == {record.header.record_id: cut}
    assert tablet.receipt(tablet.put(record, cut)).sha256 == record.sha256


@only_sqlite
def test_a_whole_record_without_its_row_is_concluded_by_an_empty_part(world: World) -> None:
    tablet = world.tablet()
    record = tablet.record()
    folder = world.central.data / "blobs"
    folder.mkdir(exist_ok=True)
    (folder / f"{record.header.record_id}-{record.sha256}").write_bytes(record.envelope)
    held = tablet.announce(record).have[record.header.record_id]
    assert held == len(record.envelope)
    assert tablet.put(record, held).status_code == 201


@only_sqlite
@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"mode": RecordMode.TRAINING}, "modo_capacitacion"),
        ({"proceso": "otro"}, "otro_proceso"),
        ({"auxiliar": "000999"}, "otro_auxiliar"),
        ({"device": "ffff"}, "dispositivo_desconocido"),
        ({"key_id": "0" * 16}, "otra_llave"),
        ({"aspirante": "000999"}, "registro_sin_aspirante"),
    ],
)
def test_what_is_not_of_here_is_refused_by_its_code(
    world: World, changes: dict[str, object], code: str
) -> None:
    tablet = world.tablet()
    refused = tablet.put(tablet.record(**changes))
    assert (refused.status_code, refused.json()["code"]) == (400, code)
    assert not list((world.central.data / "blobs").rglob("*-*"))


@only_sqlite
def test_who_was_never_enlisted_announces_and_sends_nothing(world: World) -> None:
    tablet = world.tablet(FIRST)
    record = tablet.record(SECOND)
    said = world.central.clock.now()
    announced = tablet.client.post("/v1/envios", Announcement(SECOND, (record.waiting,), said))
    assert (announced.status_code, announced.json()["code"]) == (403, "sin_vinculo")
    sent = tablet.put(record)
    assert (sent.status_code, sent.json()["code"]) == (400, "registro_sin_vinculo")
    [shown] = world.console(SECOND).get("/v1/avance").json()["items"]
    assert (shown["received"], shown["pending_on_tablets"]) == (0, 0)


@only_sqlite
def test_whoever_brings_a_record_gets_the_receipt_of_who_signed_it(world: World) -> None:
    signer, bearer = world.tablet(FIRST), world.tablet(SECOND)
    whole, begun = signer.record(FIRST), signer.record(FIRST)
    brought = bearer.put(whole)
    assert brought.status_code == 201
    assert bearer.put(begun, 0, 1_000).status_code == 202
    assert bearer.put(begun, 1_000).status_code == 201
    assert signer.put(whole).content == brought.content
    opened = signer.announce(whole, begun)
    assert len(opened.receipts) == 2
    with world.central.deps.units.reading() as work:
        known = work.apoyos.find(whole.header.record_id)
    assert known
    assert known.auxiliar == whole.header.auxiliar


def _waiting(count: int) -> tuple[WaitingRecord, ...]:
    ids = (RecordId(f"{number:032x}") for number in range(1, count + 1))
    return tuple(WaitingRecord(each, k + 1, "0" * 64, 600_000) for k, each in enumerate(ids))


@pytest.mark.sampled(1)
def test_all_that_one_announcement_holds_is_kept_at_once(world: World) -> None:
    tablet = world.tablet()
    said = world.central.clock.now()
    body = {
        "aspirante": FIRST,
        "waiting": to_jsonable_python(_waiting(MOST_WAITING)),
        "said_at": said.isoformat(),
    }
    record = tablet.record()
    assert tablet.client.post("/v1/envios", body).status_code == 200
    assert tablet.put(record).status_code == 201
    [shown] = world.console(FIRST).get("/v1/avance").json()["items"]
    assert (shown["received"], shown["pending_on_tablets"]) == (1, MOST_WAITING)
    body["waiting"].append(to_jsonable_python(record.waiting))
    longer = tablet.client.post("/v1/envios", body)
    assert (longer.status_code, longer.json()["code"]) == (422, "anuncio_demasiado_largo")


@only_sqlite
def test_a_device_that_announces_without_end_is_told_to_wait(world: World) -> None:
    tablet, other = world.tablet(), world.tablet()
    world.central.deps.uploads.announcements.burst = 250
    body = Announcement(FIRST, _waiting(40), world.central.clock.now())
    assert tablet.client.post("/v1/envios", body).status_code == 200
    told = tablet.client.post("/v1/envios", body)
    assert (told.status_code, told.json()["code"]) == (429, "demasiados_anuncios")
    assert int(told.headers["Retry-After"]) > 0
    assert other.send(other.record())


@only_sqlite
def test_corrupt_bytes_and_strange_signatures_are_refused(world: World) -> None:
    tablet = world.tablet()
    record = tablet.record()
    flipped = Sealed(record.header, record.envelope[:-1] + bytes([record.envelope[-1] ^ 1]))
    assert tablet.put(flipped).json()["code"] == "firma_no_valida"
    nothing = Sealed(record.header, b"nada" * 100)
    assert tablet.put(nothing).json()["code"] == "sobre_danado"
    stranger = Tablet(world, activated=tablet.activated)
    assert tablet.put(stranger.record()).json()["code"] == "firma_no_valida"
    assert tablet.put(record).status_code == 201


@only_sqlite
@pytest.mark.parametrize("cut", [0, 1_000])
def test_bytes_of_another_hash_than_the_one_said_are_refused_and_not_kept(
    world: World, cut: int
) -> None:
    tablet = world.tablet()
    record = tablet.record()
    other = tablet.record(record_id=record.header.record_id)  # as good, but for its hash
    tablet.announce(record)
    if cut:
        assert tablet.put(record, 0, cut).json() == {"held": cut}
    headers = {
        "Upload-Offset": str(cut),
        "Upload-Length": str(len(other.envelope)),
        "Upload-Sha256": record.sha256,
    }
    path = f"/v1/apoyos/{record.header.record_id}"
    told = tablet.client.call("PUT", path, data=other.envelope[cut:], headers=headers)
    assert (told.status_code, told.json()["code"]) == (400, "huella_no_coincide")
    folder = world.central.data / "blobs"
    assert not list(folder.rglob("*-*"))
    assert tablet.receipt(tablet.put(record)).sha256 == record.sha256
    assert [each.read_bytes() for each in folder.glob("*-*")] == [record.envelope]


@only_sqlite
def test_a_record_under_another_id_is_refused(world: World) -> None:
    tablet = world.tablet()
    record, other = tablet.record(), tablet.record()
    moved = Sealed(other.header, record.envelope)
    assert tablet.put(moved).json()["code"] == "otro_registro"


@only_sqlite
def test_what_a_device_signed_is_receipted_after_baja_and_change_of_device(world: World) -> None:
    enlisted = world.enlist()
    tablet = Tablet(world)
    tablet.activate(world.code())
    records = [tablet.record(), tablet.record()]
    console = world.console()
    changed = console.post(f"/v1/vinculos/{enlisted.vinculo}/dispositivo", {"reason": "robada"})
    assert changed.status_code == 200
    assert tablet.put(records[0]).status_code == 201
    console.post(f"/v1/vinculos/{enlisted.vinculo}/baja", {"reason": "MUESTRA"})
    assert tablet.put(records[1]).status_code == 201


@only_sqlite
def test_what_arrives_after_the_last_hour_is_receipted(world: World) -> None:
    tablet = world.tablet()
    record = tablet.record()
    world.central.clock.forward(timedelta(days=30))
    assert tablet.send(record)[0].folio == folio(FIRST, 1)


@pytest.mark.sampled(1)
def test_eight_tablets_at_once_leave_no_gap_and_no_repeat(world: World) -> None:
    tablets = [world.tablet() for _ in range(8)]
    work = [(each, [each.record() for _ in range(4)]) for each in tablets]
    with ThreadPoolExecutor(8) as pool:
        sent = list(pool.map(lambda pair: pair[0].send(*pair[1]), work))
    folios = sorted(each.folio for receipts in sent for each in receipts)
    assert folios == [folio(FIRST, k) for k in range(1, 33)]
    assert all(folio_is_whole(each) for each in folios)
    positions = [each.position for receipts in sent for each in receipts]
    assert len(set(positions)) == 32


@only_sqlite
def test_the_same_record_from_many_threads_gets_one_folio(world: World) -> None:
    tablet = world.tablet()
    record = tablet.record()
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda _: tablet.put(record), range(6)))
    good = {each.content for each in answers if each.status_code in (200, 201)}
    assert len(good) == 1
    rest = {each.json()["code"] for each in answers if each.status_code not in (200, 201)}
    assert rest <= {"desfase"}
    assert tablet.receipt(tablet.put(record)).folio == folio(FIRST, 1)


@only_sqlite
def test_without_upload_token_nothing_is_taken(world: World) -> None:
    tablet = world.tablet()
    record = tablet.record()
    assert tablet.activated
    other = Tablet(
        world, tablet.key, tablet.activated.__class__("d", "nada", tablet.activated.packet)
    )
    assert other.put(record).status_code == 401
    session = tablet.session().json()["token"]
    visitor = world.central.stranger()
    visitor.token = session
    assert visitor.post("/v1/envios", {}).status_code == 401


@only_sqlite
@pytest.mark.parametrize("length", ["0", "-1", "x", str(1 << 40)])
def test_headers_that_say_nothing_good_are_refused(world: World, length: str) -> None:
    tablet = world.tablet()
    headers = {"Upload-Offset": "0", "Upload-Length": length, "Upload-Sha256": "0" * 64}
    refused = tablet.client.call("PUT", f"/v1/apoyos/{'0' * 32}", data=b"x", headers=headers)
    assert refused.status_code == 422


@only_sqlite
def test_each_aspirante_has_their_own_sequence(world: World) -> None:
    tablet = world.tablet()
    world.enlist(SECOND, correo=world.mails("activacion")[-1][0])
    world.answer_by_mail()
    [one] = tablet.send(tablet.record(FIRST))
    [two] = tablet.send(tablet.record(SECOND), aspirante=SECOND)
    assert (one.folio, two.folio) == (folio(FIRST, 1), folio(SECOND, 1))


@only_sqlite
def test_a_token_that_was_good_a_moment_ago_and_is_not_now_brings_nothing(world: World) -> None:
    tablet, other = world.tablet(), world.tablet()
    first, whole, begun, after = (tablet.record() for _ in range(4))
    tablet.announce(first, whole, begun)
    assert tablet.put(first).status_code == 201
    with world.central.deps.units.writing("prueba") as work:
        work.devices.suspend(whole.header.device)
    for record, until in ((whole, None), (begun, 1_000)):
        refused = tablet.put(record, 0, until)
        assert (refused.status_code, refused.json()["code"]) == (403, "dispositivo_suspendido")
    assert other.put(whole).status_code == 201
    with world.central.deps.units.writing("prueba") as work:
        work.devices.reopen(whole.header.device)
    assert tablet.put(begun).status_code == 201
    with world.central.deps.units.writing("prueba") as work:
        device = work.devices.find(after.header.device)
        assert device
        work.devices.admit_again(device)
    refused = tablet.put(after)
    assert (refused.status_code, refused.json()["code"]) == (401, "sesion_vencida")
    kept = {path.name for path in (world.central.data / "blobs").rglob("*-*")}
    assert kept == {f"{each.header.record_id}-{each.sha256}" for each in (first, whole, begun)}


@only_sqlite
def test_a_body_longer_than_the_length_that_was_said_is_refused_as_such(world: World) -> None:
    tablet = world.tablet()
    record = tablet.record()
    tablet.announce(record)
    said = len(record.envelope) - 1
    headers = {
        "Upload-Offset": "0",
        "Upload-Length": str(said),
        "Upload-Sha256": record.sha256,
    }
    path = f"/v1/apoyos/{record.header.record_id}"
    told = tablet.client.call("PUT", path, data=record.envelope, headers=headers)
    assert (told.status_code, told.json()["code"]) == (422, "envio_mal_formado")
    assert not list((world.central.data / "blobs").glob("*-*"))
    assert tablet.receipt(tablet.put(record)).sha256 == record.sha256
