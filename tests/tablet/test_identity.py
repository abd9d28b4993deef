"""Who the tablet is: the key opens under its password alone, wrong ones wait, nothing half-made."""

import json
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from core.domain.apoyos.apoyo import RecordId
from core.domain.device.tablet import Citizen, ServerPin
from core.errors import NotAllowed
from core.sealing.errors import PasswordRejected
from core.slow_hash import HashingBusy
from core.tablet import secrets
from core.tablet.attempts import FREE_TRIES, LONGEST_WAIT, MOST_BYTES
from core.tablet.errors import (
    IdentityDamaged,
    IdentityLocked,
    NotActivated,
    TooManyTries,
)
from core.tablet.identity import TabletIdentity, Wrapping
from core.tablet.repeats import FolderRepeats
from tests.fakes.clock import SetClock

PIN = ServerPin("https://central.example", "-----PEM ficticio-----\n", bytes(32))
PASSWORD = "contraseña ficticia"


def _wrap(secret: bytes, password: str) -> bytes:
    """Stand in for Argon2id, which each of these tests would pay 0.1 s for."""
    return password.encode() + b"\n" + bytes(byte ^ 0x5A for byte in secret)


def _unwrap(wrapped: bytes, password: str) -> bytes:
    said, secret = wrapped.split(b"\n", 1)
    if said != password.encode():
        raise PasswordRejected
    return bytes(byte ^ 0x5A for byte in secret)


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def opened(
    tmp_path: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], TabletIdentity]:
    """Return what opens the same identity again, as a restart does."""
    monkeypatch.setattr(secrets, "service_is_open", lambda: False)
    return lambda: TabletIdentity(tmp_path / "identity", Wrapping(_wrap, _unwrap), clock)


Opened = Callable[[], TabletIdentity]


def activated(opened: Opened) -> tuple[TabletIdentity, bytes]:
    identity = opened()
    key = identity.prepare(PIN, PASSWORD)
    identity.admit("d7", "token-ficticio")
    return identity, key


def test_nobody_is_activated_at_first(opened: Opened) -> None:
    identity = opened()
    assert not identity.is_activated()
    for ask in (identity.server, identity.device, identity.upload_token):
        with pytest.raises(NotActivated):
            ask()
    with pytest.raises(NotActivated):
        identity.unlock(PASSWORD)
    with pytest.raises(NotActivated):
        identity.admit("d7", "t")


def test_an_activated_one_is_known_again_after_a_restart(opened: Opened) -> None:
    activated(opened)
    again = opened()
    assert again.is_activated()
    assert (again.device(), again.server(), again.upload_token()) == ("d7", PIN, "token-ficticio")
    assert again.authority_file.read_text() == PIN.authority


def test_the_key_signs_after_activation_and_after_the_password(opened: Opened) -> None:
    identity, key = activated(opened)
    public = Ed25519PublicKey.from_public_bytes(key)
    public.verify(identity.sign_nonce(b"n"), b"apoyo-nonce\x00n")
    again = opened()
    with pytest.raises(IdentityLocked):
        again.sign_nonce(b"n")
    again.unlock(PASSWORD)
    public.verify(again.sign_nonce(b"n"), b"apoyo-nonce\x00n")


def test_a_wrong_password_opens_nothing(opened: Opened) -> None:
    activated(opened)
    again = opened()
    with pytest.raises(PasswordRejected):
        again.unlock("otra contraseña")
    with pytest.raises(IdentityLocked):
        again.key()


def test_wrong_passwords_wait_longer_and_longer_restarts_included(
    opened: Opened, clock: SetClock
) -> None:
    activated(opened)
    for _ in range(FREE_TRIES):
        with pytest.raises(PasswordRejected):
            opened().unlock("otra")
    with pytest.raises(TooManyTries) as waits:
        opened().unlock(PASSWORD)
    assert waits.value.facts == {"seconds": "16"}
    clock.forward(timedelta(seconds=15))
    with pytest.raises(PasswordRejected):
        opened().unlock("otra")
    clock.forward(timedelta(seconds=29))
    with pytest.raises(TooManyTries):
        opened().unlock(PASSWORD)
    clock.forward(timedelta(seconds=1))
    opened().unlock(PASSWORD)


def test_passwords_tried_at_once_are_no_more_than_in_a_row(opened: Opened) -> None:
    identity, _ = activated(opened)

    def guess(_number: int) -> str:
        try:
            identity.unlock("otra")
        except NotAllowed as refused:
            return refused.code
        return "abierta"

    with ThreadPoolExecutor(12) as pool:
        codes = Counter(pool.map(guess, range(12)))
    assert codes == {PasswordRejected.code: FREE_TRIES, TooManyTries.code: 12 - FREE_TRIES}


def test_a_try_counts_though_the_app_ends_before_it_is_compared(
    opened: Opened, clock: SetClock, tmp_path: Path
) -> None:
    activated(opened)

    def cut(_wrapped: bytes, _password: str) -> bytes:
        raise SystemExit

    for _ in range(FREE_TRIES):
        with pytest.raises(SystemExit):
            TabletIdentity(tmp_path / "identity", Wrapping(_wrap, cut), clock).unlock("otra")
    with pytest.raises(TooManyTries):
        opened().unlock(PASSWORD)


def test_a_try_that_could_not_be_compared_is_none(
    opened: Opened, clock: SetClock, tmp_path: Path
) -> None:
    activated(opened)

    def busy(_wrapped: bytes, _password: str) -> bytes:
        raise HashingBusy({"seconds": "1"})

    for _ in range(FREE_TRIES * 2):
        with pytest.raises(HashingBusy):
            TabletIdentity(tmp_path / "identity", Wrapping(_wrap, busy), clock).unlock(PASSWORD)
    opened().unlock(PASSWORD)


def test_a_clock_set_back_does_not_shorten_the_wait(opened: Opened, clock: SetClock) -> None:
    activated(opened)
    for _ in range(FREE_TRIES):
        with pytest.raises(PasswordRejected):
            opened().unlock("otra")
    clock.forward(timedelta(days=-3))
    with pytest.raises(TooManyTries):
        opened().unlock(PASSWORD)

    clock.forward(LONGEST_WAIT)  # the wait began anew, and is no longer than that
    opened().unlock(PASSWORD)


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"nada",
        b"[]",
        b"[" * 100_000,
        b"1" * 10_000_000,
        b'{"failures": 1}',
        b'{"failures": -1000, "last_at": "2026-11-24T16:42:00Z"}',
        b'{"failures": 100000000000000000000, "last_at": "2026-11-24T16:42:00Z"}',
        b'{"failures": 1, "last_at": "2026-11-24T16:42:00"}',
        b'{"failures": 1, "last_at": "9999-11-24T16:42:00Z"}',
        b'{"failures": 9, "failures": 0, "last_at": "2026-11-24T16:42:00Z"}',
    ],
)
def test_a_count_that_was_spoilt_costs_the_longest_wait_and_no_more(
    opened: Opened, clock: SetClock, tmp_path: Path, said: bytes
) -> None:
    activated(opened)
    file = tmp_path / "identity" / "attempts.json"
    file.write_bytes(said)
    for _ in range(2):
        with pytest.raises(TooManyTries) as told:
            opened().unlock(PASSWORD)
        assert told.value.facts == {"seconds": str(int(LONGEST_WAIT.total_seconds()) + 1)}
    assert file.stat().st_size <= MOST_BYTES
    clock.forward(LONGEST_WAIT)
    opened().unlock(PASSWORD)
    assert not file.exists()


def test_a_clock_beyond_every_calendar_keeps_nobody_out(opened: Opened, clock: SetClock) -> None:
    activated(opened)
    clock.forward(timedelta(days=100 * 366))
    with pytest.raises(PasswordRejected):
        opened().unlock("otra")
    opened().unlock(PASSWORD)


def test_the_right_password_forgets_the_failures(opened: Opened, clock: SetClock) -> None:
    activated(opened)
    for _ in range(30):
        with pytest.raises(PasswordRejected):
            opened().unlock("otra")
        clock.forward(LONGEST_WAIT)
    opened().unlock(PASSWORD)
    with pytest.raises(PasswordRejected):
        opened().unlock("otra")
    opened().unlock(PASSWORD)


def test_an_activation_whose_answer_was_lost_gives_the_same_key(opened: Opened) -> None:
    first = opened().prepare(PIN, PASSWORD)
    assert opened().prepare(PIN, PASSWORD) == first
    assert opened().prepare(PIN, "otra contraseña") != first


def test_a_second_activation_that_is_not_admitted_changes_nothing(opened: Opened) -> None:
    _, key = activated(opened)
    identity = opened()
    identity.unlock(PASSWORD)
    identity.prepare(PIN, "otra contraseña")
    assert identity.key().public_key().public_bytes_raw() == key
    again = opened()
    again.unlock(PASSWORD)
    assert again.key().public_key().public_bytes_raw() == key


def test_a_second_activation_takes_the_place_of_the_first(opened: Opened, tmp_path: Path) -> None:
    _, first = activated(opened)
    identity = opened()
    second = identity.prepare(PIN, "otra contraseña")
    identity.admit("d8", "otro-token")
    assert second != first
    again = opened()
    with pytest.raises(PasswordRejected):
        again.unlock(PASSWORD)
    again.unlock("otra contraseña")
    assert (again.device(), again.upload_token()) == ("d8", "otro-token")
    names = sorted(each.suffix for each in (tmp_path / "identity").iterdir())
    assert names == [".json", ".key", ".token"]


def test_the_key_of_the_notes_is_this_device_s_own_and_opens_with_it(opened: Opened) -> None:
    identity, _ = activated(opened)
    key = identity.repeat_key()
    assert len(key) == 32
    again = opened()
    with pytest.raises(IdentityLocked):
        again.repeat_key()
    again.unlock(PASSWORD)
    assert again.repeat_key() == key
    again.prepare(PIN, "otra contraseña")
    again.admit("d8", "otro-token")
    assert again.repeat_key() != key


def test_the_disk_alone_does_not_tell_who_is_noted(opened: Opened, tmp_path: Path) -> None:
    identity, _ = activated(opened)
    citizen, other = (Citizen("gubernatura", clave, "") for clave in ("UNA", "OTRA"))
    FolderRepeats.at(tmp_path / "queue", identity.repeat_key).note(RecordId("0" * 32), citizen)
    files = [each.read_bytes() for each in tmp_path.rglob("*") if each.is_file()]
    pieces = {each for text in files for each in (text, text.strip(), *text.split())}
    for piece in pieces:
        thief = FolderRepeats.at(tmp_path / "queue", partial(bytes, piece))
        assert not thief.seen(citizen)
        assert not thief.seen(other)
    assert FolderRepeats.at(tmp_path / "queue", identity.repeat_key).seen(citizen)
    thief = FolderRepeats.at(tmp_path / "queue", opened().repeat_key)
    with pytest.raises(IdentityLocked):
        thief.seen(citizen)
    assert thief.noted()
    thief.forget(RecordId("0" * 32))
    assert not thief.noted()


def test_a_folder_of_before_opens_and_its_key_in_clear_is_gone(
    opened: Opened, tmp_path: Path
) -> None:
    activated(opened)
    former = tmp_path / "identity" / "repeat.key"
    former.write_bytes(bytes(32))
    again = opened()
    assert not former.exists()
    again.unlock(PASSWORD)
    assert again.device() == "d7"


def test_neither_key_nor_password_stands_in_clear(
    tmp_path: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    from core.sealing import wrapped

    monkeypatch.setattr(secrets, "service_is_open", lambda: False)
    identity = TabletIdentity(tmp_path, Wrapping(wrapped.wrap, wrapped.unwrap), clock)
    identity.prepare(PIN, PASSWORD)
    identity.admit("d7", "token-ficticio")
    raw = identity.key().private_bytes_raw()
    held = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"token-ficticio" in held
    for needle in (raw, raw.hex().encode(), PASSWORD.encode()):
        assert needle not in held
    for path in tmp_path.iterdir():
        assert path.stat().st_mode & 0o077 == 0


SPOILT = [b"", b"{}", b"\xff\xfe\x00", b'{"x": 1}']


@pytest.mark.parametrize("content", SPOILT)
def test_an_activation_that_no_longer_reads_is_said_and_another_takes_its_place(
    opened: Opened, tmp_path: Path, content: bytes
) -> None:
    activated(opened)
    card = tmp_path / "identity" / "identity.json"
    card.write_bytes(content)
    again = opened()
    asks: list[Callable[[], object]] = [
        again.server,
        again.device,
        again.upload_token,
        lambda: again.authority_file,
        lambda: again.unlock(PASSWORD),
    ]
    for ask in asks:
        with pytest.raises(IdentityDamaged):
            ask()
    assert card.read_bytes() == content
    activated(opened)
    assert opened().server() == PIN


@pytest.mark.parametrize("field", ["signing_key", "key", "token"])
def test_a_name_or_a_key_that_was_altered_is_damage(
    opened: Opened, tmp_path: Path, field: str
) -> None:
    activated(opened)
    card = tmp_path / "identity" / "identity.json"
    said = json.loads(card.read_text("utf-8"))
    card.write_text(json.dumps({**said, field: "zz"}), "utf-8")
    again = opened()
    ask = {
        "signing_key": again.server,
        "key": lambda: again.unlock(PASSWORD),
        "token": again.upload_token,
    }
    with pytest.raises(IdentityDamaged):
        ask[field]()


def test_a_token_that_is_no_text_is_damage(opened: Opened, tmp_path: Path) -> None:
    activated(opened)
    (token,) = (tmp_path / "identity").glob("upload-*")
    for spoilt in (b"\xff", b"uno\r\ndos"):
        token.write_bytes(spoilt)
        with pytest.raises(IdentityDamaged):
            opened().upload_token()


@pytest.mark.parametrize("content", SPOILT)
def test_an_activation_under_way_that_no_longer_reads_is_begun_anew(
    opened: Opened, tmp_path: Path, content: bytes
) -> None:
    opened().prepare(PIN, PASSWORD)
    (tmp_path / "identity" / "prepared.json").write_bytes(content)
    activated(opened)
    assert opened().server() == PIN
