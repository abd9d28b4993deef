"""Group commit (numerals 27 and 28): durable files get their folios and receipts together.

The order is fixed: each file durable by itself, side by side with others; their folder once; one
transaction for up to 64 of them; and only after its commit their answers.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from anyio import CapacityLimiter, to_thread

from core.central.trouble import concerns_everybody
from core.domain.apoyo import Header
from core.ports.central_apoyos import Received

_TOGETHER = 64
"""Records of one transaction: what other writers wait for at most."""

Outcome = Received | BaseException


@dataclass(frozen=True, slots=True)
class KeptRecord:
    """A checked record whose file is durable. `bringer` is the device that sent it."""

    header: Header
    sha256: str
    size: int
    bringer: str


@dataclass(slots=True)
class Arrivals:
    """Receives what uploads have kept, a group at a time. Use `receive` on the event loop only.

    `together` receives a group, blocking, and returns an outcome for each. Whoever comes while it
    works is of the next group.
    """

    together: Callable[[Sequence[KeptRecord]], Sequence[Outcome]]
    _waiting: deque[tuple[KeptRecord, asyncio.Future[Received]]] = field(default_factory=deque)
    _pump: asyncio.Task[None] | None = None
    _thread: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(1))

    async def receive(self, kept: KeptRecord) -> Received:
        """Return the receipt of a record, once all of it is durable. Raises what its act raises."""
        loop = asyncio.get_running_loop()
        turn: asyncio.Future[Received] = loop.create_future()
        self._waiting.append((kept, turn))
        if self._pump is None or self._pump.done():
            self._pump = loop.create_task(self._take_turns())
        return await turn

    async def _take_turns(self) -> None:
        while self._waiting:
            size = min(_TOGETHER, len(self._waiting))
            group = [self._waiting.popleft() for _ in range(size)]
            outcomes = await self._outcomes([kept for kept, _ in group])
            for (_, turn), outcome in zip(group, outcomes, strict=True):
                _tell(turn, outcome)

    async def _outcomes(self, group: Sequence[KeptRecord]) -> Sequence[Outcome]:
        """Return what became of each; where the whole group fails, that is told to each."""
        try:
            return await to_thread.run_sync(self.together, group, limiter=self._thread)
        except Exception as fault:  # noqa: BLE001  whatever it is, every upload must be answered
            return [fault] * len(group)


def receive_group(
    group: Sequence[KeptRecord],
    together: Callable[[Sequence[KeptRecord]], Sequence[Outcome]],
) -> list[Outcome]:
    """Return what `together` gives for a group, in one transaction; where it raises, all is undone.

    Then the halves of the group are received apart, so that one that fails takes no other along.
    Raises what concerns all of them (a database or a disk in trouble).
    """
    try:
        return list(together(group))
    except BaseException as fault:
        if concerns_everybody(fault):
            raise
        if len(group) == 1:
            return [fault]
    half = len(group) // 2
    return receive_group(group[:half], together) + receive_group(group[half:], together)


def _tell(turn: asyncio.Future[Received], outcome: Outcome) -> None:
    if turn.done():  # whoever waited was cancelled
        return
    if isinstance(outcome, BaseException):
        turn.set_exception(outcome)
    else:
        turn.set_result(outcome)
