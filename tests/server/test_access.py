"""Every route has its row of roles.ACCESS, and the row is enforced."""

from fastapi.routing import APIRoute

from core.domain.roles import ACCESS, Role
from core.server.app import ROUTERS
from tests.central_server import Central


def _routes() -> set[str]:
    return {
        f"{method} {route.path}"
        for router in ROUTERS
        for route in router.routes
        if isinstance(route, APIRoute)
        for method in route.methods or ()
    }


def test_every_route_has_its_row_and_every_row_its_route() -> None:
    assert _routes() == set(ACCESS)


def test_without_a_token_nobody_gets_past(central: Central) -> None:
    closed = [row for row in sorted(ACCESS) if Role.ANYONE not in ACCESS[row]]
    for row in closed:
        method, path = row.split(" ")
        refused = central.stranger().call(method, path, body={})
        assert (row, refused.status_code) == (row, 401)


def test_an_address_that_does_not_exist_is_told_in_spanish(central: Central) -> None:
    refused = central.stranger().get("/v1/nada")
    assert refused.status_code == 404
    assert refused.json()["code"] == "no_existe"
    assert refused.headers["content-type"] == "application/problem+json"
