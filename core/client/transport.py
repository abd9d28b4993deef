"""HTTP over TLS to one pinned server: domain values in, domain values or typed errors out."""

import ssl
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, TypeVar, cast

import requests
from urllib3.exceptions import HTTPError, SSLError

from core.certificate import only_authority
from core.client.errors import (
    AnswerNotUnderstood,
    CallStopped,
    NetworkAsksToEnter,
    PinUnusable,
    ServerNotTrusted,
    ServerTroubled,
)
from core.client.live_connections import LiveConnections
from core.client.pouring import Poured, Pouring
from core.domain.listing.cambio import CentralChanged, StaleVersion
from core.domain.values.server_address import server_address
from core.errors import CentralRefused, CentralUnreachable
from core.wire import PROBLEM_JSON, ChangedProblem, read_json, to_json

T = TypeVar("T")
Body = bytes | IO[bytes] | None

_SECONDS = 5.0, 30.0
"""To connect; and of each read and write."""
MOST_ANSWER_BYTES = 64 << 20
"""As a record: more than twenty thousand receipts or any document; a program can hold it."""
_PIECE_BYTES = 1 << 16
_OK_FROM, _OK_TO = 200, 300
_SERVER_FROM, _LOGIN_NEEDED = 500, 511
_REDIRECTS = range(300, 400)
_PAGE = "text/html"
_PLAIN_WORDS = ("WRONG_VERSION_NUMBER", "HTTP_REQUEST", "HTTPS_PROXY_REQUEST")


class Transport:
    """One server: its address without a final slash, and the PEM file of its authority.

    `token` is sent as bearer unless empty. Each call raises CentralRefused (the server's code,
    facts and fields) or CentralUnreachable, which also stands for an answer of more than
    MOST_ANSWER_BYTES, and follows no redirect and no proxy. Construction
    raises AddressMalformed or PinUnusable.
    """

    def __init__(self, url: str, authority: Path, token: str = "") -> None:
        self.url = server_address(url)
        self.token = token
        _check_pin(authority)
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers["Accept-Encoding"] = "identity"
        self._session.verify = str(authority)
        self._live = LiveConnections()
        adapter = self._live.adapter()
        self._session.mount("https://", adapter)
        usual = {k: str(v) for k, v in self._session.headers.items()}
        self._pouring = Pouring(adapter, self.url, str(authority), usual)

    def bearing(self, token: str) -> "Transport":
        """Return a transport to the same server with another token, sharing connections."""
        twin = copy(self)
        twin.token = token
        return twin

    def get(self, path: str, kind: type[T], params: Mapping[str, str] | None = None) -> T:
        """Return the answer to a GET as `kind`."""
        return _parsed(self._call("GET", path, params=params), kind)

    def send(
        self,
        method: str,
        path: str,
        body: object,
        kind: type[T],
        headers: Mapping[str, str] | None = None,
    ) -> T:
        """Return the answer, as `kind`, to a domain value sent as JSON.

        `kind` NoneType is for answers without content; `body` None sends no content.
        """
        data = None if body is None else to_json(body)
        sent = {"Content-Type": "application/json", **(headers or {})}
        return _parsed(self._call(method, path, data=data, headers=sent), kind)

    def upload(
        self,
        method: str,
        path: str,
        body: Body,
        kind: type[T],
        headers: Mapping[str, str] | None = None,
    ) -> T:
        """Return the answer, as `kind`, to raw bytes or to a file streamed from disk."""
        return _parsed(self._call(method, path, data=body, headers=headers), kind)

    def pour(self, path: str, body: Poured, kind: type[T], headers: Mapping[str, str]) -> T:
        """Return the answer, as `kind`, to bytes that are PUT as quickly as they can be."""
        sent = self._signed(headers)
        with _trouble_named(self._live):
            answer = self._pouring(path, body, sent, _SECONDS)
            try:
                content = _whole(answer.stream(_PIECE_BYTES))
            finally:
                answer.close()
        told = _Answer(answer.status, _said(answer.headers), content)
        del answer  # as in `_call`
        return _parsed(_good(told), kind)

    def content(
        self, path: str, asked: object = None, headers: Mapping[str, str] | None = None
    ) -> bytes:
        """Return the bytes of a document (PDF, PEM); with `asked`, of the one made of it (POST)."""
        if asked is None:
            return self._call("GET", path)
        kind = {"Content-Type": "application/json", **(headers or {})}
        return self._call("POST", path, data=to_json(asked), headers=kind)

    def taken(self, path: str) -> bytes:
        """Return the bytes of what is taken from the server, which notes it (POST)."""
        return self._call("POST", path)

    def close(self) -> None:
        """Close the pooled connections. A call that begins later raises CallStopped.

        Else what another thread still does would open connections that nobody closes.
        """
        self._live.open_no_more()
        self._session.close()

    def stop(self) -> None:
        """End the call in progress, from any thread: it raises CallStopped, as all later ones."""
        self._live.stop()

    def _call(
        self,
        method: str,
        path: str,
        *,
        data: Body = None,
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, str] | None = None,
    ) -> bytes:
        """Return the body of a good answer."""
        sent = self._signed(headers or {})
        with _trouble_named(self._live):
            answer = self._session.request(
                method,
                self.url + path,
                params=params,
                data=data,
                headers=sent,
                timeout=_SECONDS,
                allow_redirects=False,
                stream=True,
            )
            with answer:
                content = _whole(answer.iter_content(_PIECE_BYTES))
        told = _Answer(answer.status_code, _said(answer.headers), content)
        del answer  # a traceback that is kept would keep the connection open
        return _good(told)

    def _signed(self, headers: Mapping[str, str]) -> dict[str, str]:
        """Return the headers of a call, with the token. Raises CallStopped."""
        if self._live.stopped:
            raise CallStopped
        return {**headers, "Authorization": f"Bearer {self.token}"} if self.token else dict(headers)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What was answered: its status, the kind that it says, its whole body."""

    status: int
    said: str
    content: bytes


def seen(version: int) -> dict[str, str]:
    """Return the header by which a save names the version that it saw; else CentralChanged."""
    return {"If-Match": f'"{version}"'}


def under(key: str) -> dict[str, str]:
    """Return the header by which a repeat is known: what a request did is done once."""
    return {"Idempotency-Key": key}


def _whole(pieces: Iterable[bytes]) -> bytes:
    """Return the body of an answer.

    Raises AnswerNotUnderstood beyond MOST_ANSWER_BYTES, however it was compressed.
    """
    content = bytearray()
    for piece in pieces:
        content += piece
        if len(content) > MOST_ANSWER_BYTES:
            raise AnswerNotUnderstood({"bytes": str(MOST_ANSWER_BYTES)})
    return bytes(content)


def _said(headers: Mapping[str, str]) -> str:
    """Return the kind that an answer says to be of."""
    return headers.get("Content-Type", "").partition(";")[0].strip()


def _check_pin(authority: Path) -> None:
    """Raise PinUnusable unless the TLS library would trust one certificate of this file alone."""
    try:
        only_authority(authority.read_bytes())
    except (OSError, ValueError) as cause:
        raise PinUnusable from cause


@contextmanager
def _trouble_named(live: LiveConnections) -> Generator[None]:
    """Turn what goes wrong on the way into CentralUnreachable."""
    try:
        yield
    except (requests.exceptions.SSLError, SSLError) as cause:
        raise (CallStopped() if live.stopped else _of_tls(cause)) from cause
    except (requests.RequestException, HTTPError, OSError) as cause:
        raise (CallStopped if live.stopped else CentralUnreachable) from cause


def _of_tls(error: BaseException) -> CentralUnreachable:
    """Return what a failure of TLS means.

    Another authority is an impostor's; plain words in place of TLS are a portal's; all else (a cut,
    a handshake that never ends) is the network's.
    """
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return ServerNotTrusted()
        if isinstance(cause, ssl.SSLError) and cause.reason in _PLAIN_WORDS:
            return NetworkAsksToEnter()
    return CentralUnreachable()


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and every one that it wraps, as `requests` and `urllib3` nest them."""
    waiting: list[object] = [error]
    seen: list[int] = []
    while waiting:
        each = waiting.pop()
        if isinstance(each, BaseException) and id(each) not in seen:
            seen.append(id(each))
            yield each
            waiting += [each.__cause__, each.__context__, getattr(each, "reason", None), *each.args]


def _parsed(content: bytes, kind: type[T]) -> T:
    """Return the body of a good answer as `kind`. Raises AnswerNotUnderstood."""
    agreed: Any = kind
    if agreed is type(None):
        agreed, content = None, b"null"
    try:
        return cast("T", read_json(agreed, content))
    except ValueError as cause:
        raise AnswerNotUnderstood from cause


def _good(answer: _Answer) -> bytes:
    """Return the body of a good answer. Raises what any other stands for."""
    if _OK_FROM <= answer.status < _OK_TO and answer.said != _PAGE:
        return answer.content
    raise _refusal(answer)


def _refusal(answer: _Answer) -> CentralRefused | CentralUnreachable:
    """Return the error that an answer outside 2xx stands for."""
    try:
        problem: Any = read_json(ChangedProblem, answer.content)
    except ValueError:
        problem = None
    if answer.said != PROBLEM_JSON or problem is None:
        return _foreign(answer.status, answer.said)
    if problem.code == StaleVersion.code:
        return CentralChanged(answer.status, problem.cambios)
    fields = tuple((each.field, each.code) for each in problem.errors)
    return CentralRefused(problem.code, answer.status, problem.facts, fields)


def _foreign(status: int, said: str) -> CentralUnreachable:
    """Return what an answer means that is not one of ours."""
    if status == _LOGIN_NEEDED or (status < _SERVER_FROM and said == _PAGE) or status in _REDIRECTS:
        return NetworkAsksToEnter({"status": str(status)})
    if status >= _SERVER_FROM:
        return ServerTroubled({"status": str(status)})
    return AnswerNotUnderstood({"status": str(status)})
