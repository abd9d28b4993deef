"""Every route has its row, no row is wider than agreed, and the row is enforced."""

import re
from datetime import timedelta

import pytest
from fastapi.routing import APIRoute
from requests import Response

from core.domain.access.roles import STAFF, Facultad, Role, may
from core.ports.central import SentPassword
from core.server.app import ROUTERS
from core.server.doors.route_access import FACULTAD_OF, allowed
from tests.apoyo_world import FIRST, World
from tests.central_server import Central, Client
from tests.server.expected_access import EXPECTED

only_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def _routes() -> set[str]:
    return {
        f"{method} {route.path}"
        for router in ROUTERS
        for route in router.routes
        if isinstance(route, APIRoute)
        for method in route.methods or ()
    }


def test_every_route_has_its_row_and_every_row_its_route() -> None:
    assert _routes() == set(FACULTAD_OF)


def test_no_row_is_wider_or_narrower_than_agreed() -> None:
    rows = {row: {role.value for role in allowed(row)} for row in FACULTAD_OF}
    assert rows == {row: set(roles.split()) for row, roles in EXPECTED.items()}


def test_nobody_holds_a_faculty_that_no_route_asks_for() -> None:
    assert set(FACULTAD_OF.values()) == set(Facultad)


def test_one_role_that_has_the_faculty_is_enough_and_none_has_it_by_no_role() -> None:
    assert may({Role.AUDITOR, Role.SUPERVISOR}, Facultad.PUBLICAR_PROCESO)
    assert not may({Role.AUDITOR, Role.REGISTRAR}, Facultad.PUBLICAR_PROCESO)
    assert not may((), Facultad.CONSULTAR_REGISTRO)


_ACCESS = {row: {Role(role) for role in roles.split()} for row, roles in EXPECTED.items()}
_CLOSED = [row for row in sorted(_ACCESS) if Role.ANYONE not in _ACCESS[row]]
_HEADERS = {
    "Idempotency-Key": "MUESTRA-1",
    "Upload-Offset": "0",
    "Upload-Length": "1",
    "Upload-Sha256": "0" * 64,
}


def _asked(client: Client, row: str) -> Response:
    """Ask as somebody who names nothing that exists, with a body that no act takes."""
    method, path = row.split(" ")
    client.keeps = True
    return client.call(method, re.sub(r"{\w+}", "7", path), body={}, headers=_HEADERS)


def test_without_a_token_or_with_an_old_one_nobody_gets_past(central: Central) -> None:
    old, invented = central.someone(*STAFF), central.stranger()
    invented.token = "0" * 43
    central.clock.forward(timedelta(minutes=15))
    nobody = central.stranger()
    for row in _CLOSED:
        for client in (nobody, old, invented):
            assert (row, _asked(client, row).status_code) == (row, 401)


@only_sqlite
def test_every_role_gets_past_where_its_row_says_and_nowhere_else(central: Central) -> None:
    world = World.made(central)
    clients = {role: central.someone(role) for role in sorted(STAFF, key=lambda each: each.value)}
    clients[Role.ASPIRANTE] = world.console()
    clients[Role.DEVICE] = world.tablet().client
    for row in _CLOSED:
        for role, client in clients.items():
            if row == "DELETE /v1/sesiones":
                continue  # it would end what the rest of the table is asked with
            answer = _asked(client, row)
            code = answer.json().get("code") if answer.status_code in {401, 403} else ""
            if role in _ACCESS[row]:
                refused = code in {"sesion_vencida", "papel_insuficiente"}
                assert (row, role, refused and row not in _BY_SESSION) == (row, role, False)
            else:
                other = Role.DEVICE in _ACCESS[row] or role is Role.DEVICE
                expected = "sesion_vencida" if other else "papel_insuficiente"
                assert (row, role, code) == (row, role, expected)


_BY_SESSION = {
    "GET /v1/paquete",
    "GET /v1/tableta/acuses",
    "POST /v1/tableta/aviso",
    "GET /v1/tableta/invitaciones",
    "POST /v1/tableta/invitaciones/{vinculo_id}",
}
"""For the session that a tablet opens with its key: an upload token is not enough."""


@only_sqlite
def test_what_is_due_comes_before_everything_else(central: Central) -> None:
    world = World.made(central)
    new = world.central.aspirante(FIRST, duty_accepted=False)
    for row in _CLOSED:
        if Role.ASPIRANTE in _ACCESS[row] and row not in _BEFORE_DUTY:
            assert (row, _asked(new, row).json()["code"]) == (row, "acepte_deber")
    with central.deps.units.writing("prueba") as work:
        account = work.accounts.of_aspirante(FIRST)
        work.accounts.set_temporary(account.id, SentPassword("", None, one_use=False))
    for row in _CLOSED:
        if Role.ASPIRANTE in _ACCESS[row] and row not in _BEFORE_DUTY - {"GET /v1/deber"}:
            assert (row, _asked(new, row).json()["code"]) == (row, "cambie_contrasena")


_BEFORE_DUTY = {
    *("POST /v1/contrasena", "DELETE /v1/sesiones", "GET /v1/deber", "POST /v1/deber"),
    *("GET /v1/aviso", "POST /v1/aviso"),
}


def test_an_address_that_does_not_exist_is_told_in_spanish(central: Central) -> None:
    refused = central.stranger().get("/v1/nada")
    assert refused.status_code == 404
    assert refused.json()["code"] == "no_existe"
    assert refused.headers["content-type"] == "application/problem+json"
