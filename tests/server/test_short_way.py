"""A record's short way to its route answers whatever comes as the long one does."""

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest
from starlette.types import ASGIApp, Message

from core.server.app import create_app
from core.server.short_way import ShortWay
from tests.apoyo_world import Tablet, World

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

RECORD = "0" * 32
Answer = tuple[int, Mapping[bytes, bytes], bytes]


def asked(app: ASGIApp, path: str, headers: Mapping[str, str], *, method: str = "PUT") -> Answer:
    """Return status, headers and body that an application answers to a body of one byte."""
    sent: list[Message] = []
    scope: dict[str, Any] = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "scheme": "https",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(name.encode(), text.encode()) for name, text in headers.items()],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 2),
    }

    async def receive() -> Message:
        return {"type": "http.request", "body": b"x", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    begun = sent[0]
    return begun["status"], dict(begun["headers"]), b"".join(each["body"] for each in sent[1:])


def both(world: World, path: str, headers: Mapping[str, str], *, method: str = "PUT") -> Answer:
    """Return what both ways answer alike."""
    deps = world.central.deps
    app = create_app(deps)
    short = asked(ShortWay(app, deps.settings), path, headers, method=method)
    assert short == asked(app, path, headers, method=method)
    return short


def of(tablet: Tablet, **changed: str) -> dict[str, str]:
    """Return the headers of an upload of one byte."""
    assert tablet.activated
    good = {
        "authorization": f"Bearer {tablet.activated.upload_token}",
        "upload-offset": "0",
        "upload-length": "1",
        "upload-sha256": "0" * 64,
    }
    return good | {name.replace("_", "-"): text for name, text in changed.items()}


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({}, 400),
        ({"authorization": ""}, 401),
        ({"authorization": "Bearer nada"}, 401),
        ({"upload_length": "x"}, 422),
        ({"upload_length": "2"}, 202),
        ({"upload_offset": "1", "upload_length": "2"}, 409),
    ],
)
def test_both_ways_give_the_same_answer(world: World, changed: dict[str, str], status: int) -> None:
    headers = of(world.tablet(), **changed)
    if status == 202:  # what one way keeps, the other goes on from
        app = ShortWay(create_app(world.central.deps), world.central.deps.settings)
        assert asked(app, f"/v1/apoyos/{RECORD}", headers)[0] == status
        status, headers = 409, of(world.tablet(), upload_offset="9", upload_length="10")
    assert both(world, f"/v1/apoyos/{RECORD}", headers)[0] == status


@pytest.mark.parametrize("path", ["/v1/apoyos/x", "/v1/apoyos", f"/v1/apoyos/{RECORD}/recibo"])
def test_what_is_no_record_goes_the_long_way(world: World, path: str) -> None:
    assert both(world, path, of(world.tablet()))[0] in (404, 405, 422)


def test_another_method_goes_the_long_way(world: World) -> None:
    headers = of(world.tablet())
    assert both(world, f"/v1/apoyos/{RECORD}", headers, method="POST")[0] == 405


@pytest.mark.logs("apoyo.server")
def test_a_bug_is_told_without_its_trace(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumbling(*_: object) -> None:
        raise LookupError(RECORD)

    monkeypatch.setattr("core.server.routes.apoyos._uploaded", stumbling)
    status, _, body = both(world, f"/v1/apoyos/{RECORD}", of(world.tablet()))
    assert status == 500
    assert RECORD.encode() not in body
