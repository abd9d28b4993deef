"""Protects the memory of a process, which holds drafts, passwords and keys in clear."""

import ctypes
import resource
import sys

_PR_SET_DUMPABLE = 4


def no_core_file() -> None:
    """Set the core file limit of this process to zero."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def keep() -> None:
    """Make this process undumpable (PR_SET_DUMPABLE 0): no core file, no debugger of the same user.

    This also holds where cores are piped to a program, which ignore the limit. Only for programs
    without file dialogs: a desktop portal refuses processes that it may not inspect.
    """
    no_core_file()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0)
