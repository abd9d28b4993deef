"""One derivation of Argon2id at a time, in a line that is bounded and moves in order."""

import re
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from core import slow_hash
from core.central.access.passwords import Argon2Passwords
from core.sealing.errors import PasswordRejected
from core.sealing.wrapped import unwrap, wrap
from core.slow_hash import PLACES, Cost, HashingBusy, Line

ROOT = Path(__file__).resolve().parent.parent
_PASSWORD = "una contraseña ficticia"
_QUICK = Cost(memory_kib=64, passes=1)
_FOUR_LANES = Cost(memory_kib=64, passes=1, lanes=4)


class _Meter:
    """Stands in for the library: counts who is inside at once, and lets others come meanwhile."""

    def __init__(self) -> None:
        self.inside = self.most = self.calls = 0

    def __call__(self, *_: object, **__: object) -> "_Meter":
        return self

    def derive(self, _password: bytes) -> bytes:
        self.inside += 1
        self.calls += 1
        self.most = max(self.most, self.inside)
        threading.Event().wait(0.002)
        self.inside -= 1
        return bytes(32)

    def derive_phc_encoded(self, password: bytes) -> str:
        self.derive(password)
        return "phc"

    def verify_phc_encoded(self, password: bytes, _phc: str) -> None:
        self.derive(password)


def _everything(number: int) -> None:
    """Ask for a derivation by each of the ways that the product has."""
    ways = (
        lambda: Argon2Passwords(_QUICK).keep(_PASSWORD),
        lambda: Argon2Passwords(_QUICK).matches(_PASSWORD, "phc"),
        lambda: Argon2Passwords(_QUICK).matches(_PASSWORD, ""),
        lambda: wrap(bytes(32), _PASSWORD),
        lambda: unwrap(b"APOYOKEY\x01" + bytes(16 + 12 + 48), _PASSWORD + "x"),
        lambda: slow_hash.derive(_PASSWORD, bytes(16), _FOUR_LANES),
    )
    with suppress(PasswordRejected):
        ways[number % len(ways)]()


def test_no_two_derivations_are_ever_at_work_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    meter = _Meter()
    monkeypatch.setattr(slow_hash, "Argon2id", meter)
    with ThreadPoolExecutor(PLACES) as pool:
        list(pool.map(_everything, range(PLACES * 5)))
    assert meter.calls == PLACES * 5
    assert meter.most == 1


def test_what_was_kept_with_four_lanes_still_matches_many_at_once() -> None:
    kept = Argon2id(
        salt=bytes(16), length=32, iterations=1, lanes=4, memory_cost=64
    ).derive_phc_encoded(_PASSWORD.encode())
    passwords = Argon2Passwords(_QUICK)
    with ThreadPoolExecutor(PLACES) as pool:
        asked = [_PASSWORD, "otra"] * PLACES
        found = list(pool.map(lambda typed: passwords.matches(typed, kept), asked))
    assert found == [True, False] * PLACES


def test_a_user_that_does_not_exist_costs_what_a_new_password_costs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared = list[str]()
    monkeypatch.setattr(slow_hash, "verifies", lambda _typed, phc: compared.append(phc) or True)
    for cost in (_QUICK, slow_hash.STANDARD):
        assert not Argon2Passwords(cost).matches(_PASSWORD, "")
        kept = Argon2Passwords(cost).keep(_PASSWORD)
        assert compared.pop().split("$")[:4] == kept.split("$")[:4]


def test_a_new_hash_has_one_lane() -> None:
    kept = Argon2Passwords().keep(_PASSWORD)
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=1$")
    assert Argon2Passwords().matches(_PASSWORD, kept)


@contextmanager
def _held(line: Line, *names: str) -> Iterator[None]:
    """Give a block in which one of each name stands in `line`; the first one is at work."""
    free, began = threading.Event(), threading.Event()

    def stand(name: str) -> None:
        with line.turn(name):
            began.set()
            free.wait()

    with ThreadPoolExecutor(len(names)) as pool:
        standing: list[Future[None]] = []
        for place, name in enumerate(names, 1):
            standing.append(pool.submit(stand, name))
            began.wait()
            while len(line) < place:
                threading.Event().wait(0.001)
        try:
            yield
        finally:
            free.set()
        for each in standing:
            each.result()


def test_a_full_line_answers_at_once() -> None:
    line = Line(places=3, share=9)
    with _held(line, "a", "b", "c"), pytest.raises(HashingBusy), line.turn():
        pass
    assert len(line) == 0
    with line.turn():
        assert len(line) == 1


def test_a_stranger_fills_their_share_and_leaves_room_for_the_others() -> None:
    line, served = Line(places=4, share=2), list[str]()

    def stand(name: str) -> None:
        with line.turn(name):
            served.append(name)

    with ThreadPoolExecutor(2) as pool:
        with _held(line, "a", "a"):
            with pytest.raises(HashingBusy), line.turn("a"):
                pass
            others = [pool.submit(stand, name) for name in ("b", "")]
            while len(line) < 4:
                threading.Event().wait(0.001)
        for each in others:
            each.result()
    assert sorted(served) == ["", "b"]


def test_a_turn_inside_a_turn_is_the_same_one() -> None:
    line = Line(places=1, share=1)
    with line.turn("a"), line.turn("a"), line.turn():
        assert len(line) == 1
    assert len(line) == 0


def test_a_block_that_fails_gives_its_turn_back() -> None:
    line = Line(places=1)
    with pytest.raises(ZeroDivisionError), line.turn():
        raise ZeroDivisionError
    with line.turn():
        pass


def test_the_line_moves_in_the_order_of_arrival() -> None:
    line, served = Line(places=9, share=9), list[int]()

    def stand(number: int) -> None:
        with line.turn():
            served.append(number)

    with ThreadPoolExecutor(8) as pool, line.turn():
        for number in range(8):
            pool.submit(stand, number)
            while len(line) < number + 2:
                threading.Event().wait(0.001)
    assert served == list(range(8))


def test_who_is_refused_gets_a_later_moment_each_and_never_a_far_one() -> None:
    moment = [0.0]
    line = Line(places=1, now=lambda: moment[0])
    with line.turn():
        moment[0] = 0.5  # one derivation takes half a second
    told = []
    with _held(line, "a"):
        for _ in range(100):
            with pytest.raises(HashingBusy) as busy, line.turn("b"):
                pass
            told.append(int(busy.value.facts["seconds"]))
    assert told[:6] == [1, 2, 2, 3, 3, 4]
    assert told == sorted(told)
    assert told[-1] == 30


def test_nothing_else_in_the_product_asks_the_library_for_argon2() -> None:
    asks = re.compile(r"kdf\.argon2|kdf import argon2|Argon2id\(|Argon2id\.|import argon2")
    found = [
        str(path.relative_to(ROOT))
        for package in ("admin_desktop", "capture_kiosk", "core")
        for path in (ROOT / package).rglob("*.py")
        if asks.search(path.read_text("utf-8"))
    ]
    assert found == ["core/slow_hash.py"]
