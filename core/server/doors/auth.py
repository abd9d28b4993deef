"""Authentication and authorisation: route_access, enforced by one dependency of every route."""

from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool

from core.domain.access.access_errors import DutyDue, PasswordChangeDue, SessionEnded
from core.domain.access.roles import Role
from core.domain.errors import RoleMissing
from core.ports.central_access import Account, CameFrom
from core.server.bodies.http_bodies import Malformed
from core.server.composition.dependencies import Dependencies, Injected
from core.server.doors.route_access import allowed
from core.wire import once_each

_BEFORE_PASSWORD = frozenset({"POST /v1/contrasena", "DELETE /v1/sesiones"})
_BEFORE_DUTY = _BEFORE_PASSWORD | {
    *("GET /v1/deber", "POST /v1/deber"),
    *("GET /v1/aviso", "POST /v1/aviso"),
}
_IPV6_OF_ONE = 64
_LONGEST_DEVICE = 120
SINGLE = frozenset(
    {
        *("authorization", "content-length", "content-type", "host", "transfer-encoding"),
        *("idempotency-key", "if-match", "upload-length", "upload-offset", "upload-sha256"),
    }
)
"""Headers that a request has once, or two readers of it may obey different ones."""
_SINGLE = frozenset(name.encode("ascii") for name in SINGLE)


@dataclass(frozen=True, slots=True)
class Caller:
    """A person with a session. `token` is theirs; `id_solicitante` is "" for staff."""

    account: Account
    token: str

    @property
    def actor(self) -> str:
        """Return the name written to the bitácora."""
        return self.account.user

    @property
    def id_solicitante(self) -> str:
        """Return the aspirante's own number."""
        return self.account.id_solicitante


async def enforce(request: Request, deps: Injected) -> None:
    """Return if the request is allowed.

    Raises Malformed, NamedTwice, SessionEnded, PasswordChangeDue, DutyDue or RoleMissing. Routes
    for devices only need a bearer token here; their own dependency identifies the device.
    """
    if "\x00" in request.scope["path"] or b"%00" in request.scope["query_string"]:
        raise Malformed
    _check_named_once(request)
    row = f"{request.method} {request.scope['route'].path}"
    roles = allowed(row)
    if Role.ANYONE in roles:
        return
    token = bearer(request)
    if Role.DEVICE in roles:
        return
    account = await run_in_threadpool(_holder, deps, token)
    if account.must_change and row not in _BEFORE_PASSWORD:
        raise PasswordChangeDue
    if not account.roles & roles:
        raise RoleMissing
    if duty_is_due(account) and row not in _BEFORE_DUTY:
        raise DutyDue
    request.state.caller = Caller(account, token)


def _check_named_once(request: Request) -> None:
    """Raise NamedTwice where a header that we read, or a name of the query, stands twice."""
    once_each((name, "") for name, _ in request.scope["headers"] if name in _SINGLE)
    if query := request.scope["query_string"]:
        once_each(parse_qsl(query.decode("latin-1"), keep_blank_values=True))


def bearer(request: Request) -> str:
    """Return the bearer token of the request (RFC 6750). Raises SessionEnded without one."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise SessionEnded
    return token


def address_of(request: Request) -> str:
    """Return the client's address as this server sees it, for counting attempts.

    IPv6 addresses are reduced to their /64. Behind a proxy it is the proxy's, unless
    `trusted_proxies` names it: then the client it forwards.
    """
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return str(ip_network((int(address), _IPV6_OF_ONE), strict=False))
    return str(getattr(address, "ipv4_mapped", None) or address)


def came_from(request: Request) -> CameFrom:
    """Return where a login comes from; of what a program says of itself, only plain signs."""
    said = request.headers.get("user-agent", "")
    device = "".join(sign for sign in said if sign.isascii() and sign.isprintable())
    return CameFrom(device[:_LONGEST_DEVICE], address_of(request))


def duty_is_due(account: Account) -> bool:
    """Tell whether an aspirante has yet to accept the duty of numeral 8."""
    return bool(account.id_solicitante) and account.duty_accepted_at is None


def _holder(deps: Dependencies, token: str) -> Account:
    with deps.units.reading() as work:
        account_id = work.sessions.holder(token)
        if account_id is None:
            raise SessionEnded
        return work.accounts.by_id(account_id)


def _caller(request: Request) -> Caller:
    caller: Caller = request.state.caller
    return caller


Called = Annotated[Caller, Depends(_caller)]
