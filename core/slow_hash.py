"""Argon2id, one derivation at a time: the only way of this process to the library's functions.

Two derivations at once with several lanes never return (cryptography 50.0.2: both wait for the
thread pool that OpenSSL shares), so all of them, whatever their lanes, stand in one line. The line
is bounded: who finds it full is told when to come back. Memory is that of one derivation.
"""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from core.errors import MachineTrouble

PLACES = 12
"""How many may wait at once, the one at work included: fewer than the web process has threads."""
SHARE = 6
"""How many of the places one and the same stranger may hold."""
_LONGEST_SECONDS = 30.0
_SALT_BYTES, _LENGTH = 16, 32


@dataclass(frozen=True, slots=True)
class Cost:
    """What one derivation costs: memory in KiB, passes over it, lanes (threads)."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 1


class HashingBusy(MachineTrouble):
    """Too many passwords wait to be checked. Facts: `seconds`, whole, after which to try again."""

    code = "contrasenas_en_espera"


class Line:
    """Whoever waits for a derivation, first come first served, and at most `places` of them.

    `now` gives monotonic seconds.
    """

    def __init__(
        self, places: int = PLACES, share: int = SHARE, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._places, self._share, self._now = places, share, now
        self._waiting: list[tuple[int, str]] = []
        self._moved = threading.Condition()
        self._lasted = self._promised = 0.0

    def __len__(self) -> int:
        """Return how many stand in it, the one at work included."""
        return len(self._waiting)

    @contextmanager
    def turn(self, of: str = "") -> Iterator[None]:
        """Give the block its turn; a turn inside it, in the same thread, is the same one.

        `of` names a stranger, such as an address, who gets no more than a share of the line.
        Raises HashingBusy at once where there is no place.
        """
        place = (threading.get_ident(), of)
        with self._moved:
            inside = bool(self._waiting) and self._waiting[0][0] == place[0]
            if not inside:
                self._stand(place)
        if inside:
            yield
            return
        try:
            with self._moved:
                self._moved.wait_for(lambda: self._waiting[0] is place)
            began = self._now()
            yield
            self._lasted = self._now() - began
        finally:
            with self._moved:
                self._waiting.remove(place)
                self._moved.notify_all()

    def _stand(self, place: tuple[int, str]) -> None:
        same = sum(1 for _, of in self._waiting if of == place[1]) if place[1] else 0
        if len(self._waiting) >= self._places or same >= self._share:
            raise HashingBusy({"seconds": str(self._come_back())})
        self._waiting.append(place)

    def _come_back(self) -> int:
        """Return in how many seconds to try again: each who is refused gets a later moment.

        So a crowd comes back one by one, as fast as it can be served, and not all at once.
        """
        now = self._now()
        soonest = now + len(self._waiting) * self._lasted
        latest = now + _LONGEST_SECONDS
        self._promised = min(max(self._promised, soonest) + self._lasted, latest)
        return max(1, ceil(self._promised - now))


_LINE = Line()
STANDARD = Cost()
"""What every new hash costs."""
turn = _LINE.turn
"""The line of this process: `with turn(of):` keeps one's turn for more than one derivation."""


def derive(password: str, salt: bytes, cost: Cost = STANDARD) -> bytes:
    """Return a key of 32 bytes. Takes about 0.2 s and 64 MiB. Raises HashingBusy."""
    with turn():
        return _argon2id(salt, cost).derive(password.encode())


def hashed(password: str, cost: Cost = STANDARD) -> str:
    """Return a PHC string of `password` under a new salt. Raises HashingBusy."""
    with turn():
        return _argon2id(os.urandom(_SALT_BYTES), cost).derive_phc_encoded(password.encode())


def verifies(password: str, phc: str) -> bool:
    """Tell whether a PHC string, of any cost, was made from `password`. Raises HashingBusy."""
    with turn():
        try:
            Argon2id.verify_phc_encoded(password.encode(), phc)
        except InvalidKey:
            return False
    return True


def _argon2id(salt: bytes, cost: Cost) -> Argon2id:
    return Argon2id(
        salt=salt,
        length=_LENGTH,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
