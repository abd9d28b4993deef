"""What keeps a process's memory to itself: drafts, passwords and keys are in it, in clear."""

import ctypes
import resource
import sys

_PR_SET_DUMPABLE = 4


def no_core_file() -> None:
    """Have a crash of this process leave no picture of its memory on the disk."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def keep() -> None:
    """Let nobody read the memory of this process: no core file, no debugger of the same user.

    A system that hands cores to a program ignores the limit on their size, not this. For programs
    without file dialogs: a desktop's portal refuses those of whom it may not read.
    """
    no_core_file()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0)
