"""Bodies that go past the parser: whole, in their order, and nothing of them read as a request."""

import os
import ssl
from collections.abc import Iterator
from contextlib import suppress
from itertools import cycle

import pytest

from core.domain.values.signed import Signed
from core.server.connections.pieces import PIECE_BYTES
from core.wire import adapter
from tests.apoyo_world import Sealed, Tablet, World
from tests.server import peers
from tests.server.conftest import only_sqlite

pytestmark = only_sqlite


def put(tablet: Tablet, record: Sealed) -> bytes:
    """Return the head of an upload of a whole record."""
    lines = (
        f"Authorization: Bearer {tablet.client.token}",
        f"Content-Length: {len(record.envelope)}",
        "Upload-Offset: 0",
        f"Upload-Length: {len(record.envelope)}",
        f"Upload-Sha256: {record.sha256}",
    )
    return peers.head("PUT", f"/v1/apoyos/{record.header.record_id}", *lines)


def cut(content: bytes, sizes: tuple[int, ...]) -> Iterator[bytes]:
    """Yield the content in parts of these sizes, over and over."""
    at = 0
    for size in cycle(sizes):
        if at >= len(content):
            return
        yield content[at : at + size]
        at += size


def read_receipt(peer: ssl.SSLSocket) -> Signed:
    """Return the receipt of an answer, and leave the connection open."""
    answer = b""
    while b"\r\n\r\n" not in answer or not answer.endswith(b"}"):
        answer += peer.recv(65_536)
    assert answer.startswith(b"HTTP/1.1 201"), answer
    signed: Signed = adapter(Signed).validate_json(answer.partition(b"\r\n\r\n")[2])
    return signed


@pytest.mark.parametrize("size", [1, 400, 70_000, PIECE_BYTES, 3 * PIECE_BYTES + 17])
@pytest.mark.parametrize("parts", [(1 << 30,), (1, 16_384, 99_991)])
def test_a_body_of_any_size_in_any_parts_is_kept_as_it_was(
    world: World, size: int, parts: tuple[int, ...]
) -> None:
    tablet = world.tablet()
    records = [tablet.record(payload=os.urandom(size)) for _ in range(3)]
    tablet.announce(*records)
    with peers.tls(world.central) as peer:
        for record in records:
            for part in cut(put(tablet, record) + record.envelope, parts):
                peer.sendall(part)
            read_receipt(peer)
    folder = world.central.data / "blobs"
    kept = {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}
    assert kept == {f"{each.header.record_id}-{each.sha256}": each.envelope for each in records}


@pytest.mark.parametrize("times", [200, 6_000])
def test_what_is_left_of_a_refused_body_is_never_read_as_a_request(
    world: World, times: int
) -> None:
    body = peers.head("GET", "/v1/autoridad") * times
    lines = ("Authorization: Bearer nadie", f"Content-Length: {len(body) + 1}")
    with peers.tls(world.central) as peer:
        peer.sendall(peers.head("PUT", f"/v1/apoyos/{'0' * 32}", *lines))
        answer = peer.recv(65_536)
        with suppress(OSError):  # whoever was refused and goes on for long is cut
            peer.sendall(body)
        answer += peers.read_all(peer)
    assert answer.startswith(b"HTTP/1.1 4"), answer
    assert answer.count(b"HTTP/1.1") == 1


@pytest.mark.logs("uvicorn.error")
def test_a_request_before_the_answer_to_the_last_is_refused(world: World) -> None:
    tablet = world.tablet()
    record = tablet.record(payload=os.urandom(200_000))
    tablet.announce(record)
    with peers.tls(world.central) as peer:
        peer.sendall(put(tablet, record) + record.envelope + peers.head("GET", "/v1/autoridad"))
        answer = peers.read_all(peer)
    assert b"HTTP/1.1 200" not in answer
