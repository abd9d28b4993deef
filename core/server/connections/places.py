"""Limit of connections: at the limit, the idlest one of the address with most is closed.

Tablets behind one address keep all their connections while the limit is not reached.
"""

import ipaddress
import socket
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

_SHARE = 0.75
"""What one address may hold of all places, so that others always find one."""


@dataclass(slots=True, eq=False)
class ConnectionPlace:
    """One connection.

    `idle_since`: monotonic seconds since it owes a request; None while served.
    """

    socket: socket.socket
    address: str
    idle_since: float | None

    def end(self) -> None:
        """Close the connection at once; its transport notices and cleans up."""
        with suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)


@dataclass(slots=True)
class Places:
    """Open connections. `most` is their limit; `now` a monotonic clock in seconds."""

    most: int
    now: Callable[[], float]
    _held: set[ConnectionPlace] = field(default_factory=set)
    _by_address: Counter[str] = field(default_factory=Counter)

    def __len__(self) -> int:
        return len(self._held)

    def take(self, connection: socket.socket, host: str) -> ConnectionPlace | None:
        """Return a place, or None where every connection that could be closed is being served.

        At the limit this closes the one idle longest at the address that holds most. An address at
        its own share only replaces its own.
        """
        address = network_of(host)
        crowded = self._by_address[address] >= max(1, int(self.most * _SHARE))
        if (crowded or len(self) >= self.most) and not self.make_room(address if crowded else ""):
            return None
        place = ConnectionPlace(connection, address, self.now())
        self._held.add(place)
        self._by_address[address] += 1
        return place

    def leave(self, place: ConnectionPlace) -> None:
        """Release a place. Idempotent."""
        if place in self._held:
            self._held.discard(place)
            self._by_address[place.address] -= 1
            if not self._by_address[place.address]:
                del self._by_address[place.address]

    def make_room(self, address: str = "") -> bool:
        """Close the idlest connection, of `address` if given; tell whether there was one."""
        idle = (
            (self._by_address[each.address], -each.idle_since, each)
            for each in self._held
            if each.idle_since is not None and address in ("", each.address)
        )
        found = max(idle, key=lambda found: found[:2], default=None)
        if found is None:
            return False
        found[2].end()
        self.leave(found[2])
        return True


def network_of(host: str) -> str:
    """Return what counts as one address: an IPv4 address, or the /64 of an IPv6 address."""
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)
