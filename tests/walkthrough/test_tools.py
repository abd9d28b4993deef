"""The walkthrough's own instruments see what they must see: otherwise a ✔ would mean nothing."""

import contextlib
import socket
import threading
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from core.domain.apoyos.apoyo import ClockState, FrameSourceKind, Header, RecordId, RecordMode
from core.sealing import cbor
from core.sealing.envelope import seal
from tests.walkthrough import residue
from tests.walkthrough.evidence.envelope import parse
from tests.walkthrough.one_day import seconds_to_wait
from tests.walkthrough.relay import Relay
from tests.walkthrough.run import NotYet, Run
from tests.walkthrough.verdict import Checks

DEVICE = Ed25519PrivateKey.from_private_bytes(b"\x05" * 32)
ELECTION = X25519PrivateKey.from_private_bytes(b"\x06" * 32)


@pytest.fixture
def echo() -> tuple[str, int]:
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            connection, _ = listener.accept()
            with connection:
                while chunk := connection.recv(65536):
                    connection.sendall(chunk)

    threading.Thread(target=serve, daemon=True).start()
    host, port = listener.getsockname()
    return host, port


def _asked(port: int, text: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=60) as client:
        client.sendall(text)
        return client.recv(65536)


def _got_before_the_cut(port: int, text: bytes) -> bytes:
    """Return what came back until the connection ended, however it ended."""
    got = b""
    with (
        contextlib.suppress(ConnectionError),
        socket.create_connection(("127.0.0.1", port), timeout=60) as client,
    ):
        client.sendall(text)
        while chunk := client.recv(65536):
            got += chunk
    return got


def test_an_open_relay_carries_and_a_closed_one_refuses(echo: tuple[str, int]) -> None:
    relay = Relay(echo)
    assert _asked(relay.port, b"hola") == b"hola"
    relay.close()
    assert _got_before_the_cut(relay.port, b"hola") == b""
    relay.open()
    assert _asked(relay.port, b"otra vez") == b"otra vez"
    relay.stop()


def test_a_relay_cuts_after_the_bytes_it_was_told(echo: tuple[str, int]) -> None:
    relay = Relay(echo)
    relay.open(cut_after=10)
    assert len(_asked(relay.port, b"x" * 4)) == 4
    assert len(_got_before_the_cut(relay.port, b"y" * 20)) <= 20
    assert not relay.is_open
    relay.stop()


@pytest.mark.parametrize("word", ["MUESTRA ÑANDÚ", "PEREZ", "AEAL940112HASNCS00"])
@pytest.mark.parametrize("coding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_needle_is_found_in_every_coding(tmp_path: Path, word: str, coding: str) -> None:
    (tmp_path / "a").write_bytes(b"\x00\xff" * 9 + word.encode(coding) + b"tail")
    (tmp_path / "b").write_bytes(b"nothing here")
    assert residue.search([residue.text_needle("w", word)], (tmp_path,)) == [("w", tmp_path / "a")]


@pytest.mark.parametrize("before", [b"", b"1", b"12", b"123"])
@pytest.mark.parametrize("after", [b"", b"1", b"12"])
def test_a_needle_is_found_in_base64_at_every_offset(
    tmp_path: Path, before: bytes, after: bytes
) -> None:
    import base64

    (tmp_path / "a").write_bytes(base64.b64encode(before + b"PEREZ MUESTRA" + after))
    assert residue.search([residue.text_needle("w", "PEREZ MUESTRA")], (tmp_path,))


def test_a_search_that_cannot_see_its_canaries_says_so(tmp_path: Path) -> None:
    assert residue.sees((tmp_path,))
    assert not list(tmp_path.iterdir())


def _envelope() -> bytes:
    now = datetime(2026, 11, 24, 16, tzinfo=UTC)
    header = Header(
        mode=RecordMode.APOYO,
        record_id=RecordId("a" * 32),
        proceso="MUESTRA",
        aspirante="000001",
        auxiliar="000001",
        device="d",
        device_counter=1,
        frames=FrameSourceKind.FILE,
        started_at=now,
        saved_at=now,
        clock=ClockState.TRUSTED,
        key_id="k",
    )
    content = cbor.dumps({"hola": "Ñ"})
    payload = len(content).to_bytes(4, "big") + content
    return seal(header, payload, to=ELECTION.public_key(), by=DEVICE)


def test_the_judges_open_an_envelope_by_the_written_format() -> None:
    envelope = parse(_envelope())
    envelope.verify(DEVICE.public_key().public_bytes_raw())
    assert envelope.header["record_id"] == "a" * 32
    assert envelope.open(ELECTION.private_bytes_raw()) == {"hola": "Ñ"}


def test_the_judges_refuse_another_key_and_another_byte() -> None:
    raw = _envelope()
    with pytest.raises(InvalidTag):
        parse(raw).open(b"\x07" * 32)
    with pytest.raises(InvalidSignature):
        parse(raw[:-70] + bytes([raw[-70] ^ 1]) + raw[-69:]).verify(
            DEVICE.public_key().public_bytes_raw()
        )


def test_one_condition_that_fails_makes_the_whole_line_fail() -> None:
    said = (
        Checks().that(held=True, shown="a").that(held=False, shown="b", wrong="falta b").verdict()
    )
    assert (said.holds, said.said) == (False, "falta b")


def test_a_note_that_nobody_wrote_is_not_yet() -> None:
    run = Run(Path("/nowhere"), {"a": {"b": 1}})
    assert run.note("a", "b") == 1
    assert run.doctored("a", "b", value=2).note("a", "b") == 2
    assert run.note("a", "b") == 1
    with pytest.raises(NotYet):
        run.note("a", "c")


def test_the_office_does_not_begin_on_one_day_to_end_on_the_next() -> None:
    zone = ZoneInfo("America/Mexico_City")
    assert seconds_to_wait(datetime(2026, 11, 27, 23, 57, tzinfo=zone)) == 0
    assert seconds_to_wait(datetime(2026, 11, 27, 23, 59, 30, tzinfo=zone)) == 31
    assert seconds_to_wait(datetime(2026, 11, 28, 0, 0, tzinfo=zone)) == 0
