"""`python -m tests.uncollected MODULE …`: runs a module as a child that collects no garbage.

It lives for seconds: what it imports stays, and forks that looked through it would copy it.
"""

import gc
import runpy
import sys


def main(argv: list[str]) -> None:
    """Run the module `argv[0]` with the words after it."""
    gc.disable()
    sys.argv = argv
    runpy.run_module(argv[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(sys.argv[1:])
