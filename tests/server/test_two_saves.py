"""Every route that edits refuses a save over what nobody saw, and says what it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from fastapi.routing import APIRoute
from requests import Response

from core.domain.access.roles import Role
from core.server.app import ROUTERS
from tests import registro
from tests.apoyo_world import World
from tests.central_server import Central, Client
from tests.server.expected_access import EXPECTED
from tests.server.test_datos_personales import a_breach, a_request, office, today


@dataclass
class Case:
    """A thing on a server, and one save of it by two people. `seen` is what both saw."""

    path: str
    first: dict[str, Any]
    second: dict[str, Any]
    one: Client
    other: Client
    seen: int = 0
    method: str = ""

    def save(self, client: Client, body: dict[str, Any], seen: int | None) -> Response:
        headers = {} if seen is None else {"If-Match": f'"{seen}"'}
        return client.call(self.method, self.path, body=body, headers=headers)


def _account(name: str, first: dict[str, Any], second: dict[str, Any]) -> Callable[[Central], Case]:

    def made(central: Central) -> Case:
        one, other = central.someone(Role.ADMINISTRADOR), central.someone(Role.ADMINISTRADOR)
        central.someone(Role.REGISTRAR, user="zoila")
        items = one.get("/v1/cuentas").json()["items"]
        account = next(each["id"] for each in items if each["user"] == "zoila")
        seen = 0
        if name == "reapertura":
            why = {"ground": "oficio"}
            seen = one.post(f"/v1/cuentas/{account}/cierre", why).json()["version"]
        return Case(
            f"/v1/cuentas/{account}/{name}",
            {"ground": "oficio"} | first,
            {"ground": "oficio"} | second,
            one,
            other,
            seen,
        )

    return made


def _proceso(central: Central) -> Case:
    one = registro.open_proceso(central)
    other = central.someone(Role.SUPERVISOR)
    body = registro.proceso()
    mine, theirs = body | {"name": "Otro nombre"}, body | {"instituto": "Otro instituto"}
    return Case("/v1/proceso", theirs, mine, one, other, seen=1)


def _periodo(central: Central) -> Case:
    world = World.made(central)
    one, other = central.someone(Role.SUPERVISOR), central.someone(Role.SUPERVISOR)
    del world
    acts = one.get("/v1/periodos").json()
    act = next(each for each in acts if not each["aspirante"])
    seen = max(each["version"] for each in acts)
    early = act["periodo"] | {"starts_at": "2026-01-01T00:00:00Z"}
    late = act["periodo"] | {"starts_at": "2026-02-01T00:00:00Z"}
    first, second = act | {"periodo": early}, act | {"periodo": late}
    return Case("/v1/periodos", first, second, one, other, seen)


def _correo(central: Central) -> Case:
    registro.register(registro.open_proceso(central))
    one, other = central.someone(Role.REGISTRAR), central.someone(Role.REGISTRAR)
    number = one.get("/v1/aspirantes").json()["items"][0]["id_solicitante"]
    first, second = {"correo": "uno@muestra.example"}, {"correo": "dos@muestra.example"}
    return Case(f"/v1/aspirantes/{number}/correo", first, second, one, other)


def _registro(central: Central) -> Case:
    registro.register(registro.open_proceso(central))
    one, other = central.someone(Role.REGISTRAR), central.someone(Role.REGISTRAR)
    first, second = (
        {"registro": registro.registro(contacto__movil=phone), "reason": "se tecleó mal"}
        for phone in ("5500000003", "5500000004")
    )
    return Case("/v1/aspirantes/000001/registro", first, second, one, other)


def _entrega(central: Central) -> Case:
    desk = registro.open_proceso(central)
    one, other = central.someone(Role.REGISTRAR), central.someone(Role.REGISTRAR)
    del desk
    number = one.post("/v1/constancias", registro.constancia("CI-9/26")).json()["id"]
    now = central.clock.now().isoformat()
    body = {"delivered_at": now, "delivered_to": "Ana Muestra"}
    path = f"/v1/constancias/{number}/entrega"
    return Case(path, body, body | {"delivered_to": "Otra persona"}, one, other)


def _anulacion(central: Central) -> Case:
    case = _entrega(central)
    path = case.path.replace("entrega", "anulacion")
    first, second = {"reason": "Error de captura"}, {"reason": "Otro motivo"}
    return Case(path, first, second, case.one, case.other)


def _vinculo(name: str, body: dict[str, str]) -> Callable[[Central], Case]:
    def made(central: Central) -> Case:
        world = World.made(central)
        world.tablet()
        one, other = world.console(), world.console()
        vinculo = one.get("/v1/auxiliares").json()["items"][0]["vinculo"]["id"]
        path = f"/v1/vinculos/{vinculo}/{name}"
        return Case(path, body, body, one, other)

    return made


def _tablet(name: str, *, reported: bool = True) -> Callable[[Central], Case]:
    def made(central: Central) -> Case:
        world = World.made(central)
        world.tablet()
        console = world.console()
        vinculo = console.get("/v1/auxiliares").json()["items"][0]["vinculo"]["id"]
        console.post(f"/v1/vinculos/{vinculo}/dispositivo", {"reason": "robada"})
        one, other = central.someone(Role.REGISTRAR), central.someone(Role.SUPERVISOR)
        device = one.get("/v1/dispositivos").json()["items"][0]["device"]
        body, seen = {"reason": "revision"}, 0
        if not reported:
            suspended = one.post(f"/v1/dispositivos/{device}/suspension", body)
            seen = suspended.json()["version"]
        return Case(f"/v1/dispositivos/{device}/{name}", body, body, one, other, seen)

    return made


def _solicitud(act: str, first: dict[str, str], second: dict[str, str]) -> Callable[..., Case]:
    def made(central: Central) -> Case:
        eva = office(central)
        days = timedelta(days=60 if act == "no-presentada" else 0)
        received = (today(central) - days).isoformat()
        asked = a_request(central, received_on=received)
        path = f"/v1/solicitudes/{eva.post('/v1/solicitudes', asked).json()['id']}"
        day = {} if act == "prorroga" else {"on": today(central).isoformat()}
        seen = 0
        if act in ("desahogo", "no-presentada"):
            asked = {"text": "su firma", "on": received}
            seen = eva.put(f"{path}/prevencion", asked).json()["version"]
        if act == "cumplimiento":
            given = {"sentido": "procedente", "text": "Sí"} | day
            seen = eva.put(f"{path}/respuesta", given).json()["version"]
        other = central.someone(Role.SUPERVISOR)
        return Case(f"{path}/{act}", first | day, second | day, eva, other, seen)

    return made


def _vulneracion(central: Central) -> Case:
    eva, other = office(central), central.someone(Role.SUPERVISOR)
    told = a_breach(central)
    number = eva.post("/v1/vulneraciones", told).json()["id"]
    first, second = told | {"people": 13}, told | {"people": 14}
    return Case(f"/v1/vulneraciones/{number}", first, second, eva, other)


def _situacion(central: Central) -> Case:
    registro.register(registro.open_proceso(central))
    one, other = central.someone(Role.SUPERVISOR), central.someone(Role.SUPERVISOR)
    first = {"act": "baja", "document": "OF/1", "ground": "Falleció"}
    second = first | {"act": "desistimiento", "document": "OF/2"}
    return Case("/v1/aspirantes/000001/situacion", first, second, one, other)


def _second_step(central: Central) -> Case:
    """Somebody whose sign-in asks for a code."""
    case = _account("segundo_paso/retiro", {}, {})(central)
    with central.deps.units.writing("prueba") as work:
        factors = work.second_factors(central.deps.second_keys)
        factors.offer(int(case.path.split("/")[3]))
        factors.turn_on(int(case.path.split("/")[3]))
    return case


_CUENTA, _TABLET = "/v1/cuentas/{cuenta_id}", "/v1/dispositivos/{device_id}"
_PASSWORDS = {"password": "temporal ficticia 1"}, {"password": "temporal ficticia 2"}
_ANSWERS = {"sentido": "procedente", "text": "Sí"}, {"sentido": "improcedente", "text": "No"}
_DONE = {"text": "Se hizo"}, {"text": "Se hizo de otro modo"}
_SOLICITUD = "/v1/solicitudes/{solicitud_id}"
_CORREOS = {"correo": "a@b.example"}, {"correo": "c@d.example"}
CASES: dict[str, Callable[[Central], Case]] = {
    f"PUT {_CUENTA}/roles": _account("roles", {"roles": ["ine"]}, {"roles": ["auditor"]}),
    f"PUT {_CUENTA}/correo": _account("correo", *_CORREOS),
    f"PUT {_CUENTA}/contrasena": _account("contrasena", *_PASSWORDS),
    f"POST {_CUENTA}/cierre": _account("cierre", {}, {}),
    f"POST {_CUENTA}/reapertura": _account("reapertura", {}, {}),
    f"POST {_CUENTA}/segundo_paso/retiro": _second_step,
    "PUT /v1/proceso": _proceso,
    "POST /v1/periodos": _periodo,
    "PUT /v1/aspirantes/{id_solicitante}/correo": _correo,
    "PUT /v1/aspirantes/{id_solicitante}/registro": _registro,
    "PUT /v1/constancias/{constancia_id}/entrega": _entrega,
    "POST /v1/constancias/{constancia_id}/anulacion": _anulacion,
    "POST /v1/vinculos/{vinculo_id}/baja": _vinculo("baja", {"reason": "Renunció"}),
    "POST /v1/vinculos/{vinculo_id}/dispositivo": _vinculo("dispositivo", {"reason": "robada"}),
    "POST /v1/aspirantes/{id_solicitante}/situacion": _situacion,
    f"PUT {_SOLICITUD}/prorroga": _solicitud("prorroga", {"ground": "a"}, {"ground": "b"}),
    f"PUT {_SOLICITUD}/prevencion": _solicitud("prevencion", *_DONE),
    f"PUT {_SOLICITUD}/desahogo": _solicitud("desahogo", *_DONE),
    f"PUT {_SOLICITUD}/no-presentada": _solicitud("no-presentada", {}, {}),
    f"PUT {_SOLICITUD}/respuesta": _solicitud("respuesta", *_ANSWERS),
    f"PUT {_SOLICITUD}/cumplimiento": _solicitud("cumplimiento", *_DONE),
    "PUT /v1/vulneraciones/{vulneracion_id}": _vulneracion,
    f"POST {_TABLET}/suspension": _tablet("suspension"),
    f"POST {_TABLET}/retiro": _tablet("retiro"),
    f"POST {_TABLET}/reapertura": _tablet("reapertura", reported=False),
}
only_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@only_sqlite
@pytest.mark.parametrize("row", CASES)
def test_a_save_over_what_nobody_saw_is_refused_and_told(row: str, central: Central) -> None:
    case = CASES[row](central)
    case.method = row.split(" ", maxsplit=1)[0]
    first = case.save(case.one, case.first, case.seen)
    assert first.status_code in {200, 201}, first.text
    late = case.save(case.other, case.second, case.seen)
    assert (late.status_code, late.json()["code"]) == (409, "version_vieja"), late.text
    told = late.json()["cambios"]
    assert told
    assert all(each["before"] != each["now"] and each["field"] for each in told)
    assert len({(each["by"], each["version"]) for each in told}) == 1
    newest = told[-1]["version"]
    again = case.save(case.other, case.second, newest).json()
    assert again.get("code") != "version_vieja", again


@only_sqlite
@pytest.mark.parametrize("row", CASES)
def test_a_save_that_names_no_version_is_refused_and_does_nothing(
    row: str, central: Central
) -> None:
    case = CASES[row](central)
    case.method = row.split(" ", maxsplit=1)[0]
    refused = case.save(case.one, case.first, None)
    assert (refused.status_code, refused.json()["code"]) == (428, "falta_version")
    assert case.save(case.one, case.first, case.seen).status_code in {200, 201}


STEPS = {
    "DELETE /v1/borradores/{key}": "forgets it, once",
    "DELETE /v1/sesiones/{sesion_id}": "ends it, once",
    "DELETE /v1/identidades/{proveedor}": "ends it, once",
    "POST /v1/vinculos/{vinculo_id}/codigo": "sends a mail again",
    "POST /v1/correos/{correo_id}/reenvio": "sends a mail again",
    "POST /v1/apartados/{apartado_id}/reintento": "asks for a try",
    "POST /v1/aspirantes/{id_solicitante}/acta": "issued once",
    "POST /v1/aspirantes/{id_solicitante}/escaneos": "told of by its own id",
    "PUT /v1/escaneos/{escaneo_id}/contenido": "its bytes are its version",
    "POST /v1/escaneos/{escaneo_id}/copia": "takes the file, each time noted",
    "POST /v1/escaneos/{escaneo_id}/retiro": "once, from its state",
    "PUT /v1/apoyos/{record_id}": "a sealed record: its bytes are its version",
    "POST /v1/tableta/aviso": "what was read, kept once",
    "POST /v1/tableta/invitaciones/{vinculo_id}": "an answer, given once",
    "POST /v1/geografia/importaciones/{importacion_id}/aplicacion": "once, from its state",
    "POST /v1/geografia/importaciones/{importacion_id}/cancelacion": "once, from its state",
    "POST /v1/padron/importaciones/{importacion_id}/aplicacion": "once, from its state",
    "POST /v1/padron/importaciones/{importacion_id}/cancelacion": "once, from its state",
    "POST /v1/respuesta/importaciones/{importacion_id}/aplicacion": "once, from its state",
    "POST /v1/respuesta/importaciones/{importacion_id}/cancelacion": "once, from its state",
    "POST /v1/lotes/{lote_id}/preparacion": "once, from its state",
    "POST /v1/lotes/{lote_id}/cancelacion": "once, from its state",
    "POST /v1/lotes/{lote_id}/entrega": "takes the file, each time noted",
    "POST /v1/lotes/{lote_id}/respuesta": "begins an import",
}
"""What names a thing in its address and edits no datum of it, and why no version is seen."""


def test_every_route_that_edits_a_thing_takes_a_version() -> None:
    takes = {
        f"{method} {route.path}"
        for router in ROUTERS
        for route in router.routes
        if isinstance(route, APIRoute) and "if-match" in _headers(route)
        for method in route.methods or ()
    }
    named = {row for row in EXPECTED if not row.startswith("GET") and "{" in row}
    assert takes == (named - set(STEPS)) | {"PUT /v1/proceso", "POST /v1/periodos"}
    assert takes == set(CASES) | {f"POST {_CUENTA}/desbloqueo"}  # which changes no datum


def _headers(route: APIRoute) -> set[str]:
    """Return the headers that a route reads, itself or by what it depends on."""
    each = [route.dependant, *route.dependant.dependencies]
    return {header.alias.lower() for one in each for header in one.header_params}
