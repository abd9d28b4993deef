"""Waiting for a thing, never for a time."""

import time
from collections.abc import Callable

_LOOK_SECONDS = 0.05
PATIENCE = 4.0
"""How many times longer than said anything may take: the seconds said are for two quiet cores."""


class Late(Exception):
    """What was waited for did not happen."""


def until(ready: Callable[[], object], what: str, seconds: float) -> None:
    """Return once `ready()`. Raises Late after `seconds`, many times over."""
    deadline = time.monotonic() + seconds * PATIENCE
    while not ready():
        if time.monotonic() > deadline:
            raise Late(what)
        time.sleep(_LOOK_SECONDS)
