"""The one doorway to an S3 store: named objects of a bucket, whole or not there, with our errors.

An answer of the store means that the object is durable: whoever chooses a store chooses that.
"""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from core.central.errors import (
    NoRoom,
    StoreClockAstray,
    StoreRefused,
    StoreSilent,
    StoreUrlWrong,
)
from core.errors import ApoyoError, MachineTrouble, NotThere

if TYPE_CHECKING:
    from obstore.store import S3Store

SCHEME: Final = "s3"
_TRIES_AGAIN: Final = 2
_PIECE_BYTES: Final = 4 << 20
_AT_ONCE: Final = 32
_WEB: Final = ("http", "https")
_NO_BUCKET: Final = "NoSuchBucket"
_ANOTHER_HOUR: Final = "RequestTimeTooSkewed"
_REFUSED: Final = ("403 Forbidden", "401 Unauthorized", _NO_BUCKET)
_FULL: Final = (
    *("507 Insufficient Storage", "InsufficientStorage", "XMinioStorageFull", "QuotaExceeded"),
    *("no free volumes", "No writable volumes", "no space left on device"),
)
"""What stores say in the body of an error: the protocol has no code of its own for it."""


class _Differs(Exception):
    """What was put together is not what it should be."""


@dataclass(frozen=True, slots=True)
class StoreKeys:
    """What a store knows us by. Never shown."""

    key_id: str
    secret: str

    def __repr__(self) -> str:
        return "StoreKeys(…)"


@dataclass(frozen=True, slots=True)
class StorePlace:
    """Where a store is: `url` is `s3://BUCKET/PREFIX`, `endpoint` empty for Amazon's own.

    An answer that takes longer than `seconds` is none: what waits for it is an upload.
    """

    url: str
    endpoint: str
    region: str
    seconds: float


@dataclass(frozen=True, slots=True)
class StoredObject:
    """One object: `size` in bytes."""

    name: str
    size: int
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Objects:
    """The objects under one prefix of a bucket. Safe between threads and processes.

    Each call raises StoreSilent, StoreRefused, StoreClockAstray or NoRoom for a store in trouble.
    """

    store: "S3Store"

    def create(self, name: str, content: bytes | bytearray | memoryview) -> bool:
        """Store an object that is not there yet. False where one is: that one stays."""
        import obstore
        from obstore.exceptions import AlreadyExistsError

        with _translated():
            try:
                obstore.put(self.store, name, bytes(content), mode="create", use_multipart=False)
            except AlreadyExistsError:
                return False
        return True

    def write(self, name: str, pieces: Iterable[bytes]) -> None:
        """Store an object of any size, in place of one that is there.

        Whatever `pieces` raise is raised, and nothing is stored.
        """
        import obstore

        with _translated():
            obstore.put(self.store, name, iter(pieces), max_concurrency=1)

    def join(self, names: Sequence[str], rest: bytes, sha256: str, into: str) -> bool:
        """Store as one object what `names` hold, one after another, and then `rest`.

        False, and nothing is stored, where one of them is not there any more or all together have
        another SHA-256 (hex) than this.
        """
        import obstore

        digest = hashlib.sha256()

        async def pieces() -> AsyncIterator[bytes]:
            for name in names:
                piece = bytes(await (await obstore.get_async(self.store, name)).bytes_async())
                digest.update(piece)
                yield piece
            digest.update(rest)
            if digest.hexdigest() != sha256:
                raise _Differs
            yield rest

        async def put() -> None:
            await obstore.put_async(self.store, into, pieces(), max_concurrency=1)

        try:
            with _translated():
                asyncio.run(put())
        except (_Differs, NotThere):
            return False
        return True

    def read(self, name: str) -> bytes:
        """Return an object that fits into memory. Raises NotThere."""
        import obstore

        with _translated():
            return bytes(obstore.get(self.store, name).bytes())

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield an object of any size, a request each piece. Raises NotThere."""
        import obstore

        with _translated():
            size = obstore.head(self.store, name)["size"]
        for start in range(0, size, _PIECE_BYTES):
            length = min(_PIECE_BYTES, size - start)
            with _translated():
                piece = bytes(obstore.get_range(self.store, name, start=start, length=length))
            yield piece

    def sizes(self, names: Iterable[str]) -> Mapping[str, int]:
        """Return the sizes of those that are there."""
        return asyncio.run(self._sizes(list(names)))

    async def _sizes(self, names: Sequence[str]) -> dict[str, int]:
        import obstore

        places = asyncio.Semaphore(_AT_ONCE)

        async def size(name: str) -> int | None:
            async with places:
                try:
                    with _translated():
                        return (await obstore.head_async(self.store, name))["size"]
                except NotThere:
                    return None

        found = await asyncio.gather(*map(size, names))
        return {name: each for name, each in zip(names, found, strict=True) if each is not None}

    def under(self, folder: str) -> list[StoredObject]:
        """Return what is under a folder, by name; [] where there is none."""
        import obstore

        with _translated():
            found = [each for some in obstore.list(self.store, folder) for each in some]
        objects = (
            StoredObject(each["path"], each["size"], each["last_modified"]) for each in found
        )
        return sorted(objects, key=lambda each: each.name)

    def delete(self, names: Sequence[str]) -> None:
        """Delete objects, those last named first. What is not there is no error."""
        import obstore

        for name in reversed(names):
            with _translated():
                try:
                    obstore.delete(self.store, name)
                except FileNotFoundError:
                    continue


def open_objects(place: StorePlace, keys: StoreKeys) -> Objects:
    """Return the store at a place; nothing is asked of it yet. Raises StoreUrlWrong."""
    from obstore.store import S3Store

    try:
        parts, asked = urlsplit(place.url), urlsplit(place.endpoint)
    except ValueError as cause:
        raise StoreUrlWrong from cause
    odd = parts.query or parts.fragment or parts.username or not parts.hostname
    if parts.scheme != SCHEME or odd or (place.endpoint and asked.scheme not in _WEB):
        raise StoreUrlWrong
    patience = timedelta(seconds=place.seconds)
    return Objects(
        S3Store(
            parts.netloc,
            prefix=parts.path.strip("/") or None,
            endpoint=place.endpoint or None,
            region=place.region,
            access_key_id=keys.key_id,
            secret_access_key=keys.secret,
            client_options={
                "timeout": patience,
                "connect_timeout": patience,
                "allow_http": asked.scheme == "http",
            },
            retry_config={"max_retries": _TRIES_AGAIN, "retry_timeout": patience},
        )
    )


@contextmanager
def _translated() -> Iterator[None]:
    """Raise NotThere, StoreRefused, StoreClockAstray, NoRoom or StoreSilent for what it raises.

    What the store said may hold its address and our key's name: it stays the cause, never a fact.
    """
    from obstore.exceptions import BaseError

    try:
        yield
    except ApoyoError:
        raise
    except FileNotFoundError as cause:
        raise (StoreRefused if _NO_BUCKET in str(cause) else NotThere) from cause
    except BaseError as cause:
        raise _trouble(cause) from cause


def _trouble(cause: Exception) -> MachineTrouble:
    """Return our error for one of the library's."""
    from obstore.exceptions import PermissionDeniedError, UnauthenticatedError

    said = str(cause)
    if any(words in said for words in _FULL):
        return NoRoom()
    if _ANOTHER_HOUR in said:
        return StoreClockAstray()
    refused = isinstance(cause, PermissionDeniedError | UnauthenticatedError)
    return StoreRefused() if refused or any(each in said for each in _REFUSED) else StoreSilent()
