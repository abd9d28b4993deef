"""Who connects and does not go on is let go; meanwhile everybody else is served."""

import errno
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from starlette.types import ASGIApp, Receive, Scope, Send

from core.server.web import WebServer
from tests.central_server import Central
from tests.server import peers
from tests.server.conftest import only_sqlite

_QUICK = 0.3

pytestmark = only_sqlite


@pytest.fixture
def server_limits(request: pytest.FixtureRequest) -> dict[str, float]:
    chosen: dict[str, float] = getattr(request, "param", {"head_seconds": _QUICK})
    return chosen


def _served(central: Central) -> bool:
    return central.stranger().get("/v1/autoridad").status_code == 200


@pytest.mark.parametrize("server_limits", [{"most_connections": 30}], indirect=True)
def test_silent_connections_beyond_the_places_give_way_to_who_speaks(central: Central) -> None:
    with peers.many(central, 200) as silent:
        assert all(_served(central) for _ in range(20))
        still = [each for each in silent if peers.is_open(each)]
        assert 0 < len(still) < 30
        assert still == silent[-len(still) :]


@pytest.mark.parametrize("said", [b"", b"G", b"GET / HTTP/1.1\r\nHost: x\r\n"])
def test_a_head_that_does_not_come_whole_is_not_waited_for(central: Central, said: bytes) -> None:
    with peers.tls(central) as peer:
        peer.sendall(said)
        assert peers.read_all(peer) == b""


def test_who_never_begins_tls_is_not_waited_for(central: Central) -> None:
    with peers.tcp(central) as peer:
        assert peers.read_all(peer) == b""


def test_after_an_answer_the_next_head_is_due_whole_in_time(central: Central) -> None:
    with peers.tls(central) as peer:
        peer.sendall(peers.head("GET", "/v1/autoridad") + b"G")
        assert peers.read_all(peer).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize("server_limits", [{}], indirect=True)
@pytest.mark.parametrize("line", [b"x: " + b"a" * 300_000, b"x: a\r\n" * 100_000])
def test_a_head_without_end_is_cut_at_once(central: Central, line: bytes) -> None:
    with peers.tls(central) as peer:
        try:
            peer.sendall(b"GET / HTTP/1.1\r\n" + line)
        except OSError:
            return
        assert peers.read_all(peer) == b""


@pytest.mark.logs("uvicorn.error")
@pytest.mark.parametrize("server_limits", [{}], indirect=True)
def test_requests_sent_before_the_last_was_answered_are_refused(central: Central) -> None:
    with peers.tls(central) as peer:
        peer.sendall(peers.head("GET", "/v1/autoridad") * 100)
        assert peers.read_all(peer).startswith(b"HTTP/1.1 400")
    assert _served(central)


@contextmanager
def _another(
    central: Central, listening: socket.socket, app: ASGIApp | None = None
) -> Iterator[Central]:
    """Give a second server on `listening`, that serves `app` if one is given."""
    server = WebServer(central.deps)
    server.config.loaded_app = app or server.config.loaded_app
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)  # noqa: TID251
    thread.start()
    url = f"https://127.0.0.1:{listening.getsockname()[1]}"
    try:
        yield Central(url, central.deps, central.clock)
    finally:
        server.should_exit = True
        thread.join(peers.PATIENCE)


class _Exhausted(socket.socket):
    """A listening socket of a process that finds no descriptor, the first times."""

    refused = 0

    def accept(self) -> tuple[socket.socket, object]:
        if self.refused < 5:
            self.refused += 1
            raise OSError(errno.EMFILE, "Too many open files")
        return super().accept()


@pytest.mark.logs("apoyo.server")
def test_a_want_of_descriptors_ends_nothing(central: Central) -> None:
    with _Exhausted() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        with _another(central, listening) as other:
            assert _served(other)
    assert listening.refused == 5


@pytest.mark.parametrize("server_limits", [{"stall_seconds": _QUICK}], indirect=True)
def test_who_never_reads_the_answer_is_cut(central: Central) -> None:
    cut = threading.Event()

    async def answering(_scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for _ in range(100):
            await send({"type": "http.response.body", "body": bytes(1 << 20), "more_body": True})
        while (await receive())["type"] != "http.disconnect":
            pass
        cut.set()

    listening = socket.create_server(("127.0.0.1", 0))
    with _another(central, listening, answering) as other, peers.tls(other) as peer:
        peer.sendall(peers.head("GET", "/"))
        assert cut.wait(peers.PATIENCE)
