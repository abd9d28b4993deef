"""Certificates that connections are opened with: read anew when their files change."""

import logging
import ssl
from dataclasses import dataclass, field
from pathlib import Path

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Certificate:
    """A chain and its key (PEM). Each new connection gets what stands in the files then.

    A pair that does not fit, as while one file of two was replaced, is told once and the one
    before goes on serving.
    """

    chain: Path
    key: Path
    _seen: tuple[tuple[int, int, int], ...] = field(init=False)
    _context: ssl.SSLContext = field(init=False)

    def __post_init__(self) -> None:
        self._seen, self._context = self._stands(), self._read()

    def context(self) -> ssl.SSLContext:
        """Return the TLS context of a connection that begins now: TLS 1.2 or newer."""
        try:
            stands = self._stands()
            if stands != self._seen:
                self._seen = stands
                self._context = self._read()
                _log.info("certificate read anew: %s", self.chain)
        except (OSError, ValueError) as trouble:  # ssl.SSLError is an OSError
            if self._seen:
                _log.warning("%s: the former one stays: %s", self.chain, type(trouble).__name__)
            self._seen = ()
        return self._context

    def _read(self) -> ssl.SSLContext:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(self.chain, self.key)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        return context

    def _stands(self) -> tuple[tuple[int, int, int], ...]:
        """Return by what a file that was replaced is told from the one before."""
        found = (path.stat() for path in (self.chain, self.key))
        return tuple((each.st_ino, each.st_size, each.st_mtime_ns) for each in found)
