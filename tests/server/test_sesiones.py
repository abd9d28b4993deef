"""Signing in, over TLS, on both databases."""

from datetime import timedelta

from tests.central_server import ADMIN, ADMIN_PASSWORD, Central

_LOGIN = {"user": ADMIN, "password": ADMIN_PASSWORD}


def test_the_right_password_opens_a_session(central: Central) -> None:
    given = central.stranger().post("/v1/sesiones", {**_LOGIN, "user": " Admin "})
    assert given.status_code == 200
    assert given.json()["roles"] == ["administrador"]


def test_a_wrong_password_and_an_unknown_user_get_the_same_answer(central: Central) -> None:
    someone = central.stranger()
    wrong = someone.post("/v1/sesiones", {**_LOGIN, "password": "otra"})
    unknown = someone.post("/v1/sesiones", {**_LOGIN, "user": "nadie"})
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.json() == unknown.json()
    assert wrong.json()["code"] == "acceso_incorrecto"


def test_five_failures_block_a_user_for_a_while(central: Central) -> None:
    someone = central.stranger()
    for _ in range(5):
        someone.post("/v1/sesiones", {**_LOGIN, "password": "otra"})
    blocked = someone.post("/v1/sesiones", _LOGIN)
    assert blocked.status_code == 429
    assert blocked.json()["facts"] == {"minutes": "1"}
    central.clock.forward(timedelta(seconds=31))
    assert someone.post("/v1/sesiones", _LOGIN).status_code == 200


def test_a_refresh_used_twice_voids_the_whole_login(central: Central) -> None:
    someone = central.stranger()
    first = someone.post("/v1/sesiones", _LOGIN).json()
    second = someone.post("/v1/sesiones/renovar", {"refresh": first["refresh"]}).json()
    stolen = someone.post("/v1/sesiones/renovar", {"refresh": first["refresh"]})
    assert stolen.json()["code"] == "sesion_vencida"
    someone.token = second["token"]
    assert someone.call("DELETE", "/v1/sesiones").status_code == 401


def test_a_session_ends_after_fifteen_minutes(central: Central) -> None:
    someone = central.stranger()
    someone.token = someone.post("/v1/sesiones", _LOGIN).json()["token"]
    central.clock.forward(timedelta(minutes=15))
    assert someone.call("DELETE", "/v1/sesiones").status_code == 401


def test_a_body_with_an_unknown_field_is_refused_by_name(central: Central) -> None:
    refused = central.stranger().post("/v1/sesiones", {**_LOGIN, "otro": 1})
    assert refused.status_code == 422
    assert refused.json()["errors"] == [{"field": "otro", "code": "forma_incorrecta"}]


def test_signing_out_ends_the_session(central: Central) -> None:
    someone = central.stranger()
    someone.token = someone.post("/v1/sesiones", _LOGIN).json()["token"]
    assert someone.call("DELETE", "/v1/sesiones").status_code == 204
    assert someone.call("DELETE", "/v1/sesiones").json()["code"] == "sesion_vencida"


def test_refused_logins_of_accounts_are_in_the_bitacora_and_what_was_typed_is_not(
    central: Central,
) -> None:
    someone = central.stranger()
    for _ in range(8):
        someone.post("/v1/sesiones", {**_LOGIN, "password": "otra"})
    someone.post("/v1/sesiones", {**_LOGIN, "user": "una contraseña tecleada donde no era"})
    with central.deps.units.reading() as work:
        refused = [each for each in work.bitacora.entries() if each.act == "acceso_negado"]
    assert [each.subject for each in refused] == [ADMIN] * 5
    assert "tecleada" not in "".join(each.content for each in refused)
