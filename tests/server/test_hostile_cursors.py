"""Cursors that no page gave, over real TLS: every list, in every order, answers without a 5xx."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from itertools import product

import pytest

from core.domain.access.roles import STAFF
from core.server.doors.route_access import FACULTAD_OF, allowed
from tests.apoyo_world import FIRST, World
from tests.central_server import Client

_ORDERS = {
    "aspirantes": ("nombre", "registro", "recibidos"),
    "auxiliares": ("nombre", "llegada"),
    "constancias": ("nombre", "fecha"),
    "cuentas": ("nombre", "entrada"),
    "correos": ("para", "pedido"),
    "dispositivos": ("auxiliar", "llegada"),
    "apartados": ("nombre", "ultima_vez"),
    "capacitaciones": ("lugar", "hora"),
    "solicitudes": ("recibida", "derecho"),
    "vulneraciones": ("avisar",),
    "bitacora": (),
    "revision": (),
    "acuses": (),
    "lotes": (),
    "avance": (),
}
_KEYS = ("000001", "\x00", "\ud800", "0" * 32, 1, -1, True, 10**18, 2**63, 10**400)
_VALUES = (
    *("", "a", "\x00", "\ud800", 1, True, 10**400, 1e308),
    *("2026-11-02", "0001-01-01", "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59"),
)


def _cursors() -> Iterator[str]:
    yield from ("sAB-CD", "s-", "s0-0", "s__-0", "9" * 18, f"{'9' * 18}-{'0' * 32}", "0-00")
    pairs = {*product(_VALUES, ("000001", 1)), *product(("a", 1, "2026-11-02T00:00:00Z"), _KEYS)}
    for pair in sorted(pairs, key=repr):
        yield "s" + urlsafe_b64encode(json.dumps(pair).encode()).decode().rstrip("=")


def _reader(world: World, path: str) -> Client:
    """Return someone who may read this list."""
    role = sorted(allowed(f"GET {path}") & STAFF, key=lambda each: each.value)
    who = world.central.someone(role[0]) if role else world.console(FIRST)
    who.keeps = True
    return who


@pytest.mark.parametrize("name", _ORDERS)
def test_no_cursor_makes_a_list_fail(
    request: pytest.FixtureRequest, world: World, name: str
) -> None:
    """Every cursor in one order of each list; `make soak` asks every order for all of them."""
    world.enlist(FIRST)
    path = f"/v1/{name}"
    assert f"GET {path}" in FACULTAD_OF
    who, cursors = _reader(world, path), tuple(_cursors())
    sorts = ("", "-llegada", *_ORDERS[name])
    shares = 1 if request.config.getoption("--soak") else len(sorts)
    for place, sort in enumerate(sorts):
        bad = {
            cursor: answered.status_code
            for cursor in cursors[place % shares :: shares]
            if (answered := who.get(f"{path}?sort={sort}&cursor={cursor}")).status_code >= 500
        }
        assert not bad, (sort, bad)
