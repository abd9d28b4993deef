"""Who stands between and gives the real authority and their own is trusted by nobody."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from admin_desktop.main import Desk
from admin_desktop.shell.pinned import load_pinned, pin
from core.client.authority import fetch_authority
from core.client.errors import AuthorityNotOne, PinUnusable, ServerNotTrusted
from core.client.transport import Transport
from core.clock import SystemClock
from core.errors import CentralUnreachable
from core.sealing.activation_code import Invitation, TypedInvitation
from core.server.host.tls import fingerprint, make_tls
from tests.client.real_tablet import RealTablet
from tests.client.speaker import speaking

REAL = make_tls(("127.0.0.1",), SystemClock().now()).authority
_SECONDS = 60
URL = "https://127.0.0.1:9"


@pytest.fixture
def between(tmp_path: Path) -> Iterator[str]:
    """Yield the address of somebody who answers the real authority, and their own after it."""
    own = make_tls(("127.0.0.1",), SystemClock().now())
    (tmp_path / "server.pem").write_bytes(own.server)
    (tmp_path / "server.key").write_bytes(own.server_key)
    body = REAL.strip() + b"\n" + own.authority
    head = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body)
    with speaking(head + body, tmp_path) as url:
        yield url


def test_two_certificates_are_no_authority(between: str) -> None:
    with pytest.raises(AuthorityNotOne):
        fetch_authority(between)


def test_a_greeting_cut_off_is_silence_and_another_certificate_is_not(
    between: str, tmp_path: Path
) -> None:
    (tmp_path / "real.pem").write_bytes(REAL)
    with pytest.raises(ServerNotTrusted):
        Transport(between, tmp_path / "real.pem").get("/v1/autoridad", str)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(_SECONDS)
        threading.Thread(target=_hang_up, args=(listener,)).start()  # noqa: TID251  a test's
        there = Transport(f"https://127.0.0.1:{listener.getsockname()[1]}", tmp_path / "real.pem")
        with pytest.raises(CentralUnreachable) as raised:
            there.get("/v1/autoridad", str)
    assert raised.value.code == CentralUnreachable.code


def _hang_up(listener: socket.socket) -> None:
    caller, _ = listener.accept()
    caller.close()


def test_a_tablet_activates_with_none_of_them(between: str, tmp_path: Path) -> None:
    tablet = RealTablet(tmp_path / "tableta")
    digest, key = bytes.fromhex(fingerprint(REAL)), bytes(32)
    for code in (Invitation(between, digest, key, "0" * 16), TypedInvitation(between, "0" * 16)):
        with pytest.raises(AuthorityNotOne):
            tablet.activate(code)
    assert not tablet.identity.is_activated()


def test_a_desk_pins_none_of_them(between: str, tmp_path: Path, qapp: object) -> None:
    del qapp
    desk = Desk(tmp_path / "escritorio")
    with pytest.raises(AuthorityNotOne):
        desk._trust(between, fingerprint(REAL))
    assert load_pinned(desk.folder) is None
    desk.shell.close()


@pytest.mark.parametrize("kept", [REAL + REAL, b"", b"texto"])
def test_a_file_with_more_or_less_than_one_pins_nothing(kept: bytes, tmp_path: Path) -> None:
    pinned = pin(tmp_path, URL, REAL.decode())
    assert load_pinned(tmp_path) == pinned
    pinned.authority.write_bytes(kept)
    assert load_pinned(tmp_path) is None
    with pytest.raises(PinUnusable):
        Transport(URL, pinned.authority)


def test_an_address_that_is_none_pins_nothing(tmp_path: Path) -> None:
    pin(tmp_path, "https://a@b", REAL.decode())
    assert load_pinned(tmp_path) is None
