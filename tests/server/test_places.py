"""Which connection gives way when there is no place left."""

import socket
from collections.abc import Iterator

import pytest

from core.server.connections.places import Places, network_of
from tests.server import peers


class _Street:
    """Makes connections, and tells which of them were cut."""

    def __init__(self) -> None:
        self._far: list[socket.socket] = []
        self.made: list[socket.socket] = []

    def new(self) -> socket.socket:
        near, far = socket.socketpair()
        self.made.append(near)
        self._far.append(far)
        return near

    @property
    def cut(self) -> list[int]:
        return [k for k, far in enumerate(self._far) if not peers.is_open(far)]

    def close(self) -> None:
        for each in (*self.made, *self._far):
            each.close()


@pytest.fixture
def street() -> Iterator[_Street]:
    street = _Street()
    yield street
    street.close()


def _places(most: int) -> Places:
    clock = iter(range(1_000_000))
    return Places(most, lambda: float(next(clock)))


def test_the_idlest_of_the_fullest_address_gives_way(street: _Street) -> None:
    places = _places(8)
    busy = places.take(street.new(), "192.0.2.1")
    assert busy
    busy.idle_since = None
    for host in (*["192.0.2.1"] * 4, "198.51.100.1", "198.51.100.2", "198.51.100.3"):
        assert places.take(street.new(), host)
    assert street.cut == []
    assert places.take(street.new(), "203.0.113.9")
    assert (street.cut, len(places)) == ([1], 8)


def test_one_address_never_holds_every_place(street: _Street) -> None:
    places = _places(8)
    for _ in range(6):
        place = places.take(street.new(), "192.0.2.1")
        assert place
        place.idle_since = None
    assert places.take(street.new(), "192.0.2.1") is None
    assert places.take(street.new(), "192.0.2.2")
    assert street.cut == []


def test_a_place_is_given_back_once(street: _Street) -> None:
    places = _places(1)
    place = places.take(street.new(), "192.0.2.1")
    assert place
    place.idle_since = None
    assert places.take(street.new(), "192.0.2.2") is None
    places.leave(place)
    places.leave(place)
    assert (len(places), places.take(street.new(), "192.0.2.2") is None) == (0, False)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "::ffff:192.0.2.1", True),
        ("2001:db8::1", "2001:db8::2:0:0:7", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("fe80::1%eth0", "fe80::2%eth1", True),
        ("192.0.2.1", "192.0.2.2", False),
    ],
)
def test_what_counts_as_one_address(one: str, other: str, *, same: bool) -> None:
    assert (network_of(one) == network_of(other)) is same
