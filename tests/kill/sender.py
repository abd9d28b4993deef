"""`python -m tests.kill.sender FOLDER`: for each k on its input, one run of the sender, killed.

Every call that changes the disk counts, and every request: once before it, once after its answer.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from urllib3 import BaseHTTPResponse, HTTPConnectionPool

from tests.client.real_tablet import RealTablet
from tests.kill.child import reported


def run(folder: Path) -> None:
    """Send everything that waits."""
    tablet = RealTablet(folder)
    tablet.sending(tablet.client())()


def count_requests() -> None:
    """Let a request be two calls of `os.unlink` of nothing, so that they are counted.

    Every way to the server ends in the pool: what is asked by a session, and what is poured.
    """
    real = HTTPConnectionPool.urlopen

    def urlopen(pool: HTTPConnectionPool, *args: Any, **named: Any) -> BaseHTTPResponse:  # noqa: ANN401  any call
        _nothing()
        answer = real(pool, *args, **named)
        _nothing()
        return answer

    HTTPConnectionPool.urlopen = urlopen  # type: ignore[assignment, method-assign]


def _nothing() -> None:
    with suppress(FileNotFoundError):
        os.unlink("/nada/de/nada")  # noqa: PTH108  the call that is counted


def main(argv: list[str]) -> None:
    """Answer one line a k: k, and the calls made, or «muerto»."""
    folder = Path(argv[0])
    count_requests()
    for line in sys.stdin:
        k = int(line)
        sys.stdout.write(f"{k} {reported(run, folder, k) or 'muerto'}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
