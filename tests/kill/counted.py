"""Kills this very process, with SIGKILL, at the k-th call that changes the disk.

The product knows nothing of it: the calls of `os` are counted from outside.
"""

import errno
import os
import signal
from collections.abc import Callable, Iterable
from threading import Lock
from typing import Any

from sqlalchemy import Engine, event

CALLS = ("open", "write", "ftruncate", "fsync", "replace", "unlink")


_WRITES = frozenset({"write", "pwrite"})
_one_at_a_time = Lock()
"""Of several threads each call has a number of its own."""


def die_at(k: int, calls: Iterable[str] = CALLS) -> Callable[[], list[str]]:
    """Arm this process. Return what tells the `calls` made so far, in order.

    It dies before the k-th call; where that is a write, after half of it was written.
    """
    made: list[str] = []
    for name in calls:
        setattr(os, name, _counted(name, getattr(os, name), made, k))
    return lambda: made


def full_at(k: int) -> Callable[[], list[str]]:
    """Let the disk of this process be full from its k-th call that needs room on.

    Return what tells those calls so far. Of a write the half was written.
    """
    made: list[str] = []
    for name in ("write", "pwrite", "posix_fallocate", "mkdir"):
        setattr(os, name, _refused(name, getattr(os, name), made, k))
    return lambda: made


def _refused(name: str, real: Callable[..., Any], made: list[str], k: int) -> Callable[..., Any]:
    def call(*args: Any, **named: Any) -> Any:  # noqa: ANN401  it stands for any call
        made.append(name)
        if len(made) < k:
            return real(*args, **named)
        if name in _WRITES and len(made) == k:
            real(args[0], bytes(args[1])[: len(args[1]) // 2], *args[2:])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    return call


def _counted(name: str, real: Callable[..., Any], made: list[str], k: int) -> Callable[..., Any]:
    def call(*args: Any, **named: Any) -> Any:  # noqa: ANN401  it stands for any call
        with _one_at_a_time:
            made.append(name)
            if len(made) == k:
                if name in _WRITES:
                    real(args[0], bytes(args[1])[: len(args[1]) // 2], *args[2:])
                os.kill(os.getpid(), signal.SIGKILL)
        return real(*args, **named)

    return call


def step(made: list[str], k: int, name: str) -> None:
    """Count a step of the product's own. `made`: as `die_at` tells."""
    made.append(name)
    if len(made) == k:
        os.kill(os.getpid(), signal.SIGKILL)


def count_statements(engine: Engine, k: int, made: list[str]) -> None:
    """Let statements and commits of a database count as steps too. `made`: as `die_at` tells."""

    def stated(*_: Any, **__: Any) -> None:  # noqa: ANN401  it stands for any event
        step(made, k, "sql")

    event.listen(engine, "before_cursor_execute", stated)
    event.listen(engine, "commit", stated)
