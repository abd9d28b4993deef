"""Threads for what blocks, asked for from the event loop: few steps, since each record takes two.

anyio's take a checkpoint, a limiter, a scope of cancelling and a copied context each time.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

T = TypeVar("T")


class Threads:
    """So many threads of one purpose; whoever comes while all are busy waits in turn."""

    def __init__(self, most: int, name: str) -> None:
        self._pool = ThreadPoolExecutor(most, name)

    async def run(self, blocking: Callable[[], T]) -> T:
        """Return what `blocking` gives, called in one of the threads. Raises what it raises.

        Where waiting for it is cancelled, that is told once it has ended: what it works on is
        nobody else's until then.
        """
        doing = asyncio.get_running_loop().run_in_executor(self._pool, blocking)
        try:
            return await asyncio.shield(doing)
        except asyncio.CancelledError:
            while not doing.done():  # and where that is cancelled too, it is so all the same
                with suppress(asyncio.CancelledError):
                    await asyncio.wait((doing,))
            raise
