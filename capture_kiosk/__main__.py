"""`python -m capture_kiosk` opens the app; with `--hash` it prints the hash that it declares."""

import gc
import sys
from collections.abc import Callable


def run(argv: list[str]) -> int:
    """Print the hash without opening anything, or open the app."""
    if "--hash" in argv:
        from capture_kiosk.device.app_hash import app_hash

        sys.stdout.write(app_hash() + "\n")
        return 0
    return program()(argv)


def program() -> Callable[[list[str]], int]:
    """Return the app, imported with the garbage collector off; GuiCollector takes over later.

    Imported objects are permanent; collecting during the import took 10 % of the start time.
    """
    gc.disable()
    from capture_kiosk.main import main

    return main


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
