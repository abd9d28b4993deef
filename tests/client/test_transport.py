"""The way to the server, against the real one over TLS: pinned, typed, and never anywhere else."""

import gzip
import hashlib
import json
import ssl
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from core.client import transport as way
from core.client.authority import fetch_authority
from core.client.errors import AnswerNotUnderstood, ServerNotTrusted
from core.client.transport import Transport
from core.clock import SystemClock
from core.domain.access.session import Login, Session
from core.domain.errors import AddressMalformed
from core.errors import CentralRefused, CentralUnreachable
from core.server.host.tls import make_tls
from tests.central_server import ADMIN, ADMIN_PASSWORD, Central
from tests.client.speaker import speaking

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
LOGIN = Login(ADMIN, ADMIN_PASSWORD)
_OF_ANOTHER_SHAPE = json.dumps(
    {
        "code": "version_vieja",
        "title": "",
        "detail": "",
        "owner": "",
        "status": 409,
        "cambios": [{"x": 1}],
    }
).encode()
_MANGLED = (
    b"HTTP/1.1 409 Conflict\r\nContent-Type: application/problem+json\r\n"
    b"Content-Length: %d\r\n\r\n%b"
) % (len(_OF_ANOTHER_SHAPE), _OF_ANOTHER_SHAPE)


@pytest.fixture
def transport(central: Central) -> Iterator[Transport]:
    with closing(Transport(central.url + "/", central.authority)) as transport:
        yield transport


def test_a_value_goes_and_another_comes(transport: Transport) -> None:
    session = transport.send("POST", "/v1/sesiones", LOGIN, Session)
    assert session.expires_at.tzinfo is not None
    assert not session.must_change_password


def test_a_token_goes_as_bearer_and_what_has_no_content_is_none(transport: Transport) -> None:
    token = transport.send("POST", "/v1/sesiones", LOGIN, Session).token
    bearing = transport.bearing(token)
    assert bearing.send("DELETE", "/v1/sesiones", None, type(None)) is None
    assert not transport.token
    with pytest.raises(CentralRefused) as refused:
        bearing.send("DELETE", "/v1/sesiones", None, type(None))
    assert (refused.value.status, refused.value.code) == (401, "sesion_vencida")


def test_a_no_carries_the_servers_code_and_fields(transport: Transport) -> None:
    with pytest.raises(CentralRefused) as refused:
        transport.send("POST", "/v1/sesiones", Login("nadie", "contraseña"), Session)
    assert (refused.value.status, refused.value.code) == (401, "acceso_incorrecto")
    with pytest.raises(CentralRefused) as refused:
        transport.send("POST", "/v1/sesiones", {"user": ADMIN}, Session)
    assert refused.value.status == 422
    assert [field for field, _ in refused.value.fields] == ["password"]


def test_an_answer_of_another_kind_is_not_understood(transport: Transport) -> None:
    with pytest.raises(AnswerNotUnderstood):
        transport.send("POST", "/v1/sesiones", LOGIN, Login)


def test_the_authority_is_fetched_and_pins_the_server(central: Central, tmp_path: Path) -> None:
    fetched = fetch_authority(central.url)
    pem = fetched.pem
    assert hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem)).digest() == fetched.fingerprint
    pinned = tmp_path / "authority.pem"
    pinned.write_text(pem)
    with closing(Transport(central.url, pinned)) as transport:
        assert transport.content("/v1/autoridad").decode() == pem


def test_the_server_of_another_authority_is_not_trusted(central: Central, tmp_path: Path) -> None:
    other = tmp_path / "authority.pem"
    other.write_bytes(make_tls(("127.0.0.1",), SystemClock().now()).authority)
    with closing(Transport(central.url, other)) as transport, pytest.raises(ServerNotTrusted):
        transport.content("/v1/autoridad")


def test_no_setting_of_the_environment_leads_elsewhere(
    transport: Transport, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/nada")
    assert transport.content("/v1/autoridad")


def test_nobody_at_the_address_is_unreachable(central: Central) -> None:
    for ask in (
        lambda: Transport("https://127.0.0.1:9", central.authority).content("/"),
        lambda: fetch_authority("https://127.0.0.1:9"),
    ):
        with pytest.raises(CentralUnreachable):
            ask()


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (b"200 OK\r\nContent-Length: 2000", bytes(2000)),
        (b"200 OK", bytes(2000)),
        (b"200 OK\r\nContent-Encoding: gzip", gzip.compress(bytes(1 << 22))),
        (b"500 F\r\nContent-Type: application/problem+json", b" " * 2000),
        (b"200 OK\r\nContent-Type: text/html", bytes(2000)),
    ],
)
def test_of_an_answer_without_end_no_more_is_read_than_fits(
    head: bytes, body: bytes, central: Central, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(way, "MOST_ANSWER_BYTES", 1999)
    said = b"HTTP/1.1 " + head + b"\r\nConnection: close\r\n\r\n" + body
    with speaking(said, central.data / "keys") as url:
        transport = Transport(url, central.authority)
        with closing(transport), pytest.raises(AnswerNotUnderstood) as told:
            transport.content("/v1/proceso")
    assert told.value.facts == {"bytes": "1999"}


def test_an_answer_that_just_fits_is_taken_and_none_is_asked_for_compressed(
    central: Central, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(way, "MOST_ANSWER_BYTES", 2000)
    said = b"HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n" + b"x" * 2000
    with speaking(said, central.data / "keys") as url:
        transport = Transport(url, central.authority)
        with closing(transport):
            assert transport.content("/v1/proceso") == b"x" * 2000
            assert transport._session.headers["Accept-Encoding"] == "identity"


@pytest.mark.parametrize("address", ["", "http://127.0.0.1", "https://", "central.example"])
def test_an_address_without_tls_is_refused(address: str, central: Central) -> None:
    del central
    with pytest.raises(AddressMalformed):
        fetch_authority(address)


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\ncortado",
        b"HTTP/1.1 302 Found\r\nLocation: https://example.invalid/\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 3\r\n\r\nmal",
        b"HTTP/1.1 403 F\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
        _MANGLED,
        b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nmal",
        b"esto no es HTTP\r\n\r\n",
    ],
)
def test_whatever_else_is_answered_is_unreachable(said: bytes, central: Central) -> None:
    with speaking(said, central.data / "keys") as url:
        transport = Transport(url, central.authority)
        with closing(transport), pytest.raises(CentralUnreachable):
            transport.get("/v1/proceso", Session)
