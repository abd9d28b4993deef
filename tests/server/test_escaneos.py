"""Scanned documents over TLS: sealed in the store, and never silently gone. On both stores."""

import hashlib
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from core.central.apoyos.blobs import FolderBlobs
from core.domain.access.roles import STAFF, Role
from core.domain.apoyos.apoyo import RecordId
from core.domain.registration.escaneo import AWAITED, MOST_BYTES, EscaneoKind
from core.server.composition.acts import blobs
from core.server.files.escaneo_files import files_of
from core.server.host.stores import blobs_in, objects_of
from core.server.jobs.clean import CleanJob
from tests import registro, s3
from tests.apoyo_world import FIRST, SECOND, World
from tests.central_server import Central, Client
from tests.escaneos import a_jpeg, a_pdf, a_png, a_scan, bring, put
from tests.server.conftest import only_sqlite
from tests.server.test_acta import close_period

PATH = f"/v1/aspirantes/{FIRST}/escaneos"
WHY = {"reason": "Es de otra persona"}
STORES = [
    ("sqlite", "folder"),
    pytest.param("postgres", "s3", marks=[pytest.mark.postgres, pytest.mark.s3]),
]


@pytest.fixture
def on_store(request: pytest.FixtureRequest, central: Central, tmp_path: Path) -> Iterator[None]:
    """Keep what comes in a folder, or in a real S3 store."""
    if getattr(request, "param", "folder") == "folder":
        yield
        return
    store: s3.Store = request.getfixturevalue("s3_store")
    objects = objects_of(store.settings(tmp_path / "almacen", central.deps.settings.database))
    deps = central.deps
    object.__setattr__(deps, "objects", objects)  # the server has read its own
    object.__setattr__(deps, "blobs_of", blobs_in(objects, deps.settings))
    yield


@pytest.fixture
def world(central: Central, on_store: None) -> World:
    del on_store
    return World.made(central)


@pytest.fixture
def desk(world: World) -> Client:
    return world.central.someone(Role.REGISTRAR, user="eva")


both = pytest.mark.parametrize(("database_url", "on_store"), STORES, indirect=True)


@both
def test_a_document_is_kept_sealed_and_comes_back_as_it_came(world: World, desk: Client) -> None:
    content = a_pdf("Zoraida Ficticia")
    given = bring(desk, content)
    assert given.status_code == 201, given.text
    shown = given.json()
    assert (shown["by"], shown["state"], shown["type"]) == ("eva", "vigente", "pdf")
    assert shown["sha256"] == hashlib.sha256(content).hexdigest()
    assert desk.get(PATH).json() == [shown]
    assert desk.get(f"/v1/aspirantes/{FIRST}/expediente").json()["escaneos"] == [shown]
    with world.central.deps.units.reading() as work:
        known = work.escaneos.find(shown["id"])
    assert known is not None
    kept = blobs(world.central.deps).content(RecordId(shown["id"]), known.blob)
    assert b"Zoraida" not in kept
    assert len(kept) == known.blob_size
    taken = desk.post(f"/v1/escaneos/{shown['id']}/copia")
    assert taken.content == content
    assert taken.headers["content-type"] == "application/octet-stream"
    said = desk.get(f"/v1/aspirantes/{FIRST}/bitacora").json()["items"]
    acts = [each["act"] for each in said if each["act"].startswith("escaneo")]
    assert acts == ["escaneo_copiado", "escaneo_agregado"]
    assert all("Manifestación" not in each["content"] for each in said)


@both
def test_an_upload_that_was_cut_or_answered_to_nobody_is_gone_on_with(
    world: World, desk: Client
) -> None:
    content = a_png()
    told = a_scan(content)
    assert desk.post(PATH, told).json() == {"id": told.id, "held": False}
    assert desk.get(PATH).json() == []
    files = files_of(world.central.deps)
    with world.central.deps.units.reading() as work:
        known = work.escaneos.find(told.id)
    assert known is not None
    files.store(known, files.sealed(known, content))  # a web that died before it noted it
    first = put(desk, told.id, content)
    assert first.status_code == 201, first.text
    assert desk.post(PATH, told).json() == {"id": told.id, "held": True}
    assert put(desk, told.id, content).json() == first.json()
    assert len(desk.get(PATH).json()) == 1
    assert desk.post(f"/v1/escaneos/{told.id}/copia").content == content


@both
def test_what_nobody_finished_is_cleaned_away(world: World, desk: Client) -> None:
    content, kept = a_jpeg(), a_pdf()
    assert bring(desk, kept).status_code == 201
    told = a_scan(content)
    assert desk.post(PATH, told).status_code == 201
    deps = world.central.deps
    with deps.units.writing("prueba") as work:
        known = work.escaneos.find(told.id)
        assert known is not None
        sealed = files_of(deps).sealed(known, content)
        name = hashlib.sha256(sealed).hexdigest()
        work.escaneos.stage(told.id, name, len(sealed))
    files_of(deps).store(known, sealed)
    named = (RecordId(told.id), name)
    CleanJob(deps)()
    assert blobs(deps).sizes([named])
    world.central.clock.forward(AWAITED)
    late = world.central.someone(Role.REGISTRAR)
    assert put(late, told.id, content).json()["code"] == "escaneo_vencido"
    world.central.clock.forward(timedelta(hours=2))
    CleanJob(deps)()
    late = world.central.someone(Role.REGISTRAR)
    assert not blobs(deps).sizes([named])
    assert put(late, told.id, content).status_code == 404
    assert [each["size"] for each in late.get(PATH).json()] == [len(kept)]


@only_sqlite
def test_a_process_that_died_while_it_wrote_stops_nobody(world: World, desk: Client) -> None:
    content = a_pdf()
    told = a_scan(content)
    assert desk.post(PATH, told).status_code == 201
    files = files_of(world.central.deps)
    with world.central.deps.units.reading() as work:
        known = work.escaneos.find(told.id)
    assert known is not None
    assert isinstance(files.blobs, FolderBlobs)
    sealed = files.sealed(known, content)
    growing = files.blobs.growing(RecordId(told.id), hashlib.sha256(sealed).hexdigest())
    growing.append(0, sealed[:100])
    growing.close()
    assert put(desk, told.id, content).status_code == 201
    assert desk.post(f"/v1/escaneos/{told.id}/copia").content == content


@both
def test_one_replaces_another_and_nothing_is_erased(world: World, desk: Client) -> None:
    del world
    first, second = bring(desk, a_pdf()).json(), a_png()
    again = bring(desk, second, replaces=first["id"], reason="Se lee mejor").json()
    newest, ended = desk.get(PATH).json()
    assert (newest["id"], ended["id"]) == (again["id"], first["id"])
    assert (ended["state"], ended["replaced_by"]) == ("reemplazado", again["id"])
    assert (ended["ended_by"], ended["end_reason"]) == ("eva", "Se lee mejor")
    gone = desk.post(f"/v1/escaneos/{again['id']}/retiro", WHY)
    assert (gone.status_code, gone.json()["state"]) == (200, "retirado")
    late = desk.post(f"/v1/escaneos/{again['id']}/retiro", WHY)
    assert (late.status_code, late.json()["code"]) == (409, "escaneo_terminado")
    for each, content in ((first, a_pdf()), (again, second)):
        assert desk.post(f"/v1/escaneos/{each['id']}/copia").content == content


@only_sqlite
def test_two_who_replace_the_same_one_at_once_are_told(world: World) -> None:
    eva, ana = (world.central.someone(Role.REGISTRAR) for _ in range(2))
    first = bring(eva, a_pdf()).json()["id"]
    told = [a_scan(each, replaces=first, reason="Mejor") for each in (a_png(), a_jpeg())]
    for who, new in zip((eva, ana), told, strict=True):
        assert who.post(PATH, new).status_code == 201
    codes: list[int] = []

    def send(who: Client, number: int, content: bytes) -> None:
        codes.append(put(who, told[number].id, content).status_code)

    sending = [
        threading.Thread(target=send, args=each)  # noqa: TID251  a test's
        for each in ((eva, 0, a_png()), (ana, 1, a_jpeg()))
    ]
    for each in sending:
        each.start()
    for each in sending:
        each.join()
    assert sorted(codes) == [201, 409]
    states = [each["state"] for each in eva.get(PATH).json()]
    assert sorted(states) == ["reemplazado", "vigente"]


@only_sqlite
@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04 un Word que se llama .pdf", "escaneo_tipo"),
        (a_pdf()[:-9], "escaneo_incompleto"),
        (a_jpeg() + b"PK\x03\x04", "escaneo_con_sobrante"),
        (a_pdf().replace(b"/Root", b"/Encrypt 9 0 R/Root"), "escaneo_cifrado"),
        (a_png(60_000, 60_000), "escaneo_desmedido"),
    ],
)
def test_what_is_no_scan_is_refused_and_nothing_of_it_stays(
    content: bytes, code: str, world: World, desk: Client
) -> None:
    refused = bring(desk, content)
    assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert desk.get(PATH).json() == []
    assert not [each for each in world.central.data.joinpath("blobs").rglob("*") if each.is_file()]


@only_sqlite
def test_a_size_is_told_before_its_bytes_are_sent(world: World, desk: Client) -> None:
    del world
    big = a_scan(a_pdf())
    object.__setattr__(big, "size", MOST_BYTES + 1)
    refused = desk.post(PATH, big)
    assert (refused.status_code, refused.json()["code"]) == (422, "escaneo_grande")
    assert refused.json()["errors"][0]["field"] == "size"
    told = a_scan(a_pdf())
    assert desk.post(PATH, told).status_code == 201
    assert put(desk, told.id, b"\0" * (MOST_BYTES + 1)).status_code == 413
    other = put(desk, told.id, a_png())
    assert (other.status_code, other.json()["code"]) == (422, "escaneo_distinto")


@only_sqlite
def test_what_would_run_is_kept_as_it_came_and_marked(world: World, desk: Client) -> None:
    del world
    content = a_pdf("MUESTRA", b"<</S/JavaScript/JS(app.alert(1))>>")
    assert bring(desk, content).json()["active"] is True


@only_sqlite
def test_who_reads_the_list_may_not_take_the_document(world: World, desk: Client) -> None:
    kept = bring(desk, a_pdf()).json()["id"]
    for role in STAFF | {Role.ASPIRANTE}:
        who = world.console() if role is Role.ASPIRANTE else world.central.someone(role)
        reads = role in {Role.REGISTRAR, Role.SUPERVISOR, Role.AUDITOR, Role.INE}
        takes = role in {Role.REGISTRAR, Role.SUPERVISOR}
        assert (who.get(PATH).status_code == 200) is reads, role
        assert (who.post(f"/v1/escaneos/{kept}/copia").status_code == 200) is takes, role
        assert (who.post(PATH, a_scan(a_png())).status_code == 201) is takes, role


@only_sqlite
def test_a_document_that_the_server_lost_or_altered_is_said(world: World, desk: Client) -> None:
    kept = bring(desk, a_pdf()).json()["id"]
    (path,) = (world.central.data / "blobs").glob(f"{kept}-*")
    content = path.read_bytes()
    for spoilt in (content[:-1] + b"x", None):
        path.write_bytes(spoilt) if spoilt else path.unlink()
        refused = desk.post(f"/v1/escaneos/{kept}/copia")
        assert (refused.status_code, refused.json()["code"]) == (404, "escaneo_danado")
    said = desk.get(f"/v1/aspirantes/{FIRST}/bitacora").json()["items"]
    assert "escaneo_copiado" not in {each["act"] for each in said}, "nobody took it"


@only_sqlite
def test_a_sealed_document_opens_for_its_own_expediente_alone(world: World, desk: Client) -> None:
    for number, content, name in ((FIRST, a_pdf(), "1" * 32), (SECOND, a_png(), "2" * 32)):
        assert bring(desk, content, number, id=name).status_code == 201
    one, other = (name * 32 for name in "12")
    with world.central.deps.units.writing("prueba") as work:
        known = work.escaneos.find(other)
        assert known is not None
        work.escaneos.stage(one, known.blob, known.blob_size)
    folder = world.central.data / "blobs"
    (folder / f"{other}-{known.blob}").rename(folder / f"{one}-{known.blob}")
    assert desk.post(f"/v1/escaneos/{one}/copia").json()["code"] == "escaneo_danado"


@only_sqlite
def test_the_acta_closes_it_and_the_end_of_a_candidatura_does_not(world: World) -> None:
    supervisor = world.central.someone(Role.SUPERVISOR)
    end = {"act": "baja", "document": "OF/1 (MUESTRA)", "ground": "Falleció"}
    assert supervisor.post(f"/v1/aspirantes/{FIRST}/situacion", end).status_code == 200
    kept = bring(supervisor, a_pdf(), kind=EscaneoKind.SITUACION)
    assert kept.status_code == 201, kept.text
    close_period(world.central)
    assert supervisor.post(f"/v1/aspirantes/{FIRST}/acta").status_code == 201
    assert bring(supervisor, a_png()).json()["code"] == "acta_emitida"
    gone = supervisor.post(f"/v1/escaneos/{kept.json()['id']}/retiro", WHY)
    assert gone.json()["code"] == "acta_emitida"
    assert len(supervisor.get(PATH).json()) == 1


@both
def test_what_is_kept_ends_with_its_term_after_the_acta(world: World, desk: Client) -> None:
    central = world.central
    deps = central.deps
    settings = deps.settings.model_copy(update={"scan_days": 30})
    object.__setattr__(deps, "settings", settings)
    one = bring(desk, a_pdf(), title="INE de Ana MUESTRA").json()["id"]
    other = bring(desk, a_png(), SECOND, id="2" * 32).json()["id"]
    with deps.units.reading() as work:
        named = [
            (RecordId(each.new.id), each.blob) for each in work.escaneos.whole(after="", limit=9)
        ]
    close_period(central)
    supervisor = central.someone(Role.SUPERVISOR)
    assert supervisor.post(f"/v1/aspirantes/{FIRST}/acta").status_code == 201
    central.clock.forward(timedelta(days=30, hours=-1))
    CleanJob(deps)()
    assert len(blobs(deps).sizes(named)) == 2, "the last day is not over"
    central.clock.forward(timedelta(hours=1))
    CleanJob(deps)()
    CleanJob(deps)()
    assert set(blobs(deps).sizes(named)) == {RecordId(other)}
    later = central.someone(Role.REGISTRAR)
    (shown,) = later.get(PATH).json()
    assert (shown["state"], shown["title"]) == ("borrado", "Manifestación de intención")
    assert later.post(f"/v1/escaneos/{one}/copia").json()["code"] == "escaneo_borrado"
    assert later.post(f"/v1/escaneos/{other}/copia").status_code == 200
    told = central.someone(Role.AUDITOR).get("/v1/bitacora").json()["items"]
    assert [each["act"] for each in told].count("escaneo_borrado") == 1
    with deps.units.reading() as work:
        left = work.escaneos.whole(after="", limit=9)
    assert [each.new.id for each in left] == [other], "what is checked and copied"


@only_sqlite
def test_of_nobody_there_is_nothing(central: Central) -> None:
    desk = registro.open_proceso(central)
    assert desk.get("/v1/aspirantes/000999/escaneos").status_code == 404
    assert bring(desk, a_pdf(), "000999").status_code == 404
    assert put(desk, "0" * 32, a_pdf()).status_code == 404
    for odd in ("x", "A" * 32, "0" * 31):
        assert put(desk, odd, a_pdf()).status_code == 422
