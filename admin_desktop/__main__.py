"""`python -m admin_desktop` opens the desk."""

import gc
import sys
from collections.abc import Callable


def program() -> Callable[[list[str]], int]:
    """Return the desk, imported with the collector off until its first screen shows.

    What importing makes stays for good: looking through it for garbage only takes time.
    """
    gc.disable()
    from admin_desktop.main import main

    return main


if __name__ == "__main__":
    sys.exit(program()(sys.argv[1:]))
