"""Who brings records: a tablet by its upload token, told quickly at first and anew at the end.

That a token was good moments ago lets an upload begin. Whether it is good now is read once its
bytes came, before any of them is kept: one that was revoked or suspended meanwhile keeps nothing.
"""

from dataclasses import dataclass, field
from functools import partial
from time import monotonic

from core.central.access.devices import of_upload_token
from core.central.access.sessions import hashed
from core.domain.access.access_errors import SessionEnded
from core.server.composition.acts import check_late
from core.server.composition.dependencies import Dependencies

_SECONDS = 10.0
"""For so long a token that was good lets another upload begin."""
_MOST = 50_000


@dataclass(frozen=True, slots=True)
class Bringer:
    """A tablet that brings records, and the SHA-256 (hex) of the token by which it is known."""

    device: str
    token: str


@dataclass(slots=True)
class Bringers:
    """Tells who brings an upload. Use `who` on the event loop only."""

    deps: Dependencies
    _good: dict[str, tuple[Bringer, float]] = field(default_factory=dict)

    async def who(self, token: str) -> Bringer:
        """Return the tablet of an upload token that may send now, or could moments ago.

        Raises SessionEnded, DeviceSuspended or DeviceSpent.
        """
        sha256 = hashed(token)
        bringer, until = self._good.get(sha256, (None, 0.0))
        if bringer is None or monotonic() >= until:
            asking = partial(check_bringer, self.deps, sha256)
            bringer = await self.deps.uploads.threads.run(asking)
            if len(self._good) >= _MOST:
                self._good.clear()
            self._good[sha256] = bringer, monotonic() + _SECONDS
        return bringer


def check_bringer(deps: Dependencies, sha256: str) -> Bringer:
    """Return the tablet of a token that may send now. Raises what `Bringers.who` does."""
    with deps.units.looking() as connection:
        device = of_upload_token(connection, sha256)
    if device is None:
        raise SessionEnded
    if device.is_suspended or device.late_since is not None:
        with deps.units.reading() as work:
            check_late(deps, work)(device)
    return Bringer(device.id, sha256)
