"""Imports with the garbage collector off: what importing makes stays as long as the process."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def importing() -> Iterator[None]:
    """Import without collecting, and leave all that is there by then out of later collections.

    Looking through modules, classes and schemas as they are made finds nothing to let go of, and
    takes a third of the start of a server. Where somebody else keeps the collector off, they say
    when it goes on.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
