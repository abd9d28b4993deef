"""HTTP over TLS to one pinned server: domain values in, domain values or typed errors out."""

import ssl
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from typing import IO, Any, TypeVar, cast

import requests

from core.certificate import only_authority
from core.client.errors import AnswerNotUnderstood, PinUnusable, ServerNotTrusted
from core.domain.server_address import server_address
from core.errors import CentralRefused, CentralUnreachable
from core.wire import PROBLEM_JSON, Problem, read_json, to_json

T = TypeVar("T")
Body = bytes | IO[bytes] | None

_CONNECT_SECONDS, _READ_SECONDS = 5.0, 30.0
_OK_FROM, _OK_TO = 200, 300


class Transport:
    """One server: its address without a final slash, and the PEM file of its authority.

    `token` is sent as bearer unless empty. Each call raises CentralRefused (the server's code,
    facts and fields) or CentralUnreachable, and follows no redirect and no proxy. Construction
    raises AddressMalformed or PinUnusable.
    """

    def __init__(self, url: str, authority: Path, token: str = "") -> None:
        self.url = server_address(url)
        self.token = token
        _check_pin(authority)
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.verify = str(authority)

    def bearing(self, token: str) -> "Transport":
        """Return a transport to the same server with another token, sharing connections."""
        twin = copy(self)
        twin.token = token
        return twin

    def get(self, path: str, kind: type[T], params: Mapping[str, str] | None = None) -> T:
        """Return the answer to a GET as `kind`."""
        return _parsed(self._call("GET", path, params=params).content, kind)

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
        return _parsed(self._call(method, path, data=data, headers=sent).content, kind)

    def upload(
        self,
        method: str,
        path: str,
        body: Body,
        kind: type[T],
        headers: Mapping[str, str] | None = None,
    ) -> T:
        """Return the answer, as `kind`, to raw bytes or to a file streamed from disk."""
        return _parsed(self._call(method, path, data=body, headers=headers).content, kind)

    def content(self, path: str) -> bytes:
        """Return the bytes of a document (PDF, PEM)."""
        return self._call("GET", path).content

    def close(self) -> None:
        """Close the pooled connections."""
        self._session.close()

    def _call(
        self,
        method: str,
        path: str,
        *,
        data: Body = None,
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, str] | None = None,
    ) -> requests.Response:
        sent = dict(headers or {})
        if self.token:
            sent["Authorization"] = f"Bearer {self.token}"
        with _trouble_named():
            answer = self._session.request(
                method,
                self.url + path,
                params=params,
                data=data,
                headers=sent,
                timeout=(_CONNECT_SECONDS, _READ_SECONDS),
                allow_redirects=False,
            )
        if not _OK_FROM <= answer.status_code < _OK_TO:
            refusal = _refusal(answer)
            del answer  # a traceback that is kept would keep the connection open
            raise refusal
        return answer


def _check_pin(authority: Path) -> None:
    """Raise PinUnusable unless the TLS library would trust one certificate of this file alone."""
    try:
        only_authority(authority.read_bytes())
    except (OSError, ValueError) as cause:
        raise PinUnusable from cause


@contextmanager
def _trouble_named() -> Generator[None]:
    """Turn what goes wrong on the way into CentralUnreachable."""
    try:
        yield
    except requests.exceptions.SSLError as cause:
        raise (ServerNotTrusted if _not_its_certificate(cause) else CentralUnreachable) from cause
    except (requests.RequestException, OSError) as cause:
        raise CentralUnreachable from cause


def _not_its_certificate(cause: BaseException) -> bool:
    """Tell whether the certificate was refused; a greeting that was cut off is no answer at all."""
    each: BaseException | None = cause
    while each is not None and not isinstance(each, ssl.SSLCertVerificationError):
        each = each.__cause__ or each.__context__
    return each is not None


def _parsed(content: bytes, kind: type[T]) -> T:
    """Return the body of a good answer as `kind`. Raises AnswerNotUnderstood."""
    agreed: Any = kind
    if agreed is type(None):
        agreed, content = None, b"null"
    try:
        return cast("T", read_json(agreed, content))
    except ValueError as cause:
        raise AnswerNotUnderstood from cause


def _refusal(answer: requests.Response) -> CentralRefused | CentralUnreachable:
    """Return the error that an answer outside 2xx stands for."""
    said = answer.headers.get("Content-Type", "").partition(";")[0].strip()
    try:
        problem: Any = read_json(Problem, answer.content)
    except ValueError:
        problem = None
    if said != PROBLEM_JSON or problem is None:
        return AnswerNotUnderstood({"status": str(answer.status_code)})
    fields = tuple((each.field, each.code) for each in problem.errors)
    return CentralRefused(problem.code, answer.status_code, problem.facts, fields)
