"""Rubbish over real TLS: a problem with a Spanish sentence, never a 5xx; the server goes on."""

import gzip
import json
import random
import secrets
from typing import Any

import pytest

from core.domain.access.roles import STAFF, Role
from core.domain.apoyos.envio import Announcement
from core.domain.verification.importacion import ImportState
from core.server.app import create_app
from core.server.bodies.openapi import describe
from core.server.doors.route_access import allowed
from tests.apoyo_data import padron_csv
from tests.apoyo_world import FIRST, World
from tests.bench.ingest_sender import upload_headers
from tests.central_server import Central, Client
from tests.importing import CSV, again, import_job, shown
from tests.server.test_verification import ROWS

_REQUESTS = 150
_HUGE = "9" * 23
_CSV = "entidad,municipio,municipio_nombre,distrito,seccion\n"
_PADRON = "clave_elector,cic,numero_emision,seccion,estatus,causa\n"
_INSTANTS = ("2026-01-01T00:00:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00")
_DATES = ("0001-01-01", "9999-12-31", "2026-02-30")
_TEXTS = (
    *("", "\x00", "a\x00b", "A" * 5000, "á" * 300, "' OR 1=1 --", "\n\r", "../../etc", "𝔘", "-1"),
    *("0" * 32, "0" * 64, "a@b.invalid", "000001", "gubernatura", *_INSTANTS, *_DATES),
)
_NUMBERS = (0, -1, 1, 2**31, 2**63, 10**30, 1.5, 1e308)
_PLACES = ("1", "0", "-1", _HUGE, "000001", "%00", "a%00b", "%ff", "0" * 32, "x" * 3000)
_RAW = (
    *(b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"a":' * 50_000, b"null", b"9" * 10_000, b"\x00"),
    *(f"{_CSV}{row}".encode() for row in ("12,001,\x00,001,0001\n", "12,001,X,001,0001", '"')),
    *(f"{_CSV}12,001,{'X' * 200_000},001,1\n".encode(), f"{_PADRON}A,\x00,,,,".encode()),
    f'{_PADRON}"'.encode(),
)


class _Rubbish:
    """Makes bodies that look like what an operation takes, and are not."""

    def __init__(self, document: dict[str, Any], dice: random.Random) -> None:
        self._schemas = document["components"]["schemas"]
        self._dice = dice

    def body(self, operation: dict[str, Any]) -> bytes | None:
        if "requestBody" not in operation:
            return None
        schema = operation["requestBody"]["content"].get("application/json", {}).get("schema")
        if schema is None or self._dice.random() < 0.15:
            return self._dice.choice(_RAW)
        return json.dumps(self._value(schema)).encode()

    def _value(self, schema: dict[str, Any]) -> object:
        if self._dice.random() < 0.1:
            return self._dice.choice([None, True, [], {}, *_TEXTS, *_NUMBERS])
        if "$ref" in schema:
            return self._value(self._schemas[schema["$ref"].rpartition("/")[2]])
        if "anyOf" in schema:
            return self._value(self._dice.choice(schema["anyOf"]))
        if "enum" in schema:
            return self._dice.choice(schema["enum"])
        made = {"object": self._object, "array": self._array}.get(schema.get("type", ""))
        return made(schema) if made else self._leaf(schema)

    def _object(self, schema: dict[str, Any]) -> object:
        kept = {k: v for k, v in schema.get("properties", {}).items() if self._dice.random() > 0.03}
        return {name: self._value(each) for name, each in kept.items()}

    def _array(self, schema: dict[str, Any]) -> object:
        return [self._value(schema.get("items", {})) for _ in range(self._dice.randrange(3))]

    def _leaf(self, schema: dict[str, Any]) -> object:
        if schema.get("type") in {"integer", "number"}:
            return self._dice.choice(_NUMBERS)
        if schema.get("type") == "boolean":
            return self._dice.random() < 0.5
        choices = {"date-time": _INSTANTS, "date": _DATES}.get(schema.get("format", ""), _TEXTS)
        return self._dice.choice(choices)


def _address(path: str, operation: dict[str, Any], dice: random.Random) -> str:
    query = []
    for each in operation.get("parameters", []):
        if each["in"] == "path":
            path = path.replace(f"{{{each['name']}}}", dice.choice(_PLACES))
        elif each["in"] == "query" and dice.random() < 0.6:
            query.append(f"{each['name']}={dice.choice((*_PLACES, *_DATES))}")
    return f"{path}?{'&'.join(query)}" if query else path


def _headers(operation: dict[str, Any], dice: random.Random) -> dict[str, str]:
    values = ("0", "1", "-1", "9" * 30, "64", "a" * 64, "x" * 60, secrets.token_hex(8), "\xe9")
    named = [each["name"] for each in operation.get("parameters", []) if each["in"] == "header"]
    kinds = ("application/json", "text/plain", "application/xml", "multipart/form-data")
    chosen = {name: dice.choice(values) for name in named if dice.random() < 0.9}
    return chosen | {"Content-Type": dice.choice(kinds)}


def _who(world: World) -> dict[Role, Client]:
    """Return someone for each kind of caller that the table names."""
    tablet = world.tablet()
    staff = world.central.someone(*STAFF)
    return dict.fromkeys(STAFF, staff) | {
        Role.ASPIRANTE: world.console(),
        Role.DEVICE: tablet.client,
        Role.ANYONE: world.central.stranger(),
    }


def test_no_rubbish_is_a_fault_of_the_server(central: Central) -> None:
    seed = secrets.randbelow(10**6)
    dice = random.Random(seed)
    callers, document = _who(World.made(central)), describe(create_app(central.deps))
    rubbish = _Rubbish(document, dice)
    operations = [
        (f"{method.upper()} {path}", operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if path not in {"/v1/contrasena", "/v1/sesiones"}
    ]
    for _ in range(_REQUESTS):
        row, operation = dice.choice(operations)
        method, path = row.split(" ")
        caller = callers[min(allowed(row), key=lambda role: role.value)]
        asked = _address(path, operation, dice)
        body, headers = rubbish.body(operation), _headers(operation, dice)
        answer = caller.call(method, asked, data=body, headers=headers)
        told = (seed, row, asked[:80], headers, (body or b"")[:300], answer.text[:200])
        assert answer.status_code < 500, told
        if answer.status_code >= 400:
            pages = () if path.startswith("/v1/") else ("text/html; charset=utf-8",)
            assert answer.headers["content-type"] in ("application/problem+json", *pages), told
    assert central.stranger().get("/v1/proceso").status_code == 200


def test_a_body_that_is_compressed_is_refused_by_a_code(central: Central) -> None:
    world = World.made(central)
    tablet, ine = world.tablet(), central.someone(Role.INE)
    record = tablet.record()
    packed = {"Content-Encoding": "gzip"}
    as_json = packed | {"Content-Type": "application/json"}
    headers = upload_headers(gzip.compress(record.envelope), record.waiting.sha256)
    bomb = gzip.compress(bytes(50 << 20))
    asked = (
        central.stranger().call("POST", "/v1/sesiones", data=gzip.compress(b"{}"), headers=as_json),
        central.stranger().call("POST", "/v1/sesiones", data=bomb, headers=as_json),
        tablet.client.call("POST", "/v1/envios", data=gzip.compress(b"{}"), headers=as_json),
        tablet.client.call(
            "PUT",
            f"/v1/apoyos/{record.header.record_id}",
            data=gzip.compress(record.envelope),
            headers=headers | packed,
        ),
    )
    assert {each.status_code // 100 for each in asked} == {4}
    assert all(each.json()["code"] for each in asked)
    path = "/v1/padron?cut_on=2026-11-01"
    said = ine.call("POST", path, data=gzip.compress(padron_csv(ROWS)), headers=packed | CSV)
    one = shown(said.content)
    import_job(central)()
    assert (again(ine, one).state, bool(again(ine, one).code)) == (ImportState.FAILED, True)
    assert tablet.put(record).status_code == 201


def test_an_instant_without_its_zone_is_refused_at_its_field(central: Central) -> None:
    body = {"aspirante": FIRST, "waiting": [], "said_at": "2026-01-01T00:00:00"}
    refused = World.made(central).tablet().client.post("/v1/envios", body)
    assert refused.status_code == 422
    assert refused.json()["errors"] == [{"field": "said_at", "code": "forma_incorrecta"}]


@pytest.mark.parametrize(
    "path",
    [f"/v1/constancias/{_HUGE}/pdf", "/v1/avance?aspirante=a%00b", "/v1/aspirantes/a%00b"],
)
def test_what_no_database_can_hold_is_no_fault_of_the_server(central: Central, path: str) -> None:
    refused = World.made(central).central.someone(*STAFF).get(path)
    assert (refused.status_code, refused.json()["code"]) == (422, "forma_incorrecta")


def test_a_nul_in_a_body_is_refused_on_both_databases(central: Central) -> None:
    login = {"user": "a\x00b", "password": "contraseña ficticia"}
    refused = central.stranger().post("/v1/sesiones", login)
    assert (refused.status_code, refused.json()["code"]) == (422, "forma_incorrecta")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_ten_thousand_waiting_records_fit_in_one_announcement(central: Central) -> None:
    world = World.made(central)
    tablet = world.tablet()
    record = tablet.record().waiting
    many = Announcement(FIRST, (record,) * 10_000, central.clock.now())
    assert tablet.client.post("/v1/envios", many).status_code == 200
    assert central.stranger().call("POST", "/v1/sesiones", data=b" " * (2 << 20)).status_code == 413
