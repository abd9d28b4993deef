"""Every secret that lets somebody in has an end, says so, and is thrown away afterwards."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from core.central.errors import StoreSilent
from core.central.object_store import StoreKeys, StorePlace, open_objects
from core.central.tables.accounts import StoredAccount, StoredSession
from core.central.tables.vinculos import StoredCode, StoredNonce, StoredTabletSession
from core.server.host.stores import blobs_in
from core.server.jobs.clean import CleanJob
from tests.apoyo_world import FIRST, SECOND, Tablet, World
from tests.central_server import ADMIN, ADMIN_PASSWORD, Central, Client
from tests.server.conftest import only_sqlite
from tests.walkthrough.relay import free_port

_WEEK = timedelta(days=7)
_LOGIN = {"user": ADMIN, "password": ADMIN_PASSWORD}
_NEW = {"user": "beto", "name": "Beto", "password": "temporal ficticia 1", "roles": ["registrar"]}


def _count(central: Central, table: type) -> int:
    with central.deps.units.reading() as work:
        return len(work.session.exec(select(table)).all())


def _admin(central: Central) -> Client:
    admin = central.stranger()
    admin.token = admin.post("/v1/sesiones", _LOGIN).json()["token"]
    return admin


def test_a_login_ends_after_twelve_hours_however_often_it_is_renewed(central: Central) -> None:
    someone = central.stranger()
    tokens = someone.post("/v1/sesiones", _LOGIN).json()
    for _ in range(47):
        central.clock.forward(timedelta(minutes=15))
        renewed = someone.post("/v1/sesiones/renovar", {"refresh": tokens["refresh"]})
        assert renewed.status_code == 200
        tokens = renewed.json()
    someone.token = tokens["token"]
    assert someone.get("/v1/cuentas").status_code == 200
    central.clock.forward(timedelta(minutes=15))
    over = someone.post("/v1/sesiones/renovar", {"refresh": tokens["refresh"]})
    assert (over.status_code, over.json()["code"]) == (401, "sesion_vencida")
    assert someone.get("/v1/cuentas").json()["code"] == "sesion_vencida"
    CleanJob(central.deps)()
    assert _count(central, StoredSession) == 0


def test_a_first_password_of_the_staff_is_good_for_one_login_in_seven_days(
    central: Central,
) -> None:
    admin, beto = _admin(central), central.stranger()
    number = admin.post("/v1/cuentas", _NEW).json()["id"]
    login = {"user": "beto", "password": _NEW["password"]}
    beto.token = beto.post("/v1/sesiones", login).json()["token"]
    again = beto.post("/v1/sesiones", login)
    assert (again.status_code, again.json()["code"]) == (401, "contrasena_temporal_vencida")
    second = {"password": "temporal ficticia 2", "ground": "la olvidó"}
    path = f"/v1/cuentas/{number}/contrasena"
    assert central.someone().put(path, second).json()["code"] == "papel_insuficiente"
    assert admin.put(path, second | {"password": "corta"}).json()["code"] == "contrasena_corta"
    assert admin.put(path, second).json()["user"] == "beto"
    assert beto.call("DELETE", "/v1/sesiones").json()["code"] == "sesion_vencida"
    assert beto.post("/v1/sesiones", login).json()["code"] == "acceso_incorrecto"
    login["password"] = second["password"]
    central.clock.forward(_WEEK)
    assert beto.post("/v1/sesiones", login).json()["code"] == "contrasena_temporal_vencida"
    central.clock.forward(timedelta(days=90))
    CleanJob(central.deps)()
    with central.deps.units.reading() as work:
        kept = {row.user: row.password for row in work.session.exec(select(StoredAccount)).all()}
    assert not kept["beto"]
    assert kept[ADMIN]


def test_a_code_is_good_for_seven_days_and_then_says_so(world: World) -> None:
    world.enlist()
    tablet, code = Tablet(world), world.code()
    world.central.clock.forward(_WEEK)
    expired = tablet.activate(code)
    assert (expired.status_code, expired.json()["code"]) == (403, "codigo_vencido")
    world.enlist(SECOND, key="otra")  # the one that is over keeps nobody from getting another
    assert world.code() != code
    assert tablet.activate(world.code()).status_code == 201


def test_a_code_that_was_used_admits_not_even_its_own_tablet_again_after_its_time(
    world: World,
) -> None:
    world.enlist()
    tablet, code = Tablet(world), world.code()
    assert tablet.activate(code).status_code == 201
    world.central.clock.forward(_WEEK - timedelta(minutes=1))
    assert tablet.activate(code).status_code == 201
    world.central.clock.forward(timedelta(minutes=1))
    assert tablet.activate(code).json()["code"] == "codigo_vencido"


@only_sqlite
def test_a_code_long_over_is_thrown_away(world: World) -> None:
    world.enlist()
    code = world.code()
    world.central.clock.forward(timedelta(days=89))
    CleanJob(world.central.deps)()
    assert Tablet(world).activate(code).json()["code"] == "codigo_vencido"
    world.central.clock.forward(timedelta(days=1))
    CleanJob(world.central.deps)()
    assert _count(world.central, StoredCode) == 0
    assert Tablet(world).activate(code).json()["code"] == "codigo_no_valido"


@only_sqlite
def test_a_store_of_envelopes_that_is_silent_keeps_no_secret(central: Central) -> None:
    _admin(central)
    place = StorePlace("s3://muestra", f"http://127.0.0.1:{free_port()}", "us-east-1", 0.2)
    objects = open_objects(place, StoreKeys("muestra", "muestra"))
    ill = replace(central.deps, objects=objects, blobs_of=blobs_in(objects, central.deps.settings))
    central.clock.forward(timedelta(days=90))
    assert _count(central, StoredSession) > 0
    with pytest.raises(StoreSilent):
        CleanJob(ill)()
    assert _count(central, StoredSession) == 0


@only_sqlite
def test_the_mail_says_until_when_its_code_is_good(world: World) -> None:
    world.enlist(FIRST)
    _, text = world.mails("activacion")[-1]
    assert "en una sola tableta y hasta el " in text


def test_a_session_of_a_tablet_ends_and_what_is_over_is_thrown_away(world: World) -> None:
    tablet = world.tablet()
    client = tablet.client
    client.token = tablet.session().json()["token"]
    assert client.get("/v1/paquete").status_code == 200
    tablet.proof()
    world.central.clock.forward(timedelta(minutes=15))
    assert client.get("/v1/paquete").json()["code"] == "sesion_vencida"
    CleanJob(world.central.deps)()
    assert _count(world.central, StoredNonce) == 0
    assert _count(world.central, StoredTabletSession) == 0
