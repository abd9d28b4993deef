"""Keeps the memory of a process that serves strangers flat, however many of them come."""

import ctypes
import gc
from contextlib import suppress
from typing import Final

_M_MMAP_THRESHOLD: Final = -3
_M_ARENA_MAX: Final = -8
"""Source: mallopt(3), and malloc.h for their numbers."""
_ARENAS: Final = 2
_LARGE_BYTES: Final = 128 << 10
_COLLECT_AFTER: Final = 1_000, 5, 2
"""Objects, and times of a younger generation, after which Python looks for cycles of garbage."""


def give_back_heaps() -> None:
    """Return to the machine what stands free between what is used: some milliseconds.

    Of its own accord glibc returns the end of a heap alone, and 3 % of the memory of a web came to
    stand free in the midst of them in 15,000 records, with no more of it in use.
    """
    with suppress(AttributeError):  # not glibc
        ctypes.CDLL(None).malloc_trim(0)


def keep_flat() -> None:
    """Give memory back as it is let go of. To be called once all that stays has been made.

    A connection that ended is a cycle: few objects, but what TLS holds for them is not counted by
    Python, which left to itself would keep thousands of them. What stands is not looked through
    again: that would cost 5 % of each record. And glibc, once it has seen a large
    body, cuts the next ones out of a heap that it cannot return; with a limit that is set it maps
    each apart. It gives each thread a heap of its own besides, up to eight a core, of which each
    grows to the most that its thread ever held: 0.5 MB more every thousand records.
    """
    with suppress(AttributeError):  # not glibc
        allocator = ctypes.CDLL(None)
        allocator.mallopt(_M_MMAP_THRESHOLD, _LARGE_BYTES)
        allocator.mallopt(_M_ARENA_MAX, _ARENAS)
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_COLLECT_AFTER)
