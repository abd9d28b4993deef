"""One request with bytes from memory, on a connection that a session keeps, without its ceremony.

What `requests` does for each call (merging, preparing, cookies, a response of its own) costs half a
millisecond: as much as to encrypt a record. A tablet that sends thousands does without it, over the
same pool, so that pin, limits and errors are those of every other call.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, cast

import requests
from requests.adapters import HTTPAdapter
from urllib3 import BaseHTTPResponse, HTTPConnectionPool, Timeout

_BLOCK_BYTES: Final = 3 << 14
"""Handed to TLS at a time: three of its records, as each hand-over costs more than to encrypt one.

Each has the seconds of a write; the slowest sender that the server bears gives it 60 KB in them.
"""


@dataclass(frozen=True, slots=True)
class Poured:
    """Bytes from `offset` on. `moved` hears how far they left, before each block and at the end."""

    content: bytes
    offset: int = 0
    moved: Callable[[int], None] = lambda _octets: None

    def __len__(self) -> int:
        return len(self.content) - self.offset

    def __iter__(self) -> Iterator[memoryview]:
        whole = memoryview(self.content)
        for begin in range(self.offset, len(whole), _BLOCK_BYTES):
            self.moved(begin)
            yield whole[begin : begin + _BLOCK_BYTES]
        self.moved(len(whole))


class Pouring:
    """Pours into the server at `url`, over the pool in which `adapter` keeps its connections to it.

    `usual` are the headers of each; `authority` is the PEM file that the server is held against.
    """

    def __init__(
        self, adapter: HTTPAdapter, url: str, authority: str, usual: Mapping[str, str]
    ) -> None:
        self._adapter = adapter
        self._to = requests.Request("PUT", url).prepare()
        self._authority = authority
        self._usual = usual

    def __call__(
        self, path: str, body: Poured, headers: Mapping[str, str], timeout: tuple[float, float]
    ) -> BaseHTTPResponse:
        """Return the answer to a PUT, its body not read yet. Raises as urllib3 does.

        `timeout` is of connecting and of each read and write, in seconds.
        """
        pool = cast(
            "HTTPConnectionPool",
            self._adapter.get_connection_with_tls_context(self._to, self._authority),
        )
        connect, read = timeout
        return pool.urlopen(
            "PUT",
            path,
            body=cast("Iterable[bytes]", body),  # what is sent may be any buffer
            headers={**self._usual, **headers, "Content-Length": str(len(body))},
            retries=False,
            redirect=False,
            assert_same_host=False,
            timeout=Timeout(connect=connect, read=read),
            preload_content=False,
        )
