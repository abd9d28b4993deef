"""What is said twice is refused: names of JSON, headers, names of a query, fields of a form.

Who reads the first would obey another than who reads the last.
"""

import json

import pytest

from core.domain.apoyos.envio import Announcement
from core.server.doors.auth import SINGLE
from core.wire import to_json
from tests.apoyo_world import FIRST, World
from tests.central_server import ADMIN, ADMIN_PASSWORD
from tests.server.conftest import only_sqlite
from tests.server.peers import head, read_all, tls

pytestmark = only_sqlite


def refused(answer: bytes) -> tuple[int, str]:
    """Return the status and the code of a raw answer."""
    first, _, rest = answer.partition(b"\r\n")
    body = rest.partition(b"\r\n\r\n")[2]
    code = json.loads(body).get("code", "") if body.startswith(b"{") else ""
    return int(first.split()[1]), code


def asked(world: World, method: str, path: str, *lines: str, body: bytes = b"") -> tuple[int, str]:
    """Return what a raw request got."""
    length = f"Content-Length: {len(body)}"
    with tls(world.central) as peer:
        peer.sendall(head(method, path, "Connection: close", length, *lines) + body)
        return refused(read_all(peer))


TWICE = (422, "dato_repetido")


@pytest.mark.parametrize(
    "body",
    [
        f'{{"user": "{ADMIN}", "password": "x", "password": "{ADMIN_PASSWORD}"}}',
        f'{{"user": "{ADMIN}", "password": "{ADMIN_PASSWORD}", "pass\\u0077ord": "x"}}',
    ],
)
def test_a_name_of_json_twice_is_refused(world: World, body: str) -> None:
    assert asked(world, "POST", "/v1/sesiones", body=body.encode()) == TWICE
    once = json.dumps(json.loads(body) | {"password": ADMIN_PASSWORD})
    assert asked(world, "POST", "/v1/sesiones", body=once.encode())[0] in (200, 201)


def test_a_name_deep_inside_twice_is_refused(world: World) -> None:
    tablet = world.tablet()
    assert tablet.activated
    waits = tablet.record().waiting
    told = Announcement(FIRST, (waits,), world.central.clock.now())
    raw = to_json(told)
    bearer = f"Authorization: Bearer {tablet.activated.upload_token}"
    assert asked(world, "POST", "/v1/envios", bearer, body=raw)[0] == 200
    twice = raw.replace(b'"counter":', b'"counter": 7, "counter":')
    assert asked(world, "POST", "/v1/envios", bearer, body=twice) == TWICE


@pytest.mark.logs("uvicorn.error")
@pytest.mark.parametrize("name", sorted(SINGLE))
def test_a_header_that_is_read_twice_is_refused(world: World, name: str) -> None:
    """The HTTP library itself refuses some of them; none gets an answer of success."""
    lines = [f"{name}: 1", f"{name}: 1"]
    if name == "transfer-encoding":
        lines = [f"{name}: chunked"] * 2
    status, code = asked(world, "GET", "/v1/proceso", *lines)
    assert 400 <= status < 500
    assert code in ("dato_repetido", "")


def test_two_tokens_are_none(world: World) -> None:
    one = f"Authorization: Bearer {world.console().token}"
    assert asked(world, "GET", "/v1/auxiliares", one)[0] == 200
    assert asked(world, "GET", "/v1/auxiliares", one, "authorization: Bearer x") == TWICE


def test_a_name_of_a_query_or_a_form_twice_is_refused(world: World) -> None:
    one = f"Authorization: Bearer {world.console().token}"
    assert asked(world, "GET", "/v1/auxiliares?limit=1", one)[0] == 200
    assert asked(world, "GET", "/v1/auxiliares?limit=1&limit=2", one) == TWICE
    assert asked(world, "GET", "/v1/auxiliares?limit=1&lim%69t=", one) == TWICE
    form = b"token=a&respuesta=si&respuesta=no"
    assert asked(world, "POST", "/invitacion", body=form) == TWICE
