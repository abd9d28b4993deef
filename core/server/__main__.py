"""`python -m core.server`: the orders of a person (`central …`), or a process that they start.

The whole of each is imported without collecting garbage; nothing else is imported before that.
"""

import sys
from collections.abc import Callable

from core.importing import importing

_CHILDREN = ("web", "worker")


def main(argv: list[str] | None = None) -> int:
    """Run the web (`web SOCKET PARENT`), the worker (`worker SECRET PARENT`) or an order."""
    words = sys.argv[1:] if argv is None else argv
    if words and words[0] in _CHILDREN:
        return _program(words[0])(words[1:])
    return _program("")(words)


def _program(child: str) -> Callable[[list[str]], int]:
    with importing():
        if child == "web":
            from core.server.web import main as web

            return web
        if child == "worker":
            from core.server.worker import main as worker

            return worker
        from core.server.cli import main as orders

        return orders


if __name__ == "__main__":
    sys.exit(main())
