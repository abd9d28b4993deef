"""What a failure on the way means: the network's, a portal's, an impostor's or the server's."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from core.client.errors import (
    AnswerNotUnderstood,
    CallStopped,
    NetworkAsksToEnter,
    ServerNotTrusted,
    ServerTroubled,
)
from core.client.pouring import Poured
from core.client.transport import Transport
from core.clock import SystemClock
from core.domain.values.signed import Signed
from core.errors import CentralUnreachable
from core.server.host.tls import make_tls
from tests.client.speaker import speaking

PAGE = b"<html>Bienvenido a la red</html>"
Ask = Callable[[Transport], object]


def _asked(way: Transport) -> object:
    return way.content("/v1/proceso")


def _poured(way: Transport) -> object:
    return way.pour("/v1/apoyos/a", Poured(b""), Signed, {})  # who speaks reads a head alone


each_way = pytest.mark.parametrize("ask", [_asked, _poured])
"""What is asked with `requests`, and what is poured without, fail in the same words."""


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a server's certificate, its key and its authority."""
    folder, made = tmp_path_factory.mktemp("llaves"), make_tls(("127.0.0.1",), SystemClock().now())
    for name, content in (
        ("server.pem", made.server),
        ("server.key", made.server_key),
        ("authority.pem", made.authority),
    ):
        (folder / name).write_bytes(content)
    return folder


@contextmanager
def listening(each: Callable[[socket.socket], object]) -> Iterator[str]:
    """Yield the address of a listener that hands each connection to `each`."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with suppress(OSError), connection:
                each(connection)

    thread = threading.Thread(target=serve)  # noqa: TID251  a test
    thread.start()
    try:
        yield f"https://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()


def answer(status: str, kind: str, body: bytes, more: str = "") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}Content-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


@each_way
@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (answer("200 OK", "text/html", PAGE), NetworkAsksToEnter),
        (answer("302 Found", "text/plain", b"", "Location: http://x/\r\n"), NetworkAsksToEnter),
        (answer("511 Login", "application/json", b"{}"), NetworkAsksToEnter),
        (answer("403 Forbidden", "text/html; charset=utf-8", PAGE), NetworkAsksToEnter),
        (answer("500 Error", "text/html", PAGE), ServerTroubled),
        (answer("502 Bad Gateway", "text/plain", b"x"), ServerTroubled),
        (answer("503 Busy", "application/json", b"{}"), ServerTroubled),
        (answer("404 No", "text/plain", b"x"), AnswerNotUnderstood),
    ],
)
def test_an_answer_that_is_not_ours_is_told_apart(
    keys: Path, said: bytes, meant: type[CentralUnreachable], ask: Ask
) -> None:
    with (
        speaking(said, keys) as url,
        closing(Transport(url, keys / "authority.pem")) as way,
        pytest.raises(meant) as raised,
    ):
        ask(way)
    assert type(raised.value) is meant


def _cut_at_once(connection: socket.socket) -> None:
    connection.recv(10)


def _speak_plainly(connection: socket.socket) -> None:
    connection.recv(65536)
    connection.sendall(answer("302 Found", "text/html", PAGE, "Location: http://portal/\r\n"))


def _half_a_handshake(connection: socket.socket) -> None:
    connection.recv(65536)
    connection.sendall(b"\x16\x03\x03\x00\x40\x02\x00")


@each_way
@pytest.mark.parametrize(
    ("each", "meant"),
    [
        (_cut_at_once, CentralUnreachable),
        (_half_a_handshake, CentralUnreachable),
        (_speak_plainly, NetworkAsksToEnter),
    ],
)
def test_a_cut_while_tls_begins_is_the_networks_and_plain_words_are_a_portals(
    keys: Path, each: Callable[[socket.socket], object], meant: type[CentralUnreachable], ask: Ask
) -> None:
    with (
        listening(each) as url,
        closing(Transport(url, keys / "authority.pem")) as way,
        pytest.raises(CentralUnreachable) as raised,
    ):
        ask(way)
    assert type(raised.value) is meant


@each_way
def test_another_authority_is_an_impostors(keys: Path, tmp_path: Path, ask: Ask) -> None:
    other = tmp_path / "authority.pem"
    other.write_bytes(make_tls(("127.0.0.1",), SystemClock().now()).authority)
    with (
        speaking(answer("200 OK", "text/plain", b"x"), keys) as url,
        closing(Transport(url, other)) as way,
        pytest.raises(ServerNotTrusted),
    ):
        ask(way)


@each_way
def test_a_call_that_waits_for_its_answer_is_stopped_from_another_thread(
    keys: Path, ask: Ask
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(keys / "server.pem", keys / "server.key")
    asked = threading.Event()

    def never_answers(connection: socket.socket) -> None:
        with context.wrap_socket(connection, server_side=True) as secure:
            secure.recv(65536)
            asked.set()
            secure.recv(65536)  # until the other side ends

    ended: list[BaseException] = []
    with listening(never_answers) as url, closing(Transport(url, keys / "authority.pem")) as way:

        def call() -> None:
            try:
                ask(way)
            except CentralUnreachable as error:
                ended.append(error)

        caller = threading.Thread(target=call)  # noqa: TID251  a test
        caller.start()
        assert asked.wait(60)
        way.stop()
        caller.join(20)  # far less than the 30 s after which it would end by itself
        assert [type(each) for each in ended] == [CallStopped]
        with pytest.raises(CallStopped):
            ask(way)
