"""Closing, opening, unlocking and reaching an account of the staff, over TLS."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlmodel import select

from core.central.tables.shared import StoredMail
from core.domain.access.roles import Role
from core.ports.central_access import PASSWORDS_OF_ONE
from tests import registro
from tests.central_server import ADMIN, ADMIN_PASSWORD, Central, Client

_WHY = {"ground": "oficio ficticio"}
_NEW = {
    "user": "beto",
    "name": "Beto Ficticio",
    "password": "temporal ficticia 1",
    "roles": ["registrar"],
}


@pytest.fixture
def admin(central: Central) -> Client:
    return signed_in(central, ADMIN, ADMIN_PASSWORD)


def signed_in(central: Central, user: str, password: str) -> Client:
    """Return somebody who typed a password."""
    client = central.stranger()
    session = client.post("/v1/sesiones", {"user": user, "password": password})
    client.token = session.json().get("token", "")
    return client


def cuenta(client: Client, user: str) -> dict[str, Any]:
    """Return one account as the list has it."""
    items: list[dict[str, Any]] = client.get("/v1/cuentas").json()["items"]
    return next(each for each in items if each["user"] == user)


def test_a_closed_account_is_out_at_once(central: Central, admin: Client) -> None:
    beto = central.someone(Role.REGISTRAR, user="beto")
    registro.open_proceso(central)
    path = f"/v1/cuentas/{cuenta(admin, 'beto')['id']}"
    assert beto.get("/v1/aspirantes").status_code == 200
    closed = admin.post(f"{path}/cierre", _WHY).json()
    assert (closed["user"], closed["closed_at"] is None, closed["version"]) == ("beto", False, 1)
    assert beto.get("/v1/aspirantes").json()["code"] == "sesion_vencida"
    again = admin.post(f"{path}/cierre", _WHY)
    assert (again.status_code, again.json()["code"]) == (409, "cuenta_ya_cerrada")
    assert admin.post(f"{path}/reapertura", _WHY).json()["closed_at"] is None


def test_a_closed_account_is_told_so_after_its_password(central: Central, admin: Client) -> None:
    number = admin.post("/v1/cuentas", _NEW).json()["id"]
    admin.post(f"/v1/cuentas/{number}/cierre", _WHY)
    login = {"user": "beto", "password": _NEW["password"]}
    refused = central.stranger().post("/v1/sesiones", login)
    assert (refused.status_code, refused.json()["code"]) == (401, "cuenta_cerrada")
    login["password"] = "otra ficticia"
    assert central.stranger().post("/v1/sesiones", login).json()["code"] == "acceso_incorrecto"


def test_nobody_closes_their_own_account_or_the_last_one(central: Central, admin: Client) -> None:
    own = f"/v1/cuentas/{cuenta(admin, ADMIN)['id']}"
    assert admin.post(f"{own}/cierre", _WHY).json()["code"] == "ultimo_administrador"
    central.someone(Role.ADMINISTRADOR, user="celia")
    assert admin.post(f"{own}/cierre", _WHY).json()["code"] == "cuenta_propia"


def test_of_two_who_close_each_other_at_once_one_stays(central: Central, admin: Client) -> None:
    other = central.someone(Role.ADMINISTRADOR, user="celia")
    ids = {user: cuenta(admin, user)["id"] for user in (ADMIN, "celia")}

    def close(client: Client, user: str) -> Callable[[], int]:
        return lambda: client.post(f"/v1/cuentas/{ids[user]}/cierre", _WHY).status_code

    acts = (close(admin, "celia"), close(other, ADMIN))
    with ThreadPoolExecutor(2) as pool:
        codes = sorted(future.result() for future in [pool.submit(act) for act in acts])
    assert codes[0] == 200
    assert codes[1] in {401, 422}
    with central.deps.units.reading() as work:
        assert work.accounts.administrators() == 1


def test_the_second_finds_the_last_one_even_past_the_door(central: Central, admin: Client) -> None:
    """The one who is closed while their own request is under way closes nobody."""
    from core.domain.access.access_errors import LastAdministrator
    from core.domain.access.cuenta import AccountReason
    from core.procedure.access.close_account import CloseAccount

    central.someone(Role.ADMINISTRADOR, user="celia")
    ids = {user: cuenta(admin, user)["id"] for user in (ADMIN, "celia")}
    admin.post(f"/v1/cuentas/{ids['celia']}/cierre", _WHY)
    with central.deps.units.writing("celia") as work:
        act = CloseAccount(work.accounts, work.sessions, work.bitacora, ids["celia"])
        with pytest.raises(LastAdministrator):
            act(ids[ADMIN], AccountReason("oficio"))


def test_a_password_is_mailed_and_the_bitacora_has_the_reason(
    central: Central, admin: Client
) -> None:
    number = admin.post("/v1/cuentas", _NEW | {"correo": "Beto@Muestra.example"}).json()["id"]
    path = f"/v1/cuentas/{number}"
    given = admin.put(f"{path}/contrasena", _WHY)
    assert given.json()["correo"] == "beto@muestra.example"
    with central.deps.units.reading() as work:
        (mail,) = work.session.exec(select(StoredMail)).all()
        entry = work.bitacora.entries()[-1]
    assert (mail.to, mail.kind, mail.secret) == ("beto@muestra.example", "contrasena", True)
    assert '"fundamento":"oficio ficticio"' in entry.content
    assert "beto@" not in entry.content
    password = next(line for line in mail.text.splitlines() if line.startswith("Contraseña: "))
    assert signed_in(central, "beto", password.removeprefix("Contraseña: ")).token
    assert admin.put(f"{path}/correo", _WHY | {"correo": "no es"}).status_code == 422
    changed = admin.put(f"{path}/correo", _WHY | {"correo": "b@muestra.example"})
    assert changed.json()["correo"] == "b@muestra.example"


def test_without_an_address_no_password_is_mailed(central: Central, admin: Client) -> None:
    del central
    number = admin.post("/v1/cuentas", _NEW).json()["id"]
    refused = admin.put(f"/v1/cuentas/{number}/contrasena", _WHY)
    assert (refused.status_code, refused.json()["code"]) == (422, "cuenta_sin_correo")


def test_who_is_kept_out_is_seen_and_let_in(central: Central, admin: Client) -> None:
    number = admin.post("/v1/cuentas", _NEW).json()["id"]
    login = {"user": "beto", "password": "otra ficticia"}
    assert not cuenta(admin, "beto")["blocked"]
    for _ in range(PASSWORDS_OF_ONE.tries):
        central.stranger().post("/v1/sesiones", login)
    assert central.stranger().post("/v1/sesiones", login).json()["code"] == "cuenta_bloqueada"
    assert cuenta(admin, "beto")["blocked"]
    unlocked = admin.post(f"/v1/cuentas/{number}/desbloqueo", _WHY).json()
    assert not unlocked["blocked"]
    assert central.stranger().post("/v1/sesiones", login).json()["code"] == "acceso_incorrecto"


def test_a_save_over_what_nobody_saw_is_told_what_it_is(central: Central, admin: Client) -> None:
    other = central.someone(Role.ADMINISTRADOR, user="celia")
    central.someone(Role.REGISTRAR, user="dora")
    path = f"/v1/cuentas/{cuenta(admin, 'dora')['id']}/roles"
    mine, theirs = _WHY | {"roles": ["auditor"]}, _WHY | {"roles": ["ine"]}
    seen = {"If-Match": '"0"'}
    assert other.put(path, theirs, headers=seen).json()["version"] == 1
    refused = admin.put(path, mine, headers=seen)
    assert (refused.status_code, refused.json()["code"]) == (409, "version_vieja")
    (cambio,) = refused.json()["cambios"]
    assert cambio.pop("at").startswith("20")
    assert cambio == {
        "version": 1,
        "field": "Papeles",
        "before": "Registro de aspirantes",
        "now": "Verificación del INE",
        "by": "celia",
    }
    assert cuenta(admin, "dora")["roles"] == ["ine"]
    assert admin.put(path, mine, headers={"If-Match": '"1"'}).json()["roles"] == ["auditor"]
    assert admin.put(path, mine, headers={"If-Match": "W/1"}).status_code == 422
