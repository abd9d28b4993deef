"""Accounts, roles, geography and the bitácora over TLS."""

import json
from hashlib import sha256

from core.domain.access.roles import Role
from tests import registro
from tests.central_server import ADMIN, ADMIN_PASSWORD, Central, Client


def _admin(central: Central) -> Client:
    admin = central.stranger()
    login = {"user": ADMIN, "password": ADMIN_PASSWORD}
    admin.token = admin.post("/v1/sesiones", login).json()["token"]
    return admin


_NEW = {
    "user": "Beto",
    "name": "Beto Ficticio",
    "password": "temporal ficticia 1",
    "roles": ["registrar"],
}


def test_an_opened_account_changes_its_password_before_anything(central: Central) -> None:
    admin = _admin(central)
    assert admin.post("/v1/cuentas", _NEW).json()["user"] == "beto"
    repeated = admin.post("/v1/cuentas", _NEW)
    assert (repeated.status_code, repeated.json()["code"]) == (409, "usuario_ocupado")
    beto = central.stranger()
    session = beto.post("/v1/sesiones", {"user": "beto", "password": _NEW["password"]}).json()
    beto.token = session["token"]
    assert beto.get("/v1/aspirantes").json()["code"] == "cambie_contrasena"
    wrong = beto.post("/v1/contrasena", {"current": "otra", "new": "una nueva ficticia"})
    assert wrong.json()["errors"] == [{"field": "current", "code": "contrasena_actual"}]
    same = beto.post("/v1/contrasena", {"current": _NEW["password"], "new": _NEW["password"]})
    assert same.json()["code"] == "contrasena_repetida"
    change = {"current": _NEW["password"], "new": "una nueva ficticia"}
    assert beto.post("/v1/contrasena", change).status_code == 204
    assert beto.get("/v1/aspirantes").json()["code"] == "sin_proceso"


def test_wrong_passwords_typed_for_a_change_are_counted_as_at_the_door(central: Central) -> None:
    someone = central.someone(Role.REGISTRAR, user="dora")
    guess = {"current": "otra ficticia", "new": "una nueva ficticia"}
    answers = [someone.post("/v1/contrasena", guess) for _ in range(12)]
    codes = [one.json()["code"] for one in answers]
    assert codes[0] == "contrasena_actual"
    assert codes[-1] == "cuenta_bloqueada"
    login = {"user": "dora", "password": "cualquiera ficticia"}
    assert central.stranger().post("/v1/sesiones", login).json()["code"] == codes[-1]


def test_roles_are_granted_with_a_ground_and_count_at_once(central: Central) -> None:
    admin, someone = _admin(central), central.someone(Role.REGISTRAR, user="celia")
    assert someone.get("/v1/cuentas").json()["code"] == "papel_insuficiente"
    items = admin.get("/v1/cuentas?search=celia").json()["items"]
    path = f"/v1/cuentas/{items[0]['id']}/roles"
    missing = admin.put(path, {"roles": ["ine"], "ground": ""})
    assert missing.json()["errors"] == [{"field": "ground", "code": "falta_dato"}]
    foreign = admin.put(path, {"roles": ["aspirante"], "ground": "oficio ficticio"})
    assert foreign.json()["code"] == "papel_ajeno"
    given = admin.put(path, {"roles": ["auditor", "ine"], "ground": "oficio ficticio"})
    assert given.json()["roles"] == ["auditor", "ine"]
    assert someone.get("/v1/cuentas").status_code == 200


def test_the_last_administrator_stays(central: Central) -> None:
    admin = _admin(central)
    own = admin.get("/v1/cuentas").json()["items"][0]
    refused = admin.put(f"/v1/cuentas/{own['id']}/roles", {"roles": [], "ground": "x"})
    assert refused.json()["code"] == "ultimo_administrador"


def test_lists_come_in_pages(central: Central) -> None:
    admin = _admin(central)
    for number in range(4):
        central.someone(Role.AUDITOR, user=f"auditor-{number}")
    first = admin.get("/v1/cuentas?limit=2&search=auditor-").json()
    second = admin.get(f"/v1/cuentas?limit=2&search=auditor-&cursor={first['next']}").json()
    users = [each["user"] for each in first["items"] + second["items"]]
    assert users == [f"auditor-{number}" for number in range(4)]
    assert (first["total"], second["next"]) == (4, "")
    assert admin.get("/v1/cuentas?limit=0").status_code == 422


def test_the_bitacora_closes_over_every_entry(central: Central) -> None:
    registro.register(registro.open_proceso(central))
    admin = _admin(central)
    rows = admin.get("/v1/bitacora?limit=100").json()["items"]
    acts = [row["act"] for row in reversed(rows)]
    assert acts == [
        "proceso_publicado",
        "importacion_recibida",
        "geografia_importada",
        "constancia_emitida",
        "aspirante_registrado",
        "acceso_enviado",
        "sesion_abierta",
    ]
    with central.deps.units.reading() as work:
        stored = work.bitacora.entries()
    previous = bytes(32)
    for entry in stored:
        previous = sha256(previous + entry.content.encode()).digest()
        assert (entry.hash, json.loads(entry.content)["act"]) == (previous.hex(), entry.act)


def test_the_forms_read_the_geography(central: Central) -> None:
    supervisor = registro.open_proceso(central)
    names = [
        each["numero"] for each in supervisor.get("/v1/geografia/municipios?entidad=09").json()
    ]
    assert names == ["015", "016"]
    assert supervisor.get("/v1/geografia/secciones/9999?entidad=09").status_code == 404
