"""`python -m admin_desktop` opens the desk."""

import gc
import sys
from collections.abc import Callable


def program() -> Callable[[list[str]], int]:
    """Return the desk, imported with the garbage collector off until the first screen.

    Imported objects are permanent, so that collecting during the import is wasted time.
    """
    gc.disable()
    from admin_desktop.main import main

    return main


if __name__ == "__main__":
    sys.exit(program()(sys.argv[1:]))
