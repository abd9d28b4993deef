"""Group commit (numerals 27 and 28): durable files get their folios and receipts together.

The order is fixed: each file durable by itself, and its folder by a sync that uploads share; the
turn to write; one transaction for up to 64 of those that are waiting by then; and only after its
commit their answers.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial

from core.central.trouble import concerns_everybody
from core.domain.apoyos.apoyo import Header
from core.ports.central_apoyos import Received
from core.server.host.threads import Threads

_TOGETHER = 64
"""Records of one transaction: what other writers wait for at most."""

_GATHER_SECONDS = 0.01
"""For so long at most a group waits for records that are being made durable when it forms."""

Outcome = Received | BaseException


@dataclass(frozen=True, slots=True)
class KeptRecord:
    """A checked record whose file is durable. `bringer` is the device that sent it."""

    header: Header
    sha256: str
    size: int
    bringer: str


Take = Callable[[], Sequence[KeptRecord]]
"""Gives the records of a group, those that are waiting when it is called. To be called once."""


@dataclass(slots=True)
class Arrivals:
    """Receives what uploads have kept, a group at a time. Use `receive` on the event loop only.

    `together` receives a group, blocking, and returns an outcome for each. It takes the group once
    nobody else writes: whoever comes while it waits for that is of this group, and whoever comes
    later of the next. `sync` makes the names of all files durable; uploads call it, in threads.
    """

    together: Callable[[Take], Sequence[Outcome]]
    sync: Callable[[], None]
    _coming: int = 0
    _ended: int = 0
    _enough: int = 0
    _gathered: asyncio.Future[None] | None = None
    _waiting: deque[tuple[KeptRecord, asyncio.Future[Received]]] = field(default_factory=deque)
    _pump: asyncio.Task[None] | None = None
    _thread: Threads = field(default_factory=lambda: Threads(1, "grupo"))

    @contextmanager
    def keeping(self) -> Iterator[None]:
        """Count a record that is made durable during the block, and is received after it."""
        self._coming += 1
        try:
            yield
        finally:
            self._coming -= 1
            self._ended += 1
            if self._gathered and self._ended >= self._enough and not self._gathered.done():
                self._gathered.set_result(None)

    async def receive(self, kept: KeptRecord) -> Received:
        """Return the receipt of a record, once all of it is durable. Raises what its act raises.

        The file and its name are durable already.
        """
        loop = asyncio.get_running_loop()
        turn: asyncio.Future[Received] = loop.create_future()
        self._waiting.append((kept, turn))
        if self._pump is None or self._pump.done():
            self._pump = loop.create_task(self._take_turns())
        return await turn

    async def _take_turns(self) -> None:
        while self._waiting:
            await self._gather()
            await self._take_turn()

    async def _gather(self) -> None:
        """Wait a little for as many as are being made durable now: a group costs as much as three.

        Those are records that need nothing more of their clients.
        """
        if not self._coming or len(self._waiting) >= _TOGETHER:
            return
        loop = asyncio.get_running_loop()
        self._enough = self._ended + self._coming
        self._gathered = loop.create_future()
        late = loop.call_later(_GATHER_SECONDS, _let_go_on, self._gathered)
        try:
            await self._gathered
        finally:
            late.cancel()
            self._gathered = None

    async def _take_turn(self) -> None:
        """Receive a group; where the whole of it fails, that is told to each.

        Where it fails before it was taken, it is those that waited from the beginning.
        """
        came = len(self._waiting)
        group: list[tuple[KeptRecord, asyncio.Future[Received]]] = []

        def take(most: int = _TOGETHER) -> Sequence[KeptRecord]:
            group.extend(self._waiting.popleft() for _ in range(min(most, len(self._waiting))))
            return [kept for kept, _ in group]

        outcomes: Sequence[Outcome]
        try:
            outcomes = await self._thread.run(partial(self.together, take))
        except Exception as fault:  # noqa: BLE001  whatever it is, every upload must be answered
            if not group:
                take(min(came, _TOGETHER))
            outcomes = [fault] * len(group)
        for (_, turn), outcome in zip(group, outcomes, strict=True):
            _tell(turn, outcome)


def receive_group(take: Take, together: Callable[[Take], Sequence[Outcome]]) -> list[Outcome]:
    """Return what `together` gives for the group that it takes in one transaction.

    Where it raises, all is undone, and the halves of the group are received apart, so that one that
    fails takes no other along. Raises what concerns all of them (a database or a disk in trouble),
    and what came before the group was taken.
    """
    group: list[KeptRecord] = []

    def taken() -> Sequence[KeptRecord]:
        group.extend(take())
        return group

    try:
        return list(together(taken))
    except BaseException as fault:
        if not group or concerns_everybody(fault):
            raise
        if len(group) == 1:
            return [fault]
    half = len(group) // 2
    first, second = group[:half], group[half:]
    return receive_group(lambda: first, together) + receive_group(lambda: second, together)


def _let_go_on(gathered: asyncio.Future[None]) -> None:
    if not gathered.done():
        gathered.set_result(None)


def _tell(turn: asyncio.Future[Received], outcome: Outcome) -> None:
    if turn.done():  # whoever waited was cancelled
        return
    if isinstance(outcome, BaseException):
        turn.set_exception(outcome)
    else:
        turn.set_result(outcome)
