"""Kills this very process, with SIGKILL, at the k-th call that changes the disk.

The product knows nothing of it: the calls of `os` are counted from outside.
"""

import os
import signal
from collections.abc import Callable
from typing import Any

CALLS = ("open", "write", "ftruncate", "fsync", "replace", "unlink")


def die_at(k: int) -> Callable[[], list[str]]:
    """Arm this process. Return what tells the calls made so far, in order.

    It dies before the k-th call; where that is a write, after half of it was written.
    """
    made: list[str] = []
    for name in CALLS:
        setattr(os, name, _counted(name, getattr(os, name), made, k))
    return lambda: made


def _counted(name: str, real: Callable[..., Any], made: list[str], k: int) -> Callable[..., Any]:
    def call(*args: Any, **named: Any) -> Any:  # noqa: ANN401  it stands for any call
        made.append(name)
        if len(made) == k:
            if name == "write":
                real(args[0], bytes(args[1])[: len(args[1]) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args, **named)

    return call
